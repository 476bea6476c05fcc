"""Calendars written in a line or two."""

from __future__ import annotations

from eventkit.calendar.drafts import Draft
from eventkit.calendar.reader import Reading, read

STARTS = "DTSTART;TZID=Europe/Berlin:20261203T190000"


def calendar(*events: str, head: str = "") -> bytes:
    """A calendar of these events; without more they start on 3 December 2026 at seven in Berlin."""
    parts = [f"BEGIN:VEVENT\n{event}\nEND:VEVENT" for event in events]
    return "\r\n".join(["BEGIN:VCALENDAR", *head.split("\n"), *"\n".join(parts).split("\n"), "END:VCALENDAR"]).encode()


def event(*lines: str, uid: str = "one@example.org", starts: str = STARTS) -> str:
    return "\n".join(filter(None, [f"UID:{uid}", starts, "SUMMARY:An evening", *lines]))


def reading(*lines: str, head: str = "", starts: str = STARTS) -> Reading:
    """What is read of one event with these lines."""
    return read(calendar(event(*lines, starts=starts), head=head))


def draft(*lines: str, head: str = "", starts: str = STARTS) -> Draft:
    (only,) = reading(*lines, head=head, starts=starts).drafts
    return only


def told(read: Reading) -> list[tuple[int | None, str]]:
    return [(each.line, each.message % each.values if each.values else each.message) for each in read.problems]
