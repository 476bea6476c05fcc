"""An event as a host writes it, and its rows: how each field gets from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from ..basics.fields import FIELDS, PLAN, columns_of
from ..basics.tokens import new_call
from ..records.event import Event
from ..records.occurrence import Occurrence
from ..records.planned import Planned
from .event_fields import MAKE_A_ROOM, EventFields

WRITTEN: dict[str, Callable[[Occurrence], Any]] = {
    "starts_at": lambda date: date.starts_at.isoformat(timespec="minutes"),
    "repeat": lambda date: date.planned.own_rule,
    "skipped": lambda date: date.planned.stored_skipped or [],
    "details": lambda date: date.stored_details,
    "host": lambda date: {"name": date.host.name, "email": date.host.email},
    "reply_by": lambda date: date.reply_by and date.reply_by.isoformat(),
    "questions": lambda date: date.stored_questions or [],
}
"""The fields that are written in another way than they are stored."""

STORED: dict[str, Callable[[EventFields], Any]] = {
    "stored_details": lambda fields: fields.details.model_dump(mode="json", exclude_none=True),
    "stored_skipped": lambda fields: [day.isoformat() for day in fields.skipped] or None,
    "stored_questions": lambda fields: [question.model_dump(mode="json") for question in fields.questions] or None,
}
"""The same the other way round, by column."""


def written(occurrence: Occurrence) -> dict[str, Any]:
    """The fields of an event, as it is planned for one date, as JSON has them."""
    return {field.name: WRITTEN.get(field.name, attrgetter(field.name))(occurrence) for field in FIELDS}


def write_for_all(event: Event, fields: EventFields) -> None:
    """Store what is the same for all dates."""
    for column in columns_of("event"):
        if column != "host_name":
            setattr(event, column, _stored(fields, column))
    event.host.name, event.host.email = fields.host.name, fields.host.email


def write_plan(planned: Planned, fields: EventFields, jitsi_url: str) -> None:
    """Store what is planned for the dates. A video link of "auto" becomes a call that nobody can guess."""
    for column in PLAN:
        setattr(planned, column, _stored(fields, column))
    if fields.video_url == MAKE_A_ROOM:
        planned.video_url = new_call(jitsi_url)


def _stored(fields: EventFields, column: str) -> Any:
    return STORED.get(column, attrgetter(column))(fields)
