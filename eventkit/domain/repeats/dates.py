"""The dates of a rule, worked out one by one and never further than asked."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count as counting

from .rule import Rule

BUDGET = 6_000
"""How many periods and days of one rule are looked at."""


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
