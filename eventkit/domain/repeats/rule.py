"""Rules of repeating events (RFC 5545 section 3.3.10), worked out here and never further than asked.

What a small gathering needs is understood: every so many days, weeks, months or years, on these days. Anything else
is refused, so that no rule can keep the server busy. A rule that never matches ends with its budget.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from ..basics import times

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # as Python counts them
MOST_COUNT = 366
LONGEST_SPAN = timedelta(days=5 * 366)
MOST_VALUES = 12
INTERVALS = range(1, 100)
BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
PARTS = {
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYHOUR", "BYMINUTE",
    "BYSECOND",
}  # fmt: skip
UNTIL = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2})?(Z?))?")


class NotUnderstood(ValueError):
    """A rule that is none of those which are worked out here."""


class TooLong(ValueError):
    """A rule that goes on for more than 366 times or five years."""


@dataclass(frozen=True)
class Rule:
    """`text` is the rule as it stood. `last` is the last wall clock at which it may start, still in UTC where
    `is_last_utc`."""

    text: str
    every: str
    interval: int = 1
    count: int | None = None
    last: datetime | None = None
    is_last_utc: bool = False
    week_start: int = 0
    days: tuple[tuple[int, int], ...] = ()
    """(which one, weekday); 0 is each of them."""
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()


def read_rule(text: str, starts: datetime, zone: str | None = None) -> Rule:
    """A rule for an event that starts at this wall clock; refuses as NotUnderstood or TooLong. With the event's `zone`,
    an UNTIL in UTC is put on its wall (RFC 5545 section 3.3.10)."""
    text = text.replace("\\;", ";").replace("\\,", ",").upper().replace(" ", "").removeprefix("RRULE:").strip(";")
    try:
        parts = parts_of(text)
        rule = _read(text, parts, starts)
        if rule.last and rule.is_last_utc and zone:
            rule = ending(rule, times.wall_clock(rule.last.replace(tzinfo=UTC), zone))
    except (KeyError, ValueError, OverflowError):
        raise NotUnderstood(text) from None
    if (rule.count or 0) > MOST_COUNT or (rule.last and rule.last - starts > LONGEST_SPAN):
        raise TooLong(text)
    return rule


def _read(text: str, parts: dict[str, str], starts: datetime) -> Rule:
    every = parts["FREQ"]
    interval = int(parts.get("INTERVAL", "1"))
    if set(parts) - PARTS or every not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY") or interval not in INTERVALS:
        raise ValueError
    for name, usual in (("BYHOUR", starts.hour), ("BYMINUTE", starts.minute), ("BYSECOND", starts.second)):
        if name in parts and int(parts[name]) != usual:
            raise ValueError
    count = int(parts["COUNT"]) if "COUNT" in parts else None
    if count is not None and count < 1:
        raise ValueError
    days = tuple(_day(value) for value in _values(parts, "BYDAY"))
    if every in ("DAILY", "WEEKLY") and any(nth for nth, _ in days):
        raise ValueError
    last, is_last_utc = _until(parts["UNTIL"]) if "UNTIL" in parts else (None, False)
    return Rule(
        text,
        every,
        interval,
        count,
        last,
        is_last_utc,
        WEEKDAYS.index(parts.get("WKST", "MO")),
        days,
        tuple(_number(value, range(1, 13)) for value in _values(parts, "BYMONTH")),
        tuple(_number(value, range(-31, 32)) for value in _values(parts, "BYMONTHDAY")),
        tuple(_number(value, range(-366, 367)) for value in _values(parts, "BYSETPOS")),
    )


def _until(text: str) -> tuple[datetime, bool]:
    """The last wall clock, which of a day is its end, and whether it is in UTC."""
    found = UNTIL.fullmatch(text)
    if found is None:
        raise ValueError
    year, month, day, hour, minute, second, is_utc = found.groups()
    if hour is None:
        return datetime.combine(date(int(year), int(month), int(day)), time.max), False
    wall = datetime(int(year), int(month), int(day), int(hour), int(minute), min(int(second or 0), 59))  # noqa: DTZ001
    return wall, bool(is_utc)


def _values(parts: dict[str, str], name: str) -> list[str]:
    values = parts[name].split(",") if name in parts else []
    if len(values) > MOST_VALUES:
        raise ValueError
    return values


def _number(text: str, allowed: range) -> int:
    number = int(text)
    if number not in allowed or number == 0:
        raise ValueError
    return number


def _day(text: str) -> tuple[int, int]:
    found = BY_DAY.fullmatch(text)
    if found is None or (found[1] and int(found[1]) == 0):
        raise ValueError
    return int(found[1] or 0), WEEKDAYS.index(found[2])


def parts_of(text: str) -> dict[str, str]:
    return dict(part.split("=") for part in text.split(";"))


def ending(rule: Rule, wall: datetime) -> Rule:
    """The same rule with the last wall clock at which it may still start."""
    return replace(rule, last=wall, is_last_utc=False)
