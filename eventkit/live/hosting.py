"""What the host does in a room."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy.orm import Session

from ..domain.activities import run_of_show
from ..domain.activities.run_of_show import ActivityChanges, NewActivity
from ..domain.basics.validation import read_model
from ..domain.records.event import Room
from ..domain.room import people, room_timers, rooms
from ..domain.room.people import PersonChanges
from ..domain.room.room_timers import NewTimer, TimerStep
from ..edge import Edge
from . import messages
from .seats import Connection, seat_of


def hosting(edge: Edge, connection: Connection) -> AbstractContextManager[tuple[Session, Room]]:
    """The seat's room, to be changed. Who hosts is asked of the database each time: a link may be withdrawn."""
    seat = seat_of(connection)
    return edge.hosting(seat.code, seat.caller, on=seat.on)


class Hosting:
    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    def move(self, connection: Connection, message: Any) -> dict[str, Any]:
        asked = messages.read(messages.Move, message)
        with hosting(self._edge, connection) as (session, room):
            run = self._edge.move(
                session, room, asked.activity, asked.move, version=asked.version, arguments=asked.arguments
            )
            return {"version": run.version}

    def add(self, connection: Connection, message: Any) -> dict[str, Any]:
        with hosting(self._edge, connection) as (session, room):
            return {"activity": run_of_show.add(session, room.event, read_model(NewActivity, message)).id}

    def edit(self, connection: Connection, message: Any) -> dict[str, Any]:
        with hosting(self._edge, connection) as (session, room):
            asked = read_model(messages.Edit, message)
            changes = ActivityChanges(**asked.model_dump(exclude={"activity"}))
            return {"version": run_of_show.edit(session, room, asked.activity, changes).version}

    def remove(self, connection: Connection, message: Any) -> dict[str, Any]:
        asked = messages.read(messages.Remove, message)
        with hosting(self._edge, connection) as (session, room):
            run_of_show.remove(session, room, asked.activity)
        return {}

    def person(self, connection: Connection, message: Any) -> dict[str, Any]:
        """How a guest is to stand: muted, removed, blocked, let in, renamed."""
        with hosting(self._edge, connection) as (session, room):
            people.change(session, room, read_model(PersonChanges, message))
        return {}

    def settings(self, connection: Connection, message: Any) -> dict[str, Any]:
        """What the host decides about the room."""
        with hosting(self._edge, connection) as (session, room):
            rooms.decide(session, room, messages.read(messages.Wanted, message).root)
        return {}

    def timer(self, connection: Connection, message: Any) -> dict[str, Any]:
        """Start a timer for all by name and seconds, or change one that runs."""
        with hosting(self._edge, connection) as (session, room):
            if isinstance(message, dict) and "step" in message:
                asked = read_model(TimerStep, message)
                room_timers.step(session, room, asked)
                return {"timer": asked.timer}
            return {"timer": room_timers.start(session, room, read_model(NewTimer, message)).id}
