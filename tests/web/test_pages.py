"""The pages as a browser without scripts meets them: forms, cookies, redirects, refusals."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from eventkit.app import create_app
from eventkit.config import Config
from tests.forms import fields_in
from tests.people import plan as event_of

TYPED = {
    "action": "create",
    "title": "Thursday <book> club",
    "theme": "book-club",
    "date": "2026-12-03",
    "time": "19:00",
    "timezone": "Europe/Berlin",
    "duration_minutes": "90",
    "video_url": "https://meet.example.org/room",
    "dress_code": "Hats",
    "description": "Bring a cup.",
    "host_name": "Hana",
    "reading_list-0-title": "Emma",
    "reading_list-0-author": "Jane Austen",
    "reading_list-1-title": "Beowulf",
}


@pytest.fixture
def hana(client: FlaskClient) -> FlaskClient:
    """The host's browser, with one event planned."""
    assert plan_by_form(client).status_code == 303
    return client


@pytest.fixture
def code(hana: FlaskClient) -> str:
    found = re.search(r"/e/([2-9A-Z]{8})", hana.get("/").text)
    assert found
    return found[1]


@pytest.fixture
def gus(app: Flask) -> FlaskClient:
    """A guest's browser."""
    return app.test_client()


def plan_by_form(client: FlaskClient, **changes: str) -> Any:
    return client.post("/new", data={**TYPED, **changes})


def test_planning_shows_the_secret_link_once(client: FlaskClient, app: Flask) -> None:
    made = plan_by_form(client)
    assert made.status_code == 303
    first, second = (client.get(made.location).text for _ in range(2))
    link = re.search(r"http://127\.0\.0\.1:5000(/h/[\w-]{43})", first)
    assert link
    assert "/h/" not in second
    other_browser = app.test_client()
    signed_in = other_browser.get(link[1])
    assert (signed_in.status_code, signed_in.location) == (303, made.location)
    assert other_browser.get(made.location).status_code == 200


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", "", "This is needed."),
        ("date", "", "Write the start"),
        ("time", "25:99", "Write the start"),
        ("timezone", "Mars/Olympus", "Choose a time zone"),
        ("duration_minutes", "long", "whole number"),
        ("duration_minutes", "0", "1 or more"),
        ("video_url", "javascript:alert(1)", "must start with https://"),
        ("host_name", " ", "This is needed."),
        ("recipe_serves", "many", "whole number"),
        ("story_link", "ftp://x", "must start with https://"),
        ("reading_list-1-title", "x" * 300, "too long"),
        ("reading_list-0-link", "javascript:alert(1)", "must start with https://"),
        ("reading_list-0-pages", "many", "whole number"),
        ("host_email", "hana at home", "an address such as"),
        ("capacity", "0", "1 or more"),
        ("reply_by", "soon", "YYYY-MM-DD"),
        ("questions-0-lines", "Only one", "at least 2"),
    ],
)
def test_a_refused_form_comes_back_as_it_was_typed(client: FlaskClient, field: str, typed: str, said: str) -> None:
    question = {"questions-0-text": "Tea or coffee?", "questions-0-kind": "choice", "questions-0-lines": "Tea\nCoffee"}
    typed_all = {**TYPED, **question, "recipe_name": "Soup", "story_title": "The Snow Queen", field: typed}
    refused = client.post("/new", data=typed_all)
    assert refused.status_code == 422
    page = unescape(refused.text)
    assert said in page
    assert 'role="alert"' in page
    shown_at = "date" if field == "time" else field
    assert f'id="error-{shown_at}"' in page
    for value in typed_all.values():
        assert value.strip() in page


def test_the_theme_can_be_changed_without_scripts_and_nothing_is_lost(client: FlaskClient) -> None:
    page = client.post("/new", data={**TYPED, "action": "theme", "theme": "cooking-class"})
    assert page.status_code == 200
    assert fields_in(page.text)["reading_list-0-author"] == "Jane Austen"
    assert 'data-theme="cooking-class"' in page.text


def test_details_are_typed_as_rows(client: FlaskClient, app: Flask) -> None:
    recipe = {
        "recipe_name": "Lentil soup",
        "recipe_serves": "4",
        "ingredients-0-item": "lentils",
        "ingredients-0-amount": "200 g",
        "ingredients-0-substitutes": "beans, peas",
        "ingredients-1-item": " ",
        "ingredients-2-item": "salt",
        "steps-0-text": "Cook the lentils",
        "steps-0-minutes": "20",
        "steps-1-text": "Eat",
    }
    made = plan_by_form(client, theme="cooking-class", **recipe)
    code = made.location.split("/")[2]
    details = app.test_client().get(f"/api/v1/events/{code}").json["details"]  # type: ignore[index]
    assert details["recipe"] == {
        "name": "Lentil soup",
        "serves": 4,
        "ingredients": [
            {"item": "lentils", "amount": "200 g", "substitutes": ["beans", "peas"]},
            {"item": "salt"},
        ],
        "steps": [{"text": "Cook the lentils", "minutes": 20}, {"text": "Eat"}],
    }
    assert details["reading_list"] == [{"title": "Emma", "author": "Jane Austen"}, {"title": "Beowulf"}]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_recipe_of_three_ingredients_says_so(client: FlaskClient, app: Flask, count: int) -> None:
    items = {f"ingredients-{number}-item": f"thing {number}" for number in range(count)}
    code = plan_by_form(client, theme="cooking-class", recipe_name="Soup", **items).location.split("/")[2]
    assert ("Three ingredients" in app.test_client().get(f"/e/{code}").text) == (count == 3)


def test_the_passphrase_is_asked_for_and_never_shown_again(config: Config) -> None:
    app = create_app(replace(config, create_passphrase="open sesame"))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    refused = plan_by_form(client, passphrase="shut sesame")
    assert refused.status_code == 422
    assert "Ask whoever runs it" in refused.text
    assert "shut sesame" not in refused.text
    assert plan_by_form(client, passphrase="open sesame").status_code == 303


def test_the_event_page_says_everything_and_escapes_it(gus: FlaskClient, code: str) -> None:
    page = gus.get(f"/e/{code}").text
    for text in (
        "Thursday &lt;book&gt; club",
        "Hats",
        "Emma",
        "Jane Austen",
        "Bring a cup.",
        "Hana",
        "meet.example.org",
    ):
        assert text in page
    assert "<book>" not in page


def test_a_reply_is_kept_shown_and_changed(gus: FlaskClient, hana: FlaskClient, code: str) -> None:
    sent = gus.post(
        f"/e/{code}/reply", data={"name": "Gus", "answer": "yes", "plus": "2", "note": "Hello", "email": ""}
    )
    assert sent.status_code == 303
    assert "Your reply is kept" in gus.get(f"/e/{code}").text
    assert "Your reply is kept" not in gus.get(f"/e/{code}").text
    gus.post(f"/e/{code}/reply", data={"name": "Gus", "answer": "no", "plus": "", "note": "", "email": ""})
    replies = hana.get(f"/e/{code}/manage").text
    assert replies.count("Gus") == 1


def test_a_refused_reply_comes_back_as_it_was_typed(gus: FlaskClient, code: str) -> None:
    refused = gus.post(
        f"/e/{code}/reply", data={"name": "", "email": "nobody", "plus": "twelve", "note": "A long word"}
    )
    assert refused.status_code == 422
    page = refused.text
    assert all(f'id="error-{field}"' in page for field in ("name", "email", "answer", "plus"))
    assert all(typed in page for typed in ("nobody", "twelve", "A long word"))


def test_the_calendar_file_has_what_the_page_has(gus: FlaskClient, code: str) -> None:
    file = gus.get(f"/e/{code}.ics")
    assert file.mimetype == "text/calendar"
    calendar = Calendar.from_ical(file.data)
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH"
    assert event["SUMMARY"] == "Thursday <book> club"
    assert event["LOCATION"] == "https://meet.example.org/room"
    assert event["URL"] == f"http://127.0.0.1:5000/e/{code}"
    assert event.decoded("DTSTART").isoformat() == "2026-12-03T19:00:00+01:00"
    for text in ("Hats", "Emma by Jane Austen", "Bring a cup.", "Hana"):
        assert text in event["DESCRIPTION"]
    assert "ATTENDEE" not in event
    assert "ORGANIZER" not in event


def test_a_calendar_file_tells_recipe_and_story(client: FlaskClient) -> None:
    made = plan_by_form(
        client,
        recipe_name="Soup",
        recipe_serves="2",
        story_title="The Snow Queen",
        story_author="H. C. Andersen",
        story_reader="Ivy",
        story_ages="5-9",
        story_link="https://example.org/snow",
        **{"ingredients-0-item": "salt", "ingredients-0-amount": "a pinch"},
        **{"steps-0-text": "Stir", "steps-0-minutes": "5"},
    )
    (event,) = Calendar.from_ical(client.get(f"/e/{made.location.split('/')[2]}.ics").data).walk("VEVENT")
    for text in ("Soup", "salt, a pinch", "Stir (5 minutes)", "The Snow Queen", "Andersen", "Ivy", "5-9", "/snow"):
        assert text in event["DESCRIPTION"]


def test_cancelling_is_seen_by_everybody(gus: FlaskClient, hana: FlaskClient, code: str) -> None:
    assert hana.post(f"/e/{code}/cancel").status_code == 303
    assert "cancelled" in gus.get(f"/e/{code}").text
    (event,) = Calendar.from_ical(gus.get(f"/e/{code}.ics").data).walk("VEVENT")
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert gus.post(f"/e/{code}/reply", data={"name": "Gus", "answer": "yes"}).status_code == 409


@pytest.mark.parametrize("path", ["/manage", "/run", "/replies.csv", "/recap.csv", "/recap.json"])
def test_the_hosts_pages_are_the_hosts(gus: FlaskClient, hana: FlaskClient, code: str, path: str) -> None:
    assert gus.get(f"/e/{code}{path}").status_code == 401
    gus.post(f"/e/{code}/reply", data={"name": "Gus", "answer": "yes"})
    assert gus.get(f"/e/{code}{path}").status_code == 403
    assert hana.get(f"/e/{code}{path}").status_code == 200


def test_only_the_host_cancels(gus: FlaskClient, code: str) -> None:
    assert gus.post(f"/e/{code}/cancel").status_code == 401
    assert "cancelled" not in gus.get(f"/e/{code}").text


@pytest.mark.parametrize("typed", ["{code}", "{lower}", "{lower} ", "{dashed}"])
@pytest.mark.parametrize("door", ["/j?code={}", "/j/{}", "/{}"])
def test_a_code_leads_to_the_room_however_it_is_typed(gus: FlaskClient, code: str, door: str, typed: str) -> None:
    written = typed.format(code=code, lower=code.lower(), dashed=f"{code[:4].lower()}-{code[4:]}")
    led = gus.get(door.format(written))
    assert (led.status_code, led.location) == (302, f"/e/{code}/room")


@pytest.mark.parametrize(("typed", "status"), [("", 422), ("ZZZZZZZZ", 404), ("not a code", 404)])
def test_a_code_that_leads_nowhere_says_what_to_do(gus: FlaskClient, typed: str, status: int) -> None:
    page = gus.get("/j", query_string={"code": typed})
    assert page.status_code == status
    assert 'id="error-code"' in page.text


@pytest.mark.parametrize(
    "path", ["/e/ZZZZZZZZ", "/e/ZZZZZZZZ/room", "/e/ZZZZZZZZ.ics", "/h/nothing", "/j/ZZZZZZZZ", "/robots"]
)
def test_what_is_not_there_is_a_kind_page(gus: FlaskClient, path: str) -> None:
    missing = gus.get(path)
    assert missing.status_code == 404
    assert "<h1" in missing.text


def test_room_and_stage_need_no_sign_in(gus: FlaskClient, code: str) -> None:
    for path in ("/room", "/stage"):
        assert gus.get(f"/e/{code}{path}").status_code == 200


def test_a_form_without_its_token_is_refused(config: Config) -> None:
    client = create_app(config).test_client()
    assert plan_by_form(client).status_code == 400


def test_every_page_tells_the_browser_what_to_refuse(gus: FlaskClient, code: str) -> None:
    for path in ("/", "/new", f"/e/{code}", f"/e/{code}/room", "/e/ZZZZZZZZ", "/api/v1/themes", "/api/docs"):
        headers = gus.get(path).headers
        assert "unsafe-inline" not in headers["Content-Security-Policy"]
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
    nonces = {
        re.search(r"nonce-([\w-]+)", gus.get(f"/e/{code}/room").headers["Content-Security-Policy"])[1] for _ in "ab"
    }  # type: ignore[index]
    assert len(nonces) == 2


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(config: Config) -> None:
    for base_url, secure in (("http://127.0.0.1:5000", False), ("https://events.example.org", True)):
        app = create_app(replace(config, base_url=base_url, secret_key="k" * 8 + "0123456789abcdefghijklmnopq"))
        app.config["WTF_CSRF_ENABLED"] = False
        cookie = plan_by_form(app.test_client()).headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert ("Secure" in cookie) == secure


def test_links_are_built_from_the_public_address_and_never_from_the_request(hana: FlaskClient, code: str) -> None:
    for path in (f"/e/{code}/manage", f"/e/{code}/room", f"/e/{code}.ics", f"/api/v1/events/{code}", "/openapi.json"):
        assert (
            "evil.example"
            not in hana.get(path, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"}).text
        )


def test_alive_and_ready(gus: FlaskClient) -> None:
    assert gus.get("/healthz").status_code == 200
    assert gus.get("/readyz").status_code == 200


def test_prometheus_is_told_what_happened(gus: FlaskClient, code: str) -> None:
    gus.post(f"/e/{code}/reply", data={"name": "Gus", "answer": "yes"})
    metrics = gus.get("/metrics").text
    assert 'eventkit_news_total{news="RoomChanged"}' in metrics
    assert "eventkit_connections 0.0" in metrics


def test_not_ready_says_what_is_out_of_reach(config: Config) -> None:
    client = create_app(replace(config, redis_url="redis://127.0.0.1:1/0")).test_client()
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json["failed"]) == (503, ["queue"])  # type: ignore[index]
    assert client.get("/healthz").status_code == 200


def test_the_colours_of_every_theme_are_served(gus: FlaskClient) -> None:
    sheet = gus.get("/themes.css")
    assert sheet.mimetype == "text/css"
    assert (
        '[data-theme="book-club"] { --hue: 155; --chroma: 0.09; --paper: 92; --ground: oklch(0.35 0.062 160);'
        in sheet.text
    )


def test_a_crash_is_a_kind_page_and_no_trace(app: Flask) -> None:
    def crash() -> None:
        raise RuntimeError("secret inner workings")

    app.add_url_rule("/crash", view_func=crash)
    app.add_url_rule("/api/v1/crash", endpoint="api-crash", view_func=crash)
    client = app.test_client()
    for path in ("/crash", "/api/v1/crash"):
        crashed = client.get(path)
        assert crashed.status_code == 500
        assert "inner workings" not in crashed.text
        assert "Traceback" not in crashed.text


def test_a_personal_link_makes_another_device_the_same_guest(app: Flask) -> None:
    host, phone, tablet, stranger = (app.test_client() for _ in range(4))
    code = host.post("/api/v1/events", json=event_of()).json["code"]
    phone.post(f"/e/{code}/reply", data={"name": "Gus", "answer": "yes"})
    link = re.search(r"http://[^<]*/g/([\w-]+)", phone.get(f"/e/{code}").text)
    assert link
    opened = tablet.get(f"/g/{link[1]}")
    assert opened.status_code == 303
    assert opened.headers["Location"].endswith(f"/e/{code}")
    assert 'value="Gus"' in tablet.get(f"/e/{code}").text
    tablet.post(f"/e/{code}/reply", data={"name": "Gus", "answer": "no"})
    assert tablet.get(f"/api/v1/events/{code}").json["replies"] == {"yes": 0, "maybe": 0, "no": 1}
    assert "/g/" not in stranger.get(f"/e/{code}").text
    assert stranger.get("/g/nobody").status_code == 404
