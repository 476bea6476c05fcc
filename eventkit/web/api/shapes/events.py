"""Events and their dates."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ....domain.basics.details import Details
from ....domain.planning.event_fields import NewEvent
from .activities import ActivityShape
from .replies import ReplyCounts
from .shape import Shape


class CreateEvent(NewEvent):
    """As an event is planned; `passphrase` where the instance asks for one."""

    passphrase: str | None = None


class HostName(Shape):
    name: str
    email: str | None = Field(None, description="For the host alone.")


class Urls(Shape):
    page: str
    room: str
    stage: str
    ics: str
    manage: str | None = None
    feed: str | None = Field(None, description="All events of the first host, for a calendar to follow; theirs alone.")


class OccurrenceUrls(Shape):
    page: str
    room: str
    stage: str


class OccurrenceShape(Shape):
    """One date of a repeating event."""

    on: str
    title: str
    starts_at: str = Field(description="The wall clock in the event's `timezone`.")
    starts_at_utc: str
    duration_minutes: int
    status: Literal["planned", "cancelled"]
    urls: OccurrenceUrls


class OptionShape(Shape):
    id: str
    text: str


class ThingShape(OptionShape):
    """Something to bring."""

    wanted: int
    left: int = Field(description="How many are still wanted.")


class QuestionShape(Shape):
    """What the host asks of those who reply."""

    id: str
    text: str
    kind: Literal["text", "choice", "diet", "bring"]
    required: bool
    options: list[OptionShape] | None = Field(None, description="Of a `choice`.")
    things: list[ThingShape] | None = Field(None, description="Of things to `bring`.")


class EventShape(Shape):
    code: str
    title: str
    theme: str
    starts_at: str = Field(description="The wall clock in `timezone`.")
    timezone: str
    starts_at_utc: str
    duration_minutes: int
    description: str
    dress_code: str | None
    video_url: str | None = Field(description="null for whom it is not meant: see `link_for`.")
    on: str = Field(description="The day in the series by which this date is known; it stays when the date is moved.")
    repeat: str | None = Field(description="RRULE (RFC 5545 section 3.3.10); null where it does not repeat.")
    skipped: list[str] = Field(description="Days of the series on which it does not take place.")
    occurrences: list[OccurrenceShape] = Field(description="The next dates of a series.")
    details: Details
    status: Literal["planned", "cancelled"]
    cancel_message: str | None = Field(description="What the host said when cancelling.")
    sequence: int
    language: str
    capacity: int | None
    reply_by: str | None
    shows_names: bool
    link_for: Literal["all", "replied"]
    sends_reminders: bool
    sends_thanks: bool
    questions: list[QuestionShape]
    host: HostName
    replies: ReplyCounts
    waiting: int = Field(description="How many wait for a place, with the people they bring.")
    activities: list[ActivityShape] | None = Field(None, description="For the host alone.")
    urls: Urls


class CreatedUrls(Urls):
    manage: str
    host: str = Field(description="The secret host link; shown this once.")


class CreatedEvent(EventShape):
    activities: list[ActivityShape]
    host_token: str = Field(description="Shown this once.")
    urls: CreatedUrls
