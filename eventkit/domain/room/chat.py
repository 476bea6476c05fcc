"""What people write to all during the event."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from ..basics.base import as_text, utcnow
from ..basics.errors import N_, Closed, NotAllowed, NotFound, TooFast
from ..basics.news import ChatChanged, tell
from ..basics.text import clean_line, cleaned
from ..records.chat_line import ChatLine
from ..records.event import Room
from . import attendance, rooms

LINES_SHOWN = 40
ChatText = Annotated[str, StringConstraints(min_length=1, max_length=500), cleaned(clean_line)]


def say(
    session: Session, room: Room, text: str, *, guest_id: int | None = None, now: datetime | None = None
) -> ChatLine:
    """Write to all; without a guest it is the host who does. In slow mode a guest waits between two lines."""
    now = now or utcnow()
    if guest_id is not None:
        _admit(session, room, guest_id, now)
        attendance.spoke(session, room, guest_id, now=now)
    line = ChatLine(room_id=room.id, guest_id=guest_id, text=text, at=now)
    session.add(line)
    _changed(session, room)
    return line


def delete(session: Session, room: Room, line_id: int, *, guest_id: int | None = None) -> None:
    """Take a line away: the host any, a guest their own."""
    line = session.scalar(select(ChatLine).where(ChatLine.room_id == room.id, ChatLine.id == line_id))
    if line is None:
        raise NotFound()
    if guest_id is not None and line.guest_id != guest_id:
        raise NotAllowed(N_("You can only take back what is yours."))
    session.delete(line)
    _changed(session, room)


def shown(session: Session, room: Room) -> dict[str, Any]:
    """The last lines, oldest first."""
    query = select(ChatLine).where(ChatLine.room_id == room.id).order_by(ChatLine.id.desc()).limit(LINES_SHOWN)
    lines = reversed(session.scalars(query.options(joinedload(ChatLine.guest))).all())
    return {"version": room.version, "lines": [_shown(line, room) for line in lines]}


def _shown(line: ChatLine, room: Room) -> dict[str, Any]:
    guest = (
        {"guest": line.guest.id, "name": line.guest.name}
        if line.guest
        else {"guest": None, "name": room.event.host.name}
    )
    return {"id": line.id, **guest, "text": line.text, "at": as_text(line.at)}


def _admit(session: Session, room: Room, guest_id: int, now: datetime) -> None:
    rooms.require_voices(room)
    if not room.settings.chat:
        raise Closed(N_("The chat is off."))
    standing = attendance.find(session, room, guest_id)
    if standing.is_muted:
        raise attendance.muted_refusal()
    last, pause = standing.said_at, timedelta(seconds=room.settings.slow_s)
    if last is not None and now < last + pause:
        left_s = max(1, round((last + pause - now).total_seconds()))
        raise TooFast(
            N_("The chat is in slow mode. Write again in %(seconds)s seconds."), retry_after_s=left_s, seconds=left_s
        )
    standing.said_at = now


def _changed(session: Session, room: Room) -> None:
    room.version += 1
    tell(session, ChatChanged(room.id))
    session.flush()
