"""The servers that are measured, each started afresh: an empty database and open polls that show their results."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .programs import BENCH, CHECKOUT, free_port, serving

OPTIONS = ("red", "green", "blue", "white")
CONFIG = {"options": [{"id": option, "text": option} for option in OPTIONS], "results": "live"}


@dataclass(frozen=True)
class Running:
    """A served room: `activity` is the poll that is measured, `warm_up` one that is answered before."""

    port: int
    pid: int
    code: str
    activity: int
    warm_up: int


@contextmanager
def eventkit(directory: Path) -> Iterator[Running]:
    """eventkit as it is served, rate limits aside: the load comes from one address."""
    port = free_port()
    environment = os.environ | {
        "PORT": str(port),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": f"sqlite:///{directory / 'eventkit.db'}",
        "SECRET_KEY": "only for the benchmark, on this machine",
        "RATE_LIMITS": "off",
        "REDIS_URL": "",
    }
    log = directory / "eventkit.log"
    with log.open("wb") as output:
        subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", "migrate"],
            cwd=CHECKOUT, env=environment, stdout=output, stderr=output, check=True, timeout=60,
        )  # fmt: skip
    with serving([sys.executable, "wsgi.py"], environment=environment, port=port, log=log) as process:
        code, warm_up, activity = _plan(port)
        yield Running(port, process.pid, code, activity, warm_up)


def _plan(port: int) -> tuple[str, int, int]:
    """A planned event with two open polls."""
    event = _post(
        port,
        "/events",
        {
            "title": "Load test",
            "theme": "book-club",
            "starts_at": "2030-01-01T19:00",
            "timezone": "Europe/Berlin",
            "host": {"name": "Hana"},
            "activities": [
                {"kind": "single", "title": title, "config": CONFIG} for title in ("Warm-up", "Which colour?")
            ],
        },
    )
    ids = [activity["id"] for activity in event["activities"]]
    for activity in ids:
        path = f"/events/{event['code']}/activities/{activity}/moves"
        _post(port, path, {"move": "open"}, token=event["host_token"])
    return event["code"], ids[0], ids[1]


def _post(port: int, path: str, body: dict[str, Any], *, token: str | None = None) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1{path}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {}),
    )
    with urllib.request.urlopen(request, timeout=10) as response:
        return json.load(response)


def node_server(program: str) -> Callable[[Path], AbstractContextManager[Running]]:
    @contextmanager
    def start(directory: Path) -> Iterator[Running]:
        port = free_port()
        environment = os.environ | {
            "PORT": str(port),
            "DATABASE": str(directory / f"{program}.db"),
            "NODE_ENV": "production",
        }
        command = ["node", str(BENCH / "peers" / f"{program}.mjs")]
        with serving(command, environment=environment, port=port, log=directory / f"{program}.log") as process:
            yield Running(port, process.pid, "BENCH", activity=2, warm_up=1)

    return start


SERVERS: dict[str, Callable[[Path], AbstractContextManager[Running]]] = {
    "eventkit": eventkit,
    "naive": node_server("naive"),
    "coalesce": node_server("coalesce"),
}
