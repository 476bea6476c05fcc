"""How guests stand in a room: who has been, whose hand is up, who waits at the door, who is muted, gone or blocked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, String, select, update
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from ..basics.base import Base, utcnow
from ..basics.errors import N_, NotAllowed, NotFound
from ..coming.guests import Guest
from . import rooms
from .rooms import Room

Place = Literal["guest", "waiting", "outside"]


class Attendance(Base):
    """One guest in one room. `device` is a pseudonym of the browser they came with, so that a blocked one is known.
    `said_at` is when they last wrote in the chat."""

    __tablename__ = "attendance"
    __table_args__ = (Index("ix_attendance_room_id_device", "room_id", "device"),)

    room_id: Mapped[int] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"), primary_key=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), primary_key=True, index=True)
    arrived_at: Mapped[datetime]
    device: Mapped[str | None] = mapped_column(String(64))
    hand_at: Mapped[datetime | None]
    spoke_at: Mapped[datetime | None]
    said_at: Mapped[datetime | None]
    is_waiting: Mapped[bool] = mapped_column(default=False, server_default="0")
    is_muted: Mapped[bool] = mapped_column(default=False, server_default="0")
    is_removed: Mapped[bool] = mapped_column(default=False, server_default="0")
    is_blocked: Mapped[bool] = mapped_column(default=False, server_default="0")

    guest: Mapped[Guest] = relationship(innerjoin=True)

    @property
    def place(self) -> Place:
        """Where they are: in the room, at the door, or shown out of it."""
        if self.is_removed or self.is_blocked:
            return "outside"
        return "waiting" if self.is_waiting else "guest"


def raise_hand(session: Session, room: Room, guest_id: int, *, up: bool, now: datetime | None = None) -> None:
    """Put a hand up or down; one that is up already keeps its place in the queue."""
    standing = find(session, room, guest_id)
    if up:
        rooms.require_voices(room)
    if standing.is_muted and up:
        raise muted_refusal()
    if up and standing.hand_at is None:
        standing.hand_at = now or utcnow()
        rooms.people_changed(session, room)
    elif not up and standing.hand_at is not None:
        standing.hand_at = None
        rooms.people_changed(session, room)
    session.flush()


def find(session: Session, room: Room, guest_id: int) -> Attendance:
    """A guest who has been in this room; anybody else is not there."""
    query = select(Attendance).where(Attendance.room_id == room.id, Attendance.guest_id == guest_id)
    standing = session.scalar(query.options(joinedload(Attendance.guest)).execution_options(populate_existing=True))
    if standing is None:
        raise NotFound()
    return standing


def of_room(session: Session, room: Room) -> list[Attendance]:
    query = select(Attendance).where(Attendance.room_id == room.id).order_by(Attendance.arrived_at, Attendance.guest_id)
    return list(session.scalars(query.options(joinedload(Attendance.guest))))


def muted(session: Session, room_ids: Iterable[int]) -> set[int]:
    """The guests of these rooms whose words do not count."""
    query = select(Attendance.guest_id).where(Attendance.room_id.in_(set(room_ids)), Attendance.is_muted)
    return set(session.scalars(query))


def restricted(session: Session, room_id: int) -> dict[int, Attendance]:
    """Who is not in this room like everybody else, by their guest's id: at the door, shown out, or muted."""
    is_restricted = Attendance.is_waiting | Attendance.is_removed | Attendance.is_blocked | Attendance.is_muted
    query = select(Attendance).where(Attendance.room_id == room_id, is_restricted)
    return {standing.guest_id: standing for standing in session.scalars(query)}


def require_in(session: Session, room: Room, guest_id: int) -> Attendance | None:
    """Refuse who waits at the door or has been shown out of it; else how they stand, where not like everybody."""
    standing = restricted(session, room.id).get(guest_id)
    if standing is not None and standing.place != "guest":
        raise NotAllowed(N_("%(host)s has not let you in."), host=room.event.host.name)
    return standing


def spoke(session: Session, room: Room, *guest_ids: int, now: datetime) -> None:
    """Note that guests have been heard, for the first time. The room is locked."""
    which = (Attendance.room_id == room.id, Attendance.guest_id.in_(guest_ids), Attendance.spoke_at.is_(None))
    if session.execute(update(Attendance).where(*which).values(spoke_at=now)).rowcount:  # type: ignore[attr-defined]
        rooms.people_changed(session, room)


def muted_refusal() -> NotAllowed:
    return NotAllowed(N_("The host has muted you, so this was not sent."))
