"""The shapes of what the API answers, for its description. What goes in is described by the domain's own models."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ....domain.basics.details import Details
from ....domain.planning.events import NewEvent


class Shape(BaseModel):
    model_config = ConfigDict(extra="allow")


class CreateEvent(NewEvent):
    """As an event is planned; `passphrase` where the instance asks for one."""

    passphrase: str | None = None


class HostName(Shape):
    name: str
    email: str | None = Field(None, description="For the host alone.")


class ReplyCounts(Shape):
    yes: int = Field(description="With the people they bring along.")
    maybe: int
    no: int


class Urls(Shape):
    page: str
    room: str
    stage: str
    ics: str
    manage: str | None = None
    feed: str | None = Field(None, description="All events of the first host, for a calendar to follow; theirs alone.")


class TimerShape(Shape):
    """Ends `seconds` after `started_at`; while it stands still `paused_at` says since when."""

    seconds: float
    started_at: str
    paused_at: str | None


class ActivityTimerShape(TimerShape):
    shows: bool = Field(description="Whether its end shows the results.")


class ActivityShape(Shape):
    """An activity with its kind's own fields. `tally` is absent for whom it is hidden."""

    id: int
    kind: str
    title: str
    config: dict[str, Any]
    state: Literal["draft", "open", "closed"]
    results: Literal["hidden", "shown"]
    version: int
    opened_at: str | None
    closed_at: str | None
    position: int
    minutes: int | None = Field(description="How long the host means to spend on it.")
    on_page: bool = Field(description="Whether it stands on the event's page, too.")
    timer: ActivityTimerShape | None
    anonymous: bool
    answered: int = Field(description="How many have answered.")
    tally: dict[str, Any] | None = None


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
    questions: list[dict[str, Any]] = Field(
        description="What the host asks of those who reply; of things to bring, `left` is how many are still wanted."
    )
    host: HostName
    replies: ReplyCounts
    waiting: int = Field(description="How many wait for a place, with the people they bring.")
    activities: list[ActivityShape] | None = Field(None, description="For the host alone.")
    urls: Urls


class CreatedUrls(Urls):
    host: str = Field(description="The secret host link; shown this once.")


class CreatedEvent(EventShape):
    host_token: str = Field(description="Shown this once.")
    urls: CreatedUrls


class ImportedEvent(CreatedEvent):
    notes: list[str] = Field(description="What is otherwise than in the calendar, in words.")


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


class ImportShape(Shape):
    drafts: list[EventDraft]
    problems: list[ImportProblem]
    events: list[ImportedEvent] | None = Field(None, description="With `create=true`.")


class ReplyKept(Shape):
    """The guest's own reply; the token comes with the first."""

    name: str
    email: str | None
    answer: Literal["yes", "no", "maybe"]
    plus: int
    note: str
    answers: dict[str, Any]
    waiting: bool = Field(description="Whether it waits for a place.")
    at: str
    reminders: list[Literal["day", "hour"]]
    guest_token: str | None = Field(None, description="Changes this reply and enters the room; shown this once.")


class ReplyShape(Shape):
    name: str
    email: str | None
    answer: Literal["yes", "no", "maybe"]
    plus: int
    note: str
    answers: dict[str, Any] = Field(description="By the ids of the host's questions.")
    waiting: bool
    at: str


class InvitationRefused(Shape):
    email: str = Field(description="As it was written.")
    message: str


class InvitationsQueued(Shape):
    queued: int = Field(description="How many are on their way.")
    refused: list[InvitationRefused]


class MoveBody(BaseModel):
    """A move and its settings, such as `{"move": "jump", "to": 3}`."""

    model_config = ConfigDict(extra="allow")

    move: str
    version: int | None = Field(
        None, ge=0, strict=True, description="The version the host saw; an older picture is refused as stale."
    )


class AnswerKept(Shape):
    version: int
    mine: Any = Field(description="What counts of this guest now.")


class PictureKept(Shape):
    url: str = Field(description="Its path on this instance; nobody can guess it.")


class PersonShape(Shape):
    """Hosts also see how each stands: here, spoke, waiting, muted, removed, blocked."""

    id: int
    name: str
    avatar: str | None = None
    pronouns: str | None = None
    hand: str | None = Field(None, description="Since when the hand is up.")


class PeopleShape(Shape):
    version: int
    count: int
    people: list[PersonShape]


class You(Shape):
    id: int | None
    name: str
    role: Literal["guest", "host", "stage", "waiting", "outside"]
    muted: bool = False


class RoomTimerShape(TimerShape):
    id: int
    name: str


class RoomTimersShape(Shape):
    version: int
    timers: list[RoomTimerShape]


class ChatLineShape(Shape):
    id: int
    guest: int | None = Field(description="null where the host wrote.")
    name: str
    text: str
    at: str


class ChatShape(Shape):
    """The last lines."""

    version: int
    lines: list[ChatLineShape]


class RoomShape(Shape):
    """Hosts also get `signals`, and all of `settings`."""

    version: int
    event: EventShape
    activities: list[ActivityShape]
    people: PeopleShape
    timers: RoomTimersShape
    chat: ChatShape
    settings: dict[str, Any]
    you: You


class RecapPerson(Shape):
    name: str
    arrived_at: str


class RecapActivity(ActivityShape):
    kind_label: str
    expects_all: bool = Field(description="Whether everybody was meant to answer: then answers are people.")
    compares: bool = Field(description="Whether the rows' figures are of one kind, to be seen beside each other.")
    rows: list[list[Any]]


class RecapShape(Shape):
    event: EventShape
    people: list[RecapPerson]
    replies: ReplyCounts
    activities: list[RecapActivity]


class ThemeShape(Shape):
    slug: str
    name: str
    promise: str
    duration_minutes: int
    dress_code_hint: str
    details: list[str]
    decks: dict[str, int] = Field(description="How many cards each deck has.")
    run: list[dict[str, Any]]


class KindShape(Shape):
    kind: str
    label: str
    help: str
    config: dict[str, Any] = Field(description="JSON Schema of its config.")
    answer: dict[str, Any] | None = Field(description="JSON Schema of an answer; null where guests send none.")
    moves: list[str]


class FieldError(Shape):
    field: str
    message: str


class Problem(Shape):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldError] | None = None
