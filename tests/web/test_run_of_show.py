"""The run of show as pages: reordered, edited, added to and taken out of without any script."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventkit.domain.activities import themes
from tests.forms import fields_in
from tests.people import plan

API = "/api/v1/events"
POLL = {"kind": "single", "title": "Which book?", "config": {"options": ["Dune", "Emma", "Ulysses"]}}


class Hana:
    """The host in a browser of her own."""

    def __init__(self, app: Flask, **changes: Any) -> None:
        self.browser = app.test_client()
        self.event: dict[str, Any] = self.browser.post(API, json=plan(**{"activities": [], **changes})).json  # type: ignore[assignment]
        self.code, self.page = self.event["code"], f"/e/{self.event['code']}/run"
        self.key = {"Authorization": f"Bearer {self.event['host_token']}"}
        self.browser.get(f"/h/{self.event['host_token']}")

    def add(self, **activity: Any) -> int:
        made = self.browser.post(f"{API}/{self.code}/activities", json={**POLL, **activity}, headers=self.key)
        assert made.status_code == 201, made.text
        return int(made.json["id"])  # type: ignore[index]

    def press(self, action: str, **options: Any) -> Any:
        return self.browser.post(self.page, data={"action": action}, **options)

    @property
    def run(self) -> list[dict[str, Any]]:
        return self.browser.get(f"{API}/{self.code}", headers=self.key).json["activities"]  # type: ignore[index, no-any-return]

    @property
    def titles(self) -> list[str]:
        return [each["title"] for each in self.run]


@pytest.fixture
def hana(app: Flask) -> Hana:
    return Hana(app)


def typed_in(page: str) -> dict[str, str]:
    """The form of an activity as it would be sent as it came."""
    return fields_in(page[page.index("<main") :])


def test_activities_move_up_and_down_and_stop_at_the_ends(hana: Hana) -> None:
    first, second, third = (hana.add(title=title) for title in ("One", "Two", "Three"))
    hana.press(f"up:{third}")
    assert hana.titles == ["One", "Three", "Two"]
    hana.press(f"down:{first}")
    assert hana.titles == ["Three", "One", "Two"]
    hana.press(f"up:{third}")
    hana.press(f"down:{second}")
    assert hana.titles == ["Three", "One", "Two"]


def test_what_is_taken_out_is_named_and_gone(hana: Hana) -> None:
    poll = hana.add(title="One <two>")
    page = hana.press(f"remove:{poll}", follow_redirects=True)
    assert "One &lt;two&gt; is taken out." in page.text
    assert hana.titles == []
    assert hana.press(f"remove:{poll}", follow_redirects=True).status_code == 200


def test_the_themes_starters_are_added_as_they_are(hana: Hana) -> None:
    for number, starter in enumerate(themes.get("book-club").starters):
        hana.press(f"starter:{number}")
        assert hana.titles[-1] == starter.title
    assert hana.press("starter:99", follow_redirects=True).status_code == 200
    assert len(hana.titles) == len(themes.get("book-club").starters)


def test_a_poll_is_put_on_the_page_and_steered_there(hana: Hana) -> None:
    poll = hana.add()
    for action, state in (("page", "open"), ("reveal", "open"), ("close", "closed"), ("off-page", "closed")):
        hana.press(f"{action}:{poll}")
        assert hana.run[0]["state"] == state, action
    assert hana.run[0]["results"] == "shown"
    assert hana.run[0]["on_page"] is False


def test_what_cannot_be_is_said_on_the_page(hana: Hana) -> None:
    pairs = hana.add(kind="pairs", config={})
    refused = hana.press(f"page:{pairs}")
    assert refused.status_code == 422
    assert "Only polls" in refused.text


def test_an_activity_is_written_by_its_form(hana: Hana) -> None:
    typed = {"title": "Which one?", "minutes": "7", "config-options": "Dune\n\nEmma\n", "config-results": "live",
             "config-may_change": "on"}  # fmt: skip
    hana.browser.post(f"{hana.page}/new?kind=single", data=typed)
    (made,) = hana.run
    assert (made["title"], made["minutes"], made["config"]["results"]) == ("Which one?", 7, "live")
    assert [option["text"] for option in made["config"]["options"]] == ["Dune", "Emma"]


def test_a_refused_form_keeps_what_was_typed_and_says_what_to_change(hana: Hana) -> None:
    typed = {"title": "Kept", "minutes": "soon", "config-options": "Only one", "config-results": "reveal"}
    for path in (f"{hana.page}/new?kind=single", f"{hana.page}/{hana.add()}"):
        refused = hana.browser.post(path, data=typed)
        assert refused.status_code == 422
        for kept in ('value="Kept"', 'value="soon"', "Only one"):
            assert kept in refused.text


def test_renaming_an_option_keeps_its_votes(hana: Hana, app: Flask) -> None:
    poll = hana.add()
    hana.press(f"page:{poll}")
    gus = app.test_client()
    gus.post(f"/e/{hana.code}/polls/{poll}", data={"option": "o2", "name": "Gus", "key": "k"})
    typed = typed_in(hana.browser.get(f"{hana.page}/{poll}").text)
    typed["config-options"] = "Dune\nEmma, again\nUlysses"
    hana.browser.post(f"{hana.page}/{poll}", data=typed)
    assert hana.run[0]["tally"]["counts"]["o2"] == 1


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("POST", ""),
        ("GET", "/new?kind=single"),
        ("POST", "/new?kind=single"),
        ("GET", "/1"),
        ("POST", "/1"),
    ],
)
def test_nobody_but_the_host_sees_or_changes_it(app: Flask, hana: Hana, method: str, path: str) -> None:
    poll = hana.add()
    stranger: FlaskClient = app.test_client()
    typed = {"action": f"remove:{poll}", "title": "Mine now", "config-options": "a\nb"}
    assert stranger.open(f"{hana.page}{path}", method=method, data=typed).status_code in (401, 403)
    assert hana.titles == ["Which book?"]
