"""Feeds: all events of a host, or of the guests with one address, for a calendar that asks again and again.

The link is signed and nothing secret is stored, so it can be shown whenever it is wanted. It says which feed it is; the
signature also covers the feed's `mark`, and with a new mark there is a new link and the old one is dead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from ..basics import addresses
from ..basics.base import inserting, utcnow
from ..basics.errors import N_, NotFound
from ..basics.tokens import is_signed, new_mark, signature
from ..records import occurrences, parts
from ..records.event import Event, Room
from ..records.feed import Feed
from ..records.guest import Guest
from ..records.host import Host, HostLink
from ..records.parts import Part

PURPOSE = "feed"
TOKEN = re.compile(r"([0-9]{1,18})-([0-9a-f]{32})")
LOOKS_BACK = timedelta(days=365)
MOST_EVENTS = 500


@dataclass(frozen=True)
class Followed:
    """An event as it stands in a feed: those of its dates to which its reader comes, with its video link for whom the
    event's page shows it. `made` are the rooms of a series."""

    event: Event
    made: list[Room]
    part: Part
    sees_link: bool

    @property
    def _days(self) -> frozenset[date]:
        return frozenset(room.on for room in self.made if room.id in self.part.rooms)

    @property
    def only(self) -> frozenset[date] | None:
        return None if self.part.all else self._days

    @property
    def without(self) -> frozenset[date]:
        return self._days if self.part.all else frozenset()


def open_for_host(session: Session, host: Host, *, now: datetime | None = None) -> None:
    """Every host has one from the beginning. Opening it twice changes nothing."""
    _open(session, now or utcnow(), host_id=host.id)


def open_for_address(session: Session, email: str, *, now: datetime | None = None) -> None:
    """Whoever has the address gets one with their first mail. Opening it twice changes nothing."""
    _open(session, now or utcnow(), email=addresses.key(email))


def of_host(session: Session, host_id: int) -> Feed:
    return session.scalars(select(Feed).where(Feed.host_id == host_id)).one()


def of_address(session: Session, email: str) -> Feed | None:
    return session.scalar(select(Feed).where(Feed.email == addresses.key(email)))


def of_links(session: Session, links: Iterable[int]) -> Sequence[Feed]:
    """Those of the hosts whose own links these are: a co-host sees one event and not all of the host's."""
    if not (wanted := list(links)):
        return []
    hosts = select(HostLink.host_id).where(HostLink.id.in_(wanted), HostLink.name.is_(None))
    query = select(Feed).where(Feed.host_id.in_(hosts)).options(joinedload(Feed.host))
    return session.scalars(query.order_by(Feed.id)).all()


def token_of(feed: Feed, *, secret: str) -> str:
    return f"{feed.id}-{signature(PURPOSE, _said(feed), secret=secret)}"


def of_token(session: Session, token: str, *, secret: str) -> Feed:
    found = TOKEN.fullmatch(token)
    feed = session.get(Feed, int(found[1]), options=[joinedload(Feed.host)]) if found else None
    if found is None or feed is None or not is_signed(found[2], PURPOSE, _said(feed), secret=secret):
        raise _gone()
    return feed


def renew(session: Session, host: Host) -> None:
    """A new link to the host's feed; the old one stops working."""
    of_host(session, host.id).mark = new_mark()


def followed(session: Session, feed: Feed, *, most: int = MOST_EVENTS, now: datetime | None = None) -> list[Followed]:
    """What stands in the feed, the earliest first: what is to come and what began in the past year, also when it was
    cancelled. Of too many events the earliest are left out."""
    since = (now or utcnow()) - LOOKS_BACK
    if feed.host_id:
        return _of_host(session, feed.host_id, since, most)
    return _of_address(session, feed.email or "", since, most)


def settle(session: Session, feed_id: int, content_hash: str, *, now: datetime | None = None) -> datetime:
    """Note what the feed says now, and give back since when it does."""
    feed = session.get(Feed, feed_id, with_for_update=True)
    if feed is None:
        raise _gone()
    if feed.content_hash != content_hash or feed.changed_at is None:
        feed.content_hash, feed.changed_at = content_hash, now or utcnow()
    return feed.changed_at


def forget_unused(session: Session, emails: Iterable[str]) -> None:
    """Forget the feeds of those addresses that no guest has any more."""
    if not (keys := {addresses.key(email) for email in emails}):
        return
    still = set(session.scalars(select(Guest.email_key).where(Guest.email_key.in_(keys)).distinct()))
    session.execute(delete(Feed).where(Feed.email.in_(keys - still)))


def _open(session: Session, now: datetime, **of: int | str) -> None:
    values = {**of, "mark": new_mark(), "created_at": now}
    session.execute(inserting(session, Feed).values(**values).on_conflict_do_nothing())


def _said(feed: Feed) -> str:
    return f"{feed.id} {feed.mark}"


def _gone() -> NotFound:
    return NotFound(N_("This link is not valid any more. Check that it was copied whole."))


def _of_host(session: Session, host_id: int, since: datetime, most: int) -> list[Followed]:
    found = _events(session, Event.host_id == host_id, since, most)
    made = _rooms(session, found)
    return [Followed(event, made[event.id], Part(True, frozenset()), sees_link=True) for event in found]


def _of_address(session: Session, email: str, since: datetime, most: int) -> list[Followed]:
    is_theirs = Guest.email_key == email
    found = _events(session, Event.id.in_(select(Guest.event_id).where(is_theirs)), since, most)
    made = _rooms(session, found)
    query = select(Guest).where(is_theirs, Guest.event_id.in_([event.id for event in found]))
    loaded = query.options(selectinload(Guest.replies), joinedload(Guest.standing_reply))
    guests: dict[int, list[Guest]] = {}
    for guest in session.scalars(loaded):
        guests.setdefault(guest.event_id, []).append(guest)
    comes = ((event, parts.part_of(event, guests.get(event.id, ()))) for event in found)
    return [Followed(event, made[event.id], part, _sees_link(event, part)) for event, part in comes if part]


def _sees_link(event: Event, part: Part) -> bool:
    return event.link_for == "all" or any(parts.sees_link(event, given) for given in part.said)


def _events(session: Session, which: Any, since: datetime, most: int) -> list[Event]:
    a_day_before = since.replace(tzinfo=None) - timedelta(days=1)  # no clock is further from UTC
    recent = or_(Event.repeat.is_not(None), Event.starts_at >= a_day_before)
    query = select(Event).where(which, recent).options(joinedload(Event.host), selectinload(Event.stretches))
    newest_first = session.scalars(query.order_by(Event.starts_at.desc(), Event.id.desc()).limit(most)).all()
    return [event for event in reversed(newest_first) if occurrences.has_any_since(event, since)]


def _rooms(session: Session, events: Sequence[Event]) -> dict[int, list[Room]]:
    """Those of series; what an event has once is as it is planned."""
    series = [event.id for event in events if event.repeat is not None]
    found: dict[int, list[Room]] = {event.id: [] for event in events}
    for room in session.scalars(select(Room).where(Room.event_id.in_(series)).order_by(Room.on)) if series else ():
        found[room.event_id].append(room)
    return found
