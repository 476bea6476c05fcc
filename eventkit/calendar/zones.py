"""VTIMEZONE (RFC 5545 section 3.6.5) that every calendar reads alike.

Outlook, Thunderbird and others understand a zone only as one STANDARD and at most one DAYLIGHT with a yearly
rule each. The rules for the years to come say just that (yearly_rules.py). They do not tell the past, nor changes that
are announced but not yet in force: those times are sent in UTC, and for a series each change is written by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from .yearly_rules import FIRST_YEAR, ONE_DAY, YearlyRules, posix_rule, read_rule

SINGLY = range(2020, 2046)
"""The years whose changes are written one by one, where no yearly rules say them."""


def vtimezone(zone: str, first: datetime, last: datetime) -> Timezone | None:
    """The VTIMEZONE by which every calendar finds the instants from `first` to `last`, wall times in `zone`.

    Compared with zoneinfo at both ends and, for the occurrences of a series, each day between. None for UTC
    itself, when the yearly rules cannot say these times, and when one of them never happens or happens twice
    (calendars disagree on which of the two is meant): then send UTC.

    The component is shared between callers: do not change it.
    """
    known = _known(zone)
    if known is None or first.year <= FIRST_YEAR:
        return None
    rules, component = known
    walls = (first + ONE_DAY * day for day in range((last - first) // ONE_DAY + 1))
    return component if all(_agree(rules, zone, wall) for wall in (*walls, last)) else None


def vtimezone_of_series(zone: str, starts: Iterable[datetime]) -> Timezone | None:
    """The VTIMEZONE of a series that starts at these wall times, which cannot be sent in UTC: it would move with each
    change of clocks. Where yearly rules cannot say them, each change of the coming years is written on its own, and not
    as RDATE, of which some calendars take only the first. None for UTC itself.

    The component is shared between callers: do not change it.
    """
    if posix_rule(zone) == "UTC0":
        return None
    known = _known(zone)
    if known and all(known[0].offset_at(wall) == wall.replace(tzinfo=ZoneInfo(zone)).utcoffset() for wall in starts):
        return known[1]
    return _change_by_change(zone)


def _agree(rules: YearlyRules, zone: str, wall: datetime) -> bool:
    here = wall.replace(tzinfo=ZoneInfo(zone))
    return rules.offset_at(wall) == here.replace(fold=0).utcoffset() == here.replace(fold=1).utcoffset()


@cache
def _known(zone: str) -> tuple[YearlyRules, Timezone] | None:
    rules = read_rule(posix_rule(zone))
    component = rules and _component(zone, rules)
    return (rules, component) if rules and component else None


@cache
def _change_by_change(zone: str) -> Timezone:
    """Every change of the clocks within SINGLY as an observance of its own."""
    timezone = Timezone()
    timezone.add("tzid", zone)
    timezone.add("x-lic-location", zone)
    at = datetime(SINGLY[0], 1, 1, tzinfo=UTC)
    before = at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    timezone.add_component(_begun(zone, at, before))
    while at.year <= SINGLY[-1]:
        later = at + ONE_DAY
        offset = later.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
        if offset != before:
            timezone.add_component(_begun(zone, _moment_of_change(zone, at, later), before))
            before = offset
        at = later
    return timezone


def _moment_of_change(zone: str, earlier: datetime, later: datetime) -> datetime:
    """To the second, by halving."""
    kept = earlier.astimezone(ZoneInfo(zone)).utcoffset()
    while later - earlier > timedelta(seconds=1):
        middle = earlier + timedelta(seconds=(later - earlier) // timedelta(seconds=2))
        if middle.astimezone(ZoneInfo(zone)).utcoffset() == kept:
            earlier = middle
        else:
            later = middle
    return later


def _begun(zone: str, at: datetime, before: timedelta) -> TimezoneStandard | TimezoneDaylight:
    """The observance that begins at a moment, after another with this offset."""
    here = at.astimezone(ZoneInfo(zone))
    part = TimezoneDaylight() if here.dst() else TimezoneStandard()
    part.add("dtstart", (at + before).replace(tzinfo=None))
    part.add("tzname", here.tzname())
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", here.utcoffset())
    return part


def _component(zone: str, rules: YearlyRules) -> Timezone | None:
    timezone = Timezone()
    timezone.add("tzid", zone)
    timezone.add("x-lic-location", zone)
    offsets = [observance.offset for observance in rules.observances()]
    for observance, before, part in zip(
        rules.observances(), reversed(offsets), (TimezoneStandard(), TimezoneDaylight()), strict=False
    ):
        start = datetime(FIRST_YEAR, 1, 1)  # noqa: DTZ001 - a wall clock
        if observance.onset:
            start = observance.onset.in_year(FIRST_YEAR)
            recurrence = observance.onset.recurrence()
            if recurrence is None:
                return None
            part.add("rrule", recurrence)
        part.add("dtstart", start)
        part.add("tzname", observance.name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", observance.offset)
        timezone.add_component(part)
    return timezone
