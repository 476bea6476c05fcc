"""Planning activities: the run of show of an event, which its host may change before and during the evening."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from .. import kinds
from ..basics.errors import N_, Closed, Full, Invalid, NotAllowed, NotFound, Problem, invalid
from ..basics.options import added, keep_ids
from ..basics.text import Line
from ..kinds.common.played import Material
from ..records.activity import Activity, Run
from ..records.event import Room
from ..room import rooms
from . import engine, runs, themes

MOST_ACTIVITIES = 100
MOST_PROPOSALS = 3
"""Of one guest to one poll."""

Minutes = Annotated[int, Field(strict=True, ge=1, le=240)]
"""How long the host means to spend on an activity."""


class NewActivity(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: str
    title: Line
    config: dict[str, Any] = {}
    minutes: Minutes | None = None


class ActivityChanges(BaseModel):
    """`config` names only the settings that change. `on_page` opens a poll on the event's page, or takes it off."""

    model_config = ConfigDict(extra="forbid")

    title: Line | None = None
    config: dict[str, Any] | None = None
    minutes: Minutes | None = None
    position: Annotated[int, Field(strict=True, ge=0, le=MOST_ACTIVITIES)] | None = None
    on_page: Annotated[bool, Field(strict=True)] | None = None


class Proposal(BaseModel):
    """An option that a guest would like to see in a poll."""

    model_config = ConfigDict(extra="forbid")

    text: Line


def add(session: Session, event: Any, new: NewActivity, *, where: str = "") -> Activity:
    """Plan an activity at the end of the run of show, as a draft in each room of the event."""
    number = session.scalar(select(func.count()).where(Activity.event_id == event.id)) or 0
    if number >= MOST_ACTIVITIES:
        raise invalid("activities", N_("An event has room for %(most)s activities."), most=MOST_ACTIVITIES)
    config = _prepared(event, new.kind, new.config, where)
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


def prepare(session: Session, room: Room) -> None:
    """The run of show as drafts in a new room of a series; what stands on the event's page is open there."""
    planned = select(Activity).where(Activity.event_id == room.event_id).order_by(Activity.position, Activity.id)
    activities = session.scalars(planned).all()
    session.add_all(Run(room_id=room.id, activity_id=activity.id, memory={}) for activity in activities)
    session.flush()
    for activity in activities:
        if activity.on_page:
            engine.move(session, room, activity.id, "open")


def edit(session: Session, room: Room, activity_id: int, changes: ActivityChanges) -> Run:
    """Change title, place or settings. Whether answers are anonymous was promised to those who answered, and stays."""
    run = runs.find(session, room, activity_id)
    activity = run.activity
    if changes.title is not None:
        activity.title = changes.title
    if changes.config is not None:
        config = _prepared(room.event, activity.kind, _changed(activity, changes.config))
        if config["anonymous"] != activity.stored_config["anonymous"] and not run.is_draft:
            raise invalid("config.anonymous", N_("Guests were told who sees their answers; this stays as it is."))
        activity.stored_config = config
    if changes.minutes is not None:
        activity.minutes = changes.minutes
    if changes.on_page is not None:
        _put_on_page(session, room, run, changes.on_page)
    if changes.position is not None:
        _place(session, room, activity, changes.position)
    run.version += 1
    run.steered = run.version
    rooms.changed(session, room)
    session.flush()
    return run


def propose(session: Session, room: Room, activity_id: int, proposal: Proposal, *, guest_id: int) -> Run:
    """Add a guest's option to a poll that takes proposals; one that is there already stays alone."""
    run = runs.find(session, room, activity_id)
    activity = run.activity
    if run.is_draft:
        raise NotFound()
    if not activity.stored_config.get("proposals"):
        raise NotAllowed(N_("The options of this poll are the host's."))
    if not run.is_open:
        raise Closed()
    before = activity.stored_config["options"]
    options = added(before, proposal.text)
    if options is before:
        return run
    proposed = run.memory.get("proposed", {})
    if proposed.get(str(guest_id), 0) >= MOST_PROPOSALS:
        raise Full(N_("Three proposals each: leave some for the others."))
    run.memory = {**run.memory, "proposed": {**proposed, str(guest_id): proposed.get(str(guest_id), 0) + 1}}
    activity.stored_config = {**activity.stored_config, "options": options}
    run.version += 1
    rooms.changed(session, room)
    session.flush()
    return run


def on_page(session: Session, room: Room) -> list[Run]:
    """What stands on the event's page, for guests to answer there."""
    return [run for run in runs.of_room(session, room) if run.activity.on_page and not run.is_draft]


def follow_details(session: Session, event: Any) -> None:
    """Bring the event's details anew to what takes them from there and was never opened."""
    opened = select(Run.activity_id).where(Run.state != "draft")
    planned = select(Activity).where(Activity.event_id == event.id, Activity.id.not_in(opened))
    for activity in session.scalars(planned.order_by(Activity.id)):
        brings = activity.kind_of.brings
        if brings and activity.stored_config.get("brought"):
            kept = {name: value for name, value in activity.stored_config.items() if name not in brings}
            activity.stored_config = _prepared(event, activity.kind, kept)
            session.execute(update(Run).where(Run.activity_id == activity.id).values(version=Run.version + 1))


def remove(session: Session, room: Room, activity_id: int) -> None:
    """Take an activity away, with its answers."""
    session.delete(runs.find(session, room, activity_id).activity)
    rooms.changed(session, room)
    session.flush()


def _put_on_page(session: Session, room: Room, run: Run, is_on: bool) -> None:
    if is_on and not run.activity.kind_of.fits_page:
        raise invalid("on_page", N_("Only polls with options to choose from can stand on the page."))
    run.activity.on_page = is_on
    if is_on and run.is_draft:
        engine.move(session, room, run.activity_id, "open")


def _changed(activity: Activity, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The settings with some changed; what the host writes no longer follows the event's details."""
    before = activity.stored_config
    config = {**before, **{name: keep_ids(value, before.get(name)) for name, value in changes.items()}}
    brought = [name for name in activity.kind_of.brings if name in changes]
    is_own = any((config[name] or None) != (before.get(name) or None) for name in brought)
    return {**config, "brought": False} if is_own else config


def _prepared(event: Any, slug: str, config: Mapping[str, Any], where: str = "") -> dict[str, Any]:
    try:
        return kinds.get(slug).prepare(config, Material(themes.get(event.theme, event.language), event.details))
    except Invalid as refusal:
        if not where:
            raise
        raise Invalid(*(Problem(f"{where}.{p.field}", p.message, **p.values) for p in refusal.problems)) from refusal


def _place(session: Session, room: Room, activity: Activity, position: int) -> None:
    others = [run.activity for run in runs.of_room(session, room) if run.activity is not activity]
    others.insert(min(position, len(others)), activity)
    for number, each in enumerate(others):
        each.position = number
