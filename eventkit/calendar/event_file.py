"""The calendar file of an event."""

from __future__ import annotations

from flask_babel import gettext as _

from ..domain import themes
from ..domain.events import Event
from ..domain.links import Links
from .plain_text import paragraphs
from .publication import Entry, Words, publish


def calendar_file(event: Event, links: Links, *, has_video: bool = True) -> bytes:
    """In the language that is spoken just now. Who must not see the video link gets a file without it."""
    entry = Entry(
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
        category=_(themes.get(event.theme).name),
    )
    return publish(entry, words=Words.translated(_))
