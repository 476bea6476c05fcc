"""Links that open a web calendar: with an event filled in, or to follow a feed. An event that is added so has no UID,
no reminder and does not follow changes, so the file comes first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from ..domain.basics.times import at_utc
from .publication import Entry, Words, description_of

LONGEST = 2000
"""Characters of an address that browsers and calendars still take."""
SHORTEST_TITLE = 20
BASIC, EXTENDED = "%Y%m%dT%H%M%SZ", "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class WebCalendar:
    """One service: what it calls title, description and place, and how it is told begin and end in UTC."""

    name: str
    address: str
    title: str
    details: str
    place: str
    times: Callable[[datetime, datetime, str], dict[str, str]]
    repeats_as: str | None = None
    """How it takes an RRULE; most take none, and get one date."""


def _google(start: datetime, end: datetime, zone: str) -> dict[str, str]:
    return {"action": "TEMPLATE", "dates": f"{start:{BASIC}}/{end:{BASIC}}", "ctz": zone}


def _outlook(start: datetime, end: datetime, zone: str) -> dict[str, str]:
    when = {"startdt": f"{start:{EXTENDED}}", "enddt": f"{end:{EXTENDED}}"}
    return {"path": "/calendar/action/compose", "rru": "addevent", **when}


def _yahoo(start: datetime, end: datetime, zone: str) -> dict[str, str]:
    return {"v": "60", "st": f"{start:{BASIC}}", "et": f"{end:{BASIC}}"}


ALL = (
    WebCalendar(
        "Google", "https://calendar.google.com/calendar/render", "text", "details", "location", _google, "recur"
    ),
    WebCalendar(
        "Outlook.com", "https://outlook.live.com/calendar/0/action/compose", "subject", "body", "location", _outlook
    ),
    WebCalendar(
        "Office 365", "https://outlook.office.com/calendar/0/action/compose", "subject", "body", "location", _outlook
    ),
    WebCalendar("Yahoo", "https://calendar.yahoo.com/", "title", "desc", "in_loc", _yahoo),
)


def links(entry: Entry, words: Words) -> list[tuple[str, str]]:
    """The names of the calendars and their links. What is too long is cut, and a link in it last."""
    return [(calendar.name, _link(calendar, entry, words)) for calendar in ALL]


def webcal(feed_url: str) -> str:
    """The address by which calendar programs know that it is to be followed, and not to be taken in once."""
    return f"webcal://{feed_url.partition('://')[2]}"


def follow_links(feed_url: str, name: str) -> list[tuple[str, str]]:
    """The names of the web calendars that take up a feed by a link, each with it. Google wants it as webcal:, and
    Outlook does not."""
    return [
        ("Google", f"https://calendar.google.com/calendar/u/0/r?{_query({'cid': webcal(feed_url)})}"),
        ("Outlook.com", f"https://outlook.live.com/calendar/0/addfromweb/?{_query({'url': feed_url, 'name': name})}"),
    ]


def _link(calendar: WebCalendar, entry: Entry, words: Words) -> str:
    start = at_utc(entry.starts_at, entry.timezone)
    fixed = calendar.times(start, start + timedelta(minutes=entry.duration_minutes), entry.timezone)
    if calendar.repeats_as and entry.series and entry.recurrence is None:
        fixed[calendar.repeats_as] = f"RRULE:{entry.series.rule}"
    fixed[calendar.place] = entry.video_url or entry.page_url
    title, details = entry.title, description_of(entry, words)
    while True:
        link = f"{calendar.address}?{_query({**fixed, calendar.title: title, calendar.details: details})}"
        if len(link) <= LONGEST:
            return link
        if details:
            details = _shorter(details, kept=(entry.video_url, entry.page_url))
        elif len(title) > SHORTEST_TITLE:
            title = f"{title[: len(title) // 2].rstrip()}…"
        else:
            return link


def _shorter(text: str, *, kept: tuple[str | None, ...]) -> str:
    """Without its last line; one that holds a link goes only when no other is left."""
    lines = text.splitlines()
    for at in range(len(lines) - 1, -1, -1):
        if not any(link and link in lines[at] for link in kept):
            return "\n".join(lines[:at] + lines[at + 1 :]).rstrip()
    return "\n".join(lines[:-1])


def _query(values: dict[str, str]) -> str:
    """Spaces as %20: Outlook shows a plus sign as it is."""
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in values.items() if value)
