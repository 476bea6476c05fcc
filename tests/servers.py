"""Real servers in processes of their own."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

import requests

ROOT = Path(__file__).parent.parent
PATIENCE_S = 30
SECRET_KEY = "a key for tests only"

PORTS = range(20_000, 21_500)
"""Below those the system gives out by itself; each worker has as many of its own, so that two never choose the same."""


def free_port() -> int:
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for port in random.sample(PORTS, len(PORTS)):
        with socket.socket() as listening, suppress(OSError):
            listening.bind(("127.0.0.1", port + worker * len(PORTS)))
            return int(listening.getsockname()[1])
    raise AssertionError("no port is free")


class Server:
    """`python wsgi.py serve`, or another command, on a port of its own. It may be killed and started again on the same
    port."""

    def __init__(self, settings: dict[str, str], *command: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._settings = {"SECRET_KEY": SECRET_KEY, "PORT": str(self.port), **settings}
        self._command = command or ("serve",)
        self._process: subprocess.Popen[bytes] | None = None
        self.log = Path(tempfile.mkstemp(prefix="eventkit-server-", suffix=".log")[1])

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> Self:
        return self.launch().await_ready()

    def launch(self) -> Self:
        """Start it without waiting, so that several can start side by side."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "wsgi.py", *self._command],
                cwd=ROOT,
                env={**os.environ, **self._settings},
                stdout=log,
                stderr=log,
            )
        return self

    def await_ready(self) -> Self:
        assert self._process
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise AssertionError(f"the server ended at once:\n{self.log.read_text()}")
            try:
                if requests.get(f"{self.url}/healthz", timeout=1).ok:
                    return self
            except requests.RequestException:
                time.sleep(0.05)
        raise AssertionError(f"the server did not answer:\n{self.log.read_text()}")

    def kill(self) -> None:
        """Without any warning, as when the power goes."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As an operator stops it."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(15)
