"""Occurrences: the dates of an event, each with what it has of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from ..basics import times
from ..basics.base import utcnow
from .event import Event, Room
from .occurrence import LONGEST_MOVE, Occurrence
from .planned import Planned

LINGERS = timedelta(hours=3)
"""How long after its end an occurrence is still the present one: people stay, and come back after a lost connection."""
FEW = 12


def of(room: Room) -> Occurrence:
    """What takes place in a room. One whose day the series does not have any more is as it would be then."""
    event = room.event
    if event.repeat is None:
        return Occurrence(event, event, room.on, event.starts_at, room)
    as_it_would_be = event, datetime.combine(room.on, event.starts_at.time())
    planned, wall = _planned_on(event, room.on) or as_it_would_be
    return Occurrence(event, planned, room.on, wall, room)


def on_day(session: Session, event: Event, day: date) -> Occurrence | None:
    """The occurrence of that day in the series; None where that is none of its dates."""
    found = _planned_on(event, day)
    if found is None:
        return None
    planned, wall = found
    room = session.scalar(select(Room).where(Room.event_id == event.id, Room.on == day))
    return Occurrence(event, planned, day, wall, room)


def present_or_next(session: Session, event: Event, *, now: datetime | None = None) -> Occurrence:
    """What is on now or comes next; of a series that is over its last one. What is cancelled is passed over, unless
    there is nothing else."""
    return next_of(session, [event], now=now)[0]


def next_of(session: Session, events: Sequence[Event], *, now: datetime | None = None) -> list[Occurrence]:
    """The same for several events at once."""
    now = now or utcnow()
    made = _made(session, events, now.date() - LONGEST_MOVE)
    return [_next(event, made, now) for event in events]


def upcoming(
    session: Session, event: Event, *, now: datetime | None = None, most: int = FEW, lingering: bool = False
) -> list[Occurrence]:
    """What is on now or still to come, in order; at most so many."""
    now = now or utcnow()
    return _upcoming(event, _made(session, [event], now.date() - LONGEST_MOVE), now, most, lingering)


def starting(session: Session, series: Sequence[Event], since: datetime, until: datetime) -> list[Occurrence]:
    """Every date of these series that starts from one moment up to another, also where it was moved there."""
    first, last = since.date() - timedelta(days=1), until.date() + timedelta(days=1)
    is_moved_near = and_(Room.on.between(first - LONGEST_MOVE, last + LONGEST_MOVE), Room.stored_changes.is_not(None))
    query = select(Room).where(Room.event_id.in_([event.id for event in series]))
    rooms = session.scalars(query.where(or_(Room.on.between(first, last), is_moved_near))).all()
    made = {(room.event_id, room.on): room for room in rooms}
    elsewhere = [room for room in rooms if not first <= room.on <= last]
    found = [
        *(each for event in series for each in _all(event, made, first, last)),
        *(each for room in elsewhere for each in of_rooms(room.event, [room])),
    ]
    return [each for each in found if since <= each.starts_at_utc <= until]


def past(session: Session, event: Event, *, now: datetime | None = None, most: int = FEW) -> list[Occurrence]:
    """What is over, the newest first."""
    now = now or utcnow()
    found = [each for each in _all(event, _made(session, [event]), None, now.date()) if each.is_over(now)]
    return sorted(found, key=lambda each: each.starts_at, reverse=True)[:most]


def has_any_since(event: Event, moment: datetime) -> bool:
    """Whether any of its dates begins after a moment, moved ones not regarded."""
    day = moment.date() - timedelta(days=1)
    walls = (wall for planned in plans_of(event) for wall in planned.walls(day) if wall.date() >= day)
    return any(times.at_utc(wall, event.timezone) >= moment for wall in walls)


def with_rooms(session: Session, event: Event) -> list[Occurrence]:
    """Those whose rooms are there, in the order of their days: people have looked for them, or they are otherwise."""
    made = session.scalars(select(Room).where(Room.event_id == event.id).order_by(Room.on)).all()
    return of_rooms(event, made)


def of_rooms(event: Event, made: Iterable[Room]) -> list[Occurrence]:
    """In the order of their days, without those whose day the series does not have any more."""
    by_day = {(event.id, room.on): room for room in made}
    if not by_day:
        return []
    days = [day for _, day in by_day]
    return [each for each in _all(event, by_day, min(days), max(days)) if each.room]


def plans_of(event: Event) -> list[Planned]:
    """What is planned for the dates of the event, stretch by stretch."""
    return [*sorted(event.stretches, key=lambda each: each.ends_before), event] if event.repeat else [event]


Made = Mapping[tuple[int, date], Room]
"""Rooms by their event and day."""


def _made(session: Session, events: Sequence[Event], since: date | None = None) -> Made:
    """Of a single event its room, however long ago."""
    query = select(Room).where(Room.event_id.in_([event.id for event in events]))
    if since:
        singles = [event.id for event in events if event.repeat is None]
        query = query.where(or_(Room.on >= since, Room.event_id.in_(singles)))
    return {(room.event_id, room.on): room for room in session.scalars(query)}


def _next(event: Event, made: Made, now: datetime) -> Occurrence:
    coming = _upcoming(event, made, now, FEW, lingering=True)
    if coming:
        return next((each for each in coming if not each.is_cancelled), coming[0])
    return max(_all(event, made, None, None), key=lambda each: each.starts_at)


def _upcoming(event: Event, made: Made, now: datetime, most: int, lingering: bool) -> list[Occurrence]:
    spared = LINGERS if lingering else timedelta()
    found: list[Occurrence] = []
    for each in _all(event, made, now.date() - LONGEST_MOVE, None):
        if each.ends_at_utc + spared > now:
            found.append(each)
        if len(found) >= most and each.wall - LONGEST_MOVE > max(other.starts_at for other in found[:most]):
            break  # nothing later can have been moved before these
    return sorted(found, key=lambda each: each.starts_at)[:most]


def _all(event: Event, made: Made, since: date | None, until: date | None) -> Iterator[Occurrence]:
    """Every occurrence whose day is not before `since` or after `until`, in the order of their days."""
    for planned in plans_of(event):
        if since and planned.before and planned.before < since:
            continue
        for wall in planned.walls(since if event.repeat else None):
            day = wall.date()
            if until and day > until:
                break
            if since is None or day >= since or event.repeat is None:
                yield Occurrence(event, planned, day, wall, made.get((event.id, day)))


def _planned_on(event: Event, day: date) -> tuple[Planned, datetime] | None:
    """What is planned for a day, and when it starts then. The dates of two stretches may lie among each other."""
    found = ((planned, planned.wall_on(day)) for planned in plans_of(event))
    return next(((planned, wall) for planned, wall in found if wall), None)
