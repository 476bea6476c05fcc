"""Where HTTP and sockets meet the domain: a transaction, the room, and who asks.

Both edges use these same doors, so that a rule is never written twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from .config import Config
from .domain.activities import answers, engine
from .domain.activities.answers import Kept
from .domain.activities.submissions import GivenAnswer, Submission
from .domain.basics.errors import N_, NotAllowed
from .domain.basics.links import Links
from .domain.basics.tokens import new_call, read_code
from .domain.coming import guests
from .domain.letters import feeds
from .domain.planning import entrances, hosts
from .domain.records.activity import Run
from .domain.records.event import Room
from .domain.records.feed import Feed
from .domain.records.host import HostLink
from .domain.room import attendance, door, presence
from .domain.room.door import Arrival, Arrived
from .domain.views.viewers import Viewer
from .storage.committer import Committer
from .storage.store import Store


@dataclass(frozen=True)
class Caller:
    """Who asks: with a token in the hand, or with what this browser is signed in as."""

    token: str | None = None
    host_links: tuple[int, ...] = ()
    guest_tokens: Mapping[str, str] = field(default_factory=dict)
    device: str | None = None
    """A number this browser was given, by which a blocked one is known."""

    def guest_token(self, code: str) -> str | None:
        return self.token or self.guest_tokens.get(code)

    @property
    def is_nobody(self) -> bool:
        return self.token is None and not self.host_links and not self.guest_tokens


class Edge:
    def __init__(self, config: Config, store: Store) -> None:
        self.config, self.store, self.links = config, store, Links(config.base_url)
        self.committer = Committer(store, [door.arrive, _stay, _leave, answers.store])

    @contextmanager
    def viewing(self, code: str, *, on: date | None = None) -> Iterator[tuple[Session, Room]]:
        code = read_code(code)
        with self.store.reading() as session:
            room = entrances.look_for(session, code, on=on)
            if room is not None:
                yield session, room
                return
        with self.store.transaction() as session:
            day = entrances.find(session, code, on=on, lock=True).on
        with self.store.reading() as session:
            yield session, entrances.find(session, code, on=day)

    @contextmanager
    def acting_in(self, code: str, *, on: date | None = None) -> Iterator[tuple[Session, Room]]:
        """Change a room: it is locked, and what happened is told after the commit."""
        with self.store.transaction() as session:
            yield session, entrances.find(session, read_code(code), on=on, lock=True)

    @contextmanager
    def hosting(self, code: str, caller: Caller, *, on: date | None = None) -> Iterator[tuple[Session, Room]]:
        """Change a room as its host; anybody else is refused."""
        with self.acting_in(code, on=on) as (session, room):
            require_host(session, room, caller)
            yield session, room

    def feed_url(self, feed: Feed) -> str:
        return self.links.feed(feeds.token_of(feed, secret=self.config.secret_key))

    def move(
        self, session: Session, room: Room, activity_id: int, name: str, *, version: int | None, arguments: Any
    ) -> Run:
        """The host's step. Where a kind sends people apart, each group gets a call on the instance's Jitsi server."""
        return engine.move(
            session,
            room,
            activity_id,
            name,
            version=version,
            arguments=arguments,
            new_call=lambda: new_call(self.config.jitsi_url),
        )

    def answer(self, viewer: Viewer, room_id: int, activity_id: int, given: GivenAnswer) -> Kept:
        """Store a guest's answer; durable once this returns."""
        submission = Submission(room_id, activity_id, guest_of(viewer), viewer.token, given)
        return self.committer.submit(answers.store, submission)

    def arrive(self, arrival: Arrival) -> Arrived:
        return self.committer.submit(door.arrive, arrival)

    def stay(self, connection: str) -> None:
        self.committer.submit(_stay, connection)

    def leave(self, connection: str) -> None:
        self.committer.submit(_leave, connection)


def host_link(session: Session, room: Room, caller: Caller) -> HostLink | None:
    """The link by which this is the host, or a co-host."""
    return hosts.link_to(session, event_id=room.event_id, token=caller.token, links=caller.host_links)


def is_host(session: Session, room: Room, caller: Caller) -> bool:
    return host_link(session, room, caller) is not None


def require_host(session: Session, room: Room, caller: Caller) -> HostLink:
    link = host_link(session, room, caller)
    if link is None:
        raise NotAllowed(known=not caller.is_nobody)
    return link


def require_first_host(session: Session, room: Room, caller: Caller) -> None:
    """The host whose event it is: co-hosts do everything but pass it on and delete it."""
    if require_host(session, room, caller).name is not None:
        raise NotAllowed(N_("Only %(host)s may do this; co-hosts do everything else."), host=room.event.host.name)


def require_may_write(session: Session, room: Room, caller: Caller, changes: Mapping[str, Any]) -> None:
    """Whoever hosts may change the event; who its host is, and at which address they sign in, is theirs to say."""
    host, wanted = room.event.host, changes.get("host")
    if isinstance(wanted, Mapping) and {"name": host.name, "email": host.email, **wanted} != {
        "name": host.name,
        "email": host.email,
    }:
        require_first_host(session, room, caller)


def host_viewer(session: Session, room: Room, caller: Caller) -> Viewer | None:
    """The host as a viewer of the room, by their own name."""
    link = host_link(session, room, caller)
    return Viewer("host", name=link.name or room.event.host.name) if link else None


def guest_of(viewer: Viewer) -> int:
    """The id of the guest who is in the room; anybody else is refused."""
    if viewer.role != "guest" or viewer.id is None:
        raise NotAllowed(N_("This is for guests. Join with your name to take part."))
    return viewer.id


def viewer_of(session: Session, room: Room, caller: Caller) -> Viewer:
    """The host or the guest who asks; nobody else sees the inside of a room."""
    return host_viewer(session, room, caller) or guest_viewer(session, room, caller)


def guest_viewer(session: Session, room: Room, caller: Caller) -> Viewer:
    """The guest who asks, also where they host the event, too."""
    token = caller.guest_token(room.event.code)
    if token is None:
        raise NotAllowed(N_("Join with your name first."), known=not caller.is_nobody)
    guest = guests.known(session, event_id=room.event_id, token=token)
    standing = attendance.require_in(session, room, guest.id)
    is_muted = standing is not None and standing.is_muted
    return Viewer("guest", id=guest.id, name=guest.name, token=token, is_muted=is_muted)


def _stay(session: Session, connections: Sequence[str]) -> list[None]:
    presence.stay(session, connections)
    return [None] * len(connections)


def _leave(session: Session, connections: Sequence[str]) -> list[None]:
    presence.leave(session, connections)
    return [None] * len(connections)
