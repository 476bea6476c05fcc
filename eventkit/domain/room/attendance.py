"""How guests stand in a room: who has been, whose hand is up, who waits at the door, who is muted, gone or blocked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from ..basics.base import utcnow
from ..basics.errors import N_, NotAllowed, NotFound
from ..records.attendance import Attendance
from ..records.event import Room
from . import rooms


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
