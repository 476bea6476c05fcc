"""However much an event holds, each page asks the database as often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event as sql

from eventkit.storage.store import Store
from tests.people import poll
from tests.web.test_pages import TYPED

FEW, MANY = 1, 30
KUDOS = {"kind": "kudos", "title": "Cards"}
WORDS = {"kind": "words", "title": "In one word"}
ANSWERS: dict[str, Any] = {"single": "dune", "kudos": {"text": "Thank you", "to": "Sam"}, "words": ["warm"]}
PAGES = (
    "/",
    "/new",
    "/e/{code}",
    "/e/{code}/manage",
    "/e/{code}/invite",
    "/e/{code}/mails",
    "/e/{code}/recap",
    "/e/{code}/recap.csv",
    "/e/{code}.ics",
)
OPERATIONS = ("", "/replies", "/recap", "/room")


class Evening:
    """An event with this many of everything, and the browser of its host."""

    def __init__(self, app: Flask, number: int) -> None:
        self.browser = app.test_client()
        books = "\n".join(f"Book {n} by Author {n}" for n in range(number))
        for _ in range(number):
            made = self.browser.post("/new", data={**TYPED, "reading_list": books, "title": "One of many"})
        self.code: str = made.location.split("/")[2]
        link = re.search(r"/h/([\w-]{43})", self.browser.get(made.location).text)
        assert link
        self.token = link[1]
        self.call("POST", "/invitations", self.token, {"emails": [f"guest{n}@x.org" for n in range(number)]})
        tokens = [self.reply(f"Guest {n}") for n in range(number)]
        for n in range(number):
            for activity in (poll(), KUDOS, WORDS):
                self.fill(activity, tokens[n])

    def reply(self, name: str) -> str:
        fields = {"name": name, "answer": "yes", "plus": 1, "note": "Hello"}
        kept = self.browser.post(f"/api/v1/events/{self.code}/replies", json=fields)
        return str(kept.json["guest_token"])  # type: ignore[index]

    def fill(self, activity: dict[str, Any], guest: str) -> None:
        made = self.call("POST", "/activities", self.token, activity)
        id = made["id"]
        if activity["kind"] == "single":
            self.call("PATCH", f"/activities/{id}", self.token, {"on_page": True})
        else:
            self.call("POST", f"/activities/{id}/moves", self.token, {"move": "open"})
        answer: Any = {"single": "dune", "kudos": {"text": "Thank you", "to": "Sam"}, "words": ["warm"]}[
            activity["kind"]
        ]
        self.call("POST", f"/activities/{id}/answers", guest, {"answer": answer, "key": "one"})

    def call(self, method: str, path: str, token: str, json: Any = None) -> Any:
        answer = self.browser.open(
            f"/api/v1/events/{self.code}{path}",
            method=method,
            json=json,
            headers={"Authorization": f"Bearer {token}"},
        )
        assert answer.status_code < 300, answer.text
        return answer.json


@contextmanager
def counting(store: Store) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    for engine in (store.writing, store.snapshots):
        sql.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        for engine in (store.writing, store.snapshots):
            sql.remove(engine, "before_cursor_execute", note)


def asked_for(app: Flask, evening: Evening) -> dict[str, list[str]]:
    asked: dict[str, list[str]] = {}
    for path in PAGES:
        with counting(app.extensions["edge"].store) as asked[path]:
            assert evening.browser.get(path.format(code=evening.code)).status_code == 200
    for path in OPERATIONS:
        with counting(app.extensions["edge"].store) as asked[f"API {path}"]:
            evening.call("GET", path, evening.token)
    return asked


def test_the_number_of_queries_does_not_grow(app: Flask) -> None:
    few, many = (asked_for(app, Evening(app, number)) for number in (FEW, MANY))
    assert {path: len(each) for path, each in many.items()} == {path: len(each) for path, each in few.items()}
