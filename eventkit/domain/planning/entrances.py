"""Entrances: from the code of an event, and one of its dates, to the room.

A room is made when somebody first looks for it, so that a series without an end has no end of rooms.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from ..activities import run_of_show, themes
from ..basics.base import utcnow
from ..basics.errors import NotFound
from ..coming import standing
from ..records import occurrences
from ..records.event import Event, Room
from ..room import rooms

FURTHEST = timedelta(days=5 * 366)
"""How far ahead a series without an end has rooms: as far as one with an end may go."""


def find(
    session: Session, code: str, *, on: date | None = None, lock: bool = False, now: datetime | None = None
) -> Room:
    """The room of an event by its code, on a date; where none is named, on the present or the next one.

    With `lock`, others who would change it wait until the transaction ends, and of a repeating event everybody who
    would change any of its dates. Everything else in a room is found through it: an id from another room is simply not
    there.
    """
    room = look_for(session, code, on=on, lock=lock, now=now)
    if room is None:
        raise NotFound()
    return room


def look_for(
    session: Session, code: str, *, on: date | None = None, lock: bool = False, now: datetime | None = None
) -> Room | None:
    """The same; None where the room has still to be made, which takes the lock."""
    room = session.scalars(_of_single(lock), {"code": code}).first()
    if room is not None:
        if on not in (None, room.on):
            raise NotFound()
        return room
    first = session.scalars(_first_of_series(lock), {"code": code}).first()
    if first is None:
        raise NotFound()
    event, now = first.event, now or utcnow()
    occurrence = occurrences.on_day(session, event, on) if on else occurrences.present_or_next(session, event, now=now)
    if occurrence is None or occurrence.on > max(now.date(), event.starts_at.date()) + FURTHEST:
        raise NotFound()
    if occurrence.room is None:
        return make(session, event, occurrence.on, now=now) if lock else None
    room = rooms.lock_all(session, [occurrence.room.id])[0] if lock else occurrence.room
    set_committed_value(room, "event", event)  # at hand also when the session is closed
    return room


def make(session: Session, event: Event, on: date, *, now: datetime | None = None) -> Room:
    """The room of a date: as the host has set up the last one, but open, with the run of show, and with the replies of
    those who come every time."""
    before = select(Room).where(Room.event_id == event.id).order_by(Room.on.desc()).limit(1)
    last = session.scalar(before)
    settings = _usual_settings(event)
    if last:
        settings = {name: value for name, value in (last.stored_settings or {}).items() if name != "locked"}
    room = Room(event_id=event.id, on=on, stored_settings=settings or None, created_at=now or utcnow())
    room.event = event
    session.add(room)
    session.flush()
    if last:
        run_of_show.prepare(session, room)
        standing.take_over(session, room)
    return room


def _usual_settings(event: Event) -> dict[str, object]:
    return themes.get(event.theme, event.language).room.model_dump(mode="json", exclude_defaults=True)


@cache
def _of_single(lock: bool) -> Select[Room]:
    """Built once: putting a statement together costs more than running it."""
    return _with_event(select(Room).where(Room.event.has(code=bindparam("code"), repeat=None)), lock)


@cache
def _first_of_series(lock: bool) -> Select[Room]:
    return _with_event(select(Room).where(Room.event.has(code=bindparam("code"))), lock)


def _with_event(query: Select[Room], lock: bool) -> Select[Room]:
    query = query.options(joinedload(Room.event, innerjoin=True)).order_by(Room.id).limit(1)
    if lock:
        query = query.with_for_update(of=Room, key_share=True).execution_options(populate_existing=True)
    return query
