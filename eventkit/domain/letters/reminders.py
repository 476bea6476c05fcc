"""Letters that the clock decides: reminders a day and an hour before a date, and thanks the morning after.

Any number of workers may look for them at once, die in between, or come late. Each letter has a key that is made of
what it is, so that the outbox takes it once; of a date that was moved it is another one. What has become untrue until
it is sent is not sent (`is_still_so`).
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from ..basics import times
from ..basics.base import as_text, utcnow
from ..records import occurrences
from ..records.attendance import Attendance
from ..records.event import Event, Room
from ..records.guest import Guest, Reply, StandingReply
from ..records.mail import Mail
from ..records.occurrence import Occurrence
from ..records.occurrences import LINGERS

Which = Literal["hour", "day", "after"]
MOST_PRESSING_FIRST: tuple[Which, ...] = get_args(Which)
BEFORE = {"day": timedelta(days=1), "hour": timedelta(hours=1)}
"""Of time that passes, not of the clock: where clocks change in between it is still that long."""
NINE = time(9)
AS_LATE_AS = {"day": timedelta(hours=6), "hour": timedelta(minutes=30), "after": timedelta(hours=12)}
"""For how long after its moment each is still worth sending, where the server was away or the mail had to wait. An hour
before is no use when it begins, and thanks are not for the night."""
FURTHEST_ZONE = timedelta(days=1)
SOON = timedelta(days=1)
LONGEST = timedelta(days=7)
"""How long an event may last."""
LATELY = LINGERS + timedelta(hours=25) + AS_LATE_AS["after"]
"""The furthest that the end of a date can be away while thanks are due: a morning may be 25 hours away."""
KINDS = {"hour": "reminder", "day": "reminder", "after": "follow-up"}
"""How the outbox calls them."""
NAMESPACE = uuid.UUID("6f6a1d0e-3a44-4f0b-9d0c-2b1b2f1d8a57")


@dataclass(frozen=True)
class Found:
    """What is to be told now: the letters, the most pressing first, and the dates without a room of which others are to
    be told once it is made, as code and day."""

    letters: list[Mail]
    rooms: list[tuple[str, date]]


@dataclass(frozen=True)
class _Due:
    event: Occurrence
    which: Which


def moment(event: Occurrence, which: Which) -> datetime:
    """When a letter about a date is due. Thanks are at nine in the morning where the event is, once everybody has left:
    never at night, and the host has had the evening to show what is to be seen in the recap."""
    if which != "after":
        return event.starts_at_utc - BEFORE[which]
    empty = event.ends_at_utc + LINGERS
    day = times.wall_clock(empty, event.timezone).date()
    mornings = (times.at_utc(datetime.combine(day + timedelta(days=n), NINE), event.timezone) for n in (0, 1))
    return next(nine for nine in mornings if nine >= empty)


def is_due(event: Occurrence, which: Which, now: datetime) -> bool:
    """Neither too early nor too late, and the date takes place and the host wants it told."""
    is_wanted = event.sends_thanks if which == "after" else event.sends_reminders
    at = moment(event, which)
    return is_wanted and not event.is_cancelled and at <= now < at + AS_LATE_AS[which]


def is_still_so(event: Occurrence, data: dict[str, Any], now: datetime) -> bool:
    """Whether what a letter was queued for holds: the date is still one of the event's, at the same time."""
    is_there = event.event.repeat is None or event.planned.wall_on(event.on) is not None
    return is_there and as_text(event.starts_at_utc) == data["starts_at"] and is_due(event, data["which"], now)


def find(session: Session, *, now: datetime | None = None) -> Found:
    """However many events there are of which nothing is due, it asks the database as often. The letters are new:
    neither waiting nor sent."""
    now = now or utcnow()
    dates = [*_single(session, now), *_of_series(session, now)]
    due = [_Due(event, which) for which in MOST_PRESSING_FIRST for event in dates if is_due(event, which, now)]
    if not due:
        return Found([], [])
    known = _known(session, {each.event.id for each in due})
    letters = [mail for mail in _letters(session, due, now) if mail.message_key not in known]
    return Found(letters, _rooms_to_make(session, due))


def _worth_a_look() -> ColumnElement[bool]:
    return (Event.status == "planned") & (Event.sends_reminders | Event.sends_thanks)


def _single(session: Session, now: datetime) -> list[Occurrence]:
    """By their wall clocks, of which none is further than a day from UTC."""
    wall = now.replace(tzinfo=None)
    earliest = wall - LATELY - FURTHEST_ZONE
    day = timedelta(days=1)
    query = (
        select(Room)
        .join(Room.event)
        .where(Event.repeat.is_(None), _worth_a_look(), Event.starts_at <= wall + SOON + FURTHEST_ZONE)
        .where(
            or_(
                Event.starts_at >= earliest - day,
                (Event.duration_minutes > day // timedelta(minutes=1)) & (Event.starts_at >= earliest - LONGEST),
            )
        )
    )
    return [occurrences.of(room) for room in session.scalars(query.options(contains_eager(Room.event)))]


def _of_series(session: Session, now: datetime) -> list[Occurrence]:
    query = select(Event).where(Event.repeat.is_not(None), _worth_a_look()).options(selectinload(Event.stretches))
    series = session.scalars(query).all()
    return occurrences.starting(session, series, now - LATELY - LONGEST, now + SOON) if series else []


def _letters(session: Session, due: Sequence[_Due], now: datetime) -> list[Mail]:
    """To who comes or may, and had said so by then: who answers later has just had a letter. Each address once."""
    rooms = {each.event.room.id for each in due if each.event.room}
    query = (
        select(Reply)
        .join(Reply.guest)
        .where(Reply.room_id.in_(rooms), Reply.answer != "no", Reply.is_waiting.is_(False), Guest.email.is_not(None))
        .options(contains_eager(Reply.guest))
        .order_by(Reply.guest_id)
    )
    by_room: dict[int, list[Reply]] = {}
    for reply in session.scalars(query):
        by_room.setdefault(reply.room_id, []).append(reply)
    used = _used(session, {each.event.room.id for each in due if each.event.room and each.which == "after"})
    found: dict[str, Mail] = {}
    for each in due:
        room = each.event.room
        if room is None or (each.which == "after" and room.id not in used):
            continue
        at = moment(each.event, each.which)
        for reply in by_room.get(room.id, ()):
            if reply.at <= at and _wants(reply.guest, each.which):
                mail = _letter(each, room, reply.guest, now)
                found.setdefault(mail.message_key, mail)
    return list(found.values())


def _letter(due: _Due, room: Room, guest: Guest, now: datetime) -> Mail:
    starts_at = as_text(due.event.starts_at_utc)
    key = uuid.uuid5(NAMESPACE, f"{room.id} {due.which} {starts_at} {guest.email_key}")
    return Mail(
        event_id=room.event_id, guest_id=guest.id, kind=KINDS[due.which], to_name=guest.name,
        to_email=guest.email or "", language=due.event.language,
        data={"room": room.id, "which": due.which, "starts_at": starts_at},
        message_key=str(key), created_at=now, due_at=now, tries=0,
    )  # fmt: skip


def _wants(guest: Guest, which: Which) -> bool:
    return which == "after" or which in guest.reminders


def _used(session: Session, rooms: Collection[int]) -> set[int]:
    """Those in which somebody was: of what nobody came to, nobody is thanked for having come."""
    if not rooms:
        return set()
    query = select(Attendance.room_id).where(Attendance.room_id.in_(rooms), Attendance.is_waiting.is_(False)).distinct()
    return set(session.scalars(query.where(Attendance.is_removed.is_(False), Attendance.is_blocked.is_(False))))


def _known(session: Session, events: Collection[int]) -> set[str]:
    query = select(Mail.message_key).where(Mail.event_id.in_(events), Mail.kind.in_(set(KINDS.values())))
    return set(session.scalars(query))


def _rooms_to_make(session: Session, due: Iterable[_Due]) -> list[tuple[str, date]]:
    """Of dates for which nobody has looked yet, while somebody who comes to all of them wants to be reminded."""
    roomless = [each for each in due if each.event.room is None and each.which != "after"]
    if not roomless:
        return []
    query = (
        select(StandingReply)
        .join(StandingReply.guest)
        .where(Guest.event_id.in_({each.event.id for each in roomless}), Guest.email.is_not(None))
        .where(StandingReply.answer != "no")
        .options(contains_eager(StandingReply.guest))
    )
    standing = session.scalars(query).all()
    wanted = {
        (each.event.code, each.event.on): None
        for each in roomless
        for reply in standing
        if reply.guest.event_id == each.event.id
        and reply.at <= moment(each.event, each.which)
        and _wants(reply.guest, each.which)
    }
    return list(wanted)
