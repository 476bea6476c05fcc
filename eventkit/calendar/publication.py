"""An event as a file for anybody's calendar: METHOD:PUBLISH (RFC 5546 section 3.2.1).

Nobody is named as ATTENDEE: calendars would write to them. Nor is there an ORGANIZER: some calendars then
take the event for somebody else's meeting. The host stands in the description.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event, Timezone, vRecur, vUri

from ..domain.basics.errors import N_
from ..domain.basics.times import at_utc, wall_clock
from .text import written
from .zones import vtimezone, vtimezone_of_series

PRODID = "-//eventkit//eventkit//EN"
REMINDER = timedelta(minutes=-15)
CALLS_OF = {
    "X-GOOGLE-CONFERENCE": ("meet.google.com",),
    "X-MICROSOFT-SKYPETEAMSMEETINGURL": ("teams.microsoft.com", "teams.live.com"),
}
"""The property by which the calendar of a video service knows a link of its own."""


Described = tuple[Event, Timezone | None]
"""An event, and the zone it is in where one is needed."""


@dataclass(frozen=True)
class Entry:
    """What a calendar needs to know of an event.

    Links are http(s) URIs, without spaces and control characters.
    """

    uid: str  # the same in every file about the event, at most 255 octets
    title: str
    starts_at: datetime  # naive, the wall clock in `timezone`; of a series its first
    timezone: str  # IANA
    duration_minutes: int
    page_url: str
    video_url: str | None
    description: str  # plain text: dress code, reading list, recipe …; may be ""
    host_name: str
    cancelled: bool
    sequence: int
    created_at: datetime  # aware
    updated_at: datetime  # aware
    category: str | None = None  # the theme's name
    colour: str | None = None  # a name of CSS
    image_url: str | None = None  # a PNG
    series: "Series | None" = None
    recurrence: datetime | None = None  # when the series has it: this is one of its dates (RFC 5545 section 3.8.4.4)


@dataclass(frozen=True)
class Series:
    """How an entry repeats: an RRULE with all its parts spelled out, and what its dates are needed for: `starts` are
    naive wall clocks, of one without an end those of some years, and on those `left_out` it does not take place."""

    rule: str
    starts: tuple[datetime, ...]
    left_out: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class Words:
    """The words of the file that no host wrote. What stands in braces is filled in."""

    call: str = N_("Join the video call")
    call_line: str = N_("Join the video call: {link}")
    host_line: str = N_("Host: {name}")
    page_line: str = N_("Event page: {link}")
    cancelled_line: str = N_("This event is cancelled.")
    reminder: str = N_("Starts in 15 minutes: {title}")

    @classmethod
    def translated(cls, gettext: Callable[[str], str]) -> "Words":
        return cls(**{field.name: gettext(str(field.default)) for field in fields(cls)})


def publish(*entries: Entry, words: Words | None = None, now: datetime | None = None) -> bytes:
    """An event as an iCalendar file: UTF-8, CRLF, lines of at most 75 octets. A series goes before its dates."""
    words, now = words or Words(), now or datetime.now(UTC)
    return file_of("PUBLISH", [described(entry, words, now) for entry in entries])


def described(entry: Entry, words: Words, now: datetime, *, reminds: bool = True) -> Described:
    """What any file about the event says of it; `now` is when it is said (DTSTAMP)."""
    starts = at_utc(entry.starts_at, entry.timezone)
    ends = starts + timedelta(minutes=entry.duration_minutes)
    first, last = wall_clock(starts, entry.timezone), wall_clock(ends, entry.timezone)
    timezone = vtimezone(entry.timezone, first, last)
    if entry.series:
        timezone = vtimezone_of_series(entry.timezone, (*entry.series.starts, entry.starts_at))

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    _add_time(event, "dtstart", starts, entry.timezone, timezone)
    _add_time(event, "dtend", ends, entry.timezone, timezone)
    if entry.recurrence:
        _add_time(event, "recurrence-id", at_utc(entry.recurrence, entry.timezone), entry.timezone, timezone)
    elif entry.series:
        event.add("rrule", vRecur.from_ical(entry.series.rule))
        for wall in entry.series.left_out:
            _add_time(event, "exdate", at_utc(wall, entry.timezone), entry.timezone, timezone)
    _say(event, entry, words)
    _place(event, entry, words)
    _adorn(event, entry)
    _state(event, entry)
    if reminds and not entry.cancelled:
        event.add_component(_reminder(entry, words))
    return event, timezone


def _add_time(event: Event, name: str, moment: datetime, zone: str, timezone: Timezone | None) -> None:
    """On the wall where its zone goes with it, otherwise in UTC."""
    if timezone:
        # The library would write a zone that keeps UTC's time all year, such as Reykjavik's, as UTC.
        event.add(name, wall_clock(moment, zone), parameters={"TZID": zone})
    else:
        event.add(name, moment)


def file_of(method: str, events: Sequence[Described], *, about: Mapping[str, Any] | None = None) -> bytes:
    """A calendar of these events with each of their zones once. `about` are properties of the calendar itself, by their
    names."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    for name, value in (about or {}).items():
        calendar.add(name, value)
    zones: dict[str, Timezone] = {}
    for _, zone in events:
        if zone and len(zone.subcomponents) >= len(zones.get(name := str(zone["TZID"]), Timezone()).subcomponents):
            zones[name] = zone  # the one that says more
    for zone in zones.values():
        calendar.add_component(zone)
    for event, _ in events:
        calendar.add_component(event)
    return calendar.to_ical()


def _say(event: Event, entry: Entry, words: Words) -> None:
    event.add("summary", written(entry.title))
    event.add("description", written(description_of(entry, words)))
    if entry.category:
        event.add("categories", written(entry.category))


def description_of(entry: Entry, words: Words) -> str:
    """The video link first: some calendars look for it there, and most show only the first lines."""
    lines = [
        words.cancelled_line if entry.cancelled else "",
        words.call_line.format(link=entry.video_url) if entry.video_url else "",
        words.host_line.format(name=entry.host_name),
        words.page_line.format(link=entry.page_url),
    ]
    return "\n".join(filter(None, lines)) + (f"\n\n{entry.description}" if entry.description else "")


def _place(event: Event, entry: Entry, words: Words) -> None:
    """The links, each where some calendar looks for it: LOCATION is the one that all of them show."""
    event.add("url", vUri(entry.page_url))
    if entry.video_url:
        event.add("location", written(entry.video_url))
        # The library's Conference would write FEATURE="AUDIO,VIDEO", which is one feature of that name.
        features = {"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"], "LABEL": words.call}
        event.add("conference", vUri(entry.video_url, params=features))
        host = urlsplit(entry.video_url).hostname or ""
        for name, hosts in CALLS_OF.items():
            if host in hosts:
                event.add(name, vUri(entry.video_url))


def _adorn(event: Event, entry: Entry) -> None:
    """How it looks, where a calendar shows that (RFC 7986 sections 5.9 and 5.10)."""
    if entry.colour:
        event.add("color", entry.colour)
    if entry.image_url:
        shown = {"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": "image/png"}
        event.add("image", vUri(entry.image_url, params=shown))


def _state(event: Event, entry: Entry) -> None:
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    event.add("class", "PUBLIC")
    event.add("sequence", entry.sequence)
    event.add("created", entry.created_at)
    event.add("last-modified", entry.updated_at)


def _reminder(entry: Entry, words: Words) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", written(words.reminder.format(title=entry.title)))
    alarm.add("trigger", REMINDER)
    return alarm
