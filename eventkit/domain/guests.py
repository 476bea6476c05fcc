"""Guests: the people of an event. A guest is known by a token on their device, and needs no account."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from .base import Base, utcnow
from .errors import N_, NotAllowed, NotFound
from .tokens import fingerprint, matches, new_token

if TYPE_CHECKING:
    from .events import Event
    from .replies import Reply


class Guest(Base):
    __tablename__ = "guest"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str | None] = mapped_column(String(254))
    avatar: Mapped[str | None] = mapped_column(String(16))
    pronouns: Mapped[str | None] = mapped_column(String(40))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]

    event: Mapped[Event] = relationship("Event")
    reply: Mapped[Reply | None] = relationship("Reply", back_populates="guest", passive_deletes=True)


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


def by_token(session: Session, *, event_id: int, token: str) -> Guest | None:
    """The guest of this event who bears the token; a guest of another event is nobody here."""
    guest = session.scalar(select(Guest).where(Guest.token_hash == fingerprint(token), Guest.event_id == event_id))
    return guest if guest and matches(token, guest.token_hash) else None


def of_link(session: Session, token: str) -> Guest:
    """The guest whose personal link bears the token."""
    guest = session.scalar(select(Guest).where(Guest.token_hash == fingerprint(token)).options(joinedload(Guest.event)))
    if guest is None or not matches(token, guest.token_hash):
        raise NotFound(N_("This link is not valid any more. Check that it was copied whole."))
    return guest


def known(session: Session, *, event_id: int, token: str) -> Guest:
    guest = by_token(session, event_id=event_id, token=token)
    if guest is None:
        raise unknown()
    return guest


def unknown() -> NotAllowed:
    return NotAllowed(N_("This device is not known here any more. Join again with your name."))


def names(session: Session, event_id: int) -> dict[str, str]:
    """Every guest's name by their id as text, which is how answers know them."""
    return {
        str(id): name for id, name in session.execute(select(Guest.id, Guest.name).where(Guest.event_id == event_id))
    }
