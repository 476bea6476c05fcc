"""Calendars of other programs, and what became of them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .events import CreatedEvent
from .shape import Shape


class DateExceptionShape(Shape):
    """A date of a series that is cancelled, or moved to `starts_at`."""

    date: str
    cancelled: bool | None = None
    starts_at: str | None = None
    duration_minutes: int | None = None


class EventDraft(Shape):
    """An event of another calendar."""

    uid: str
    title: str
    starts_at: str = Field(description="The wall clock in `timezone`; of whole days their midnight.")
    timezone: str | None = Field(description="null where the calendar does not say.")
    starts_at_utc: str | None = Field(description="null for whole days, and where the time zone is not known.")
    ends_at_utc: str | None
    all_day: bool
    duration_minutes: int
    repeat: str | None = Field(description="Its RRULE, where it is understood.")
    exceptions: list[DateExceptionShape]
    description: str
    location: str
    video_url: str | None
    status: Literal["planned", "cancelled"]
    sequence: int
    suggested_theme: str
    occurrences_utc: list[str] = Field(description="The first five of the series, before any was moved.")


class ImportProblem(Shape):
    message: str
    line: int | None = None


class ImportedEvent(CreatedEvent):
    notes: list[str] = Field(description="What is otherwise than in the calendar, in words.")


class ImportShape(Shape):
    drafts: list[EventDraft]
    problems: list[ImportProblem]
    events: list[ImportedEvent] | None = Field(None, description="With `create=true`.")
