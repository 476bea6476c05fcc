"""How an event repeats, as the planning form asks for it: a choice of what gatherings do, an end, days to leave out. A
rule that is none of these came by the API or from a calendar, and can be kept as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from ..domain.records.planned import Planned
from ..domain.repeats.rewording import nth_weekday
from .forms import Form, whole
from .rows import fields_of as fields_of_rows
from .rows import typed_rows

AS_IT_IS = "as-it-is"
END = re.compile(r";(?:COUNT=(?P<count>\d+)|UNTIL=(?P<until>[0-9TZ]+))(?=;|$)")


def repeat_from(values: Mapping[str, str]) -> dict[str, Any]:
    """What was chosen as a rule for the date of the form, and the days to leave out."""
    chosen, skipped = values.get("repeat", ""), [row["day"].strip() for row in typed_rows(values, "skipped")]
    rules = _rules(_day(values.get("date", "").strip()))
    rule = values.get("repeat_rule", "") if chosen == AS_IT_IS else rules.get(chosen)
    if not rule:
        return {"repeat": chosen or None, "skipped": skipped if chosen else []}
    return {"repeat": rule + _end(values), "skipped": skipped}


def judge(form: Form) -> None:
    """What the domain would say in terms of rules is said beside its field."""
    values = form.values
    if not values.get("repeat"):
        return
    if values.get("repeat_end") == "count" and not isinstance(whole(values.get("repeat_count", "")), int):
        form.errors["repeat_count"] = [_("Write how many times, as a number.")]
    if values.get("repeat_end") == "until" and _day(values.get("repeat_until", "").strip()) is None:
        form.errors["repeat_until"] = [_("Choose the last day on which it may take place.")]


def fields_of(planned: Planned) -> dict[str, str]:
    """The fields of the form as somebody would have chosen them."""
    rule, skipped = planned.own_rule, fields_of_rows("skipped", [{"day": day} for day in planned.stored_skipped or ()])
    if rule is None:
        return {"repeat": "", "repeat_end": "never"}
    end, rest = END.search(rule), END.sub("", rule)
    read = planned.rule
    last = read.last if read else None
    rules = _rules(planned.starts_at.date())
    chosen = next((name for name, each in rules.items() if _same(each, rest, planned)), AS_IT_IS)
    return {
        "repeat": chosen,
        "repeat_rule": rest if chosen == AS_IT_IS else "",
        "repeat_end": "count" if end and end["count"] else "until" if last else "never",
        "repeat_count": end["count"] if end and end["count"] else "",
        "repeat_until": last.date().isoformat() if last else "",
        **skipped,
    }


def _rules(day: date | None) -> dict[str, str]:
    """What gatherings do, each as a rule without an end. By the weekday of the month needs a day to count it by."""
    rules = {"weekly": "FREQ=WEEKLY", "fortnightly": "FREQ=WEEKLY;INTERVAL=2"}
    if day:
        rules |= {
            "monthly-weekday": f"FREQ=MONTHLY;BYDAY={nth_weekday(day)}",
            "monthly-last": f"FREQ=MONTHLY;BYDAY={nth_weekday(day, last=True)}",
            "monthly-day": f"FREQ=MONTHLY;BYMONTHDAY={day.day}",
        }
    return rules


def _same(one: str, other: str, planned: Planned) -> bool:
    """Whether both rules say the same of this first date: what goes without saying may be said."""
    return _parts(one, planned) == _parts(other, planned)


def _parts(rule: str, planned: Planned) -> dict[str, str]:
    parts = dict(part.split("=") for part in rule.split(";"))
    first = planned.starts_at
    usual = {"INTERVAL": "1", "WKST": parts.get("WKST", "MO")}
    if parts["FREQ"] == "WEEKLY":
        usual["BYDAY"] = nth_weekday(first)[-2:]
    elif "BYDAY" not in parts:
        usual["BYMONTHDAY"] = str(first.day)
    return {**usual, **parts}


def _end(values: Mapping[str, str]) -> str:
    if values.get("repeat_end") == "count":
        return f";COUNT={values.get('repeat_count', '').strip()}"
    if values.get("repeat_end") == "until":
        return f";UNTIL={values.get('repeat_until', '').strip().replace('-', '')}"
    return ""


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
