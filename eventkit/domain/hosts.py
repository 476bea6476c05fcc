"""Hosts: the people who plan events, and the secret links that let them in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from .base import Base, utcnow
from .tokens import fingerprint, new_token


class Host(Base):
    __tablename__ = "host"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str | None] = mapped_column(String(254))
    created_at: Mapped[datetime]


class HostLink(Base):
    """A secret link to one event; who has it is its host."""

    __tablename__ = "host_link"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    host_id: Mapped[int] = mapped_column(ForeignKey("host.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]

    host: Mapped[Host] = relationship()


def give_link(session: Session, *, event_id: int, host: Host, now: datetime | None = None) -> str:
    """A new secret link for this host of this event; only its fingerprint is kept, so this is the only time it is known."""
    token = new_token()
    link = HostLink(event_id=event_id, host_id=host.id, token_hash=fingerprint(token), created_at=now or utcnow())
    session.add(link)
    return token


def link_by_token(session: Session, token: str) -> HostLink | None:
    return session.scalar(select(HostLink).where(HostLink.token_hash == fingerprint(token)))


def hosts_event(session: Session, *, event_id: int, token: str | None = None, links: Iterable[int] = ()) -> bool:
    """Whether the bearer of this token, or of one of these links, hosts the event."""
    if token is not None and (link := link_by_token(session, token)) is not None and link.event_id == event_id:
        return True
    signed_in = list(links)
    return (
        bool(signed_in)
        and session.scalar(
            select(HostLink.id).where(HostLink.id.in_(signed_in), HostLink.event_id == event_id).limit(1)
        )
        is not None
    )
