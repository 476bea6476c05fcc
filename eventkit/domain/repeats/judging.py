"""Which rules an event may repeat by."""

from __future__ import annotations

from datetime import datetime

from .dates import days_of
from .rule import Rule


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
