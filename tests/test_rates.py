"""How fast somebody may go: a program that guesses is stopped, an office full of guests is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from eventkit.app import create_app
from eventkit.config import Config
from tests.people import plan


@pytest.fixture
def limited(config: Config) -> FlaskClient:
    app = create_app(replace(config, rate_limits=True))
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def test_guessing_codes_is_stopped_at_every_door(limited: FlaskClient) -> None:
    statuses = [limited.get(f"/e/AAAAAA{number:02}").status_code for number in range(60)]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    for door in ("/j/ZZZZZZZZ", "/api/v1/events/ZZZZZZZZ"):
        stopped = limited.get(door)
        assert stopped.status_code == 429
        assert int(stopped.headers["Retry-After"]) >= 1


def test_somebody_elsewhere_is_not_stopped_with_them(limited: FlaskClient) -> None:
    for number in range(60):
        limited.get(f"/e/AAAAAA{number:02}")
    assert limited.get("/e/AAAAAAAA", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 404


def test_two_hundred_guests_behind_one_address_are_let_in(limited: FlaskClient) -> None:
    code = limited.post("/api/v1/events", json=plan()).json["code"]  # type: ignore[index]
    for number in range(200):
        assert limited.get(f"/e/{code}/room").status_code == 200
        reply = {"name": f"Guest {number}", "answer": "yes"}
        assert limited.post(f"/api/v1/events/{code}/replies", json=reply).status_code == 201


def test_planning_without_end_is_stopped(limited: FlaskClient) -> None:
    statuses = {limited.post("/api/v1/events", json=plan()).status_code for _ in range(70)}
    assert statuses == {201, 429}


def test_what_a_browser_asks_for_by_itself_is_no_guess(limited: FlaskClient) -> None:
    assert {limited.get(path).status_code for path in ["/favicon.ico", "/robots.txt"] * 60} == {404, 200}
