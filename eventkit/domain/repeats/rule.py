"""Rules of repeating events (RFC 5545 section 3.3.10), worked out here and never further than asked.

What a small gathering needs is understood: every so many days, weeks, months or years, on these days. Anything else
is refused, so that no rule can keep the server busy. A rule that never matches ends with its budget.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count as counting

from ..basics import times

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # as Python counts them
MOST_COUNT = 366
LONGEST_SPAN = timedelta(days=5 * 366)
MOST_VALUES = 12
INTERVALS = range(1, 100)
BUDGET = 6_000
"""How many periods and days of one rule are looked at."""
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
        parts = _parts(text)
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


def begins_with(rule: Rule, first: datetime) -> bool:
    """Whether the first date is one of those the rule names; of one that is not, calendars think differently."""
    return first.date() in days_of(rule, first.date(), 0)


def is_read_alike(rule: Rule, first: datetime) -> bool:
    """Whether all calendars take a rule for the same dates. Of what the RFC forbids, and of what is seldom used, some
    take others, so that an event does not repeat by it."""
    has_numbers, has_plain = any(nth for nth, _ in rule.days), any(nth == 0 for nth, _ in rule.days)
    is_from_end, is_placed = any(day < 0 for day in rule.month_days), bool(rule.positions)
    if any(abs(nth) > 5 for nth, _ in rule.days):
        return False
    if rule.every in ("DAILY", "WEEKLY"):
        return not (is_placed or is_from_end or (rule.every == "WEEKLY" and rule.month_days))
    if has_numbers and (has_plain or rule.month_days):
        return False
    if is_from_end and (rule.days or rule.months or rule.every == "YEARLY"):
        return False
    if rule.every == "MONTHLY" and not rule.months:
        return bool(rule.days) or not is_placed
    numbers = rule.month_days or (() if rule.days else (first.day,))
    if (rule.months or rule.month_days) and len(rule.months) != 1 and any(day > 28 for day in numbers):
        return False
    if rule.every == "MONTHLY":
        return rule.interval == 1 and not is_placed
    return not is_placed or bool(rule.days and len(rule.months) == 1)


def moved(text: str, before: datetime, after: datetime, zone: str) -> str:
    """The rule of a series whose first date goes elsewhere: every Thursday becomes every Friday, the first Thursday of
    the month the second Friday; its end moves along."""
    if before == after:
        return text
    parts, last = _parts(text), read_rule(text, before, zone).last
    if last:
        parts["UNTIL"] = f"{last.date() + (after.date() - before.date()):%Y%m%d}"
    if before.date() == after.date():
        return _text(parts)
    if "BYDAY" in parts:
        shift = after.weekday() - before.weekday()
        found = [
            (day[1], (WEEKDAYS.index(day[2]) + shift) % 7)
            for day in map(BY_DAY.fullmatch, parts["BYDAY"].split(","))
            if day
        ]
        if len(found) == 1 and found[0][0]:
            parts["BYDAY"] = nth_weekday(after, last=parts["BYDAY"].startswith("-1"))
        elif found[0][0]:
            weeks = (after.day - 1) // 7 - (before.day - 1) // 7
            parts["BYDAY"] = ",".join(f"{int(nth) + weeks}{WEEKDAYS[day]}" for nth, day in found)
        else:
            parts["BYDAY"] = ",".join(WEEKDAYS[day] for _, day in sorted(found))
    if "BYMONTHDAY" in parts and "," not in parts["BYMONTHDAY"]:
        parts["BYMONTHDAY"] = str(after.day)
    if "BYMONTH" in parts and "," not in parts["BYMONTH"]:
        parts["BYMONTH"] = str(after.month)
    return _text(parts)


def ended(text: str, last: datetime, zone: str) -> str:
    """The rule with this wall clock as its last start."""
    parts = _parts(text)
    parts.pop("COUNT", None)
    return _text({**parts, "UNTIL": f"{times.at_utc(last, zone):%Y%m%dT%H%M%SZ}"})


def plainly(rule: Rule, first: datetime) -> str:
    """A rule of another calendar as an event keeps it, without what its first date says, and with its last day."""
    parts = {name: value for name, value in _parts(rule.text).items() if name not in ("BYHOUR", "BYMINUTE", "BYSECOND")}
    if rule.last:
        parts["UNTIL"] = f"{rule.last.date() - timedelta(days=rule.last.time() < first.time()):%Y%m%d}"
    return _text(parts)


def shortened(text: str, by: int) -> str:
    """The rule without its first starts; one that does not count them stays as it is."""
    parts = _parts(text)
    return _text({**parts, "COUNT": str(int(parts["COUNT"]) - by)}) if "COUNT" in parts else text


def spelled_out(text: str, first: datetime, zone: str) -> str:
    """The rule with what goes without saying, which some calendars want said: its weekdays, its day of the month; and
    with its last start in UTC, as the RFC has it."""
    parts, rule = _parts(text), read_rule(text, first, zone)
    if rule.every == "WEEKLY" and not rule.days:
        parts["BYDAY"] = WEEKDAYS[first.weekday()]
    if rule.every == "YEARLY" and not (rule.days or rule.months or rule.month_days):
        parts["BYMONTH"] = str(first.month)
    if rule.every == "YEARLY" and rule.month_days and not rule.months:
        parts["BYMONTH"] = ",".join(map(str, range(1, 13)))
    if rule.every in ("MONTHLY", "YEARLY") and not (rule.days or rule.month_days):
        parts["BYMONTHDAY"] = str(first.day)
    if rule.every == "MONTHLY" and rule.months:
        parts["FREQ"] = "YEARLY"  # means the same, and is read right by more
    for name in {"BYMONTH", "BYMONTHDAY"} & set(parts):
        parts[name] = ",".join(map(str, sorted(map(int, parts[name].split(",")))))
    if rule.last:
        *_, last = starts_of(rule, first)
        parts.pop("COUNT", None)  # a rule has one of the two
        parts["UNTIL"] = f"{times.at_utc(last, zone):%Y%m%dT%H%M%SZ}"
    return _text(parts)


def nth_weekday(day: date, *, last: bool = False) -> str:
    """The weekday as it is counted in its month: 1TH is the first Thursday, -1TH the last one, also where it is the
    fifth."""
    nth = (day.day - 1) // 7 + 1
    is_last = day.day + 7 > monthrange(day.year, day.month)[1]
    return f"{-1 if is_last and (last or nth == 5) else nth}{WEEKDAYS[day.weekday()]}"


def _parts(text: str) -> dict[str, str]:
    return dict(part.split("=") for part in text.split(";"))


def _text(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def ending(rule: Rule, wall: datetime) -> Rule:
    """The same rule with the last wall clock at which it may still start."""
    return replace(rule, last=wall, is_last_utc=False)


def starts_of(rule: Rule, first: datetime, since: date | None = None) -> Iterator[datetime]:
    """The wall clocks at which it starts, in order. The first is one of them whatever the rule says (RFC 5545 section
    3.8.5.3); a day that does not exist is left out. What is long over by `since` is left out where the rule has no end,
    so that a series may be old."""
    given, budget = 0, BUDGET
    for period in counting(_periods_until(rule, first.date(), since) if since else 0):
        try:
            found = days_of(rule, first.date(), period)
        except (OverflowError, ValueError):  # the year 10000
            return
        budget -= 1 + len(found)
        if period == 0 and first.date() not in found:
            found = [first.date(), *(day for day in found if day > first.date())]
        for day in found:
            if day < first.date():
                continue
            start = datetime.combine(day, first.time())
            if (rule.last and start > rule.last) or given == rule.count:
                return
            given += 1
            yield start
        if budget <= 0:
            return


def _periods_until(rule: Rule, first: date, day: date) -> int:
    """How many periods of a rule without an end are over for certain."""
    if rule.count or rule.last or day <= first:
        return 0
    months = (day.year - first.year) * 12 + day.month - first.month
    passed = {"DAILY": (day - first).days, "WEEKLY": (day - first).days // 7, "MONTHLY": months, "YEARLY": months // 12}
    return max(0, passed[rule.every] // rule.interval - 1)


def days_of(rule: Rule, first: date, period: int) -> list[date]:
    """The days of the nth day, week, month or year that the rule looks at, in order."""
    found = sorted(set(DAYS_BY[rule.every](rule, first, period * rule.interval)))
    if not rule.positions:
        return found
    at = (position - 1 if position > 0 else len(found) + position for position in rule.positions)
    return [found[each] for each in sorted(set(at)) if 0 <= each < len(found)]


def _daily(rule: Rule, first: date, step: int) -> list[date]:
    day = first + timedelta(days=step)
    is_one = _is_in_months(rule, day) and _is_on_month_days(rule, day) and _is_on_weekdays(rule, day)
    return [day] if is_one else []


def _weekly(rule: Rule, first: date, step: int) -> list[date]:
    monday = first - timedelta(days=(first.weekday() - rule.week_start) % 7) + timedelta(weeks=step)
    weekdays = [weekday for _, weekday in rule.days] or [first.weekday()]
    days = (monday + timedelta(days=(weekday - rule.week_start) % 7) for weekday in weekdays)
    return [day for day in days if _is_in_months(rule, day) and _is_on_month_days(rule, day)]


def _monthly(rule: Rule, first: date, step: int) -> list[date]:
    year, month = divmod(first.year * 12 + first.month - 1 + step, 12)
    if rule.months and month + 1 not in rule.months:
        date(year, 1, 1)  # there is an end of time also for a rule that waits for its month
        return []
    return _in_month(rule, first, year, month + 1)


def _yearly(rule: Rule, first: date, step: int) -> list[date]:
    year = first.year + step
    if rule.days and not rule.months and not rule.month_days:
        return _weekdays_between(rule, date(year, 1, 1), date(year, 12, 31))
    months = rule.months or (range(1, 13) if rule.month_days else (first.month,))
    return [day for month in months for day in _in_month(rule, first, year, month)]


DAYS_BY = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}


def _in_month(rule: Rule, first: date, year: int, month: int) -> list[date]:
    begin, length = date(year, month, 1), monthrange(year, month)[1]
    if rule.days and not rule.month_days:
        return _weekdays_between(rule, begin, begin.replace(day=length))
    wanted = (day if day > 0 else length + 1 + day for day in rule.month_days or (first.day,))
    days = (begin.replace(day=day) for day in wanted if 1 <= day <= length)
    return [day for day in days if _is_on_weekdays(rule, day)]


def _weekdays_between(rule: Rule, begin: date, end: date) -> list[date]:
    days: list[date] = []
    for nth, weekday in rule.days:
        first = begin + timedelta(days=(weekday - begin.weekday()) % 7)
        all_of_them = [first + timedelta(days=step) for step in range(0, (end - first).days + 1, 7)]
        if nth == 0:
            days += all_of_them
        elif abs(nth) <= len(all_of_them):
            days.append(all_of_them[nth - 1 if nth > 0 else nth])
    return days


def _is_in_months(rule: Rule, day: date) -> bool:
    return not rule.months or day.month in rule.months


def _is_on_weekdays(rule: Rule, day: date) -> bool:
    return not rule.days or any(weekday == day.weekday() for _, weekday in rule.days)


def _is_on_month_days(rule: Rule, day: date) -> bool:
    from_end = day.day - monthrange(day.year, day.month)[1] - 1
    return not rule.month_days or day.day in rule.month_days or from_end in rule.month_days
