"""The server of one process: gevent, WebSockets, an orderly end."""

from __future__ import annotations

import errno
import resource
import signal
import sys
from contextlib import suppress
from typing import Any

import gevent
from flask import Flask
from gevent.lock import RLock
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler

BACKLOG = 2048
PATIENCE_S = 5


class Handler(WebSocketHandler):
    """Writes each frame whole, one after the other.

    Several greenlets write to one socket. Without a lock a slow reader's half-sent frame would have another frame in
    its middle, and the stream would be broken from then on.
    """

    def upgrade_connection(self) -> Any:
        refused = super().upgrade_connection()
        websocket = getattr(self, "websocket", None)
        if websocket is not None:
            websocket.raw_write = _whole_writes(self.socket)
        return refused

    def log_request(self) -> None:
        """Paths hold codes and secret links, so requests are not logged."""


def _whole_writes(socket: Any) -> Any:
    lock = RLock()

    def write(data: bytes) -> None:
        with lock:
            sent = socket.send(data)
            if sent < len(data):
                socket.sendall(memoryview(data)[sent:])

    return write


def serve_forever(app: Flask, port: int, host: str = "127.0.0.1") -> None:
    """Serve until SIGTERM or SIGINT, then end within seconds."""
    with suppress(ValueError, OSError):
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    server = WSGIServer((host, port), app, handler_class=Handler, backlog=BACKLOG, log=None)
    try:
        server.start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            sys.exit(f"Port {port} is taken. Choose another one: PORT={port + 1} make run")
        raise
    stopping = gevent.event.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(each, stopping.set)
    stopping.wait()
    server.stop(timeout=PATIENCE_S)
