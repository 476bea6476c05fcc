"""The fields of an event that is made from a draft, and notes on what differs from the calendar."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _

from ...calendar.drafts import Draft, Occurrence
from ...calendar.in_words import repeats
from ...domain.basics.base import utcnow
from ...domain.basics.errors import N_, invalid
from ...domain.records.planned import Planned

LONGEST_MINUTES = 7 * 24 * 60
LONGEST_DESCRIPTION = 5000
FILLED_IN = (
    "microsoft teams meeting",
    "microsoft teams-besprechung",
    "reunión de microsoft teams",
    "google meet",
    "zoom",
)
"""What programs write for a place where there is none."""
NEEDS_A_ZONE = N_("Choose the time zone: the calendar does not say it.")


def title_of(draft: Draft) -> str:
    return draft.title or _("An event without a title")


def as_json(draft: Draft) -> dict[str, Any]:
    return {**draft.as_json(), "title": title_of(draft)}


def date_of(draft: Draft, zone: str | None, now: datetime | None = None) -> Occurrence:
    """The date that is made: a series' next one."""
    return draft.next_after(now or utcnow(), draft.timezone or zone or "UTC")


def fields_of(draft: Draft, zone: str | None) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields and the notes on them; Invalid where no time zone is known."""
    zone = draft.timezone or zone
    if zone is None:
        raise invalid("timezone", NEEDS_A_ZONE)
    on, series = date_of(draft, zone), _series(draft, zone)
    fields = {
        "title": title_of(draft),
        "starts_at": on.starts_at.isoformat(timespec="minutes"),
        "timezone": zone,
        "duration_minutes": min(on.duration_minutes, LONGEST_MINUTES),
        "description": _description(draft),
        "video_url": draft.video_url,
        **series,
    }
    return fields, tuple(notes_on(draft, on))


def _series(draft: Draft, zone: str) -> dict[str, Any]:
    plan = _plan(draft, zone)
    if plan is None:
        return {"repeat": None, "skipped": []}
    return {
        "starts_at": plan.starts_at.isoformat(timespec="minutes"),
        "duration_minutes": min(draft.duration_minutes, LONGEST_MINUTES),
        "repeat": plan.repeat,
        "skipped": plan.stored_skipped,
    }


def _plan(draft: Draft, zone: str) -> Planned | None:
    """How it repeats from its next date on. None for what is over, or comes on dates that no rule says: of that, one
    date is made."""
    first = draft.first_after(utcnow(), zone) if draft.is_by_rule else None
    if first is None:
        return None
    plan = Planned.of_a_rule(first, zone, draft.rule_from(first))
    left_out = {*draft.dropped, *(other.day for other in draft.exceptions if other.is_cancelled)}
    plan.stored_skipped = [day.isoformat() for day in sorted(left_out) if day > first.date() and plan.wall_on(day)]
    return plan


def notes_on(draft: Draft, on: Occurrence) -> list[str]:
    """What is otherwise than in the calendar, in words."""
    notes = []
    plan = _plan(draft, draft.timezone or "UTC")
    if plan:
        notes.append(_("It repeats: %(how)s.", how=repeats(plan)))
    elif draft.repeats:
        date = format_date(on.starts_at.date(), "full")
        notes.append(_("It repeats, but only this date can be taken: %(date)s.", date=date))
    if draft.all_day:
        notes.append(_("It takes whole days in the calendar. Here it starts at midnight until you change its time."))
    if on.duration_minutes > LONGEST_MINUTES:
        notes.append(_("It takes longer than a week in the calendar. Here it ends after seven days."))
    return notes


def _description(draft: Draft) -> str:
    """With the place above it, where there is one besides the call."""
    place = draft.location
    is_a_place = place and "://" not in place and place.casefold() not in FILLED_IN
    where = _("Place: %(place)s", place=place) if is_a_place else ""
    return "\n\n".join(filter(None, (where, draft.description)))[:LONGEST_DESCRIPTION]
