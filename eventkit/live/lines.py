"""The wire to one browser: frames are written whole, one after the other, and nobody waits for a slow reader."""

from __future__ import annotations

import struct
from typing import Any

import gevent
from gevent.lock import BoundedSemaphore

TEXT_FRAME = 0x81
IN_ENVIRON = "eventkit.line"
"""Where the server leaves the line of a WebSocket for the handlers."""


class Line:
    """Writes to one WebSocket.

    Several greenlets write to a socket. Without a lock a slow reader's half-sent frame would have another frame in its
    middle, and the stream would be broken from then on.
    """

    def __init__(self, socket: Any) -> None:
        self._socket, self._lock = socket, BoundedSemaphore()
        self._later: dict[object, bytes] = {}
        self._is_behind = False

    def write(self, data: bytes) -> None:
        """Send all of it, waiting as long as it takes."""
        with self._lock:
            sent = self._socket.send(data)
            if sent < len(data):
                self._socket.sendall(memoryview(data)[sent:])

    def offer(self, topic: object, frame: bytes) -> None:
        """Send without waiting. Where the reader is behind, the newest frame of each topic is kept and sent once there
        is room, so that a slow reader costs no more than that."""
        if self._is_behind or not self._lock.acquire(blocking=False):
            self._keep(topic, frame)
            return
        try:
            sent = self._send_now(frame)
        except BaseException:
            self._lock.release()
            raise
        if sent == len(frame):
            self._lock.release()
        else:
            gevent.spawn(self._finish, memoryview(frame)[sent:])

    def _send_now(self, data: bytes) -> int:
        try:
            return int(self._socket.send(data, 0, 0.0))
        except BlockingIOError:
            return 0
        except OSError:
            return len(data)  # the connection is gone, which whoever reads from it finds out

    def _finish(self, rest: memoryview) -> None:
        """Send the rest of a frame; the lock has been held since its beginning."""
        try:
            self._socket.sendall(rest)
        except OSError:
            self._later.clear()
        finally:
            self._lock.release()

    def _keep(self, topic: object, frame: bytes) -> None:
        self._later[topic] = frame
        if not self._is_behind:
            self._is_behind = True
            gevent.spawn(self._catch_up)

    def _catch_up(self) -> None:
        try:
            while self._later:
                with self._lock:
                    self._socket.sendall(self._later.pop(next(iter(self._later))))
        except OSError:
            self._later.clear()
        finally:
            self._is_behind = False


def text_frame(text: str) -> bytes:
    """A whole unmasked text message (RFC 6455 section 5.2), made once for all who get it."""
    payload = text.encode()
    length = len(payload)
    if length < 126:
        return struct.pack("!BB", TEXT_FRAME, length) + payload
    if length < 1 << 16:
        return struct.pack("!BBH", TEXT_FRAME, 126, length) + payload
    return struct.pack("!BBQ", TEXT_FRAME, 127, length) + payload
