"""The rules for a zone that a calendar brings along: its VTIMEZONE (RFC 5545 section 3.6.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from ...domain.repeats.dates import days_of
from ...domain.repeats.rule import NotUnderstood, Rule, TooLong, ending, read_rule
from .components import Component
from .troubles import Unreadable
from .values import MOST_VALUES, read_offset, read_time, read_times


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


def own_rules(component: Component) -> OwnRules | None:
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
