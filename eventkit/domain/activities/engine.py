"""Activities: planned for an event, run in its room. The same verbs for every kind."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from .. import guests, presence, rooms, themes
from ..base import Base, Lazily, utcnow
from ..errors import N_, Invalid, NotAllowed, NotFound, Problem, Stale, invalid
from ..news import ActivityMoved, tell
from ..rooms import Room
from ..text import Line
from ..timers import Timed, Timer
from . import kinds
from .kind import Kind, Played, Scene

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
    minutes: Mapped[int | None]

    @property
    def kind_of(self) -> Kind:
        return kinds.get(self.kind)

    @property
    def config(self) -> Any:
        return self.kind_of.config_of(self.stored_config)


class Run(Timed, Base):
    """An activity in one room.

    `version` rises with every change that anybody can see and never falls. `steered` is the version of the host's last
    step, so that a step taken on an older picture is noticed although votes came in since. `shows_at_end` is whether
    the results are shown when its time is up.
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
    shows_at_end: Mapped[bool] = mapped_column(default=False, server_default="0")
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    activity: Mapped[Activity] = relationship(innerjoin=True)

    @property
    def is_draft(self) -> bool:
        return self.state == "draft"

    @property
    def is_open(self) -> bool:
        return self.state == "open"


Minutes = Annotated[int, Field(strict=True, ge=1, le=240)]
"""How long the host means to spend on an activity."""


class NewActivity(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: str
    title: Line
    config: dict[str, Any] = {}
    minutes: Minutes | None = None


class ActivityChanges(BaseModel):
    """`config` names only the settings that change."""

    model_config = ConfigDict(extra="forbid")

    title: Line | None = None
    config: dict[str, Any] | None = None
    minutes: Minutes | None = None
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
        minutes=new.minutes,
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
    if changes.minutes is not None:
        activity.minutes = changes.minutes
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
    new_call: Callable[[], str] = str,
    rng: random.Random | None = None,
    now: datetime | None = None,
) -> Run:
    """The host's step. One that is already done is done; one taken on a picture that is no longer true is Stale.

    `new_call` gives the link of a new video call, for kinds that send people apart.
    """
    run = find(session, room, activity_id)
    kind, now = run.activity.kind_of, now or utcnow()
    if name not in kind.moves:
        raise invalid("move", N_("This activity knows the steps %(moves)s."), moves=", ".join(kind.moves))
    settle(session, run, now=now)
    if name not in kind.own_moves and _is_done(run, name):
        return run
    if version is not None and not run.steered <= version <= run.version:
        raise Stale()
    if name != "open" and run.is_draft:
        raise invalid("move", N_("Open it first."))
    scene = _scene(session, run, now, new_call=new_call, rng=rng)
    before = (scene.timer, scene.is_shown, run.state, dict(run.memory))
    run.memory = _step(run, kind, name, played(session, run), scene, arguments or {})
    run.timer, run.is_shown, run.shows_at_end = scene.timer, scene.is_shown, scene.shows_at_end
    if (run.timer, run.is_shown, run.state, run.memory) != before:
        _steered(session, run)
    return run


def settle(session: Session, run: Run, *, now: datetime) -> None:
    """Do what the clock has decided: a run whose time is up goes on or closes. The run is locked."""
    timer = run.timer
    if not run.is_open or timer is None or not timer.is_over(now):
        return
    kind, scene = run.activity.kind_of, _scene(session, run, now)
    scene.timer = None
    memory = kind.time_is_up(played(session, run), scene)
    if memory is None:
        run.state, run.closed_at = "closed", timer.ends_at
        scene.is_shown = run.is_shown or run.shows_at_end
    else:
        run.memory = memory
    run.timer, run.is_shown = scene.timer, scene.is_shown
    _steered(session, run)


def settle_due(session: Session, *, now: datetime | None = None) -> None:
    """Settle every run whose time is up, in the order of their rooms and runs."""
    now = now or utcnow()
    due = session.execute(select(Run.room_id, Run.id).where(Run.state == "open", Run.timer_ends_at <= now)).all()
    rooms.lock_all(session, {room_id for room_id, _ in due})
    query = select(Run).where(Run.id.in_({run_id for _, run_id in due})).options(joinedload(Run.activity))
    for run in session.scalars(query.order_by(Run.id).with_for_update(of=Run, key_share=True)).all():
        settle(session, run, now=now)


def next_due(session: Session) -> datetime | None:
    """When the next time limit ends."""
    return session.scalar(select(func.min(Run.timer_ends_at)).where(Run.state == "open"))


def played(session: Session, run: Run, answers: Mapping[str, Any] | None = None) -> Played:
    """The run as its kind is shown it; `answers` where more is known than what is stored."""
    event_id = run.activity.event_id
    return Played(
        config=run.activity.config,
        memory=dict(run.memory),
        answers=session.info["ledgers"].counting(session, run) if answers is None else answers,
        names=Lazily(lambda: guests.names(session, event_id)),
        is_open=run.is_open,
        is_shown=run.is_shown,
        timer=run.timer,
    )


def _scene(
    session: Session,
    run: Run,
    now: datetime,
    *,
    new_call: Callable[[], str] = str,
    rng: random.Random | None = None,
) -> Scene:
    room_id = run.room_id
    people = Lazily(lambda: presence.here(session, room_id, now=now))
    chance = rng or random.SystemRandom()
    return Scene(chance, now, people, new_call, run.timer, run.is_shown, run.shows_at_end)


def _steered(session: Session, run: Run) -> None:
    run.version += 1
    run.steered = run.version
    tell(session, ActivityMoved(run.room_id, run.id))
    session.flush()


def _is_done(run: Run, name: str) -> bool:
    return {
        "open": run.is_open,
        "close": run.state == "closed",
        "reveal": run.is_shown,
        "hide": not run.is_shown,
    }[name]


def _step(
    run: Run, kind: Kind, name: str, before: Played, scene: Scene, arguments: Mapping[str, Any]
) -> dict[str, Any]:
    """Make the step on run and scene, and give the memory that follows."""
    if name in kind.own_moves:
        if not kind.may_move(name, is_open=run.is_open):
            raise invalid("move", N_("Open it first."))
        return kind.step(name, before, scene, arguments)
    if arguments:
        raise invalid(min(arguments), N_("This step takes no such setting."))
    config = run.activity.config
    match name:
        case "open":
            run.state, run.opened_at, run.closed_at = "open", scene.now, None
            scene.is_shown = scene.is_shown or config.results == "live"
            scene.timer = Timer(config.seconds, scene.now) if config.seconds else None
            scene.shows_at_end = config.show_at_end and config.results != "host"
            return kind.opened(before, scene)
        case "close":
            run.state, run.closed_at, scene.timer = "closed", scene.now, None
            return kind.closed(before, scene)
        case "reveal":
            if config.results == "host":
                raise NotAllowed(N_("These results are for the host alone."))
            scene.is_shown = True
            return kind.revealed(before, scene)
        case _:
            scene.is_shown = False
    return before.memory


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
