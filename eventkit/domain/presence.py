"""Who is in a room now, and who has been.

Presence is a row for each connection with a time to live: a server that dies leaves nobody behind for longer than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, String, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from . import guests, rooms
from .base import Base, inserting, utcnow
from .errors import DomainError, NotFound
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


@dataclass(frozen=True)
class Arrival:
    """A connection that wants to be in a room, as a known guest or as a new one by name."""

    room_id: int
    connection: str
    guest_id: int | None
    name: str


Arrived = tuple[Guest, str | None]
"""The guest, with the token where they are new."""


def arrive(
    session: Session, arrivals: Sequence[Arrival], *, now: datetime | None = None
) -> list[Arrived | DomainError]:
    """Let many in at once. A connection that is here already arrives as the same one."""
    now = now or utcnow()
    open_rooms = {room.id: room for room in rooms.lock_all(session, {each.room_id for each in arrivals})}
    asked = {each.guest_id for each in arrivals if each.guest_id is not None}
    known = {guest.id: guest for guest in session.scalars(select(Guest).where(Guest.id.in_(asked)))} if asked else {}
    outcomes = [_admit(session, each, open_rooms.get(each.room_id), known, now) for each in arrivals]
    session.flush()
    here = [(each, outcome[0]) for each, outcome in zip(arrivals, outcomes, strict=True) if isinstance(outcome, tuple)]
    if here:
        _note(session, here, now)
    for room_id in sorted({each.room_id for each, _ in here}):
        _changed(session, open_rooms[room_id])
    session.flush()
    return outcomes


def _admit(
    session: Session, arrival: Arrival, room: Room | None, known: dict[int, Guest], now: datetime
) -> Arrived | DomainError:
    if room is None:
        return NotFound()
    if arrival.guest_id is None:
        return guests.welcome(session, event_id=room.event_id, name=arrival.name, now=now)
    guest = known.get(arrival.guest_id)
    return (guest, None) if guest and guest.event_id == room.event_id else guests.unknown()


def _note(session: Session, here: list[tuple[Arrival, Guest]], now: datetime) -> None:
    connected = {
        each.connection: {"connection": each.connection, "room_id": each.room_id, "guest_id": guest.id, "seen_at": now}
        for each, guest in here
    }
    upsert = inserting(session, Presence)
    columns = {name: upsert.excluded[name] for name in ("room_id", "guest_id", "seen_at")}
    session.execute(upsert.on_conflict_do_update(index_elements=["connection"], set_=columns), list(connected.values()))
    attended = [{"room_id": each.room_id, "guest_id": guest.id, "arrived_at": now} for each, guest in here]
    session.execute(inserting(session, Attendance).on_conflict_do_nothing(), attended)


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
