"""Real servers in processes of their own."""

from __future__ import annotations

import atexit
import json
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


class Preloaded:
    """A process that has imported everything, from which servers are forked: to import it anew takes longer than most
    of what is asked of them."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def fork(self, command: tuple[str, ...], environment: dict[str, str], log: Path) -> int:
        """The id of a new process."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.preloaded"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._process.stdin
        assert self._process.stdout
        wanted = {"command": command, "environment": environment, "log": str(log)}
        print(json.dumps(wanted), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())

    def end(self) -> None:
        """Once nothing more is wanted of it, it ends by itself."""
        if self._process:
            assert self._process.stdin
            self._process.stdin.close()
            self._process.wait(15)
            self._process = None


PRELOADED = Preloaded()
atexit.register(PRELOADED.end)


class Server:
    """`python wsgi.py serve`, or another command, on a port of its own. It may be killed and started again on the same
    port."""

    def __init__(self, settings: dict[str, str], *command: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._settings = {"SECRET_KEY": SECRET_KEY, "PORT": str(self.port), **settings}
        self._command = command or ("serve",)
        self._process: int | None = None
        self.log = Path(tempfile.mkstemp(prefix="eventkit-server-", suffix=".log")[1])

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> Self:
        return self.launch().await_ready()

    def launch(self) -> Self:
        """Start it without waiting, so that several can start side by side."""
        self._process = PRELOADED.fork(self._command, {**os.environ, **self._settings}, self.log)
        return self

    def await_ready(self) -> Self:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            if not self._is_alive():
                raise AssertionError(f"the server ended at once:\n{self.log.read_text()}")
            try:
                if requests.get(f"{self.url}/healthz", timeout=1).ok:
                    return self
            except requests.RequestException:
                time.sleep(0.02)
        raise AssertionError(f"the server did not answer:\n{self.log.read_text()}")

    def kill(self) -> None:
        """Without any warning, as when the power goes."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As an operator stops it."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.kill(self._process, how)
        deadline = time.monotonic() + 15
        while self._is_alive():
            assert time.monotonic() < deadline, "it does not end"
            time.sleep(0.01)
        self._process = None

    def _is_alive(self) -> bool:
        try:
            os.kill(self._process or 0, 0)
        except ProcessLookupError:
            return False
        return self._process is not None


class Command(Server):
    """The same, started as whoever runs it does."""

    def launch(self) -> Self:
        with self.log.open("ab") as log:
            self._started = subprocess.Popen(
                [sys.executable, "wsgi.py", *self._command],
                cwd=ROOT,
                env={**os.environ, **self._settings},
                stdout=log,
                stderr=log,
            )
        self._process = self._started.pid
        return self

    def _is_alive(self) -> bool:
        return self._started.poll() is None
