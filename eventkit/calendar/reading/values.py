"""The values of properties (RFC 5545 section 3.3): times, lengths, text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from ...domain.basics.errors import N_
from ...domain.planning.event_fields import YEARS
from .lines import Line
from .troubles import Unreadable

MOST_VALUES = 400
TIME = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[Tt ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?\s*([Zz]|[+-]\d{2}:?\d{2})?)?"
)
DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?", re.IGNORECASE
)
OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})(?::?(\d{2}))?")
ESCAPED = re.compile(r'\\([nN,;:"\\])')


@dataclass(frozen=True)
class Time:
    """A point in time as it is written: a wall clock, and what the file says of where it hangs. A day alone is its
    midnight. `offset` is from UTC, and zero for times that end in Z."""

    wall: datetime
    is_day: bool = False
    offset: timedelta | None = None
    tzid: str | None = None


@dataclass(frozen=True)
class Length:
    """Days follow the calendar, the rest follows the clock (RFC 5545 section 3.3.6)."""

    days: int
    exact: timedelta


def read_time(line: Line, value: str | None = None, *, years: range | None = YEARS) -> Time:
    written = line.value if value is None else value
    found = TIME.fullmatch(written.strip().strip('"'))
    if found is None:
        raise Unreadable(N_("“%(written)s” is no time."), written=written)
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        wall = datetime(  # noqa: DTZ001 - a wall clock
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59)
        )
    except ValueError:
        raise Unreadable(N_("“%(written)s” is no time."), written=written) from None
    if years and wall.year not in years:
        raise Unreadable(
            N_("The year %(year)s is too far away: from %(first)s to %(last)s."),
            year=wall.year, first=years[0], last=years[-1],
        )  # fmt: skip
    if hour is None:
        return Time(wall, is_day=True)
    if zone:
        return Time(wall, offset=timedelta() if zone in "Zz" else read_offset(zone))
    return Time(wall, tzid=line.parameter("TZID").strip() or None)


def read_times(lines: list[Line]) -> Iterator[tuple[Line, str]]:
    """Each value of lists such as EXDATE; of a period only its begin."""
    count = 0
    for line in lines:
        for value in line.value.split(",")[:MOST_VALUES]:
            count += 1
            if count > MOST_VALUES:
                return
            if value.strip():
                yield line, value.partition("/")[0]


def read_length(value: str) -> Length:
    found = DURATION.fullmatch(value.strip())
    if found is None or not any(found.groups()[1:]):
        raise Unreadable(N_("“%(written)s” is no length of time."), written=value)
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    sign = -1 if found[1] == "-" else 1
    exact = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return Length(sign * (weeks * 7 + days), sign * exact)


def read_offset(value: str) -> timedelta:
    found = OFFSET.fullmatch(value.strip())
    if found is None:
        raise Unreadable(N_("“%(written)s” is no offset from UTC."), written=value)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if length >= timedelta(days=1):
        raise Unreadable(N_("“%(written)s” is no offset from UTC."), written=value)
    return -length if found[1] == "-" else length


def read_text(value: str) -> str:
    r"""TEXT without its escapes. Some exporters escape twice: then `\n` is left where every line should end."""
    text = _unescaped(value)
    return _unescaped(text) if "\\n" in text and "\n" not in text else text


def _unescaped(value: str) -> str:
    return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
