"""An event as whoever hosts it is shown it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from ...domain.letters import feeds
from ...domain.records.event import Room
from ...domain.records.host import HostLink
from ...domain.views import snapshots
from ..context import edge


def shown_to_host(session: Session, room: Room, link: HostLink | None = None) -> dict[str, Any]:
    """To the bearer of this link, or to who has just planned the event. A co-host is not shown the feed: it holds all
    events of the host."""
    is_co_host = link is not None and link.name is not None
    feed_url = None if is_co_host else edge().feed_url(feeds.of_host(session, room.event.host_id))
    return snapshots.event(session, room, edge().links, for_host=True, feed_url=feed_url)
