"""What the clocks of a zone do each year, from the POSIX rule that `tzdata` has for the years to come.

That is the last line of each zone's file (RFC 9636 section 3.3), such as `EST5EDT,M3.2.0,M11.1.0`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import resources

from icalendar import vRecur

FIRST_YEAR = 1970
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


def posix_rule(zone: str) -> str:
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
