"""What somebody answered in their calendar: METHOD:REPLY (RFC 5546 section 3.2.3), as Outlook, Google, Apple and
others write it.

Only lines are read, with bounds; no time zone and no rule of a stranger is ever worked out.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import unquote

from ..domain.basics.errors import Invalid
from ..domain.basics.text import clean
from ..domain.coming.replying import Answer
from .reading.lines import Line, content_line, logical_lines
from .reading.troubles import Troubles, Unreadable
from .reading.values import Time, read_text, read_time

STAMP = re.compile(r"(\d{8}T\d{6})Z?")
ADDRESS = re.compile(r"[^\s@:/<>]+@[^\s@:/<>]+")
ANSWERS: dict[str, Answer] = {"ACCEPTED": "yes", "TENTATIVE": "maybe", "DECLINED": "no"}


@dataclass(frozen=True)
class Answering:
    """An ATTENDEE of a reply: `answer` is None where it says neither yes nor maybe nor no. `sent_by` is who wrote for
    them."""

    email: str
    answer: Answer | None
    sent_by: str = ""


@dataclass
class CalendarReply:
    uid: str = ""
    sequence: int | None = None
    stamped_at: datetime | None = None
    is_for_one_date: bool = False
    recurrence: Time | None = None
    """When a series has the one date that it is about; None where that cannot be read."""
    comment: str = ""
    attendees: list[Answering] = field(default_factory=list)


@dataclass(frozen=True)
class CalendarMail:
    """What a calendar file says: its METHOD, in capitals, and each of its events."""

    method: str
    events: list[CalendarReply]


def read(content: bytes) -> CalendarMail | None:
    """None for what is no calendar file, or too large for one answer."""
    method, events, inside, is_calendar = "", list[CalendarReply](), list[str](), False
    with suppress(Invalid):
        for number, text in logical_lines(content, Troubles()):
            line = content_line(number, text)
            if line is None:
                continue
            if line.name == "BEGIN":
                inside.append(line.value.upper())
                is_calendar = is_calendar or inside == ["VCALENDAR"]
                if inside == ["VCALENDAR", "VEVENT"]:
                    events.append(CalendarReply())
            elif line.name == "END":
                del inside[-1:]
            elif line.name == "METHOD" and inside == ["VCALENDAR"]:
                method = line.value.upper()
            elif inside == ["VCALENDAR", "VEVENT"]:
                _take(events[-1], line)
    return CalendarMail(method, events) if is_calendar else None


def _take(event: CalendarReply, line: Line) -> None:
    if line.name == "UID":
        event.uid = read_text(line.value).strip()
    elif line.name == "SEQUENCE" and re.fullmatch(r"\d{1,9}", line.value, re.ASCII):
        event.sequence = int(line.value)
    elif line.name == "DTSTAMP" and (found := STAMP.fullmatch(line.value)):
        with suppress(ValueError):
            event.stamped_at = datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    elif line.name == "RECURRENCE-ID":
        event.is_for_one_date = True
        with suppress(Unreadable):
            event.recurrence = read_time(line)
    elif line.name == "COMMENT":
        event.comment = event.comment or clean(read_text(line.value)).strip()
    elif line.name == "ATTENDEE":
        email = _address(line.value) or _address(line.parameter("EMAIL"))
        answer = ANSWERS.get(line.parameter("PARTSTAT").strip().upper())
        event.attendees.append(Answering(email, answer, _address(line.parameter("SENT-BY"))))


def _address(written: str) -> str:
    """The address of a `mailto:`, or one that stands alone; nothing for an address of another sort."""
    address = written.strip().strip('"').strip()
    if address.lower().startswith("mailto:"):
        address = unquote(address[len("mailto:") :]).strip()
    return address if ADDRESS.fullmatch(address) else ""
