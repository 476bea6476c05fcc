"""Guests: the people of an event. A guest is known by a token on their device, and needs no account."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Literal, get_args

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ForeignKey, String, or_, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from ..basics.base import Base, utcnow
from ..basics.errors import N_, NotAllowed, NotFound
from ..basics.names import check as check_name
from ..basics.text import ShortLine
from ..basics.tokens import fingerprint, new_token

if TYPE_CHECKING:
    from ..planning.events import Event
    from .replies import Reply, StandingReply


Reminder = Literal["day", "hour"]
REMINDERS: tuple[Reminder, ...] = get_args(Reminder)


class Guest(Base):
    """`invited_at` is when the host had them written to, and `told_sequence` the SEQUENCE of the event as their
    calendar was told of it last. `stored_reminders` is None where they were never asked."""

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
    invited_at: Mapped[datetime | None]
    told_sequence: Mapped[int | None]
    stored_reminders: Mapped[str | None] = mapped_column("reminders", String(20))

    event: Mapped[Event] = relationship("Event")
    replies: Mapped[list[Reply]] = relationship("Reply", back_populates="guest", passive_deletes=True)
    standing_reply: Mapped[StandingReply | None] = relationship(
        "StandingReply", back_populates="guest", passive_deletes=True
    )

    @property
    def reminders(self) -> list[Reminder]:
        """How long before a date they want to be reminded of it by mail."""
        return [each for each in REMINDERS if each in (self.stored_reminders or "").split()]

    @reminders.setter
    def reminders(self, wanted: Collection[Reminder]) -> None:
        self.stored_reminders = " ".join(each for each in REMINDERS if each in wanted)


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


class GuestLink(Base):
    """One more personal link of a guest, as a mail bears it: made when the mail is sent, and kept by its hash."""

    __tablename__ = "guest_link"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]

    guest: Mapped[Guest] = relationship(innerjoin=True)


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
