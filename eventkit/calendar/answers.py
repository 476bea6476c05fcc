"""What somebody answered in their calendar: METHOD:REPLY (RFC 5546 section 3.2.3), as Outlook, Google, Apple and
others write it.

Only lines are read, with bounds; no time zone and no rule of a stranger is ever worked out.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import unquote

from icalendar import vText
from icalendar.parser import Contentline

from ..domain.text import clean

LARGEST = 1024 * 1024
MOST_LINES = 5_000
LONGEST_LINE = 64 * 1024
FOLD = re.compile(rb"\r?\n[ \t]")
LINE_END = re.compile(r"\r\n|\r|\n")
STAMP = re.compile(r"(\d{8}T\d{6})Z?")
ANSWERS: dict[str, Literal["yes", "maybe", "no"]] = {"ACCEPTED": "yes", "TENTATIVE": "maybe", "DECLINED": "no"}
OF_AN_EVENT = ("UID", "SEQUENCE", "DTSTAMP", "COMMENT", "ATTENDEE")


@dataclass(frozen=True)
class Answering:
    """An ATTENDEE of a reply: `answer` is None where it says neither yes nor maybe nor no. `sent_by` is who wrote for
    them."""

    email: str
    answer: Literal["yes", "maybe", "no"] | None
    sent_by: str = ""


@dataclass
class CalendarReply:
    uid: str = ""
    sequence: int | None = None
    stamped_at: datetime | None = None
    comment: str = ""
    attendees: list[Answering] = field(default_factory=list)


@dataclass(frozen=True)
class CalendarMail:
    """What a calendar file says: its METHOD, in capitals, and each of its events."""

    method: str
    events: list[CalendarReply]


def read(content: bytes) -> CalendarMail | None:
    """None for what is no calendar file, or too large for one answer."""
    if len(content) > LARGEST:
        return None
    text = _decoded(FOLD.sub(b"", content))
    lines = LINE_END.split(text)
    if len(lines) > MOST_LINES or "BEGIN:VCALENDAR" not in text[:LONGEST_LINE].upper():
        return None
    method, events, inside = "", [], list[str]()
    for name, parameters, value in filter(None, map(_parts, lines)):
        if name == "BEGIN":
            inside.append(value.strip().upper())
            if inside[1:] == ["VEVENT"]:
                events.append(CalendarReply())
        elif name == "END":
            del inside[-1:]
        elif name == "METHOD" and len(inside) == 1:
            method = value.strip().upper()
        elif inside[1:] == ["VEVENT"] and name in OF_AN_EVENT:
            _take(events[-1], name, parameters, value)
    return CalendarMail(method, events)


def _take(event: CalendarReply, name: str, parameters: dict[str, str], value: str) -> None:
    if name == "UID":
        event.uid = _text(value).strip()
    elif name == "SEQUENCE" and re.fullmatch(r"\s*\d{1,9}\s*", value, re.ASCII):
        event.sequence = int(value)
    elif name == "DTSTAMP" and (found := STAMP.fullmatch(value.strip())):
        with suppress(ValueError):
            event.stamped_at = datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    elif name == "COMMENT":
        event.comment = event.comment or clean(_text(value)).strip()
    elif name == "ATTENDEE":
        email = _address(value) or _address(parameters.get("EMAIL", ""))
        answer = ANSWERS.get(parameters.get("PARTSTAT", "").strip().upper())
        event.attendees.append(Answering(email, answer, _address(parameters.get("SENT-BY", ""))))


def _parts(line: str) -> tuple[str, dict[str, str], str] | None:
    """A line taken apart; one that is no property is passed over."""
    if not line.strip() or len(line) > LONGEST_LINE:
        return None
    try:
        name, parameters, value = Contentline(line).parts()
        return (
            str(name).upper(),
            {str(key).upper(): each if isinstance(each, str) else str(each[0]) for key, each in parameters.items()},
            str(value),
        )
    except Exception:  # the parser raises what it comes across
        return None


def _address(written: str) -> str:
    """The address of a `mailto:`, or one that stands alone; nothing for an address of another sort."""
    address = written.strip().strip('"').strip()
    if address.lower().startswith("mailto:"):
        address = unquote(address[len("mailto:") :]).strip()
    return address if re.fullmatch(r"[^\s@:/<>]+@[^\s@:/<>]+", address) else ""


def _text(value: str) -> str:
    return str(vText.from_ical(value))


def _decoded(content: bytes) -> str:
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8-sig").replace("\0", "")
    return content.decode("cp1252", "replace").replace("\0", "")
