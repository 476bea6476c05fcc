"""Mails that come back: answers that guests gave in their calendars, kept as replies (RFC 6047).

A mail is believed as far as its From goes: it answers for the address it comes from, or for the one whose calendar says
that this address wrote for it (SENT-BY). That From is not forged is for the mail server to see to, before it hands the
mail on.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

from flask import Flask

from ..calendar import answers
from ..calendar.answers import Answering, CalendarReply
from ..domain.basics import addresses, times
from ..domain.basics.base import utcnow
from ..domain.basics.errors import DomainError, Unavailable
from ..domain.basics.text import clean_line
from ..domain.coming import calendar_replies, invitations
from ..domain.planning import entrances
from ..domain.records import occurrences
from ..domain.records.event import Event
from ..edge import Edge
from ..words import explain

log = logging.getLogger(__name__)

LARGEST = 10 * 1024 * 1024
MOST_PARTS = 100
MOST_FILES = 5
MOST_ANSWERS = 50
A_MOMENT = timedelta(microseconds=1)
"""By which one answer of a mail is newer than that before it."""
LONGEST_COMMENT = 1000
CALENDAR_TYPES = ("text/calendar", "application/ics", "text/x-vcalendar", "application/x-ical")
OUTLOOKS_OWN = ("application/ms-tnef", "application/vnd.ms-tnef")


@dataclass(frozen=True)
class Reader:
    app: Flask
    edge: Edge

    def read(self, written: bytes) -> str:
        """Keep what the mail answers, and say in one line what was done. Only a database that is away is raised."""
        try:
            return self._read(written)
        except Unavailable:
            raise
        except Exception:
            log.exception("a mail could not be read")
            return "passed over: it could not be read"

    def _read(self, written: bytes) -> str:
        if len(written) > LARGEST:
            return "passed over: it is too large"
        mail = message_from_bytes(written, policy=compat32)
        parts = list(_parts(mail))
        methods = set()
        for content in _calendar_files(parts):
            found = answers.read(content)
            if found is None:
                continue
            if found.method == "REPLY":
                return self._keep(mail, found.events)
            methods.add(found.method)
        if methods:
            return f"passed over: a calendar file that is no answer ({clean_line(', '.join(sorted(methods)))[:60]})"
        if any(part.get_content_type() in OUTLOOKS_OWN for part in parts):
            return "passed over: the answer is in Outlook's own format (winmail.dat), which cannot be read"
        return "passed over: it holds no answer from a calendar"

    def _keep(self, mail: Message, events: list[CalendarReply]) -> str:
        writers = _writers(mail)
        theirs = [(event, attendee) for event in events for attendee in event.attendees if _wrote(writers, attendee)]
        theirs.sort(key=lambda pair: pair[0].is_for_one_date)  # what is said of all dates goes before what is of one
        told = [self._keep_one(mail, *each, place=place) for place, each in enumerate(theirs[:MOST_ANSWERS])]
        if told:  # of a series, one for all its dates and others for some of them
            return told[0] if len(told) == 1 else f"{told[0]}; and {len(told) - 1} more for other dates"
        who = ", ".join(sorted(writers)) or "nobody"
        return f"passed over: it comes from {clean_line(who)[:254]} and answers for somebody else"

    def _keep_one(self, mail: Message, event: CalendarReply, attendee: Answering, *, place: int) -> str:
        who = clean_line(attendee.email)[:254]
        if attendee.answer is None:
            return f"passed over: {who} says neither yes nor maybe nor no"
        if event.is_for_one_date and event.recurrence is None:
            return f"passed over: {who} answers for a date that cannot be read"
        now = utcnow()
        try:
            with self.edge.store.transaction() as session:
                guest = invitations.addressed(session, event.uid, attendee.email)
                if guest is None:
                    return f"passed over: {who} is no guest of this event"
                room = entrances.find(session, guest.event.code, on=_day_meant(guest.event, event), lock=True, now=now)
                kept = calendar_replies.reply(
                    session,
                    room,
                    guest,
                    attendee.answer,
                    stamped_at=(event.stamped_at or _sent_at(mail) or now) + place * A_MOMENT,
                    sequence=event.sequence,
                    note=event.comment[:LONGEST_COMMENT],
                    dates="this" if event.is_for_one_date else "all",
                    now=now,
                )
                waits = ", on the waiting list" if kept.is_waiting else ""
                return f"kept: {who} says {attendee.answer} to {room.event.code}{waits}"
        except Unavailable:
            raise
        except DomainError as refusal:
            return f"passed over: {who} says {attendee.answer}. {explain(refusal, app=self.app)}"

    def read_folder(self, folder: Path) -> Iterator[str]:
        """Every new mail of a Maildir; each goes among those that were seen, once it was dealt with."""
        for file in sorted((folder / "new").glob("*")):
            if not file.is_file():
                continue
            with file.open("rb") as opened:
                said = self.read(opened.read(LARGEST + 1))
            file.rename(folder / "cur" / f"{file.name.partition(':')[0]}:2,S")
            yield said


def _wrote(writers: set[str], attendee: Answering) -> bool:
    return bool(attendee.email and writers & {addresses.key(attendee.email), addresses.key(attendee.sent_by)})


def _day_meant(event: Event, answer: CalendarReply) -> date | None:
    """The day of a series that is answered for. Calendars name it on its own wall, or in UTC; one in a zone of theirs
    is not looked up."""
    if answer.recurrence is None or event.repeat is None:
        return None
    named, planned = answer.recurrence, occurrences.plans_of(event)
    zone = next((each.timezone for each in planned if each.uid == answer.uid), event.timezone)
    if named.offset is None:
        return named.wall.date()
    return times.wall_clock((named.wall - named.offset).replace(tzinfo=UTC), zone).date()


def _parts(mail: Message) -> Iterator[Message]:
    """What the mail itself consists of, and not the mails that it holds as attachments."""
    waiting, seen = [mail], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        payload = part.get_payload()
        if isinstance(payload, list) and part.get_content_maintype() == "multipart":
            waiting[:0] = [each for each in payload if isinstance(each, Message)]
        elif not isinstance(payload, list):
            yield part


def _calendar_files(parts: list[Message]) -> Iterator[bytes]:
    """Parts that are a calendar by their type or by their name; Exchange and others send it in either way."""
    found = 0
    for part in parts:
        try:
            name = str(part.get_filename() or "").lower()
        except Exception:  # a name in a broken encoding
            name = ""
        if part.get_content_type() in CALENDAR_TYPES or name.endswith((".ics", ".vcs")):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and found < MOST_FILES:
                found += 1
                yield content


def _writers(mail: Message) -> set[str]:
    """From whom it comes. Several Froms are one too many to believe any."""
    written = [str(each) for each in mail.get_all("From", [])]
    found = {addresses.key(email) for _, email in getaddresses(written) if email}
    return found if len(found) == 1 else set()


def _sent_at(mail: Message) -> datetime | None:
    try:
        sent = parsedate_to_datetime(str(mail["Date"]))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return sent.replace(tzinfo=UTC) if sent.tzinfo is None else sent
