"""Guests: the people of an event. A guest is known by a token on their device, and needs no account."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from ..basics.base import utcnow
from ..basics.errors import N_, NotAllowed, NotFound
from ..basics.names import check as check_name
from ..basics.text import ShortLine
from ..basics.tokens import fingerprint, new_token
from ..records.event import Event
from ..records.guest import Guest, GuestLink


class NewName(BaseModel):
    """What somebody says who is new here."""

    model_config = ConfigDict(extra="forbid")

    name: ShortLine


def introduce(
    session: Session, event: Event, name: str, *, email: str | None = None, now: datetime | None = None
) -> tuple[Guest, str]:
    """A guest who says their name on the event's page, and their token. Nobody takes the host's name."""
    check_name(name, host=event.host.name, refused=())
    guest, token = welcome(session, event_id=event.id, name=name, email=email, now=now)
    session.flush()
    return guest, token


def welcome(
    session: Session,
    *,
    event_id: int,
    name: str,
    email: str | None = None,
    avatar: str | None = None,
    pronouns: str | None = None,
    now: datetime | None = None,
) -> tuple[Guest, str]:
    """A new guest and their token, of which only the fingerprint is kept. Whoever needs the guest's id flushes."""
    token = new_token()
    guest = Guest(
        event_id=event_id,
        name=name,
        email=email,
        avatar=avatar,
        pronouns=pronouns,
        token_hash=fingerprint(token),
        created_at=now or utcnow(),
    )
    session.add(guest)
    return guest, token


def give_link(session: Session, guest: Guest, *, now: datetime | None = None) -> str:
    """The token of a further personal link. It is the same guest; anonymous answers given under another token stay
    unconnected, because nothing here could connect them."""
    token = new_token()
    session.add(GuestLink(guest_id=guest.id, token_hash=fingerprint(token), created_at=now or utcnow()))
    return token


def by_token(session: Session, *, event_id: int, token: str) -> Guest | None:
    """The guest of this event who bears the token; a guest of another event is nobody here."""
    guest = _bearer(session, token)
    return guest if guest and guest.event_id == event_id else None


def of_link(session: Session, token: str) -> Guest:
    """The guest whose personal link bears the token."""
    guest = _bearer(session, token)
    if guest is None:
        raise NotFound(N_("This link is not valid any more. Check that it was copied whole."))
    return guest


def _bearer(session: Session, token: str) -> Guest | None:
    wanted = fingerprint(token)
    linked = select(GuestLink.guest_id).where(GuestLink.token_hash == wanted)
    query = select(Guest).where(or_(Guest.token_hash == wanted, Guest.id.in_(linked)))
    return session.scalar(query.options(joinedload(Guest.event)))


def known(session: Session, *, event_id: int, token: str) -> Guest:
    guest = by_token(session, event_id=event_id, token=token)
    if guest is None:
        raise unknown()
    return guest


def unknown() -> NotAllowed:
    return NotAllowed(N_("This device is not known here any more. Join again with your name."))


def addresses_of(session: Session, event_id: int) -> list[str]:
    """What guests of the event can be written to at."""
    query = select(Guest.email).where(Guest.event_id == event_id, Guest.email.is_not(None)).distinct()
    return [email for email in session.scalars(query) if email]


def names(session: Session, event_id: int) -> dict[str, str]:
    """Every guest's name by their id as text, which is how answers know them."""
    return {
        str(id): name for id, name in session.execute(select(Guest.id, Guest.name).where(Guest.event_id == event_id))
    }
