"""The live room over Socket.IO: the same verbs as the API, over a socket."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import gevent
from flask import Flask
from flask_socketio import SocketIO

from ..domain.room import presence
from ..edge import Edge
from ..rates import Rates
from .alarm import Alarm
from .broadcast import Broadcaster
from .handlers import Handlers
from .messages import ForgivingJson
from .reactions import Reactions
from .seats import Seats

log = logging.getLogger(__name__)

LARGEST_MESSAGE = 64 * 1024
SWEEP_EVERY_S = 10.0


class Live:
    """The Socket.IO server of one process, with who is connected to it and what they are told."""

    def __init__(self, app: Flask, edge: Edge, rates: Rates) -> None:
        self._edge, self._is_running = edge, False
        self._beside: list[Callable[[], None]] = []
        self.seats = Seats()
        self.socketio = SocketIO(
            app,
            async_mode="gevent",
            async_handlers=False,
            manage_session=False,
            transports=["websocket", "polling"],
            cors_allowed_origins=self._is_own_origin,
            max_http_buffer_size=LARGEST_MESSAGE,
            ping_interval=25,
            ping_timeout=20,
            http_compression=False,
            json=ForgivingJson,
        )
        self.reactions = Reactions()
        self.broadcaster = Broadcaster(edge, self.seats, self.reactions, self.socketio.server)
        self.alarm = Alarm(edge)
        Handlers(app, edge, rates, self.seats, self.reactions, self.socketio, on_connection=self.run)

    def run(self) -> None:
        """Start what goes on beside the connections: the server does at its start, or else the first of them."""
        if not self._is_running:
            self._is_running = True
            gevent.spawn(self.broadcaster.run)
            gevent.spawn(self.alarm.run)
            gevent.spawn(self._sweep)
            for run in self._beside:
                run()

    def beside(self, run: Callable[[], None]) -> None:
        """Have this started with the rest."""
        self._beside.append(run)

    def _sweep(self) -> None:
        while True:
            gevent.sleep(SWEEP_EVERY_S)
            try:
                with self._edge.store.transaction() as session:
                    presence.sweep(session)
            except Exception:
                log.exception("could not sweep presence; trying again")

    def _is_own_origin(self, origin: str | None, environ: dict[str, Any]) -> bool:
        """A page of this instance, by its public address or by the address it was asked for under."""
        own = f"{environ.get('wsgi.url_scheme', 'http')}://{environ.get('HTTP_HOST', '')}"
        return origin in (_origin(self._edge.config.base_url), own)


def _origin(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.split('/')[0]}"
