"""What sockets ask for. No rules here: each name reads its message, calls the same verb as the API, and answers.

Registered with the Socket.IO server itself and not through Flask: a request context for every vote would cost several
times the vote.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask, request
from flask_babel import get_locale
from flask_socketio import SocketIO

from ..domain.basics.errors import N_, BadMessage, DomainError, ShownOut, Unavailable
from ..edge import Edge
from ..rates import Rates
from ..signed_in import caller
from ..words import explain
from .entering import Entering
from .hosting import Hosting
from .lines import IN_ENVIRON
from .reactions import Reactions
from .seats import Connection, Seats
from .taking_part import TakingPart

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
        self._app, self._rates, self._seats = app, rates, seats
        self._entering = entering = Entering(edge, rates, seats)
        guest, host = TakingPart(edge, rates, reactions), Hosting(edge)
        self._server, self._on_connection = socketio.server, on_connection
        socketio.on_event("connect", self._connect)
        self._server.on("disconnect", self._disconnect)
        for name, verb in (
            ("enter", entering.enter), ("stay", entering.stay), ("clock", guest.clock), ("answer", guest.answer),
            ("react", guest.react), ("hand", guest.hand), ("sign", guest.sign), ("say", guest.say),
            ("unsay", guest.unsay), ("move", host.move), ("add", host.add), ("edit", host.edit),
            ("remove", host.remove), ("person", host.person), ("settings", host.settings), ("timer", host.timer),
        ):  # fmt: skip
            self._server.on(name, self._acknowledged(verb))
        self._server.on("*", lambda event, sid, *data: self._refusal(sid, BadMessage(N_("There is no such message."))))

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
                self._entering.leave(connection)
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
