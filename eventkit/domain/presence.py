"""Who is in a room now, and who has been.

Presence is a row for each connection with a time to live: a server that dies leaves nobody behind for longer than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, String, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from . import rooms
from .base import Base, utcnow
from .guests import Guest
from .news import PeopleChanged, tell
from .rooms import Room

TIME_TO_LIVE = timedelta(seconds=45)
NAMES_SHOWN = 60


class Presence(Base):
    __tablename__ = "presence"

    connection: Mapped[str] = mapped_column(String(64), primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"), index=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), index=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)


class Attendance(Base):
    """That a guest was in a room, kept for the recap."""

    __tablename__ = "attendance"

    room_id: Mapped[int] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"), primary_key=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), primary_key=True, index=True)
    arrived_at: Mapped[datetime]

    guest: Mapped[Guest] = relationship(innerjoin=True)


def arrive(session: Session, room: Room, guest: Guest, connection: str, *, now: datetime | None = None) -> None:
    """A guest's connection is in the room; the same connection again is the same arrival. The room must be locked."""
    now = now or utcnow()
    session.merge(Presence(connection=connection, room_id=room.id, guest_id=guest.id, seen_at=now))
    if session.get(Attendance, (room.id, guest.id)) is None:
        session.add(Attendance(room_id=room.id, guest_id=guest.id, arrived_at=now))
    session.flush()
    _changed(session, room)


def stay(session: Session, connections: Sequence[str], *, now: datetime | None = None) -> None:
    session.execute(update(Presence).where(Presence.connection.in_(connections)).values(seen_at=now or utcnow()))


def leave(session: Session, connections: Sequence[str]) -> None:
    _drop(session, Presence.connection.in_(connections))


def sweep(session: Session, *, now: datetime | None = None) -> None:
    """Forget the connections that have not been heard of for longer than their time to live."""
    _drop(session, Presence.seen_at < (now or utcnow()) - TIME_TO_LIVE)


def people(
    session: Session, room: Room, *, now: datetime | None = None, names: int | None = NAMES_SHOWN
) -> dict[str, Any]:
    """How many guests are here, and the first of them by name."""
    here = (
        select(Presence.guest_id)
        .where(Presence.room_id == room.id, Presence.seen_at >= (now or utcnow()) - TIME_TO_LIVE)
        .distinct()
        .subquery()
    )
    count = session.scalar(select(func.count()).select_from(here)) or 0
    shown = session.execute(
        select(Guest.id, Guest.name).join(here, here.c.guest_id == Guest.id).order_by(Guest.id).limit(names)
    )
    return {
        "version": room.version,
        "count": count,
        "people": [{"id": id, "name": name} for id, name in shown],
    }


def attendance(session: Session, room: Room) -> list[Attendance]:
    query = select(Attendance).where(Attendance.room_id == room.id).order_by(Attendance.arrived_at, Attendance.guest_id)
    return list(session.scalars(query))


def _drop(session: Session, which: Any) -> None:
    gone = session.scalars(delete(Presence).where(which).returning(Presence.room_id)).all()
    for room in rooms.lock_all(session, gone):
        _changed(session, room)


def _changed(session: Session, room: Room) -> None:
    room.version += 1
    tell(session, PeopleChanged(room.id))
