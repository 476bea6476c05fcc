"""What guests and hosts are written about. Each is queued beside the change that it tells of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from ..basics.base import utcnow
from ..basics.errors import N_, invalid
from ..records import occurrences
from ..records.event import Event, Room
from ..records.guest import Guest
from . import outbox


@dataclass(frozen=True)
class Known:
    """By what calendars know one date of a series (RFC 5545 section 3.8.4.4)."""

    uid: str
    timezone: str
    wall: datetime


def invited(
    session: Session, event: Event, guest: Guest, message: str, *, is_again: bool = False, now: datetime | None = None
) -> None:
    """`message` is what the host says in their own words; `is_again` where it is not the first time."""
    data = {"message": message, "is_again": True} if is_again else {"message": message}
    _write(session, "invite", event, guest, data=data, now=now)
    for uid in _to_come(event, now or utcnow())[1:]:
        _write(session, "dates", event, guest, data={"uid": uid}, now=now)


def reply_kept(
    session: Session, room: Room, guest: Guest, *, is_new: bool, is_for_all: bool = False, now: datetime | None = None
) -> None:
    """After the first reply: what was kept, for one date or for all, and the guest's own link to change it."""
    if is_new:
        _write(session, "reply", room.event, guest, data=_about(None if is_for_all else room), now=now)


def moved_up(session: Session, room: Room, guest: Guest, *, now: datetime | None = None) -> None:
    _write(session, "moved-up", room.event, guest, data=_about(room), now=now)


def event_changed(
    session: Session,
    event: Event,
    what: Collection[str],
    *,
    room: Room | None = None,
    since: date | None = None,
    uid: str | None = None,
    now: datetime | None = None,
) -> None:
    """To all who come, may, wait or were invited: `what` names the fields that changed. It is about one date, with its
    `room`, or about those that calendars know by `uid`, all of them or `since` a day."""
    now = now or utcnow()
    data: dict[str, Any] = {**_about(room), "what": sorted(what), **({"uid": uid} if uid else {})}
    if since:
        data["since"] = since.isoformat()
    for guest in _expecting(session, event, room, now):
        _write(session, "changed", event, guest, data=data, now=now)
    if uid:
        _further_dates(session, event, uid, now)


def dates_gone(session: Session, event: Event, gone: Mapping[int, Known], *, now: datetime | None = None) -> None:
    """To those who come to single dates, which calendars know by when they were: `gone` are those that are not known so
    any more, by their rooms, and have to be taken out, as the letter about the change brings them anew."""
    query = select(Guest).where(Guest.event_id == event.id, Guest.email.is_not(None)).order_by(Guest.id)
    for guest in session.scalars(query.options(selectinload(Guest.replies))) if gone else ():
        walls: dict[tuple[str, str], list[str]] = {}
        for reply in guest.replies:
            if reply.room_id in gone and reply.answer != "no":
                known = gone[reply.room_id]
                walls.setdefault((known.uid, known.timezone), []).append(known.wall.isoformat(timespec="minutes"))
        for (uid, timezone), found in walls.items():
            data = {"uid": uid, "timezone": timezone, "gone": sorted(found)}
            _write(session, "dates", event, guest, data=data, now=now)


def event_cancelled(session: Session, event: Event, *, room: Room | None = None, now: datetime | None = None) -> None:
    """All of it, or one date."""
    for guest in _expecting(session, event, room, now or utcnow()):
        _write(session, "cancelled", event, guest, data=_about(room), now=now)
    if room is None:
        _further_dates(session, event, None, now or utcnow())


def for_the_host(session: Session, event: Event, *, now: datetime | None = None) -> None:
    """A letter by which the host sees that mails arrive."""
    if event.host.email is None:
        raise invalid("email", N_("Write your address with what was planned first."))
    outbox.queue(
        session,
        "test",
        to_email=event.host.email,
        to_name=event.host.name,
        language=event.language,
        event_id=event.id,
        now=now,
    )


def says(guest: Guest, room: Room | None, coming: Collection[int]) -> str | None:
    """What a guest has answered for a date; of the event as a whole for all dates, or for any that is to come: `coming`
    are the rooms of those."""
    by_room = {reply.room_id: reply.answer for reply in guest.replies}
    standing = guest.standing_reply.answer if guest.standing_reply else None
    if room is not None:
        return by_room.get(room.id, standing)
    answers = {answer for id, answer in by_room.items() if id in coming}
    if standing != "no" and answers & {"yes", "maybe"}:
        return "yes" if "yes" in answers else "maybe"
    return standing or ("no" if answers and not guest.event.repeat else None)


def _expecting(session: Session, event: Event, room: Room | None, now: datetime) -> list[Guest]:
    """All who have an address and have not said no, each address once: with a reply rather than without."""
    coming = _rooms_to_come(session, event, now)
    query = select(Guest).where(Guest.event_id == event.id, Guest.email.is_not(None)).order_by(Guest.id)
    loaded = query.options(selectinload(Guest.replies), joinedload(Guest.standing_reply), joinedload(Guest.event))
    found: dict[str, tuple[Guest, str | None]] = {}
    for guest in session.scalars(loaded.execution_options(populate_existing=True)):
        answer = says(guest, room, coming)
        if guest.email_key and (answer or guest.invited_at) and (answer or guest.email_key not in found):
            found[guest.email_key] = guest, answer
    return [guest for guest, answer in found.values() if answer != "no"]


def _further_dates(session: Session, event: Event, uid: str | None, now: datetime) -> None:
    """To the same: the dates that a letter about others cannot hold, as it holds what calendars know by one UID (RFC
    5546 section 3.2): `uid`, or else that of the next date."""
    coming = _to_come(event, now)
    for other in coming:
        if other != (uid or coming[0]):
            for guest in _expecting(session, event, None, now):
                _write(session, "dates", event, guest, data={"uid": other}, now=now)


def _to_come(event: Event, now: datetime) -> list[str]:
    """By what calendars know the dates of an event that are to come, stretch by stretch."""
    plans = occurrences.plans_of(event)
    return [each.uid for each in plans if each.before is None or each.before > now.date()]


def _rooms_to_come(session: Session, event: Event, now: datetime) -> set[int]:
    """Of an event that does not repeat its room, also when it is over."""
    made = occurrences.with_rooms(session, event)
    return {each.room.id for each in made if each.room and not (event.repeat and each.is_over(now))}


def _about(room: Room | None) -> dict[str, Any]:
    return {"room": room.id} if room else {}


def _write(
    session: Session,
    kind: str,
    event: Event,
    guest: Guest,
    *,
    data: dict[str, Any] | None = None,
    now: datetime | None = None,
) -> None:
    if guest.email:
        outbox.queue(
            session,
            kind,
            to_email=guest.email,
            to_name=guest.name,
            language=event.language,
            event_id=event.id,
            guest_id=guest.id,
            data=data,
            now=now,
        )
