"""The front page: a host's own events, and the way back for who lost their link."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from eventkit.domain.coming import guests
from eventkit.domain.planning import hosts
from eventkit.domain.records.mail import Mail
from eventkit.edge import Edge
from tests.people import plan

API = "/api/v1/events"


def planned(app: Flask, title: str, **changes: Any) -> str:
    return str(app.test_client().post(API, json=plan(title=title, **changes)).json["host_token"])  # type: ignore[index]


def test_events_to_come_stand_above_those_that_are_over(app: Flask) -> None:
    browser, today = app.test_client(), datetime.now(UTC)
    for title, days in (("Long ago", -300), ("Next week", 7), ("Tomorrow", 1), ("Last week", -7)):
        starts_at = (today + timedelta(days=days)).strftime("%Y-%m-%dT12:00")
        browser.get(f"/h/{planned(app, title, starts_at=starts_at)}")
    page = browser.get("/").text
    places = [
        page.index(title) for title in ("Tomorrow", "Next week", "2 events that are over", "Last week", "Long ago")
    ]
    assert places == sorted(places)


def test_the_same_is_answered_whether_the_address_is_known_or_not(app: Flask, edge: Edge) -> None:
    planned(app, "Mine", host={"name": "Hana", "email": "hana@x.org"})
    pages = []
    for email in ("hana@x.org", "olive@x.org"):
        browser = app.test_client()
        page = browser.post("/sign-in", data={"email": email}, follow_redirects=True).text
        pages.append(re.sub(r'(?<=name="csrf_token" value=")[^"]*', "", page))
    assert "a mail with a link is on its way" in pages[0]
    assert pages[0] == pages[1]
    with edge.store.reading() as session:
        assert session.scalars(select(Mail.to_email)).all() == ["hana@x.org"]


def test_an_address_that_cannot_be_is_refused_and_kept(app: Flask) -> None:
    refused = app.test_client().post("/sign-in", data={"email": "nowhere"})
    assert refused.status_code == 422
    assert 'value="nowhere"' in refused.text


def test_a_link_by_mail_signs_in_by_its_button_alone_and_once(app: Flask, edge: Edge) -> None:
    planned(app, "Mine", host={"name": "Hana", "email": "hana@x.org"})
    with edge.store.transaction() as session:
        token = hosts.give_sign_in(session, "hana@x.org")
    for _ in range(2):  # what checks links in mails only looks
        looked = app.test_client().get(f"/sign-in/{token}")
        assert looked.status_code == 200
        assert "Set-Cookie" not in looked.headers or "Mine" not in looked.text
    browser = app.test_client()
    assert "Mine" in browser.post(f"/sign-in/{token}", follow_redirects=True).text
    again = app.test_client()
    assert again.post(f"/sign-in/{token}").status_code == 404
    assert again.get(f"/sign-in/{token}").status_code == 404
    assert "Mine" not in again.get("/").text


def test_a_personal_link_does_not_take_away_the_token_of_who_is_here_already(app: Flask) -> None:
    gus = app.test_client()
    code = gus.post(API, json=plan()).json["code"]  # type: ignore[index]
    gus.post(f"/e/{code}/reply", data={"name": "Gus", "answer": "yes"})
    with gus.session_transaction() as before:
        token = before["guest_tokens"][code]
    edge: Edge = app.extensions["edge"]
    with edge.store.transaction() as session:
        link = guests.give_link(session, guests.of_link(session, token))
    gus.get(f"/g/{link}")
    with gus.session_transaction() as after:
        assert after["guest_tokens"][code] == token
    tablet = app.test_client()
    tablet.get(f"/g/{link}")
    assert 'value="Gus"' in tablet.get(f"/e/{code}").text
