"""Small signs to the host that are always at hand and fade by themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ..basics.base import as_precise_text, inserting, utcnow
from ..basics.news import SignalsChanged, tell
from ..records.event import Room
from ..records.signal import Signal
from . import rooms

FADE_AFTER = timedelta(seconds=30)
Sign = Literal["faster", "slower", "break", "agree"]
SIGNS: tuple[Sign, ...] = get_args(Sign)


def give(session: Session, room: Room, guest_id: int, sign: Sign, *, now: datetime | None = None) -> None:
    """Give a sign; given again it lasts anew."""
    rooms.require_voices(room)
    now = now or utcnow()
    session.execute(delete(Signal).where(Signal.room_id == room.id, Signal.at < now - FADE_AFTER))
    row = inserting(session, Signal).values(room_id=room.id, guest_id=guest_id, sign=sign, at=now)
    session.execute(row.on_conflict_do_update(index_elements=["room_id", "guest_id", "sign"], set_={"at": now}))
    room.version += 1
    tell(session, SignalsChanged(room.id))
    session.flush()


def shown(session: Session, room: Room, *, now: datetime | None = None) -> dict[str, Any]:
    """How many give each sign now, and until when the last of them can be seen."""
    since = (now or utcnow()) - FADE_AFTER
    query = (
        select(Signal.sign, func.count(), func.max(Signal.at))
        .where(Signal.room_id == room.id, Signal.at >= since)
        .group_by(Signal.sign)
        .order_by(Signal.sign)
    )
    return {
        "version": room.version,
        "signs": [
            {"sign": sign, "count": count, "fades_at": as_precise_text(newest + FADE_AFTER)}
            for sign, count, newest in session.execute(query)
        ],
    }
