"""Who is in a room now.

Presence is a row for each connection with a time to live: a server that dies leaves nobody behind for longer than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from ..basics.base import inserting, utcnow
from ..records.attendance import Attendance
from ..records.guest import Guest
from ..records.presence import Presence
from . import rooms

TIME_TO_LIVE = timedelta(seconds=45)


def note(session: Session, connected: Sequence[tuple[str, int, int]], *, now: datetime) -> None:
    """Note connections, each with its room's and its guest's id; one that is known already is where it says now."""
    rows = {
        connection: {"connection": connection, "room_id": room_id, "guest_id": guest_id, "seen_at": now}
        for connection, room_id, guest_id in connected
    }
    upsert = inserting(session, Presence)
    columns = {name: upsert.excluded[name] for name in ("room_id", "guest_id", "seen_at")}
    session.execute(upsert.on_conflict_do_update(index_elements=["connection"], set_=columns), list(rows.values()))


def stay(session: Session, connections: Sequence[str], *, now: datetime | None = None) -> None:
    session.execute(update(Presence).where(Presence.connection.in_(connections)).values(seen_at=now or utcnow()))


def leave(session: Session, connections: Sequence[str]) -> None:
    _drop(session, Presence.connection.in_(connections))


def sweep(session: Session, *, now: datetime | None = None) -> None:
    """Forget the connections that have not been heard of for longer than their time to live."""
    _drop(session, Presence.seen_at < (now or utcnow()) - TIME_TO_LIVE)


def here(session: Session, room_id: int, *, now: datetime | None = None) -> dict[str, str]:
    """The names of the guests who are in a room, by their id as text."""
    query = select(Guest.id, Guest.name).where(Guest.id.in_(in_room(room_id, now or utcnow()))).order_by(Guest.id)
    return {str(id): name for id, name in session.execute(query)}


def in_room(room_id: int, now: datetime, *, is_in: bool = True) -> Select[int]:
    """The ids of guests with a connection to a room: who is in, or who waits at the door."""
    is_outside = Attendance.is_waiting | Attendance.is_removed | Attendance.is_blocked
    return (
        select(Presence.guest_id)
        .join(Attendance, (Attendance.room_id == Presence.room_id) & (Attendance.guest_id == Presence.guest_id))
        .where(Presence.room_id == room_id, Presence.seen_at >= now - TIME_TO_LIVE)
        .where(~is_outside if is_in else is_outside)
        .distinct()
    )


def _drop(session: Session, which: Any) -> None:
    gone = session.scalars(delete(Presence).where(which).returning(Presence.room_id)).all()
    for room in rooms.lock_all(session, gone):
        rooms.people_changed(session, room)
