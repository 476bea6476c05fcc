"""The waiting list: who says yes when all places are taken waits, and moves up by itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session, contains_eager

from ..letters import notices
from ..records.event import Room
from ..records.guest import Reply
from . import places
from .replies import in_room


def has_to_wait(session: Session, room: Room, *, plus: int) -> bool:
    """Whether somebody new who brings so many does not fit in."""
    left = places.left(session, room)
    return left is not None and 1 + plus > left


def move_up(session: Session, room: Room, *, now: datetime | None = None) -> list[Reply]:
    """Give free places to those who wait: the longest first, and past a party that does not fit. They are told."""
    query = in_room(room).where(Reply.is_waiting).options(contains_eager(Reply.guest))
    moved = []
    for waiting in session.scalars(query.order_by(Reply.queued_at, Reply.guest_id)):
        left = places.left(session, room)
        if left is not None and waiting.party > left:
            continue
        waiting.is_waiting, waiting.queued_at = False, None
        session.flush()
        notices.moved_up(session, room, waiting.guest, now=now)
        moved.append(waiting)
    return moved
