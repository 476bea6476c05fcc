"""Rules written in a different way: moved, ended, shortened, spelled out."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

from ..basics import times
from .dates import starts_of
from .rule import BY_DAY, WEEKDAYS, Rule, parts_of, read_rule

TIME_OF_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")


def moved(text: str, before: datetime, after: datetime, zone: str) -> str:
    """The rule of a series whose first date goes elsewhere: every Thursday becomes every Friday, the first Thursday of
    the month the second Friday; its end moves along."""
    if before == after:
        return text
    parts, last = parts_of(text), read_rule(text, before, zone).last
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
    parts = parts_of(text)
    parts.pop("COUNT", None)
    return _text({**parts, "UNTIL": f"{times.at_utc(last, zone):%Y%m%dT%H%M%SZ}"})


def plainly(rule: Rule, first: datetime) -> str:
    """A rule of another calendar as an event keeps it, without what its first date says, and with its last day."""
    parts = {name: value for name, value in parts_of(rule.text).items() if name not in TIME_OF_DAY}
    if rule.last:
        parts["UNTIL"] = f"{rule.last.date() - timedelta(days=rule.last.time() < first.time()):%Y%m%d}"
    return _text(parts)


def shortened(text: str, by: int) -> str:
    """The rule without its first starts; one that does not count them stays as it is."""
    parts = parts_of(text)
    return _text({**parts, "COUNT": str(int(parts["COUNT"]) - by)}) if "COUNT" in parts else text


def spelled_out(text: str, first: datetime, zone: str) -> str:
    """The rule with what goes without saying, which some calendars want said: its weekdays, its day of the month; and
    with its last start in UTC, as the RFC has it."""
    parts, rule = parts_of(text), read_rule(text, first, zone)
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


def _text(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())
