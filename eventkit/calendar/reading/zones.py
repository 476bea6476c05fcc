"""Which IANA zone a calendar means: by its name, by the name Windows has for it, or by the rules it brings along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from ...domain.basics import times
from ...domain.repeats.dates import days_of
from ...domain.repeats.rule import NotUnderstood, Rule, TooLong, ending, read_rule
from .components import Component
from .troubles import Unreadable
from .values import MOST_VALUES, read_offset, read_time, read_times

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


@dataclass(frozen=True)
class Observance:
    """One of the times a zone keeps, and when it begins: once, or each year by a rule."""

    offset: timedelta
    before: timedelta
    starts: datetime
    rule: Rule | None
    extra: tuple[datetime, ...] = ()

    def onsets(self, year: int) -> Iterator[datetime]:
        yield from (each for each in (self.starts, *self.extra) if each.year == year)
        if self.rule is None or self.starts.year > year:
            return
        for day in days_of(self.rule, self.starts.date(), year - self.starts.year):
            onset = datetime.combine(day, self.starts.time())
            if self.rule.last is None or onset <= self.rule.last + timedelta(days=1):
                yield onset


class OwnRules:
    """A VTIMEZONE (RFC 5545 section 3.6.5): what the file says its zone does."""

    def __init__(self, observances: Sequence[Observance]) -> None:
        self._observances = sorted(observances, key=lambda each: each.starts)
        self._by_year: dict[int, list[tuple[datetime, timedelta]]] = {}

    def offset_at(self, wall: datetime) -> timedelta:
        """That of the observance which began last; before all of them, what the first one ended."""
        for year in (wall.year, wall.year - 1):
            if year not in self._by_year:
                onsets = [(onset, each.offset) for each in self._observances for onset in each.onsets(year)]
                self._by_year[year] = sorted(onsets)
            begun = [offset for onset, offset in self._by_year[year] if onset <= wall]
            if begun:
                return begun[-1]
        begun = [each.offset for each in self._observances if each.starts <= wall]
        return begun[-1] if begun else self._observances[0].before

    def agrees_with(self, zone: str, years: range) -> bool:
        """Whether a known zone shows the same on every day of these years."""
        info = ZoneInfo(zone)
        return all(self.offset_at(wall) == wall.replace(tzinfo=info).utcoffset() for wall in _days(years))


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
            self._rules[tzid] = _own_rules(component) if component else None
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


def _own_rules(component: Component) -> OwnRules | None:
    observances = [found for part in component.parts if (found := _observance(part))]
    return OwnRules(observances) if observances else None


def _observance(part: Component) -> Observance | None:
    begin = part.first("DTSTART")
    try:
        offset, before = read_offset(part.value("TZOFFSETTO")), read_offset(part.value("TZOFFSETFROM"))
        starts = read_time(begin, years=None).wall if begin else datetime(1601, 1, 1)  # noqa: DTZ001
        extra = tuple(read_time(line, value, years=None).wall for line, value in read_times(part.all("RDATE")))
    except Unreadable:
        return None
    return Observance(offset, before, starts, _yearly(part.value("RRULE"), starts), extra[:MOST_VALUES])


def _yearly(text: str, starts: datetime) -> Rule | None:
    """A rule that comes once a year for as long as it says; the length of an event's rule is not asked of it."""
    without_end = ";".join(part for part in text.split(";") if not part.upper().startswith("UNTIL"))
    try:
        rule = read_rule(without_end, starts)
    except (NotUnderstood, TooLong):
        return None
    if rule.every != "YEARLY" or rule.interval != 1 or rule.count:
        return None
    until = re.search(r"UNTIL=(\d{4})(\d{2})(\d{2})", text, re.IGNORECASE)
    if until is None:
        return rule
    return _ending(rule, until)


def _ending(rule: Rule, until: re.Match[str]) -> Rule | None:
    try:
        last = date(int(until[1]), int(until[2]), int(until[3]))
    except ValueError:
        return None
    return ending(rule, datetime.combine(last, datetime.min.time()))


@cache
def _days(years: range) -> tuple[datetime, ...]:
    """Noon of every day; those that tell zones apart soonest come first."""
    first = datetime(years[0], 1, 1, 12)  # noqa: DTZ001 - a wall clock
    days = [first + timedelta(days=day) for day in range((date(years[-1] + 1, 1, 1) - first.date()).days)]
    return tuple(days[180::30] + days)
