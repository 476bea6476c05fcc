"""Hosts: the people who plan events, and the secret links that let them in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from .base import Base, utcnow
from .tokens import fingerprint, matches, new_token


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
    """A new secret link to this event. Only its fingerprint is kept, so this is the only time it is known."""
    token = new_token()
    link = HostLink(event_id=event_id, host_id=host.id, token_hash=fingerprint(token), created_at=now or utcnow())
    session.add(link)
    return token


def renew_link(session: Session, *, event_id: int, host: Host, now: datetime | None = None) -> str:
    """A new secret link; every link to this event from before dies."""
    session.execute(delete(HostLink).where(HostLink.event_id == event_id))
    token = give_link(session, event_id=event_id, host=host, now=now)
    session.flush()
    return token


def forget_if_done(session: Session, host: Host) -> None:
    """Forget a host without an event."""
    if session.scalar(select(HostLink.id).where(HostLink.host_id == host.id).limit(1)) is None:
        session.execute(delete(Host).where(Host.id == host.id))


def link_by_token(session: Session, token: str) -> HostLink | None:
    link = session.scalar(select(HostLink).where(HostLink.token_hash == fingerprint(token)))
    return link if link and matches(token, link.token_hash) else None


def links_of(session: Session, ids: Iterable[int]) -> Sequence[HostLink]:
    """The links of these ids that are still there."""
    if not (wanted := list(ids)):
        return []
    return session.scalars(select(HostLink).where(HostLink.id.in_(wanted)).order_by(HostLink.id)).all()


def hosts_event(session: Session, *, event_id: int, token: str | None = None, links: Iterable[int] = ()) -> bool:
    """Whether the bearer of this token, or of one of these links, hosts the event."""
    by_token = [link_by_token(session, token)] if token is not None else []
    return any(link.event_id == event_id for link in [*by_token, *links_of(session, links)] if link)
