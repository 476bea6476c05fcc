"""Timers with a name that the whole room sees: "Tea", "Back in"."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..basics.base import utcnow
from ..basics.errors import N_, NotFound, invalid
from ..basics.news import TimersChanged, tell
from ..basics.text import ShortLine
from ..basics.timers import LONGEST_S, Timer
from ..records.event import Room
from ..records.room_timer import RoomTimer

MOST = 10


class NewTimer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: ShortLine
    seconds: Annotated[int, Field(strict=True, ge=5, le=LONGEST_S)]


class TimerStep(BaseModel):
    """`add` makes it longer by `seconds`, or shorter; `stop` takes it away."""

    model_config = ConfigDict(extra="forbid")

    timer: Annotated[int, Field(strict=True, ge=0, le=2**53)]
    step: Literal["pause", "resume", "add", "stop"]
    seconds: Annotated[int, Field(strict=True, ge=-3600, le=3600)] = 60


def start(session: Session, room: Room, new: NewTimer, *, now: datetime | None = None) -> RoomTimer:
    number = session.scalar(select(func.count()).where(RoomTimer.room_id == room.id)) or 0
    if number >= MOST:
        raise invalid("name", N_("There is room for %(most)s timers. Take one away first."), most=MOST)
    timer = RoomTimer(room_id=room.id, name=new.name)
    timer.timer = Timer(new.seconds, now or utcnow())
    session.add(timer)
    _changed(session, room)
    return timer


def step(session: Session, room: Room, asked: TimerStep, *, now: datetime | None = None) -> None:
    now = now or utcnow()
    found = session.scalar(select(RoomTimer).where(RoomTimer.room_id == room.id, RoomTimer.id == asked.timer))
    if found is None or found.timer is None:
        raise NotFound()
    match asked.step:
        case "pause":
            found.timer = found.timer.pause(now)
        case "resume":
            found.timer = found.timer.resume(now)
        case "add":
            found.timer = found.timer.add(asked.seconds, now)
        case "stop":
            session.delete(found)
    _changed(session, room)


def shown(session: Session, room: Room) -> dict[str, Any]:
    timers = session.scalars(select(RoomTimer).where(RoomTimer.room_id == room.id).order_by(RoomTimer.id))
    return {
        "version": room.version,
        "timers": [{"id": each.id, "name": each.name, **each.timer.as_values()} for each in timers if each.timer],
    }


def _changed(session: Session, room: Room) -> None:
    room.version += 1
    tell(session, TimersChanged(room.id))
    session.flush()
