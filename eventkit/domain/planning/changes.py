"""Changes of an event: of one of its dates, of this and the following ones, or of all.

What is over keeps the time at which it was. Where a series changes from one of its dates on, what was planned for the
dates before becomes a stretch of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from ..basics.base import utcnow
from ..basics.fields import CONTENT, IN_CALENDARS, PLAN, PLANNED_AROUND
from ..basics.text import Prose
from ..coming import waiting
from ..letters import notices
from ..letters.notices import Known
from ..records import occurrences
from ..records.event import Event, Room
from ..records.planned import Planned
from ..room import rooms
from . import date_changes, plan_changes, requested
from .requested import Requested, Scope


class Farewell(BaseModel):
    """What a host says when cancelling."""

    model_config = ConfigDict(extra="forbid")

    message: Prose = ""


def change(
    session: Session,
    room: Room,
    changes: Mapping[str, Any],
    *,
    jitsi_url: str,
    scope: Scope = "all",
    now: datetime | None = None,
) -> Event:
    """Change what is named and keep the rest; what is named is how it is to be on the date of `room`. `sequence` rises
    once, and only when a calendar shows the difference.

    Guests who gave an address are written to when what they planned around changes; free places go to who waits.
    """
    event, now = room.event, now or utcnow()
    current, shown = occurrences.of(room), _shown(event)
    if scope == "this" and event.repeat is not None:
        affected = date_changes.change(room, current, changes, jitsi_url)
        _note(session, event, shown, now)
        if affected and not current.is_cancelled:
            notices.event_changed(session, event, affected, room=room, now=now)
        return event
    wanted = requested.read(current, changes, scope, now)
    planned, dates = _stored(current.planned), _dates_known(session, event, now)
    plan_changes.change(session, wanted, jitsi_url, now)
    _note(session, event, shown, now)
    affected = _affected(planned, current.planned)
    if affected and not event.is_cancelled:
        _tell_guests(session, wanted, affected, dates, now)
    session.flush()
    _fill_places(session, event, now)
    return event


def cancel(
    session: Session,
    room: Room,
    farewell: Farewell | None = None,
    *,
    scope: Literal["this", "all"] = "all",
    now: datetime | None = None,
) -> Event:
    """What is cancelled stays, and says so, with the host's words; guests who gave an address are written to.
    Cancelling twice changes nothing."""
    event, message = room.event, (farewell and farewell.message) or None
    is_one_date = scope == "this" and event.repeat is not None
    if event.is_cancelled or (is_one_date and room.is_cancelled):
        return event
    shown = _shown(event)
    if is_one_date:
        room.is_cancelled, room.cancel_message = True, message
    else:
        event.status, event.cancel_message = "cancelled", message
    notices.event_cancelled(session, event, room=room if is_one_date else None, now=now)
    _note(session, event, shown, now or utcnow())
    return event


def _stored(planned: Planned) -> dict[str, Any]:
    return {name: getattr(planned, name) for name in (*PLANNED_AROUND, *CONTENT, "uid")}


def _affected(before: Mapping[str, Any], planned: Planned) -> set[str]:
    """What changed of what guests have planned around; everything that did where calendars must learn a new UID."""
    changed = {name for name, value in before.items() if getattr(planned, name) != value}
    return changed if "uid" in changed else changed & set(PLANNED_AROUND)


def _tell_guests(
    session: Session, wanted: Requested, affected: Collection[str], dates: Mapping[int, Known], now: datetime
) -> None:
    event, planned = wanted.current.event, wanted.current.planned
    after = _dates_known(session, event, now)
    gone = {id: known for id, known in dates.items() if after.get(id) != known}
    notices.dates_gone(session, event, gone, now=now)
    since = planned.starts_at.date() if wanted.cut else None
    notices.event_changed(session, event, affected, since=since, uid=planned.uid, now=now)


def _fill_places(session: Session, event: Event, now: datetime) -> None:
    for each in occurrences.with_rooms(session, event):
        if each.room and not (event.repeat and each.is_over(now)):
            waiting.move_up(session, each.room, now=now)


def _dates_known(session: Session, event: Event, now: datetime) -> dict[int, Known]:
    """By what calendars know the dates of a series that are to come, by their rooms."""
    made = occurrences.with_rooms(session, event) if event.repeat else []
    return {
        each.room.id: Known(each.planned.uid, each.timezone, each.wall)
        for each in made
        if each.room and not each.is_over(now) and not each.is_cancelled
    }


def _shown(event: Event) -> list[Any]:
    """What calendars show of the event."""
    of_plans = [field.column for field in IN_CALENDARS if field.column in PLAN]
    of_event = [field.column for field in IN_CALENDARS if field.column not in PLAN]
    plans = [[getattr(planned, column) for column in of_plans] for planned in occurrences.plans_of(event)]
    own = [(room.on, room.stored_changes, room.is_cancelled) for room in event.rooms]
    same = [getattr(event, column) for column in of_event]
    return [event.status, *same, *plans, sorted(own, key=lambda each: each[0])]


def _note(session: Session, event: Event, before: list[Any], now: datetime) -> None:
    """Raise the SEQUENCE where calendars show another event than before, and have rooms that are to come drawn anew."""
    if before != _shown(event):
        event.sequence += 1
        event.updated_at = now
        session.flush()
        made = occurrences.with_rooms(session, event)
        coming = [each.room.id for each in made if each.room and not (event.repeat and each.is_over(now))]
        for room in rooms.lock_all(session, coming):
            rooms.changed(session, room)
