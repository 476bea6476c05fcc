"""What guests do in a room; the host may also write in the chat."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from ..domain.activities.submissions import GivenAnswer
from ..domain.basics.validation import read_model
from ..domain.records.event import Room
from ..domain.room import attendance, chat, signals
from ..edge import Edge, guest_of
from ..rates import Rates
from . import messages
from .hosting import hosting
from .reactions import Reactions
from .seats import Connection, seat_of


class TakingPart:
    def __init__(self, edge: Edge, rates: Rates, reactions: Reactions) -> None:
        self._edge, self._rates, self._reactions = edge, rates, reactions

    def answer(self, connection: Connection, message: Any) -> dict[str, Any]:
        asked = messages.read(messages.Answer, message)
        seat = seat_of(connection)
        given = GivenAnswer(answer=asked.answer, key=asked.key)
        kept = self._edge.answer(seat.viewer, seat.room_id, asked.activity, given)
        return {"version": kept.version, "mine": kept.mine}

    def clock(self, connection: Connection, message: Any) -> dict[str, Any]:
        """The server's time in ms, by which devices measure how far theirs is off."""
        messages.read(messages.Nothing, message)
        return {"now": now_ms()}

    def react(self, connection: Connection, message: Any) -> dict[str, Any]:
        """Passed on to all without being stored."""
        asked = messages.read(messages.React, message)
        seat = seat_of(connection)
        guest_of(seat.viewer)
        if seat.viewer.is_muted:
            raise attendance.muted_refusal()
        self._rates.check_here("react", connection.sid)
        self._reactions.react(seat, asked.emoji)
        return {}

    def hand(self, connection: Connection, message: Any) -> dict[str, Any]:
        asked = messages.read(messages.Hand, message)
        with self._taking_part(connection) as (session, room, guest_id):
            attendance.raise_hand(session, room, guest_id, up=asked.up)
        return {}

    def sign(self, connection: Connection, message: Any) -> dict[str, Any]:
        asked = messages.read(messages.GiveSign, message)
        with self._taking_part(connection) as (session, room, guest_id):
            signals.give(session, room, guest_id, asked.sign)
        return {}

    def say(self, connection: Connection, message: Any) -> dict[str, Any]:
        """Write to all, as a guest or as the host."""
        text = read_model(messages.Said, {"text": messages.read(messages.Say, message).text}).text
        self._rates.check_here("say", connection.sid)
        if seat_of(connection).viewer.role == "host":
            with hosting(self._edge, connection) as (session, room):
                return {"line": chat.say(session, room, text).id}
        with self._taking_part(connection) as (session, room, guest_id):
            return {"line": chat.say(session, room, text, guest_id=guest_id).id}

    def unsay(self, connection: Connection, message: Any) -> dict[str, Any]:
        asked = messages.read(messages.Unsay, message)
        if seat_of(connection).viewer.role == "host":
            with hosting(self._edge, connection) as (session, room):
                chat.delete(session, room, asked.line)
        else:
            with self._taking_part(connection) as (session, room, guest_id):
                chat.delete(session, room, asked.line, guest_id=guest_id)
        return {}

    @contextmanager
    def _taking_part(self, connection: Connection) -> Iterator[tuple[Session, Room, int]]:
        """The seat's room, to be changed by its guest. Whether they may still be there is asked of the database."""
        seat = seat_of(connection)
        guest_id = guest_of(seat.viewer)
        with self._edge.acting_in(seat.code, on=seat.on) as (session, room):
            attendance.require_in(session, room, guest_id)
            yield session, room, guest_id


def now_ms() -> float:
    return round(time.time() * 1000, 1)
