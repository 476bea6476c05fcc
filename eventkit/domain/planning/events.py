"""Events: what a host plans."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    EmailStr,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from sqlalchemy import delete as sql_delete
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..activities import themes
from ..activities.run_of_show import NewActivity, add
from ..basics import times
from ..basics.asked import Questions
from ..basics.base import utcnow
from ..basics.details import Details
from ..basics.errors import N_
from ..basics.news import RoomChanged, tell
from ..basics.text import Line, Prose, ShortLine, check_link, empty_is_none, refused, stripped
from ..basics.tokens import new_code, new_token
from ..coming import guests
from ..letters import feeds
from ..records.event import Event, Room, known_as
from ..records.host import Host
from ..records.occurrence import Occurrence
from ..records.planned import Planned
from ..repeats import judging
from ..repeats.rule import NotUnderstood, TooLong, read_rule
from . import entrances, hosts

MAKE_A_ROOM = "auto"
YEARS = range(1900, 2201)
SAME_FOR_ALL = (
    "theme", "language", "capacity", "reply_by", "shows_names", "link_for", "sends_reminders", "sends_thanks",
)  # fmt: skip


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


def _understood_rule(value: object, info: ValidationInfo) -> object:
    """A rule whose first date is that of the event; of one that is not, calendars think differently."""
    starts, zone = info.data.get("starts_at"), info.data.get("timezone")
    if value in (None, "") or starts is None or zone is None:
        return value or None
    try:
        wall = _on_the_wall(starts, zone)
        rule = read_rule(value if isinstance(value, str) else "", wall, zone)
    except NotUnderstood:
        raise refused(
            N_("Write how it repeats as a rule such as FREQ=WEEKLY;INTERVAL=2;COUNT=6, or leave it out.")
        ) from None
    except TooLong:
        raise refused(N_("It can repeat at most 366 times and for five years.")) from None
    if not judging.is_read_alike(rule, wall):
        raise refused(N_("Calendars differ on what this rule means. Choose a simpler one."))
    if not judging.begins_with(rule, wall):
        raise refused(N_("The first date is none of those on which it repeats. Change one of the two."))
    if rule.last and rule.last < wall:
        raise refused(N_("It would end before it starts. Choose a later end."))
    return rule.text


def _skips(days: list[date], info: ValidationInfo) -> list[date]:
    """Days of the series, but not the first one: then it would start later."""
    starts, zone, repeat = (info.data.get(name) for name in ("starts_at", "timezone", "repeat"))
    if not days or starts is None or zone is None or "repeat" not in info.data:
        return days
    wall = _on_the_wall(starts, zone)
    planned = Planned.of_a_rule(wall, zone, repeat)
    for day in days:
        if day == wall.date():
            raise refused(N_("The first date cannot be left out. Start on a later one instead."))
        if planned.wall_on(day) is None:
            raise refused(N_("%(day)s is none of its dates."), day=day.isoformat())
    return sorted(set(days))


def _on_the_wall(starts: datetime, zone: str) -> datetime:
    if starts.tzinfo is not None:
        starts = times.wall_clock(starts, zone)
    return times.existing_wall(starts, zone).replace(second=0, microsecond=0, fold=0)


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
    repeat: Annotated[str | None, BeforeValidator(_understood_rule)] = Field(
        None, description="An RRULE (RFC 5545 section 3.3.10).", examples=["FREQ=WEEKLY;INTERVAL=2;COUNT=6"]
    )
    skipped: Annotated[
        list[Annotated[date, BeforeValidator(_written_day)]], Field(max_length=366), AfterValidator(_skips)
    ] = Field([], description="Days of the series on which it does not take place.")
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
    sends_reminders: Annotated[bool, Field(strict=True)] = Field(
        True, description="Whether guests who want it are reminded by mail."
    )
    sends_thanks: Annotated[bool, Field(strict=True)] = Field(
        True, description="Whether guests are thanked by mail the morning after."
    )
    questions: Questions = Field([], description="What the host would like to know of those who reply.")

    @model_validator(mode="before")
    @classmethod
    def usual_length(cls, raw: Any) -> Any:
        theme = themes.all_themes().get(str(raw.get("theme"))) if isinstance(raw, Mapping) else None
        return {"duration_minutes": theme.duration_minutes, **raw} if theme else raw

    @model_validator(mode="after")
    def on_the_wall(self) -> EventFields:
        self.starts_at = _on_the_wall(self.starts_at, self.timezone)
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
    write_for_all(event, fields)
    write_plan(event, fields, jitsi_url)
    session.add(event)
    session.flush()
    feeds.open_for_host(session, host, now=now)
    entrances.make(session, event, event.starts_at.date(), now=now)
    theme, run = themes.get(event.theme, event.language), fields.activities
    if run is None:
        run = [NewActivity(kind=p.kind, title=p.title, config=p.config, minutes=p.minutes) for p in theme.run]
    for number, activity in enumerate(run):
        add(session, event, activity, where=f"activities.{number}")
    return event, hosts.give_link(session, event_id=event.id, host=host, now=now)


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
    query = select(Event).where(Event.imported_uid.in_(wanted) | known_as(wanted))
    return session.scalars(query.order_by(Event.id.desc())).all()


def written(event: Occurrence) -> dict[str, Any]:
    """The fields of an event, as it is planned for one date, as a host would write them."""
    return {
        "title": event.title, "theme": event.theme, "starts_at": event.starts_at.isoformat(timespec="minutes"),
        "timezone": event.timezone, "duration_minutes": event.duration_minutes, "description": event.description,
        "dress_code": event.dress_code, "video_url": event.video_url, "repeat": event.planned.own_rule,
        "skipped": event.planned.stored_skipped or [], "details": event.stored_details,
        "host": {"name": event.host.name, "email": event.host.email}, "language": event.language,
        "capacity": event.capacity, "reply_by": event.reply_by and event.reply_by.isoformat(),
        "shows_names": event.shows_names, "link_for": event.link_for, "sends_reminders": event.sends_reminders,
        "sends_thanks": event.sends_thanks, "questions": event.stored_questions or [],
    }  # fmt: skip


def new_call(jitsi_url: str) -> str:
    """A video call that nobody can guess the address of."""
    return f"{jitsi_url}/eventkit-{new_token()[:16]}"


def write_for_all(event: Event, fields: EventFields) -> None:
    for name in SAME_FOR_ALL:
        setattr(event, name, getattr(fields, name))
    event.stored_questions = [question.model_dump(mode="json") for question in fields.questions] or None
    event.host.name, event.host.email = fields.host.name, fields.host.email


def write_plan(planned: Planned, fields: EventFields, jitsi_url: str) -> None:
    for name in ("title", "starts_at", "timezone", "duration_minutes", "description", "dress_code", "repeat"):
        setattr(planned, name, getattr(fields, name))
    planned.video_url = new_call(jitsi_url) if fields.video_url == MAKE_A_ROOM else fields.video_url
    planned.stored_details = fields.details.model_dump(mode="json", exclude_none=True)
    planned.stored_skipped = [day.isoformat() for day in fields.skipped] or None


def _free_code(session: Session) -> str:
    while session.scalar(select(Event.id).where(Event.code == (code := new_code()))) is not None:
        pass
    return code
