"""VTIMEZONE (RFC 5545 section 3.6.5) that every calendar reads alike.

Outlook, Thunderbird and others understand a zone only as one STANDARD and at most one DAYLIGHT with a yearly
rule each. `tzdata` has just that in the last line of each zone's file, the POSIX rule for the years to come
(RFC 9636 section 3.3), such as `EST5EDT,M3.2.0,M11.1.0`. It does not tell the past, nor changes that are
announced but not yet in force: those times are sent in UTC, and for a series each change is written by itself.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

FIRST_YEAR = 1970
SINGLY = range(2020, 2046)
"""The years whose changes are written one by one, where no yearly rules say them."""
ONE_DAY = timedelta(days=1)
WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")  # as POSIX counts them
LAST_WEEK = 5

POSIX_NAME = r"([A-Za-z]{3,}|<[A-Za-z0-9+-]+>)"
POSIX_TIME = r"([+-]?\d+(?::\d+){0,2})"
POSIX_ONSET = rf",M(\d+)\.(\d)\.(\d)(?:/{POSIX_TIME})?"
POSIX_RULE = re.compile(rf"{POSIX_NAME}{POSIX_TIME}(?:{POSIX_NAME}{POSIX_TIME}?{POSIX_ONSET}{POSIX_ONSET})?")


@dataclass(frozen=True)
class Onset:
    """The moment each year at which an observance begins, on the clock that showed until then."""

    month: int
    week: int  # 1 to 4, or LAST_WEEK for the last one of the month
    weekday: int  # index in WEEKDAYS
    time: timedelta  # since midnight of that day; may be negative or longer than a day

    def in_year(self, year: int) -> datetime:
        first = datetime(year, self.month, 1)  # noqa: DTZ001 - a wall clock
        to_weekday = (self.weekday - first.isoweekday()) % 7
        day = 1 + to_weekday + 7 * (self.week - 1)
        if day > monthrange(year, self.month)[1]:
            day -= 7
        return first.replace(day=day) + self.time

    def recurrence(self) -> vRecur | None:
        """The same as an RRULE, or None where its days cross the end of a month or depend on leap years."""
        shift = self.time // ONE_DAY
        if shift == 0:
            nth = -1 if self.week == LAST_WEEK else self.week
            return vRecur(freq="YEARLY", bymonth=self.month, byday=f"{nth}{WEEKDAYS[self.weekday]}")
        length = monthrange(FIRST_YEAR, self.month)[1]
        first = (length - 6 if self.week == LAST_WEEK else 7 * (self.week - 1) + 1) + shift
        if first < 1 or first + 6 > length or (self.month == 2 and self.week == LAST_WEEK):
            return None
        weekday = WEEKDAYS[(self.weekday + shift) % 7]
        return vRecur(freq="YEARLY", bymonth=self.month, bymonthday=list(range(first, first + 7)), byday=weekday)


@dataclass(frozen=True)
class Observance:
    """One of the two times a zone keeps: its short name, its offset from UTC, when it begins."""

    name: str
    offset: timedelta
    onset: Onset | None  # None when the zone never changes its clocks


@dataclass(frozen=True)
class YearlyRules:
    """What a zone does each year: one observance, or standard and daylight time in turn."""

    standard: Observance
    daylight: Observance | None = None

    def observances(self) -> list[Observance]:
        return [self.standard, self.daylight] if self.daylight else [self.standard]

    def offset_at(self, wall: datetime) -> timedelta:
        """The offset a calendar finds for `wall`: that of the observance which began last."""
        onsets = [
            (observance.onset.in_year(year), observance.offset)
            for observance in self.observances()
            for year in (wall.year - 1, wall.year)
            if observance.onset
        ]
        begun = [(onset, offset) for onset, offset in onsets if onset <= wall]
        return max(begun)[1] if begun else self.standard.offset


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
    if _posix_rule(zone) == "UTC0":
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
    rules = read_rule(_posix_rule(zone))
    component = rules and _component(zone, rules)
    return (rules, component) if rules and component else None


def _posix_rule(zone: str) -> str:
    """The last line of the zone's TZif file."""
    content = (resources.files("tzdata") / "zoneinfo").joinpath(*zone.split("/")).read_bytes()
    return content.rstrip(b"\n").rpartition(b"\n")[2].decode("ascii")


def read_rule(rule: str) -> YearlyRules | None:
    """A POSIX rule understood; None for UTC and for forms that the database does not use."""
    match = POSIX_RULE.fullmatch(rule)
    if match is None or rule == "UTC0":
        return None
    name, offset, other_name, other_offset, *onsets = match.groups()
    usual = -_duration(offset)  # POSIX counts westwards
    if other_name is None:
        return YearlyRules(Observance(name.strip("<>"), usual, None))
    other = -_duration(other_offset) if other_offset else usual + timedelta(hours=1)
    both = (
        Observance(name.strip("<>"), usual, _onset(*onsets[4:])),
        Observance(other_name.strip("<>"), other, _onset(*onsets[:4])),
    )
    # Dublin's rule calls winter its daylight time, with clocks set back: no calendar expects that.
    standard, daylight = sorted(both, key=lambda observance: observance.offset)
    return YearlyRules(standard, daylight)


def _onset(month: str, week: str, weekday: str, time: str | None) -> Onset:
    return Onset(int(month), int(week), int(weekday), _duration(time or "2"))


def _duration(text: str) -> timedelta:
    """`[+-]hh[:mm[:ss]]` as a length of time."""
    hours, minutes, seconds = (*(int(part) for part in text.lstrip("+-").split(":")), 0, 0)[:3]
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -length if text.startswith("-") else length


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
