"""The fields of an event, each told once: what it belongs to, and who notices when it changes.

What else speaks of fields is derived from this table. A new field is one line here, its rule in
`planning/event_fields.py`, its column, and the place where it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Owner = Literal["event", "plan", "date"]


@dataclass(frozen=True)
class EventField:
    """`name` is how API and forms call it, `column` how the row does.

    What belongs to the event is the same for all its dates. What belongs to a plan is the timing of the series, up to
    the next date from which it was changed. What belongs to a date is planned for all of them, and one may differ.
    A change of what is `in_calendars` raises the SEQUENCE (RFC 5545 section 3.8.7.4), and one of what guests have
    `planned_around` is written to them.
    """

    name: str
    belongs_to: Owner
    column: str
    in_calendars: bool = False
    planned_around: bool = False


def _field(
    name: str, belongs_to: Owner, *, column: str = "", in_calendars: bool = False, planned_around: bool = False
) -> EventField:
    return EventField(name, belongs_to, column or name, in_calendars, planned_around)


FIELDS = (
    _field("title", "date", in_calendars=True),
    _field("theme", "event", in_calendars=True),
    _field("starts_at", "date", in_calendars=True, planned_around=True),
    _field("timezone", "plan", in_calendars=True, planned_around=True),
    _field("duration_minutes", "date", in_calendars=True, planned_around=True),
    _field("description", "date", in_calendars=True),
    _field("dress_code", "date", in_calendars=True),
    _field("video_url", "date", in_calendars=True, planned_around=True),
    _field("repeat", "plan", in_calendars=True, planned_around=True),
    _field("skipped", "plan", column="stored_skipped", in_calendars=True, planned_around=True),
    _field("details", "date", column="stored_details", in_calendars=True),
    _field("host", "event", column="host_name", in_calendars=True),
    _field("language", "event"),
    _field("capacity", "event"),
    _field("reply_by", "event"),
    _field("shows_names", "event"),
    _field("link_for", "event"),
    _field("sends_reminders", "event"),
    _field("sends_thanks", "event"),
    _field("questions", "event", column="stored_questions"),
)


def names_of(*owners: Owner) -> tuple[str, ...]:
    return tuple(field.name for field in FIELDS if field.belongs_to in owners)


def columns_of(*owners: Owner) -> tuple[str, ...]:
    return tuple(field.column for field in FIELDS if field.belongs_to in owners)


OF_A_DATE = columns_of("date")
"""The columns that one date may have in its own way."""
CONTENT = tuple(column for column in OF_A_DATE if column != "starts_at")
PLAN = columns_of("plan", "date")
"""The columns of a plan."""
PLANNED_AROUND = tuple(field.name for field in FIELDS if field.planned_around)
IN_CALENDARS = tuple(field for field in FIELDS if field.in_calendars)
