"""Reminders and thanks are chosen in forms, without scripts, and only where mail is set up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventkit.app import create_app
from eventkit.config import Config
from tests.forms import fields_in
from tests.people import plan

API = "/api/v1/events"


@pytest.fixture
def with_mail(config: Config) -> Flask:
    app = create_app(replace(config, mail_url="smtp://127.0.0.1:1"))
    app.config["WTF_CSRF_ENABLED"] = False
    return app


class Hana:
    """Her browser, signed in as the host."""

    def __init__(self, app: Flask, **changes: Any) -> None:
        self.browser = app.test_client()
        self.event: dict[str, Any] = self.browser.post(API, json=plan(**changes)).json  # type: ignore[assignment]
        self.page = f"/e/{self.event['code']}"
        self.browser.get(self.event["urls"]["host"].removeprefix("http://127.0.0.1:5000"))

    def typed(self) -> dict[str, str]:
        return fields_in(self.browser.get(f"{self.page}/edit").text)

    def shown(self, name: str) -> Any:
        event: Any = self.browser.get(f"{API}/{self.event['code']}").json
        return event[name]


def asked(guest: FlaskClient, hana: Hana) -> dict[str, str]:
    """What the form of the reply asks, as it is filled in."""
    fields = fields_in(guest.get(hana.page).text)
    return {name: value for name, value in fields.items() if name.startswith(("remind_", "asks_"))}


def send(guest: FlaskClient, hana: Hana, **typed: str) -> None:
    sent = guest.post(f"{hana.page}/reply", data={"name": "Gus", "answer": "yes", "email": "gus@x.org", **typed})
    assert sent.status_code == 303, sent.text


def test_a_day_before_is_chosen_until_a_guest_chooses_otherwise(with_mail: Flask) -> None:
    hana, gus = Hana(with_mail), with_mail.test_client()
    assert asked(gus, hana) == {"asks_reminders": "1", "remind_day": "1"}
    send(gus, hana, asks_reminders="1", remind_hour="1")
    assert asked(gus, hana) == {"asks_reminders": "1", "remind_hour": "1"}
    send(gus, hana, asks_reminders="1")
    assert asked(gus, hana) == {"asks_reminders": "1"}


def test_what_was_chosen_is_not_lost_in_a_refusal(with_mail: Flask) -> None:
    hana, gus = Hana(with_mail), with_mail.test_client()
    refused = gus.post(f"{hana.page}/reply", data={"answer": "yes", "asks_reminders": "1", "remind_hour": "1"})
    assert refused.status_code == 422
    assert {"remind_hour"} == {name for name in fields_in(refused.text) if name.startswith("remind_")}


def test_nobody_is_asked_where_no_mail_goes_or_the_host_wants_none(app: Flask, with_mail: Flask) -> None:
    for hana in (Hana(app), Hana(with_mail, sends_reminders=False)):
        assert asked(hana.browser, hana) == {}


def test_a_reply_by_the_api_says_how_its_guest_is_reminded(app: Flask) -> None:
    hana = Hana(app)
    for said, kept in (({}, ["day"]), ({"reminders": ["hour", "day"]}, ["day", "hour"]), ({"reminders": []}, [])):
        given = {"name": "Gus", "answer": "yes", "email": "gus@x.org", **said}
        answer = app.test_client().post(f"{API}/{hana.event['code']}/replies", json=given)
        assert answer.json["reminders"] == kept  # type: ignore[index]


def test_the_host_switches_either_off_and_finds_it_so(with_mail: Flask) -> None:
    hana = Hana(with_mail)
    assert (hana.shown("sends_reminders"), hana.shown("sends_thanks")) == (True, True)
    for off, on in (("sends_reminders", "sends_thanks"), ("sends_thanks", "sends_reminders")):
        typed = {**hana.typed(), on: "1"}
        del typed[off]
        assert hana.browser.post(f"{hana.page}/edit", data=typed).status_code == 303
        assert (hana.shown(off), hana.shown(on)) == (False, True)
        assert '<details class="plan__more" open>' in hana.browser.get(f"{hana.page}/edit").text


def test_a_form_that_does_not_ask_for_mails_changes_nothing_of_them(app: Flask) -> None:
    hana = Hana(app, sends_thanks=False)
    typed = hana.typed()
    assert "sends_thanks" not in typed
    hana.browser.post(f"{hana.page}/edit", data={**typed, "title": "Friday book club"})
    assert (hana.shown("title"), hana.shown("sends_thanks"), hana.shown("sends_reminders")) == (
        "Friday book club", False, True,
    )  # fmt: skip


def test_a_new_plan_sends_both_unless_its_host_says_otherwise(with_mail: Flask) -> None:
    browser = with_mail.test_client()
    fresh = browser.get("/new").text
    typed = {**fields_in(fresh), "title": "Tea", "host_name": "Hana", "timezone": "Europe/Berlin", "action": "create"}
    assert (typed["sends_reminders"], typed["sends_thanks"]) == ("1", "1")
    assert '<details class="plan__more" open>' not in fresh
    del typed["sends_thanks"]
    code = browser.post("/new", data=typed).location.split("/")[2]
    event: Any = browser.get(f"{API}/{code}").json
    assert (event["sends_reminders"], event["sends_thanks"]) == (True, False)


@pytest.mark.parametrize("asked_for", ["?to=room", "?to=recap", "?to=manage", "?to=room&on=soon", "?to=//evil.test"])
def test_a_personal_link_leads_on_to_the_room_or_the_recap_and_nowhere_else(app: Flask, asked_for: str) -> None:
    hana, gus = Hana(app), app.test_client()
    said: Any = gus.post(f"{API}/{hana.event['code']}/replies", json={"name": "Gus", "answer": "yes"}).json
    answer = gus.get(f"/g/{said['guest_token']}{asked_for}")
    expected = {"?to=room": f"{hana.page}/room", "?to=recap": f"{hana.page}/recap"}
    if "on=soon" in asked_for:
        assert answer.status_code == 422
    else:
        assert answer.location == expected.get(asked_for, hana.page)
