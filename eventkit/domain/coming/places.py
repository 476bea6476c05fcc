"""How many come, may come, wait or do not come, and how many places are left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from ..records.event import Event, Room
from ..records.guest import Reply

_STANDINGS = (case((Reply.is_waiting, "waiting"), else_=Reply.answer), func.count(), func.sum(Reply.plus))


def counts(session: Session, room: Room) -> dict[str, int]:
    """How many come, with the people they bring, and how many of those wait for a place; how many may; how many do
    not."""
    query = select(*_STANDINGS).where(Reply.room_id == room.id)
    return _counted(session.execute(query.group_by(_STANDINGS[0])))


def counts_by_room(session: Session, event: Event) -> dict[int, dict[str, int]]:
    """The same for every room of an event that somebody replied for."""
    query = select(Reply.room_id, *_STANDINGS).join(Room, Room.id == Reply.room_id).where(Room.event_id == event.id)
    found: dict[int, list[Any]] = {}
    for room_id, *row in session.execute(query.group_by(Reply.room_id, _STANDINGS[0])):
        found.setdefault(room_id, []).append(row)
    return {room_id: _counted(rows) for room_id, rows in found.items()}


def left(session: Session, room: Room) -> int | None:
    """How many more may come; None where there is no limit."""
    if room.event.capacity is None:
        return None
    return max(0, room.event.capacity - counts(session, room)["yes"])


def _counted(rows: Iterable[Any]) -> dict[str, int]:
    found = {answer: (number, number + int(plus)) for answer, number, plus in rows}
    nobody = (0, 0)
    return {
        "yes": found.get("yes", nobody)[1],
        "maybe": found.get("maybe", nobody)[0],
        "no": found.get("no", nobody)[0],
        "waiting": found.get("waiting", nobody)[1],
    }
