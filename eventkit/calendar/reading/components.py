"""Lines as the components of a calendar (RFC 5545 section 3.6): only what drafts are made of is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ...domain.basics.errors import N_
from .lines import Line, content_line
from .troubles import Troubles

MOST_EVENTS = 1_000
MOST_OF_A_PROPERTY = 400
"""How many lines of the same name are kept of one component."""
MOST_OBSERVANCES = 60
DEEPEST = 16
NAME_OF = re.compile(r"\s*(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9_-]+)\s*[;:]")

KEPT = {
    "VCALENDAR": {"METHOD", "X-WR-TIMEZONE"},
    "VEVENT": {
        "UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID",
        "DESCRIPTION", "X-ALT-DESC", "LOCATION", "URL", "STATUS", "SEQUENCE", "CATEGORIES", "CONFERENCE", "TZID",
        "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
        "X-MICROSOFT-CDO-ALLDAYEVENT",
    },
    "VTIMEZONE": {"TZID", "X-LIC-LOCATION"},
    "STANDARD": {"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"},
}  # fmt: skip
KEPT["DAYLIGHT"] = KEPT["STANDARD"]


@dataclass
class Component:
    name: str
    line: int
    properties: dict[str, list[Line]] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        return next(iter(self.properties.get(name, ())), None)

    def all(self, name: str) -> list[Line]:
        return self.properties.get(name, [])

    def value(self, name: str) -> str:
        line = self.first(name)
        return line.value if line else ""


@dataclass
class CalendarRead:
    """One VCALENDAR: its own properties, its zones, its events in the order of the file."""

    itself: Component
    zones: list[Component] = field(default_factory=list)
    events: list[Component] = field(default_factory=list)


def calendars_in(
    lines: Iterable[tuple[int, str]], troubles: Troubles
) -> tuple[list[CalendarRead], list[tuple[int, str]]]:
    """Every calendar of the file, and the lines it was read from: what else was in it is of no use to anybody. An event
    that stands outside of a calendar counts as one of a calendar without a name."""
    reader = _Reader(troubles)
    for number, text in lines:
        if not reader.take(number, text):
            break
    reader.end()
    return reader.calendars, reader.used


class _Reader:
    """Goes through the lines once. `open` are the names of the components around; of those deeper than `DEEPEST` only
    how many there are is known."""

    def __init__(self, troubles: Troubles) -> None:
        self.calendars: list[CalendarRead] = []
        self.used: list[tuple[int, str]] = []
        self._troubles = troubles
        self._open: list[str] = []
        self._deeper = 0
        self._kept: list[Component | None] = []
        self._count = 0

    def take(self, number: int, text: str) -> bool:
        """False once there are more events than are ever looked at."""
        found = NAME_OF.match(text)
        name = found[1].upper() if found else ""
        if name in ("BEGIN", "END"):
            self.used.append((number, text))
        if name == "BEGIN":
            return self._begin(number, text.partition(":")[2].strip().upper())
        if name == "END":
            self._close(text.partition(":")[2].strip().upper())
        elif self._open and not self._deeper:
            self._property(number, name, text)
        return True

    def end(self) -> None:
        for component in self._kept:
            if component and component.name == "VEVENT":
                self._drop(component)

    def _begin(self, number: int, name: str) -> bool:
        if name == "VEVENT":
            self._count += 1
            if self._count > MOST_EVENTS:
                self._troubles.add(number, N_("Only the first %(most)s events were looked at."), most=MOST_EVENTS)
                return False
            while "VEVENT" in self._open:  # the one before was never closed
                component = self._pop()
                if component and component.name == "VEVENT":
                    self._drop(component)
        if self._deeper or len(self._open) >= DEEPEST:
            self._deeper += 1
            return True
        around = self._open[-1] if self._open else ""
        self._open.append(name)
        self._kept.append(self._component(number, name, around))
        return True

    def _component(self, number: int, name: str, around: str) -> Component | None:
        component = Component(name, number)
        if name == "VCALENDAR":
            self.calendars.append(CalendarRead(component))
        elif name == "VEVENT" and around in ("", "VCALENDAR"):
            self._calendar(number)
        elif name == "VTIMEZONE" and around in ("", "VCALENDAR"):
            self._calendar(number).zones.append(component)
        elif name in ("STANDARD", "DAYLIGHT") and (zone := self._kept[-1] if self._kept else None):
            if zone.name == "VTIMEZONE" and len(zone.parts) < MOST_OBSERVANCES:
                zone.parts.append(component)
        else:
            return None
        return component

    def _calendar(self, number: int) -> CalendarRead:
        if not self.calendars:
            self.calendars.append(CalendarRead(Component("VCALENDAR", number)))
        return self.calendars[-1]

    def _close(self, name: str) -> None:
        if self._deeper:
            self._deeper -= 1
        elif name in self._open:
            while self._open:
                is_it = self._open[-1] == name
                component = self._pop()
                if component and component.name == "VEVENT":
                    if is_it:
                        self.calendars[-1].events.append(component)
                    else:
                        self._drop(component)
                if is_it:
                    return

    def _pop(self) -> Component | None:
        self._open.pop()
        return self._kept.pop()

    def _drop(self, component: Component) -> None:
        self._troubles.add(component.line, N_("This event has no end: END:VEVENT is missing. It was left out."))

    def _property(self, number: int, name: str, text: str) -> None:
        component = self._kept[-1]
        if component is None:
            return
        if not name:
            self.used.append((number, text))
            self._troubles.add(number, N_("This line is no part of a calendar and was left out."))
        elif name in KEPT.get(component.name, ()):
            self.used.append((number, text))
            line = content_line(number, text)
            if line is None:
                self._troubles.add(number, N_("This line could not be read and was left out."))
                return
            kept = component.properties.setdefault(name, [])
            if len(kept) < MOST_OF_A_PROPERTY:
                kept.append(line)
