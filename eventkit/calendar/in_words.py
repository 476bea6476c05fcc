"""How an event repeats, in words: "every other Thursday at 7:00 PM, Berlin time, 6 times"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from babel.lists import format_list
from flask_babel import format_date, format_time, get_locale, ngettext
from flask_babel import gettext as _

from ..domain.basics import times
from ..domain.records.planned import Planned
from ..domain.repeats.rule import Rule

A_MONDAY = date(2024, 1, 1)
MOST_SKIPPED = 5


def repeats(planned: Planned) -> str:
    """In the language that is spoken just now; nothing for what takes place once. A rule that has no short words is
    told by its next dates on the page, and here by how often it is."""
    rule = planned.rule
    if rule is None or rule.count == 1:
        return ""
    at = format_time(planned.starts_at, "short", rebase=False)
    how = _(
        "%(dates)s at %(time)s, %(place)s time",
        dates=_dates(rule, planned.starts_at),
        time=at,
        place=times.place(planned.timezone),
    )
    return ", ".join(filter(None, [how, _end(rule, len(planned.skipped)), _but(planned)]))


def _dates(rule: Rule, first: datetime) -> str:
    if rule.months or rule.positions or rule.every == "YEARLY":
        return _sometimes(rule, first)
    if rule.every == "DAILY":
        return ngettext("every day", "every %(num)d days", rule.interval)
    if rule.every == "WEEKLY":
        return _weekly(rule, first)
    return _monthly(rule, first)


def _weekly(rule: Rule, first: datetime) -> str:
    weekdays = sorted({weekday for _nth, weekday in rule.days} or {first.weekday()})
    days = _and([_weekday(weekday) for weekday in weekdays])
    if len(weekdays) == 7 and rule.interval == 1:
        return _("every day")
    if rule.interval == 1:
        return _("every %(weekdays)s", weekdays=days)
    if rule.interval == 2 and len(weekdays) == 1:
        return _("every other %(weekday)s", weekday=days)
    return _("every %(number)d weeks on %(weekdays)s", number=rule.interval, weekdays=days)


def _monthly(rule: Rule, first: datetime) -> str:
    how_often = ngettext("of every month", "of every %(num)d months", rule.interval)
    if rule.days and not rule.month_days and all(nth in _ordinals() for nth, _weekday in rule.days):
        days = [
            _("the %(nth)s %(weekday)s", nth=_ordinals()[nth], weekday=_weekday(weekday)) for nth, weekday in rule.days
        ]
        return _("on %(days)s %(how_often)s", days=_and(days), how_often=how_often)
    if rule.days:
        return _sometimes(rule, first)
    numbers = rule.month_days or (first.day,)
    days = [_("the last day") if day == -1 else _("day %(number)d", number=day) for day in numbers if day >= -1]
    return _("on %(days)s %(how_often)s", days=_and(days), how_often=how_often) if days else _sometimes(rule, first)


def _sometimes(rule: Rule, first: datetime) -> str:
    if rule.every == "YEARLY" and not (rule.days or rule.positions or len(rule.months) > 1 or len(rule.month_days) > 1):
        day = format_date(first, _("MMMM d"), rebase=False)
        return ngettext("every year on %(day)s", "every %(num)d years on %(day)s", rule.interval, day=day)
    return {
        "DAILY": _("on some days"),
        "WEEKLY": _("on some days of the week"),
        "MONTHLY": _("on some days of the month"),
        "YEARLY": _("on some days of the year"),
    }[rule.every]


def _end(rule: Rule, skipped: int) -> str:
    if rule.count:
        return ngettext("once", "%(num)d times", rule.count - skipped)
    return _("until %(day)s", day=format_date(rule.last, "long", rebase=False)) if rule.last else ""


def _but(planned: Planned) -> str:
    days = [format_date(day, "medium", rebase=False) for day in planned.skipped]
    if len(days) > MOST_SKIPPED:
        return ngettext("but for one date", "but for %(num)d dates", len(days))
    return _("but not on %(days)s", days=_and(days)) if days else ""


def _weekday(number: int) -> str:
    return str(format_date(A_MONDAY + timedelta(days=number), "EEEE", rebase=False))


def _ordinals() -> dict[int, str]:
    return {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), 5: _("fifth"), -1: _("last")}


def _and(parts: list[str]) -> str:
    return format_list(parts, locale=get_locale())
