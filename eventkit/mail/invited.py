"""To whom a letter goes, as things are when it is sent: their answer, which dates are theirs, how it stands in their
calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..domain.coming import replies
from ..domain.records import occurrences, parts
from ..domain.records.event import Event, Room
from ..domain.records.guest import Guest, Reply, ReplyContent
from ..domain.records.mail import Mail
from ..domain.records.occurrence import Occurrence
from ..domain.records.parts import Part

PARTSTATS = {"yes": "ACCEPTED", "maybe": "TENTATIVE", "no": "DECLINED"}
"""How calendars call an answer (RFC 5545 section 3.2.12)."""


class NotWanted(Exception):
    """What the mail tells is not so any more, or there is nobody to tell it to."""


@dataclass(frozen=True)
class Invited:
    """Somebody with a reply, or who was asked for one, as things are `now`. The letter is about one date, `event`, or,
    where `is_whole`, about all of them, of which this is the next. `dates` are those of a series to which alone they
    come."""

    event: Occurrence
    guest: Guest
    reply: ReplyContent | None
    part: Part | None
    now: datetime
    is_whole: bool = True
    made: tuple[Room, ...] = ()

    @property
    def answer(self) -> str | None:
        return self.reply.answer if self.reply else None

    @property
    def is_waiting(self) -> bool:
        return isinstance(self.reply, Reply) and self.reply.is_waiting

    @property
    def has_a_place(self) -> bool:
        return self.answer in ("yes", "maybe") and not self.is_waiting

    @property
    def sees_video(self) -> bool:
        return bool(self.event.video_url) and parts.sees_link(self.event.event, self.reply)

    @property
    def has_it_in_a_calendar(self) -> bool:
        """Or may have: who was asked as to a meeting, and who comes."""
        return self.has_a_place or self.guest.invited_at is not None

    @property
    def partstat(self) -> str:
        return _partstat(self.reply) if self.reply else "NEEDS-ACTION"

    @property
    def comes_to_all(self) -> bool:
        return self.part is None or self.part.all

    @property
    def dates_apart(self) -> list[Occurrence]:
        """Those to come that stand in their calendar one by one, where they do not come to all."""
        if self.part is None or self.part.all:
            return []
        rooms = [room for room in self.made if room.id in self.part.rooms]
        return [each for each in occurrences.of_rooms(self.event.event, rooms) if not each.is_over(self.now)]

    @property
    def partstat_of_all(self) -> str:
        """Of a series as a whole; an answer for one date says nothing of the others."""
        if self.event.event.repeat is None:
            return self.partstat
        standing = self.guest.standing_reply
        return PARTSTATS[standing.answer] if standing else "NEEDS-ACTION"

    @property
    def partstats(self) -> dict[date, str]:
        """For those dates to come that they answered otherwise than all, by their days."""
        given = {reply.room_id: reply for reply in self.guest.replies}
        coming = [each for each in occurrences.of_rooms(self.event.event, self.made) if not each.is_over(self.now)]
        found = {each.on: _partstat(given[each.room.id]) for each in coming if each.room and each.room.id in given}
        return {day: partstat for day, partstat in found.items() if partstat != self.partstat_of_all}


def find(session: Session, mail: Mail, now: datetime) -> Invited:
    """NotWanted where the event, its date or the guest are gone."""
    event = event_of(session, mail)
    guest = session.get(Guest, mail.guest_id) if mail.guest_id else None
    if guest is None or not (guest.replies or guest.standing_reply or guest.invited_at):
        raise NotWanted()
    made = tuple(session.scalars(select(Room).where(Room.event_id == event.id).order_by(Room.on)))
    part = parts.part_of(event, [guest])
    if "room" in mail.data and event.repeat is not None:
        room = next((room for room in made if room.id == mail.data["room"]), None)
        if room is None:
            raise NotWanted()
        reply = replies.of_guest(session, room, guest) or guest.standing_reply
        return Invited(occurrences.of(room), guest, reply, part, now, is_whole=False, made=made)
    here = _about(session, event, mail.data.get("uid"), now)
    own = replies.of_guest(session, here.room, guest) if here.room else None
    return Invited(here, guest, guest.standing_reply or own or _any(guest, event), part, now, made=made)


def event_of(session: Session, mail: Mail) -> Event:
    event = session.get(Event, mail.event_id) if mail.event_id else None
    if event is None:
        raise NotWanted()
    return event


def _partstat(given: ReplyContent) -> str:
    return "TENTATIVE" if isinstance(given, Reply) and given.is_waiting else PARTSTATS[given.answer]


def _about(session: Session, event: Event, uid: str | None, now: datetime) -> Occurrence:
    """The next date of all, or of those that calendars know by a UID; what is cancelled is passed over."""
    planned = next((each for each in occurrences.plans_of(event) if each.uid == uid), None)
    coming = occurrences.upcoming(session, event, now=max(now, planned.starts_at_utc)) if planned else []
    found = (each for each in coming if each.planned is planned and not each.is_cancelled)
    return next(found, None) or occurrences.present_or_next(session, event, now=now)


def _any(guest: Guest, event: Event) -> ReplyContent | None:
    """Who comes to any date of a series comes, as far as letters about all of it go."""
    given = sorted(guest.replies, key=lambda reply: (reply.answer == "no", reply.answer == "maybe"))
    is_told = given and (given[0].answer != "no" or guest.invited_at is None)
    return given[0] if event.repeat is not None and is_told else None
