"""Activities: planned for an event, run in its room. The same verbs for every kind."""

from __future__ import annotations

import inspect
import random
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from .. import rooms, themes
from ..base import Base, utcnow
from ..errors import N_, Invalid, NotAllowed, NotFound, Problem, Stale, invalid
from ..news import ActivityMoved, tell
from ..rooms import Room
from ..text import Line
from . import kinds
from .kind import Kind

MOST_ACTIVITIES = 100


class Activity(Base):
    """What is planned; it belongs to the event."""

    __tablename__ = "activity"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    stored_config: Mapped[dict[str, Any]] = mapped_column("config", JSON)
    position: Mapped[int]

    @property
    def kind_of(self) -> Kind:
        return kinds.get(self.kind)

    @property
    def config(self) -> Any:
        return self.kind_of.config_of(self.stored_config)


class Run(Base):
    """An activity in one room.

    `version` rises with every change that anybody can see and never falls. `steered` is the version of the host's last
    step, so that a step taken on an older picture is noticed although votes came in since.
    """

    __tablename__ = "run"
    __table_args__ = (UniqueConstraint("room_id", "activity_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"))
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(10), default="draft")
    is_shown: Mapped[bool] = mapped_column(default=False)
    memory: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)
    steered: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    activity: Mapped[Activity] = relationship(innerjoin=True)

    @property
    def is_draft(self) -> bool:
        return self.state == "draft"

    @property
    def is_open(self) -> bool:
        return self.state == "open"


class NewActivity(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: str
    title: Line
    config: dict[str, Any] = {}


class ActivityChanges(BaseModel):
    """`config` names only the settings that change."""

    model_config = ConfigDict(extra="forbid")

    title: Line | None = None
    config: dict[str, Any] | None = None
    position: Annotated[int, Field(strict=True, ge=0, le=MOST_ACTIVITIES)] | None = None


def add(session: Session, event: Any, new: NewActivity, *, where: str = "") -> Activity:
    """Plan an activity at the end of the run of show, as a draft in each room of the event."""
    number = session.scalar(select(func.count()).where(Activity.event_id == event.id)) or 0
    if number >= MOST_ACTIVITIES:
        raise invalid("activities", N_("An event has room for %(most)s activities."), most=MOST_ACTIVITIES)
    config = _prepared(new.kind, new.config, event.theme, where)
    last = session.scalar(select(func.max(Activity.position)).where(Activity.event_id == event.id))
    activity = Activity(
        event_id=event.id,
        kind=new.kind,
        title=new.title,
        stored_config=config,
        position=0 if last is None else last + 1,
    )
    session.add(activity)
    session.flush()
    for room in session.scalars(select(Room).where(Room.event_id == event.id).order_by(Room.id)):
        session.add(Run(room_id=room.id, activity_id=activity.id, memory={}))
        rooms.changed(session, room)
    session.flush()
    return activity


def edit(session: Session, room: Room, activity_id: int, changes: ActivityChanges) -> Run:
    """Change title, place or settings. Whether answers are anonymous was promised to those who answered, and stays."""
    run = find(session, room, activity_id)
    activity = run.activity
    if changes.title is not None:
        activity.title = changes.title
    if changes.config is not None:
        config = _prepared(activity.kind, {**activity.stored_config, **changes.config}, room.event.theme, "")
        if config["anonymous"] != activity.stored_config["anonymous"] and not run.is_draft:
            raise invalid("config.anonymous", N_("Guests were told who sees their answers; this stays as it is."))
        activity.stored_config = config
    if changes.position is not None:
        _place(session, room, activity, changes.position)
    run.version += 1
    run.steered = run.version
    rooms.changed(session, room)
    session.flush()
    return run


def remove(session: Session, room: Room, activity_id: int) -> None:
    """Take an activity away, with its answers."""
    session.delete(find(session, room, activity_id).activity)
    rooms.changed(session, room)
    session.flush()


def runs(session: Session, room: Room) -> list[Run]:
    """All of a room, in the order of its run of show."""
    query = select(Run).join(Run.activity).where(Run.room_id == room.id).order_by(Activity.position, Activity.id)
    return list(session.scalars(query.options(joinedload(Run.activity))))


def find(session: Session, room: Room, activity_id: int) -> Run:
    """An activity of this room; one from elsewhere is not there."""
    query = select(Run).where(Run.room_id == room.id, Run.activity_id == activity_id).options(joinedload(Run.activity))
    run = session.scalar(query.with_for_update(of=Run, key_share=True).execution_options(populate_existing=True))
    if run is None:
        raise NotFound()
    return run


def move(
    session: Session,
    room: Room,
    activity_id: int,
    name: str,
    *,
    version: int | None = None,
    arguments: Mapping[str, Any] | None = None,
    rng: random.Random | None = None,
    now: datetime | None = None,
) -> Run:
    """The host's step. One that is already done is done; one taken on a picture that is no longer true is Stale."""
    run = find(session, room, activity_id)
    kind = run.activity.kind_of
    if name not in kind.moves:
        raise invalid("move", N_("This activity knows the steps %(moves)s."), moves=", ".join(kind.moves))
    if name not in kind.own_moves and _is_done(run, name):
        return run
    if version is not None and not run.steered <= version <= run.version:
        raise Stale()
    if name != "open" and run.is_draft:
        raise invalid("move", N_("Open it first."))
    rng, now = rng or random.SystemRandom(), now or utcnow()
    if name in kind.own_moves:
        run.memory = _own_move(run, kind, name, rng, arguments or {})
    else:
        _common_move(run, kind, name, rng, now)
    run.version += 1
    run.steered = run.version
    tell(session, ActivityMoved(room.id, run.id))
    session.flush()
    return run


def _is_done(run: Run, name: str) -> bool:
    return {
        "open": run.is_open,
        "close": run.state == "closed",
        "reveal": run.is_shown,
        "hide": not run.is_shown,
    }[name]


def _common_move(run: Run, kind: Kind, name: str, rng: random.Random, now: datetime) -> None:
    config = run.activity.config
    if name == "open":
        run.memory = kind.opened(config, dict(run.memory), rng)
        run.state, run.opened_at, run.closed_at = "open", now, None
        run.is_shown = run.is_shown or config.results == "live"
    elif name == "close":
        run.state, run.closed_at = "closed", now
    elif name == "reveal" and config.results == "host":
        raise NotAllowed(N_("These results are for the host alone."))
    else:
        run.is_shown = name == "reveal"


def _own_move(run: Run, kind: Kind, name: str, rng: random.Random, arguments: Mapping[str, Any]) -> dict[str, Any]:
    if not run.is_open:
        raise invalid("move", N_("Open it first."))
    step = kind.own_moves[name]
    unknown = set(arguments) - set(inspect.signature(step).parameters)
    if unknown:
        raise invalid(min(unknown), N_("This step takes no such setting."))
    return step(run.activity.config, dict(run.memory), rng, **arguments)


def _prepared(slug: str, config: Mapping[str, Any], theme: str, where: str) -> dict[str, Any]:
    try:
        return kinds.get(slug).prepare(config, themes.get(theme))
    except Invalid as refusal:
        if not where:
            raise
        raise Invalid(*(Problem(f"{where}.{p.field}", p.message, **p.values) for p in refusal.problems)) from refusal


def _place(session: Session, room: Room, activity: Activity, position: int) -> None:
    others = [run.activity for run in runs(session, room) if run.activity is not activity]
    others.insert(min(position, len(others)), activity)
    for number, each in enumerate(others):
        each.position = number
