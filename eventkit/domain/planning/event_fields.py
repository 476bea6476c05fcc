"""What a host may write of an event, judged field by field."""

from __future__ import annotations

from collections.abc import Mapping
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

from ..activities import themes
from ..activities.run_of_show import NewActivity
from ..basics import times
from ..basics.asked import Questions
from ..basics.details import Details
from ..basics.errors import N_
from ..basics.text import Line, Prose, ShortLine, check_link, empty_is_none, refused, stripped
from ..records.planned import Planned
from ..repeats import judging
from ..repeats.rule import NotUnderstood, TooLong, read_rule

MAKE_A_ROOM = "auto"
YEARS = range(1900, 2201)


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
