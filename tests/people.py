"""The people of the tests, who know only the contract: Hana hosts, Gus and Ivy are invited, Olive is an outsider."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Any, Self

import requests
import socketio

PLAN = {
    "title": "Thursday book club",
    "theme": "book-club",
    "starts_at": "2026-12-03T19:00",
    "timezone": "Europe/Berlin",
    "host": {"name": "Hana"},
}
WHICH_BOOK = {
    "kind": "single",
    "title": "Which book next?",
    "config": {"options": [{"id": "dune", "text": "Dune"}, {"id": "emma", "text": "Emma"}]},
}
PATIENCE_S = 10.0


def plan(**changes: Any) -> dict[str, Any]:
    return {**PLAN, **changes}


def poll(**config: Any) -> dict[str, Any]:
    return {**WHICH_BOOK, "config": {**WHICH_BOOK["config"], **config}}  # type: ignore[dict-item]


class Host:
    """Hana, with the API in her hand."""

    def __init__(self, url: str, **changes: Any) -> None:
        self.url = url
        made = requests.post(f"{url}/api/v1/events", json=plan(**changes), timeout=10)
        assert made.status_code == 201, made.text
        self.event = made.json()
        self.code, self.token = self.event["code"], self.event["host_token"]

    def call(self, method: str, path: str = "", **json: Any) -> requests.Response:
        return requests.request(
            method,
            f"{self.url}/api/v1/events/{self.code}{path}",
            json=json or None,
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=10,
        )

    def add(self, activity: dict[str, Any], *, opened: bool = True) -> int:
        made = self.call("POST", "/activities", **activity)
        assert made.status_code == 201, made.text
        id: int = made.json()["id"]
        if opened:
            self.move(id, "open")
        return id

    def move(self, activity: int, move: str, **arguments: Any) -> dict[str, Any]:
        moved = self.call("POST", f"/activities/{activity}/moves", move=move, **arguments)
        assert moved.status_code == 200, moved.text
        shown: dict[str, Any] = moved.json()
        return shown

    def tally(self, activity: int) -> dict[str, Any]:
        recap = self.call("GET", "/recap").json()
        return next(each["tally"] for each in recap["activities"] if each["id"] == activity)  # type: ignore[no-any-return]


class Socket:
    """Anybody with a socket. Keeps the newest of each message, as a browser would."""

    def __init__(self, url: str, code: str = "", **options: Any) -> None:
        self.client = socketio.Client(reconnection=False)
        self.activities: dict[int, dict[str, Any]] = {}
        self.messages: list[tuple[str, Any]] = []
        self.entered: dict[str, Any] = {}
        for event in ("activity", "people", "room"):
            self.client.on(event, self._hear(event))
        self.client.connect(f"{url}?code={code}", transports=["websocket"], **options)

    def _hear(self, event: str) -> Callable[[Any], None]:
        def heard(payload: Any) -> None:
            self.messages.append((event, payload))
            for activity in [payload] if event == "activity" else payload.get("activities", ()):
                if activity["version"] >= self.activities.get(activity["id"], {"version": 0})["version"]:
                    self.activities[activity["id"]] = activity

        return heard

    def ask(self, message: str, **payload: Any) -> dict[str, Any]:
        acknowledgement: dict[str, Any] = self.client.call(message, payload, timeout=PATIENCE_S)
        return acknowledgement

    def enter(self, code: str, **as_whom: Any) -> Self:
        self.entered = self.ask("enter", code=code, **as_whom)
        assert self.entered["ok"], self.entered
        self._hear("room")(self.entered["room"])
        return self

    def vote(self, activity: int, answer: Any, key: str | None = None) -> dict[str, Any]:
        return self.ask("answer", activity=activity, answer=answer, key=key or uuid.uuid4().hex)

    def sees(self, activity: int, condition: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait until this activity looks so."""
        return until(lambda: (seen := self.activities.get(activity)) and condition(seen) and seen)

    def heard(self, message: str, condition: Callable[[Any], bool] = lambda _: True) -> Any:
        return until(lambda: next((p for name, p in list(self.messages) if name == message and condition(p)), None))

    def leave(self) -> None:
        self.client.disconnect()


def until(condition: Callable[[], Any], *, patience_s: float = PATIENCE_S) -> Any:
    """Wait for something to be true, and give it back."""
    deadline = time.monotonic() + patience_s
    while not (result := condition()):
        assert time.monotonic() < deadline, "this did not come true in time"
        time.sleep(0.01)
    return result
