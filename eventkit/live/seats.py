"""Who is connected to this process, and as whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from ..domain.basics.errors import N_, NotAllowed
from ..domain.views.viewers import Viewer
from ..edge import Caller
from .lines import Line


@dataclass
class Connection:
    """A socket. What its browser is signed in as is known from the start; its seat only once it has entered a room.

    It has a line where it is a WebSocket from the beginning, and none where it began with polling."""

    sid: str
    address: str
    caller: Caller
    locale: str
    line: Line | None
    seat: Seat | None = None


@dataclass(frozen=True)
class Seat:
    sid: str
    code: str
    on: date | None
    room_id: int
    viewer: Viewer
    caller: Caller
    line: Line | None


@dataclass
class Seats:
    connections: dict[str, Connection] = field(default_factory=dict)
    _by_room: dict[int, dict[str, Seat]] = field(default_factory=dict)

    def take(self, connection: Connection, seat: Seat) -> None:
        self.leave(connection)
        connection.seat = seat
        self._by_room.setdefault(seat.room_id, {})[seat.sid] = seat

    def see_as(self, seat: Seat, viewer: Viewer) -> Seat:
        """The same seat with somebody in it who may see more or less than before."""
        seen = replace(seat, viewer=viewer)
        connection = self.connections.get(seat.sid)
        if connection is not None and connection.seat is seat:
            self.take(connection, seen)
        return seen

    def leave(self, connection: Connection) -> Seat | None:
        seat, connection.seat = connection.seat, None
        if seat is not None:
            others = self._by_room[seat.room_id]
            del others[seat.sid]
            if not others:
                del self._by_room[seat.room_id]
        return seat

    def in_room(self, room_id: int) -> list[Seat]:
        return list(self._by_room.get(room_id, {}).values())

    def has(self, room_id: int) -> bool:
        return room_id in self._by_room

    def number_in(self, room_id: int) -> int:
        return len(self._by_room.get(room_id, ()))

    def rooms(self) -> Iterable[int]:
        return list(self._by_room)


def seat_of(connection: Connection) -> Seat:
    if connection.seat is None:
        raise NotAllowed(N_("Enter a room first."))
    return connection.seat
