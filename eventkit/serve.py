"""The server of one process: gevent, WebSockets, an orderly end."""

from __future__ import annotations

import errno
import gc
import resource
import signal
import sys
from contextlib import suppress
from typing import Any

import gevent
from flask import Flask
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler

from .live.lines import IN_ENVIRON, Line
from .mail.worker import Worker

BACKLOG = 2048
PATIENCE_S = 5
MAIL_PATIENCE_S = 2


class Handler(WebSocketHandler):
    """Gives each WebSocket a line of its own to write to."""

    def upgrade_connection(self) -> Any:
        refused = super().upgrade_connection()
        websocket = getattr(self, "websocket", None)
        if websocket is not None:
            line = Line(self.socket)
            websocket.raw_write = line.write
            self.environ[IN_ENVIRON] = line
        return refused

    def log_request(self) -> None:
        """Paths hold codes and secret links, so requests are not logged."""


def serve_forever(app: Flask, port: int, host: str = "127.0.0.1") -> None:
    """Serve until SIGTERM or SIGINT, then end within seconds."""
    with suppress(ValueError, OSError):
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    app.extensions["live"].run()
    server = WSGIServer((host, port), app, handler_class=Handler, backlog=BACKLOG, log=None)
    try:
        server.start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            sys.exit(f"Port {port} is taken. Choose another one: PORT={port + 1} make run")
        raise
    # What the start has made stays for good; not looking through it again spares a full room pauses it would notice.
    gc.collect()
    gc.freeze()
    _until_told_to_stop()
    mail: Worker = app.extensions["mail"]
    mail.stop()
    server.stop(timeout=PATIENCE_S)
    mail.end(patience_s=MAIL_PATIENCE_S)


def send_forever(worker: Worker) -> None:
    """Send mails until SIGTERM or SIGINT, then end within seconds."""
    worker.start()
    _until_told_to_stop()
    worker.end(patience_s=MAIL_PATIENCE_S)


def _until_told_to_stop() -> None:
    stopping = gevent.event.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(each, stopping.set)
    stopping.wait()
