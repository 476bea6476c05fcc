"""Taking a seat in a room: as the host, as the guest one was before, as a new guest by name, or as the stage."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from ..domain.basics.errors import N_, invalid
from ..domain.basics.tokens import pseudonym
from ..domain.basics.validation import read_model
from ..domain.coming.guests import by_token, known
from ..domain.records.event import Room
from ..domain.room.door import Arrival
from ..domain.views.viewers import Viewer
from ..edge import Caller, Edge, host_viewer
from ..rates import Rates
from . import messages
from .pictures import Pictures
from .seats import Connection, Seat, Seats, seat_of
from .taking_part import now_ms


class Entering:
    def __init__(self, edge: Edge, rates: Rates, seats: Seats) -> None:
        self._edge, self._rates, self._seats = edge, rates, seats
        self._pictures = Pictures(edge)

    def enter(self, connection: Connection, message: Any) -> dict[str, Any]:
        """Take a seat: as the host, as the guest one was before, as a new guest by name, or as the stage."""
        asked = messages.read(messages.Enter, message)
        self._rates.check("enter", connection.address)
        with (
            self._rates.guessing(connection.address),
            self._edge.viewing(asked.code, on=asked.on) as (session, room),
        ):
            viewer = self._who(session, room, asked, connection.caller)
        if viewer.role == "guest":
            viewer = self._arrive(connection, room, viewer, asked)
        before = self._seats.leave(connection)
        if before is not None and before.viewer.id is not None and viewer.id is None:
            self._edge.leave(connection.sid)
        speaks_as = Caller(token=asked.token or viewer.token or None, host_links=connection.caller.host_links)
        on = room.on if room.event.repeat else None  # of a single event the date may change while they sit
        seat = Seat(connection.sid, room.event.code, on, room.id, viewer, speaks_as, connection.line)
        self._seats.take(connection, seat)
        return {
            "token": viewer.token or None,
            "you": viewer.as_you(),
            "room": self._pictures.of(room.id).of(viewer),
            "now": now_ms(),
        }

    def stay(self, connection: Connection, message: Any) -> dict[str, Any]:
        messages.read(messages.Nothing, message)
        if seat_of(connection).viewer.id is not None:
            self._edge.stay(connection.sid)
        return {}

    def leave(self, connection: Connection) -> None:
        seat = self._seats.leave(connection)
        if seat is not None and seat.viewer.id is not None:
            self._edge.leave(connection.sid)

    def _who(self, session: Session, room: Room, asked: messages.Enter, browser: Caller) -> Viewer:
        """Whom the message speaks for; a guest without an id is new."""
        if asked.seat == "stage":
            return Viewer("stage")
        if host := host_viewer(session, room, Caller(token=asked.token, host_links=browser.host_links)):
            return host
        if asked.token is not None:
            guest = known(session, event_id=room.event_id, token=asked.token)
            return Viewer("guest", id=guest.id, name=guest.name, token=asked.token)
        token = browser.guest_tokens.get(room.event.code)
        guest_before = by_token(session, event_id=room.event_id, token=token) if token else None
        if token and guest_before:
            return Viewer("guest", id=guest_before.id, name=guest_before.name, token=token)
        if asked.name is None:
            raise invalid("name", N_("Write your name first."))
        return Viewer("guest", name=asked.name)

    def _arrive(self, connection: Connection, room: Room, viewer: Viewer, asked: messages.Enter) -> Viewer:
        name, avatar, pronouns = viewer.name, None, None
        if viewer.id is None:
            called = {"name": asked.name, "avatar": asked.avatar, "pronouns": asked.pronouns}
            named = read_model(messages.Named, called)
            name, avatar, pronouns = named.name, named.avatar, named.pronouns
        device = connection.caller.device and pseudonym(connection.caller.device, f"room:{room.id}")
        arrived = self._edge.arrive(
            Arrival(room.id, connection.sid, viewer.id, name, avatar=avatar, pronouns=pronouns, device=device)
        )
        token = arrived.token or viewer.token
        return Viewer(
            arrived.place, id=arrived.guest.id, name=arrived.guest.name, token=token, is_muted=arrived.is_muted
        )
