"""How a feed is offered to whose events it holds."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from ..calendar.web_calendars import follow_links, webcal
from ..domain.records.feed import Feed
from .context import edge


@dataclass(frozen=True)
class Offer:
    """`url` is to be pasted, `webcal` opens the calendar of the device; `services` are web calendars by their names."""

    id: int
    name: str
    url: str
    webcal: str
    services: list[tuple[str, str]]


def offered(feed: Feed) -> Offer:
    name, url = name_of(feed), edge().feed_url(feed)
    return Offer(feed.id, name, url, webcal(url), follow_links(url, name))


def name_of(feed: Feed) -> str:
    """What the calendar is called, in the language that is spoken just now."""
    return _("Events of %(name)s", name=feed.host.name) if feed.host else _("Your events")
