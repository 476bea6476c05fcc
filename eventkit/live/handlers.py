"""What sockets ask for. No rules here: each name reads its message, calls the same verb as the API, and answers.

Registered with the Socket.IO server itself and not through Flask: a request context for every vote would cost several
times the vote.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, request
from flask_babel import get_locale
from flask_socketio import SocketIO
from pydantic import ValidationError
from sqlalchemy.orm import Session

from ..domain import attendance, chat, people, room_timers, rooms, signals
from ..domain.activities import planning
from ..domain.activities.planning import ActivityChanges, NewActivity
from ..domain.answers import Given
from ..domain.door import Arrival
from ..domain.errors import N_, BadMessage, DomainError, NotAllowed, ShownOut, Unavailable, invalid
from ..domain.guests import by_token, known
from ..domain.people import PersonChanges
from ..domain.room_timers import NewTimer, TimerStep
from ..domain.rooms import Room
from ..domain.snapshots import Viewer
from ..domain.tokens import pseudonym
from ..domain.validation import read_model
from ..edge import Caller, Edge, guest_of, is_host
from ..rates import Rates
from ..signed_in import caller
from ..words import explain
from . import messages
from .lines import IN_ENVIRON
from .pictures import Pictures
from .reactions import Reactions
from .seats import Connection, Seat, Seats

log = logging.getLogger(__name__)


class Handlers:
    def __init__(
        self,
        app: Flask,
        edge: Edge,
        rates: Rates,
        seats: Seats,
        reactions: Reactions,
        socketio: SocketIO,
        *,
        on_connection: Callable[[], None],
    ) -> None:
        self._app, self._edge, self._rates, self._seats = app, edge, rates, seats
        self._reactions = reactions
        self._pictures = Pictures(edge)
        self._server, self._on_connection = socketio.server, on_connection
        socketio.on_event("connect", self._connect)
        self._server.on("disconnect", self._disconnect)
        for name, verb in (
            ("enter", self.enter), ("answer", self.answer), ("stay", self.stay), ("clock", self.clock),
            ("react", self.react), ("hand", self.hand), ("sign", self.sign), ("say", self.say), ("unsay", self.unsay),
            ("move", self.move), ("add", self.add), ("edit", self.edit), ("remove", self.remove),
            ("person", self.person), ("settings", self.settings), ("timer", self.timer),
        ):  # fmt: skip
            self._server.on(name, self._acknowledged(verb))
        self._server.on("*", lambda event, sid, *data: self._refusal(sid, BadMessage(N_("There is no such message."))))

    def enter(self, connection: Connection, message: Any) -> dict[str, Any]:
        """Take a seat: as the host, as the guest one was before, as a new guest by name, or as the stage."""
        asked = read(messages.Enter, message)
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
        seat = Seat(connection.sid, room.event.code, asked.on, room.id, viewer, speaks_as, connection.line)
        self._seats.take(connection, seat)
        return {
            "token": viewer.token or None,
            "you": viewer.as_you(),
            "room": self._pictures.of(room.id).of(viewer),
            "now": now_ms(),
        }

    def answer(self, connection: Connection, message: Any) -> dict[str, Any]:
        asked = read(messages.Answer, message)
        seat = seat_of(connection)
        given = Given(answer=asked.answer, key=asked.key)
        kept = self._edge.answer(seat.viewer, seat.room_id, asked.activity, given)
        return {"version": kept.version, "mine": kept.mine}

    def clock(self, connection: Connection, message: Any) -> dict[str, Any]:
        """The server's time in ms, by which devices measure how far theirs is off."""
        read(messages.Nothing, message)
        return {"now": now_ms()}

    def react(self, connection: Connection, message: Any) -> dict[str, Any]:
        """Passed on to all without being stored."""
        asked = read(messages.React, message)
        seat = seat_of(connection)
        guest_of(seat.viewer)
        if seat.viewer.is_muted:
            raise attendance.muted_refusal()
        self._rates.check_here("react", connection.sid)
        self._reactions.react(seat, asked.emoji)
        return {}

    def hand(self, connection: Connection, message: Any) -> dict[str, Any]:
        asked = read(messages.Hand, message)
        with self._taking_part(connection) as (session, room, guest_id):
            attendance.raise_hand(session, room, guest_id, up=asked.up)
        return {}

    def sign(self, connection: Connection, message: Any) -> dict[str, Any]:
        asked = read(messages.GiveSign, message)
        with self._taking_part(connection) as (session, room, guest_id):
            signals.give(session, room, guest_id, asked.sign)
        return {}

    def say(self, connection: Connection, message: Any) -> dict[str, Any]:
        """Write to all, as a guest or as the host."""
        text = read_model(messages.Said, {"text": read(messages.Say, message).text}).text
        self._rates.check_here("say", connection.sid)
        if seat_of(connection).viewer.role == "host":
            with self._hosting(connection) as (session, room):
                return {"line": chat.say(session, room, text).id}
        with self._taking_part(connection) as (session, room, guest_id):
            return {"line": chat.say(session, room, text, guest_id=guest_id).id}

    def unsay(self, connection: Connection, message: Any) -> dict[str, Any]:
        asked = read(messages.Unsay, message)
        if seat_of(connection).viewer.role == "host":
            with self._hosting(connection) as (session, room):
                chat.delete(session, room, asked.line)
        else:
            with self._taking_part(connection) as (session, room, guest_id):
                chat.delete(session, room, asked.line, guest_id=guest_id)
        return {}

    def move(self, connection: Connection, message: Any) -> dict[str, Any]:
        asked = read(messages.Move, message)
        with self._hosting(connection) as (session, room):
            run = self._edge.move(
                session, room, asked.activity, asked.move, version=asked.version, arguments=asked.arguments
            )
            return {"version": run.version}

    def add(self, connection: Connection, message: Any) -> dict[str, Any]:
        with self._hosting(connection) as (session, room):
            return {"activity": planning.add(session, room.event, read_model(NewActivity, message)).id}

    def edit(self, connection: Connection, message: Any) -> dict[str, Any]:
        with self._hosting(connection) as (session, room):
            asked = read_model(messages.Edit, message)
            changes = ActivityChanges(**asked.model_dump(exclude={"activity"}))
            return {"version": planning.edit(session, room, asked.activity, changes).version}

    def remove(self, connection: Connection, message: Any) -> dict[str, Any]:
        asked = read(messages.Remove, message)
        with self._hosting(connection) as (session, room):
            planning.remove(session, room, asked.activity)
        return {}

    def person(self, connection: Connection, message: Any) -> dict[str, Any]:
        """How a guest is to stand: muted, removed, blocked, let in, renamed."""
        with self._hosting(connection) as (session, room):
            people.change(session, room, read_model(PersonChanges, message))
        return {}

    def settings(self, connection: Connection, message: Any) -> dict[str, Any]:
        """What the host decides about the room."""
        with self._hosting(connection) as (session, room):
            rooms.decide(session, room, read(messages.Wanted, message).root)
        return {}

    def timer(self, connection: Connection, message: Any) -> dict[str, Any]:
        """Start a timer for all by name and seconds, or change one that runs."""
        with self._hosting(connection) as (session, room):
            if isinstance(message, dict) and "step" in message:
                asked = read_model(TimerStep, message)
                room_timers.step(session, room, asked)
                return {"timer": asked.timer}
            return {"timer": room_timers.start(session, room, read_model(NewTimer, message)).id}

    def stay(self, connection: Connection, message: Any) -> dict[str, Any]:
        read(messages.Nothing, message)
        if seat_of(connection).viewer.id is not None:
            self._edge.stay(connection.sid)
        return {}

    def _who(self, session: Any, room: Room, asked: messages.Enter, browser: Caller) -> Viewer:
        """Whom the message speaks for; a guest without an id is new."""
        if asked.seat == "stage":
            return Viewer("stage")
        if is_host(session, room, Caller(token=asked.token, host_links=browser.host_links)):
            return Viewer("host", name=room.event.host.name)
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

    def _hosting(self, connection: Connection) -> Any:
        """The seat's room, to be changed. Who hosts is asked of the database each time: a link may be withdrawn."""
        seat = seat_of(connection)
        return self._edge.hosting(seat.code, seat.caller, on=seat.on)

    @contextmanager
    def _taking_part(self, connection: Connection) -> Iterator[tuple[Session, Room, int]]:
        """The seat's room, to be changed by its guest. Whether they may still be there is asked of the database."""
        seat = seat_of(connection)
        guest_id = guest_of(seat.viewer)
        with self._edge.acting_in(seat.code, on=seat.on) as (session, room):
            attendance.require_in(session, room, guest_id)
            yield session, room, guest_id

    def _leave(self, connection: Connection) -> None:
        seat = self._seats.leave(connection)
        if seat is not None and seat.viewer.id is not None:
            self._edge.leave(connection.sid)

    def _connect(self, auth: Any = None) -> None:
        """With a request context, once for each connection: what the cookie says, and the language for refusals."""
        sid = request.sid  # type: ignore[attr-defined]
        address = request.remote_addr or ""
        line = request.environ.get(IN_ENVIRON)
        self._seats.connections[sid] = Connection(sid, address, caller(), str(get_locale()), line)
        self._on_connection()

    def _disconnect(self, sid: str, reason: str | None = None) -> None:
        connection = self._seats.connections.pop(sid, None)
        try:
            if connection is not None:
                self._leave(connection)
        except Exception:
            log.exception("a guest left unnoticed; presence will expire")

    def _acknowledged(self, verb: Callable[[Connection, Any], dict[str, Any]]) -> Callable[..., dict[str, Any]]:
        def on_message(sid: str, *data: Any) -> dict[str, Any]:
            try:
                if len(data) > 1:
                    raise BadMessage()
                self._rates.check_here("message", sid)
                connection = self._seats.connections[sid]
                return {"ok": True, **verb(connection, data[0] if data else {})}
            except DomainError as refusal:
                return self._refusal(sid, refusal)
            except Exception:
                log.exception("a message failed")
                return self._refusal(sid, Unavailable())

        return on_message

    def _refusal(self, sid: str, refusal: DomainError) -> dict[str, Any]:
        connection = self._seats.connections.get(sid)
        message = explain(refusal, app=self._app, locale=connection.locale if connection else None)
        shown = {"ok": False, "error": refusal.code, "message": message}
        return {**shown, "outside": True} if isinstance(refusal, ShownOut) else shown


def read(model: type[messages.M], message: Any) -> messages.M:
    try:
        return model.model_validate(message)
    except ValidationError:
        raise BadMessage() from None


def now_ms() -> float:
    return round(time.time() * 1000, 1)


def seat_of(connection: Connection) -> Seat:
    if connection.seat is None:
        raise NotAllowed(N_("Enter a room first."))
    return connection.seat
