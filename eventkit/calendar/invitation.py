"""An event as a meeting that one guest is asked to: METHOD:REQUEST, and METHOD:CANCEL once it is called off
(RFC 5546 sections 3.2.2 and 3.2.5).

It names one ATTENDEE, the addressee: a list of guests would tell everybody's address to all. The ORGANIZER has the
address that mails come from, because that is where calendars send the answer, and the host's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from icalendar import Event, vCalAddress

from ..domain.basics.text import clean_line
from .publication import Entry, Words, described, file_of

NOT_IN_AN_ADDRESS = re.compile(r"""[%?#"<>\\^`{|}\s\x00-\x1f\x7f]""")
"""What a `mailto:` encodes (RFC 6068 section 2)."""
NO_PARAMETER = str.maketrans({'"': "'", "\\": "/"})
"""A parameter has no way to write a quote, and some calendars read a backslash in one as the start of something."""


@dataclass(frozen=True)
class Party:
    name: str
    email: str  # its domain in ASCII


@dataclass(frozen=True)
class Attendee(Party):
    """`partstat` is how they stand to the meeting; with `is_asked` calendars offer to answer."""

    partstat: str = "NEEDS-ACTION"
    is_asked: bool = True


def request(
    *entries: Entry,
    organizer: Party,
    attendee: Attendee,
    answers: Mapping[datetime, str] | None = None,
    words: Words | None = None,
    now: datetime | None = None,
) -> tuple[str, bytes]:
    """A meeting for the attendee's calendar, or its newer state, after its METHOD: the same UID with a higher SEQUENCE
    moves it there. One that is cancelled is taken out. Several entries are a series and its dates, or some of its
    dates, and all of one UID (RFC 5546 section 3.2.2); `answers` are PARTSTATs for single dates of it, by when the
    series has them."""
    words, now = words or Words(), now or datetime.now(UTC)
    meetings = [described(entry, words, now) for entry in entries]
    for entry, (event, _) in zip(entries, meetings, strict=True):
        own = (answers or {}).get(entry.recurrence) if entry.recurrence else None
        _between(event, organizer, replace(attendee, partstat=own) if own else attendee)
    method = "CANCEL" if all(entry.cancelled for entry in entries) else "REQUEST"
    return method, file_of(method, meetings)


def _between(event: Event, organizer: Party, attendee: Attendee) -> None:
    event.add("organizer", _address(organizer))
    addressee = _address(attendee)
    addressee.params["CUTYPE"] = "INDIVIDUAL"
    addressee.params["ROLE"] = "REQ-PARTICIPANT"
    addressee.params["PARTSTAT"] = attendee.partstat
    addressee.params["RSVP"] = "TRUE" if attendee.is_asked else "FALSE"
    event.add("attendee", addressee)


def _address(party: Party) -> vCalAddress:
    address = vCalAddress("mailto:" + NOT_IN_AN_ADDRESS.sub(_encoded, party.email))
    if name := clean_line(party.name).translate(NO_PARAMETER):
        address.params["CN"] = name
    return address


def _encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
