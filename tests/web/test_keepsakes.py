"""Keepsakes: the cards for one person under a link that nobody can guess."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.people import plan

API = "/api/v1/events"


@pytest.fixture
def farewell(client: FlaskClient) -> tuple[str, int]:
    """Hana's event, in whose kudos Gus has thanked Sam by name and everybody without one."""
    activities = [{"kind": "kudos", "title": "Farewell, Sam"}]
    made = client.post(API, json=plan(activities=activities, details={"honoree": {"name": "Sam"}})).json
    code, host = made["code"], {"Authorization": f"Bearer {made['host_token']}"}
    client.get(made["urls"]["host"].removeprefix("http://127.0.0.1:5000"))
    activity = client.get(f"{API}/{code}", headers=host).json["activities"][0]["id"]
    client.post(f"{API}/{code}/activities/{activity}/moves", json={"move": "open"}, headers=host)
    gus = client.post(f"{API}/{code}/replies", json={"name": "Gus", "answer": "yes"}).json["guest_token"]
    for number, card in enumerate(
        (
            {"text": "<b>Thank</b> you\nfor the lights", "picture": "sun"},
            {"to": "group", "text": "All", "anonymous": True},
        )
    ):
        answered = client.post(
            f"{API}/{code}/activities/{activity}/answers",
            json={"answer": card, "key": str(number)},
            headers={"Authorization": f"Bearer {gus}"},
        )
        assert answered.status_code == 200, answered.json
    return code, activity


def link_in(page: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:5000(/keepsake/[\w-]+)", page)
    assert found
    return found[1]


def make(client: FlaskClient, farewell: tuple[str, int], person: str = "name:Sam") -> str:
    code, activity = farewell
    page = client.post(f"/e/{code}/keepsakes/{activity}", data={"person": person}, follow_redirects=True)
    assert page.status_code == 200
    return link_in(page.text)


def test_the_link_is_shown_once_and_leads_to_the_cards_without_an_account(
    client: FlaskClient, app: Flask, farewell: tuple[str, int]
) -> None:
    link = make(client, farewell)
    assert link not in client.get(f"/e/{farewell[0]}/recap").text
    page = app.test_client().get(link)
    words = unescape(page.text)
    assert page.status_code == 200
    assert all(each in words for each in ("For Sam", "from Gus", "from somebody who did not sign", "All"))
    assert "&lt;b&gt;Thank&lt;/b&gt;" in page.text
    assert 'content="noindex"' in page.text


def test_a_new_link_kills_the_one_before_and_the_host_may_delete_it(
    client: FlaskClient, farewell: tuple[str, int]
) -> None:
    code, activity = farewell
    first, second = make(client, farewell), make(client, farewell)
    assert [client.get(link).status_code for link in (first, second)] == [404, 200]
    client.post(f"/e/{code}/keepsakes/{activity}/withdraw", data={"person": "name:Sam"})
    assert client.get(second).status_code == 404


def test_nobody_but_the_host_makes_or_deletes_one(client: FlaskClient, app: Flask, farewell: tuple[str, int]) -> None:
    code, activity = farewell
    link = make(client, farewell)
    stranger = app.test_client()
    for path in ("", "/withdraw"):
        refused = stranger.post(f"/e/{code}/keepsakes/{activity}{path}", data={"person": "name:Sam"})
        assert refused.status_code in (401, 403)
    assert stranger.get(link).status_code == 200


def test_who_was_not_thanked_has_no_keepsake(client: FlaskClient, farewell: tuple[str, int]) -> None:
    code, activity = farewell
    assert client.post(f"/e/{code}/keepsakes/{activity}", data={"person": "name:Lee"}).status_code == 422
    assert client.post(f"/e/{code}/keepsakes/99999", data={"person": "name:Sam"}).status_code == 404
