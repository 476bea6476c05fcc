"""Events: what a host plans."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    EmailStr,
    Field,
    StringConstraints,
    model_validator,
)
from sqlalchemy import JSON, Date, DateTime, ForeignKey, String, Text, select
from sqlalchemy import delete as sql_delete
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from . import feeds, guests, hosts, letters, questions, replies, rooms, themes, times
from .activities.planning import NewActivity, add, follow_details
from .activities.runs import Activity
from .base import Base, utcnow
from .details import Details
from .errors import N_
from .hosts import Host
from .news import RoomChanged, tell
from .questions import Question, Questions
from .rooms import Room
from .text import Line, Prose, ShortLine, check_link, empty_is_none, refused, stripped
from .tokens import new_code, new_token
from .validation import read_model

MAKE_A_ROOM = "auto"
YEARS = range(1900, 2201)
AS_WRITTEN = (
    "title", "theme", "starts_at", "timezone", "duration_minutes", "description", "dress_code", "language", "capacity",
    "reply_by", "shows_names", "link_for",
)  # fmt: skip
SHOWN_IN_CALENDARS = (
    "title", "theme", "starts_at", "timezone", "duration_minutes", "description", "dress_code", "video_url",
    "stored_details", "status",
)  # fmt: skip
PLANNED_AROUND = ("starts_at", "timezone", "duration_minutes", "video_url")
"""What guests have arranged themselves by, so that a change of it is written to them."""


class Event(Base):
    """`starts_at` is the wall clock in `timezone`, which is what was meant; `starts_at_utc` follows from the two.
    `sequence` rises with each change that a calendar shows (RFC 5545 section 3.8.7.4).

    `language` is that of its mails, calendar files and decks. `capacity` counts guests with the people they bring.
    Replies are taken through `reply_by`, a day in `timezone`. With `shows_names` guests see who else comes, and with
    `link_for` "replied" only those who come see the video link. `cancel_message` is what the host said when
    cancelling. `imported_uid` is the UID of the calendar entry it was made of."""

    __tablename__ = "event"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    uid: Mapped[str] = mapped_column(String(255), unique=True)
    host_id: Mapped[int] = mapped_column(ForeignKey("host.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    theme: Mapped[str] = mapped_column(String(40))
    starts_at: Mapped[datetime] = mapped_column(DateTime())
    timezone: Mapped[str] = mapped_column(String(64))
    starts_at_utc: Mapped[datetime]
    duration_minutes: Mapped[int]
    description: Mapped[str] = mapped_column(Text)
    dress_code: Mapped[str | None] = mapped_column(String(200))
    video_url: Mapped[str | None] = mapped_column(Text)
    repeat: Mapped[str | None] = mapped_column(Text)
    stored_details: Mapped[dict[str, Any]] = mapped_column("details", JSON)
    language: Mapped[str] = mapped_column(String(8), default="en", server_default="en")
    capacity: Mapped[int | None]
    reply_by: Mapped[date | None] = mapped_column(Date)
    shows_names: Mapped[bool] = mapped_column(default=False, server_default="0")
    link_for: Mapped[str] = mapped_column(String(10), default="all", server_default="all")
    stored_questions: Mapped[list[Any] | None] = mapped_column("questions", JSON(none_as_null=True))
    status: Mapped[str] = mapped_column(String(20), default="planned")
    cancel_message: Mapped[str | None] = mapped_column(Text)
    imported_uid: Mapped[str | None] = mapped_column(String(255), index=True)
    sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    host: Mapped[Host] = relationship()
    rooms: Mapped[list[Room]] = relationship(back_populates="event", passive_deletes=True)
    activities: Mapped[list[Activity]] = relationship(order_by="Activity.position, Activity.id", passive_deletes=True)

    @property
    def details(self) -> Details:
        return Details.model_validate(self.stored_details)

    @property
    def questions(self) -> list[Question]:
        return questions.stored.validate_python(self.stored_questions or [])

    @property
    def is_cancelled(self) -> bool:
        return self.status == "cancelled"

    def is_over(self, now: datetime) -> bool:
        return now >= self.starts_at_utc + timedelta(minutes=self.duration_minutes)

    def takes_replies(self, now: datetime) -> bool:
        """Whether the day until which the host wants replies is not over yet, where the event is."""
        if self.reply_by is None:
            return True
        return now < times.at_utc(datetime.combine(self.reply_by + timedelta(days=1), time()), self.timezone)


def _known_zone(name: str) -> str:
    if not times.is_zone(name):
        raise refused(N_("Choose a time zone from the list, such as Europe/Berlin."))
    return name


def _known_theme(slug: str) -> str:
    if slug not in themes.all_themes():
        raise refused(N_("Choose one of the themes: %(themes)s."), themes=", ".join(themes.all_themes()))
    return slug


def _written_moment(value: object) -> object:
    """Only the written form is a time: pydantic would take a number for seconds since 1970."""
    try:
        written = value.strip() if isinstance(value, str) else ""
        if len(written) <= len("2026-12-03"):
            raise ValueError("a date alone does not say when it starts")
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise refused(N_("Write the start as a date and a time, such as 2026-12-03T19:00.")) from None
    if moment.year not in YEARS:
        raise refused(N_("Choose a date between the years %(first)s and %(last)s."), first=YEARS[0], last=YEARS[-1])
    return moment


def _link_or_auto(link: str) -> str:
    return link if link == MAKE_A_ROOM else check_link(link)


VideoLink = Annotated[
    str,
    StringConstraints(max_length=2000),
    AfterValidator(_link_or_auto),
    BeforeValidator(stripped),
    Field(examples=["auto"]),
]


Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$")]


def _written_day(value: object) -> object:
    if value in (None, ""):
        return None
    try:
        day = date.fromisoformat(value.strip()) if isinstance(value, str) else value
    except ValueError:
        day = None
    if type(day) is not date or day.year not in YEARS:
        raise refused(N_("Write the date as YYYY-MM-DD."))
    return day


def _once(value: object) -> object:
    if value is not None:
        raise refused(N_("Events that repeat are not offered yet. Plan each date as an event of its own."))
    return value


class HostFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: ShortLine
    email: Annotated[EmailStr | None, BeforeValidator(empty_is_none)] = None


class EventFields(BaseModel):
    """What a host may write of an event.

    `starts_at` is a wall clock in `timezone`, or an instant with an offset, which is put into `timezone`. A wall time
    that a change of clocks skips moves forward; one that happens twice is the first.
    """

    model_config = ConfigDict(extra="forbid")

    title: Line
    theme: Annotated[str, AfterValidator(_known_theme)]
    starts_at: Annotated[datetime, BeforeValidator(_written_moment)]
    timezone: Annotated[str, AfterValidator(_known_zone)]
    duration_minutes: Annotated[int, Field(strict=True, ge=1, le=7 * 24 * 60)] = Field(
        60, description="The theme's usual length when left out."
    )
    description: Prose = ""
    dress_code: Annotated[Line | None, BeforeValidator(empty_is_none)] = None
    video_url: Annotated[VideoLink | None, BeforeValidator(empty_is_none)] = None
    repeat: Annotated[None, BeforeValidator(_once)] = None
    details: Details = Details()
    host: HostFields
    language: Language = Field("en", description="Of its mails, calendar files and decks.")
    capacity: Annotated[int, Field(strict=True, ge=1, le=100_000)] | None = Field(
        None, description="How many may come, with the people they bring; who is more waits."
    )
    reply_by: Annotated[date | None, BeforeValidator(_written_day)] = Field(
        None, description="The last day on which replies are taken."
    )
    shows_names: Annotated[bool, Field(strict=True)] = Field(False, description="Whether guests see who comes.")
    link_for: Literal["all", "replied"] = Field(
        "all", description="Who sees the video link: everybody, or only those who said yes or maybe."
    )
    questions: Questions = Field([], description="What the host would like to know of those who reply.")

    @model_validator(mode="before")
    @classmethod
    def usual_length(cls, raw: Any) -> Any:
        theme = themes.all_themes().get(str(raw.get("theme"))) if isinstance(raw, Mapping) else None
        return {"duration_minutes": theme.duration_minutes, **raw} if theme else raw

    @model_validator(mode="after")
    def on_the_wall(self) -> EventFields:
        if self.starts_at.tzinfo is not None:
            self.starts_at = times.wall_clock(self.starts_at, self.timezone)
        self.starts_at = times.existing_wall(self.starts_at, self.timezone).replace(second=0, microsecond=0, fold=0)
        return self


class NewEvent(EventFields):
    activities: Annotated[list[NewActivity], Field(max_length=50)] | None = Field(
        None, description="The run of show; the theme's own when left out."
    )


class Farewell(BaseModel):
    """What a host says when cancelling."""

    model_config = ConfigDict(extra="forbid")

    message: Prose = ""


def plan(
    session: Session,
    fields: NewEvent,
    *,
    jitsi_url: str,
    domain: str,
    hosts_known: Iterable[Host] = (),
    imported_uid: str | None = None,
    now: datetime | None = None,
) -> tuple[Event, str]:
    """A new event with its room and run of show, and the secret host token: the only time it is known.

    It joins the other events of a known host who is called the same.
    """
    now = now or utcnow()
    same = (host for host in hosts_known if host.name == fields.host.name and fields.host.email in (None, host.email))
    host = next(same, None) or Host(name=fields.host.name, email=fields.host.email, created_at=now)
    event = Event(
        code=_free_code(session), uid=f"{uuid.uuid4()}@{domain}", host=host, created_at=now, updated_at=now, sequence=0,
        status="planned", imported_uid=imported_uid,
    )  # fmt: skip
    _write(event, fields, jitsi_url)
    session.add(event)
    session.flush()
    feeds.open_for_host(session, host, now=now)
    theme = themes.get(event.theme, event.language)
    settings = theme.room.model_dump(mode="json", exclude_defaults=True)
    session.add(Room(event_id=event.id, on=event.starts_at.date(), stored_settings=settings or None, created_at=now))
    session.flush()
    run = fields.activities
    if run is None:
        run = [NewActivity(kind=p.kind, title=p.title, config=p.config, minutes=p.minutes) for p in theme.run]
    for number, activity in enumerate(run):
        add(session, event, activity, where=f"activities.{number}")
    return event, hosts.give_link(session, event_id=event.id, host=host, now=now)


def change(
    session: Session, room: Room, changes: Mapping[str, Any], *, jitsi_url: str, now: datetime | None = None
) -> Event:
    """Change what is named and keep the rest; `sequence` rises once, and only when a calendar shows the difference.

    Guests who gave an address are written to when what they planned around changes; free places go to who waits.
    """
    event = room.event
    merged = {**written(event), **changes}
    if isinstance(changes.get("host"), Mapping):
        merged["host"] = {"name": event.host.name, "email": event.host.email, **changes["host"]}
    fields = read_model(EventFields, merged)
    before = [getattr(event, name) for name in SHOWN_IN_CALENDARS] + [event.host.name]
    planned_around = {name: getattr(event, name) for name in PLANNED_AROUND}
    details = event.stored_details
    _write(event, fields, jitsi_url)
    if event.stored_details != details:
        follow_details(session, event)
    event.host.name, event.host.email = fields.host.name, fields.host.email
    room.on = event.starts_at.date()
    _note_change(session, room, before, now)
    moved = {name for name, value in planned_around.items() if getattr(event, name) != value}
    if moved and not event.is_cancelled:
        letters.event_changed(session, event, moved, now=now)
    session.flush()
    replies.move_up(session, event, now=now)
    return event


def cancel(session: Session, room: Room, farewell: Farewell | None = None, *, now: datetime | None = None) -> Event:
    """The event stays, and says that it is cancelled, with the host's words; guests who gave an address are written to.
    Cancelling twice changes nothing."""
    event = room.event
    if event.is_cancelled:
        return event
    before = [getattr(event, name) for name in SHOWN_IN_CALENDARS] + [event.host.name]
    event.status, event.cancel_message = "cancelled", (farewell and farewell.message) or None
    letters.event_cancelled(session, event, now=now)
    _note_change(session, room, before, now)
    return event


def delete(session: Session, room: Room) -> None:
    """Take the event away with everything in it; a host who has no other event is forgotten, too."""
    event, host = room.event, room.event.host
    emails = guests.addresses_of(session, event.id)
    tell(session, RoomChanged(room.id))
    session.execute(sql_delete(Event).where(Event.id == event.id))
    session.expire_all()
    feeds.forget_unused(session, emails)
    hosts.forget_if_done(session, host)


def of_calendar_entries(session: Session, uids: Iterable[str]) -> Sequence[Event]:
    """Events that were made of these calendar entries, by anybody, or whose own entries these are; the newest first."""
    wanted = list(uids)
    query = select(Event).where(Event.imported_uid.in_(wanted) | Event.uid.in_(wanted))
    return session.scalars(query.order_by(Event.id.desc())).all()


def written(event: Event) -> dict[str, Any]:
    """The fields of an event as a host would write them."""
    return {
        "title": event.title, "theme": event.theme, "starts_at": event.starts_at.isoformat(timespec="minutes"),
        "timezone": event.timezone, "duration_minutes": event.duration_minutes, "description": event.description,
        "dress_code": event.dress_code, "video_url": event.video_url, "repeat": event.repeat,
        "details": event.stored_details, "host": {"name": event.host.name, "email": event.host.email},
        "language": event.language, "capacity": event.capacity, "shows_names": event.shows_names,
        "reply_by": event.reply_by and event.reply_by.isoformat(), "link_for": event.link_for,
        "questions": event.stored_questions or [],
    }  # fmt: skip


def new_call(jitsi_url: str) -> str:
    """A video call that nobody can guess the address of."""
    return f"{jitsi_url}/eventkit-{new_token()[:16]}"


def _write(event: Event, fields: EventFields, jitsi_url: str) -> None:
    for name in AS_WRITTEN:
        setattr(event, name, getattr(fields, name))
    event.stored_questions = [question.model_dump(mode="json") for question in fields.questions] or None
    event.video_url = new_call(jitsi_url) if fields.video_url == MAKE_A_ROOM else fields.video_url
    event.starts_at_utc = times.at_utc(fields.starts_at, fields.timezone)
    event.stored_details = fields.details.model_dump(mode="json", exclude_none=True)


def _note_change(session: Session, room: Room, before: list[Any], now: datetime | None) -> None:
    event = room.event
    if before != [getattr(event, name) for name in SHOWN_IN_CALENDARS] + [event.host.name]:
        event.sequence += 1
        event.updated_at = now or utcnow()
        rooms.changed(session, room)


def _free_code(session: Session) -> str:
    while session.scalar(select(Event.id).where(Event.code == (code := new_code()))) is not None:
        pass
    return code
