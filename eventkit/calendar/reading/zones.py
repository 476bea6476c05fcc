"""Which IANA zone a calendar means: by its name, by the name Windows has for it, or by the rules it brings along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from ...domain.basics import times
from .components import Component
from .own_rules import OwnRules, own_rules

LONGEST_NAME = 128
MOST_COMPARED = 12
"""How many zones of a file's own making are compared with the known ones."""
COMMON = (
    "UTC", "Europe/Berlin", "Europe/London", "America/New_York", "America/Chicago", "America/Denver",
    "America/Los_Angeles", "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney", "America/Sao_Paulo",
)  # fmt: skip
"""Among zones that keep the same time, the one most people would name."""
SPOKEN = {
    "eastern time": "America/New_York", "central time": "America/Chicago", "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles", "coordinated universal time": "UTC",
}  # fmt: skip
OFFSET_NAME = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
DISPLAY_NAME = re.compile(r"\((?:UTC|GMT)\s*(?:([+-])(\d{1,2})[:.](\d{2}))?\)\s*(.+)", re.IGNORECASE)


class Zones:
    """The zones of one calendar."""

    def __init__(self, components: Sequence[Component], default: str) -> None:
        self._components = {_bare(each.value("TZID")): each for each in components if each.first("TZID")}
        self._rules: dict[str, OwnRules | None] = {}
        self._matched: dict[tuple[str, int], str | None] = {}
        self._default_name = default

    @cached_property
    def default(self) -> str | None:
        """The zone of times that name none."""
        return named(self._default_name)

    def name_of(self, tzid: str, year: int) -> str | None:
        """The IANA zone that is meant in this year, or None."""
        tzid = _bare(tzid)
        return named(tzid) or self._match(tzid, year) or _displayed(tzid) or _at_an_offset(tzid)

    def rules_of(self, tzid: str) -> OwnRules | None:
        tzid = _bare(tzid)
        if tzid not in self._rules:
            component = self._components.get(tzid)
            self._rules[tzid] = own_rules(component) if component else None
        return self._rules[tzid]

    def _match(self, tzid: str, year: int) -> str | None:
        rules = self.rules_of(tzid)
        if rules is None:
            return None
        if (tzid, year) not in self._matched:
            if len(self._matched) >= MOST_COMPARED:
                return None
            years = range(year, year + 2)
            self._matched[tzid, year] = next(
                (zone for zone in self._likely(tzid) if rules.agrees_with(zone, years)), None
            )
        return self._matched[tzid, year]

    def _likely(self, tzid: str) -> Iterator[str]:
        hints = (named(self._components[tzid].value("X-LIC-LOCATION")), _displayed(tzid), self.default)
        yield from filter(None, hints)
        yield from COMMON
        yield from dict.fromkeys(WINDOWS_TO_OLSON.values())
        yield from times.zone_names()


def named(name: str) -> str | None:
    """A zone by a name that is known: IANA's, also behind a vendor's prefix, or Windows'."""
    name = _bare(name)
    if not name or len(name) > LONGEST_NAME:
        return None
    lowered = name.casefold()
    if found := _by_lowered_name().get(lowered) or _windows().get(lowered):
        return found
    rest = lowered
    while "/" in rest:
        rest = rest.partition("/")[2]
        if found := _by_lowered_name().get(rest):
            return found
    return None


def _bare(name: str) -> str:
    return name.strip().strip("\"'").strip()[: LONGEST_NAME + 1]


@cache
def _by_lowered_name() -> dict[str, str]:
    names = {name.casefold(): name for name in times.known_zones()}
    return {**names, "z": "UTC", "utc": "UTC"}


@cache
def _windows() -> dict[str, str]:
    return {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items() if times.is_zone(zone)}


@cache
def _cities() -> dict[str, str]:
    return {times.place(name).casefold(): name for name in times.zone_names()}


def _displayed(name: str) -> str | None:
    """A zone by what Outlook shows for it: `(UTC+01:00) Amsterdam, Berlin, Bern`, as far as city and offset agree."""
    found = DISPLAY_NAME.fullmatch(name)
    if found is None:
        return None
    sign, hours, minutes, places = found.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    for place in re.split(r"[,/(]", places.casefold()):
        zone = SPOKEN.get(place.strip()) or _cities().get(place.strip())
        if zone and _usual_offset(zone) == offset:
            return zone
    return None


def _usual_offset(zone: str) -> timedelta | None:
    offsets = (datetime(2026, month, 1, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7))
    return min((offset for offset in offsets if offset is not None), default=None)


def _at_an_offset(name: str) -> str | None:
    """`UTC+02:00` as the zone that keeps whole hours; its name counts the other way round."""
    found = OFFSET_NAME.fullmatch(name)
    if found is None or int(found[3] or 0):
        return None
    zone = f"Etc/GMT{'-' if found[1] == '+' else '+'}{int(found[2])}"
    return zone if times.is_zone(zone) else None
