"""The calendar files of an event: for anybody, for one guest, and among others in a feed."""

from __future__ import annotations

from flask_babel import gettext as _

from ..domain import themes
from ..domain.events import Event
from ..domain.links import Links
from .colours import nearest_name
from .invitation import Attendee, Party, request
from .plain_text import paragraphs
from .publication import Entry, Words, publish
from .web_calendars import links as web_links


def calendar_file(event: Event, links: Links, *, has_video: bool = True) -> bytes:
    """In the language that is spoken just now. Who must not see the video link gets a file without it."""
    return publish(_entry(event, links, has_video), words=Words.translated(_))


def meeting(event: Event, links: Links, *, organizer: Party, attendee: Attendee, has_video: bool) -> bytes:
    """The same as a meeting that the attendee is asked to; of a cancelled event as its cancellation."""
    entry = _entry(event, links, has_video)
    return request(entry, organizer=organizer, attendee=attendee, words=Words.translated(_))


def spoken(event: Event, links: Links, *, has_video: bool) -> tuple[Entry, Words]:
    """The event and its words for a feed, in the language that is spoken just now."""
    return _entry(event, links, has_video), Words.translated(_)


def web_calendars(event: Event, links: Links, *, has_video: bool) -> list[tuple[str, str]]:
    """The names of web calendars, each with a link that opens it with the event filled in."""
    return web_links(_entry(event, links, has_video), Words.translated(_))


def _entry(event: Event, links: Links, has_video: bool) -> Entry:
    theme = themes.get(event.theme)
    return Entry(
        uid=event.uid,
        title=event.title,
        starts_at=event.starts_at,
        timezone=event.timezone,
        duration_minutes=event.duration_minutes,
        page_url=links.page(event.code),
        video_url=event.video_url if has_video else None,
        description="\n\n".join(paragraphs(event)),
        host_name=event.host.name,
        cancelled=event.is_cancelled,
        sequence=event.sequence,
        created_at=event.created_at,
        updated_at=event.updated_at,
        category=_(theme.name),
        colour=nearest_name(theme.palette),
        image_url=links.preview(event.code),
    )
