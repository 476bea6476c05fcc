"""Changes of the plan of a series, or of what takes place once: for all of its dates, or from one of them on."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..activities.run_of_show import follow_details
from ..basics.fields import CONTENT, PLAN
from ..records import occurrences
from ..records.event import Event
from ..records.guest import Guest, Reply
from ..records.occurrence import Occurrence
from ..records.planned import ONCE, Stretch
from ..repeats import rewording
from .requested import Requested
from .writing import write_for_all, write_plan

TIMES = tuple(column for column in PLAN if column not in CONTENT)
"""The columns that say when a plan takes place."""


def change(session: Session, requested: Requested, jitsi_url: str, now: datetime) -> None:
    """Write the plan anew; where only later dates change, divide it first. Rooms go along with their dates."""
    current, fields = requested.current, requested.fields
    event, was_single = current.event, current.event.repeat is None
    if requested.cut:
        _divide(session, current, requested.cut, now)
    wanted, details = Stretch(), event.stored_details
    write_plan(wanted, fields, jitsi_url)
    _write_content(
        event, requested, {n: getattr(wanted, n) for n in CONTENT if getattr(wanted, n) != getattr(current, n)}
    )
    for column in TIMES:
        setattr(current.planned, column, getattr(wanted, column))
    write_for_all(event, fields)
    if fields.reply_by:
        event.reply_by = event.starts_at.date() - (current.on + requested.shift - fields.reply_by)
    session.flush()
    if event.stored_details != details:
        follow_details(session, event)
    _move_rooms(session, requested)
    if was_single and event.repeat is not None:
        _ask_to_all(session, event, now)


def _write_content(event: Event, requested: Requested, changed: Mapping[str, Any]) -> None:
    plans = occurrences.plans_of(event)
    if requested.scope == "following":
        plans = plans[plans.index(requested.current.planned) :]
    for planned in plans:
        for column, value in changed.items():
            setattr(planned, column, value)
    room = requested.current.room
    if room and room.stored_changes:  # what is the same for all now is nothing of its own any more
        left = {column: value for column, value in room.stored_changes.items() if column not in changed}
        room.stored_changes = left or None


def _divide(session: Session, current: Occurrence, cut: date, now: datetime) -> None:
    """Keep what was planned for the dates before the cut as a stretch. Calendars know it by the UID it had, and what
    follows by a new one; where the dates before are over, they need not learn another."""
    event, planned = current.event, current.planned
    earlier = Stretch(**{column: getattr(planned, column) for column in PLAN}, ends_before=cut)
    earlier.stored_skipped = [day.isoformat() for day in planned.skipped if day < cut] or None
    last = [wall for wall in planned.walls(skips=False) if wall.date() < cut][-1]
    earlier.repeat = rewording.ended(planned.repeat or ONCE, last, planned.timezone)
    is_over = Occurrence(event, earlier, last.date(), last).is_over(now)
    known, fresh = planned.uid, f"{uuid.uuid4()}@{planned.uid.rpartition('@')[2]}"
    earlier.uid = fresh if is_over else known
    planned.uid = known if is_over else fresh
    session.flush()
    event.stretches.append(earlier)
    session.flush()


def _move_rooms(session: Session, requested: Requested) -> None:
    """Each to the day that its date has now. One whose day is gone can be found no more, and keeps what was in it."""
    event, planned, shift = requested.current.event, requested.current.planned, requested.shift
    rooms = sorted(event.rooms, key=lambda room: room.on, reverse=shift > timedelta())
    if event.repeat is None:
        rooms[0].on = event.starts_at.date()
        return
    taken = {room.on for room in rooms}
    for room in rooms if shift else ():
        day = room.on + shift
        if requested.concerns(planned, room.on) and day not in taken and planned.wall_on(day):
            taken = taken - {room.on} | {day}
            room.on = day
            session.flush()


def _ask_to_all(session: Session, event: Event, now: datetime) -> None:
    """Who comes to what took place once has it in a calendar, where it is a series now, and is asked for its other
    dates."""
    comes = select(Guest).where(Guest.event_id == event.id, Guest.replies.any(Reply.answer != "no"))
    for guest in session.scalars(comes.where(Guest.email.is_not(None), Guest.invited_at.is_(None))):
        guest.invited_at = now
    session.flush()
