"""The host changes everything that was planned, passes the event on, plans another, or takes it away for good."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from eventkit.config import ROOT, Config
from eventkit.domain.records.event import Event
from eventkit.storage.store import Store
from eventkit.storage.tables import metadata
from eventkit.web import details_form
from tests.forms import fields_in
from tests.people import plan
from tests.web.test_pages import TYPED

API = "/api/v1/events"
DETAILS: dict[str, Any] = {
    "reading_list": [
        {"title": "Emma", "author": "Jane Austen", "pages": 320, "link": "https://books.test/emma"},
        {"title": "Beowulf", "link": "https://books.test/beowulf"},
        {"title": "Stand by Me"},
    ],
    "recipe": {
        "name": "Soup",
        "serves": 4,
        "ingredients": [
            {"item": "Lentils", "amount": "200 g", "substitutes": ["beans", "peas, dried"]},
            {"item": "Salt, pepper"},
            {"item": "Water"},
        ],
        "steps": [{"text": "Boil"}, {"text": "Simmer", "minutes": 20}],
    },
    "story": {"title": "The Snow Queen", "author": "Andersen", "reader": "Hana", "ages": "4–8"},
    "stops": [
        {"title": "The Night Watch", "note": "Look at the light", "link": "https://museum.test/1"},
        {"title": "The Milkmaid"},
    ],
    "watch": {"title": "The General", "link": "https://film.test", "minutes": 79},
    "honoree": {"name": "Sam", "occasion": "Ten years", "since": "2016"},
    "answers": {"name": "Lee", "topics": ["Plans", "Tea"]},
    "drink": {"name": "Fizz", "ingredients": ["Elderflower", "Soda"]},
    "prompt": "A door you did not open",
}
MORE: dict[str, Any] = {
    "host": {"name": "Hana", "email": "hana@example.org"},
    "language": "de",
    "capacity": 12,
    "reply_by": "2026-12-01",
    "shows_names": True,
    "link_for": "replied",
    "questions": [
        {"kind": "text", "text": "Which train do you take?", "required": True},
        {"kind": "choice", "text": "Tea or coffee?", "options": ["Tea", "Coffee"]},
        {"kind": "diet", "text": "What do you not eat?"},
        {"kind": "bring", "text": "Who brings what?", "things": [{"text": "Salad", "wanted": 2}, {"text": "Bread x2"}]},
    ],
}


@pytest.fixture
def hana(client: FlaskClient) -> FlaskClient:
    return client


@pytest.fixture
def made(hana: FlaskClient) -> dict[str, Any]:
    """Hana's event with everything there is, and her browser signed in."""
    made: dict[str, Any] = hana.post(API, json=plan(details=DETAILS, video_url="https://call.test/a", **MORE)).json  # type: ignore[assignment]
    hana.get(made["urls"]["host"].removeprefix("http://127.0.0.1:5000"))
    return made


def test_every_detail_is_read_as_it_was_written() -> None:
    assert details_form.details_from(details_form.fields_of(DETAILS)) == DETAILS


def test_a_form_that_is_sent_as_it_came_changes_nothing(hana: FlaskClient, made: dict[str, Any]) -> None:
    host = {"Authorization": f"Bearer {made['host_token']}"}
    before = hana.get(f"{API}/{made['code']}", headers=host).json
    typed = fields_in(hana.get(f"/e/{made['code']}/edit").text)
    hana.post(f"/e/{made['code']}/edit", data=typed)
    after = hana.get(f"{API}/{made['code']}", headers=host).json
    assert after == before


def test_the_host_moves_the_event_and_sees_that_it_is_kept(hana: FlaskClient, made: dict[str, Any]) -> None:
    typed = {**fields_in(hana.get(f"/e/{made['code']}/edit").text), "time": "20:30", "title": "Friday book club"}
    page = hana.post(f"/e/{made['code']}/edit", data=typed, follow_redirects=True)
    assert "Your changes are kept." in page.text
    assert "Your changes are kept." not in hana.get(f"/e/{made['code']}/manage").text
    event = hana.get(f"{API}/{made['code']}").json
    assert (event["title"], event["starts_at"], event["sequence"]) == ("Friday book club", "2026-12-03T20:30", 1)


def test_a_change_that_cannot_be_is_refused_beside_its_field_and_nothing_typed_is_lost(
    hana: FlaskClient, made: dict[str, Any]
) -> None:
    typed = {**fields_in(hana.get(f"/e/{made['code']}/edit").text), "video_url": "nowhere", "title": "Kept"}
    page = hana.post(f"/e/{made['code']}/edit", data=typed)
    assert page.status_code == 422
    assert 'value="nowhere"' in page.text
    assert 'value="Kept"' in page.text
    host = {"Authorization": f"Bearer {made['host_token']}"}
    assert hana.get(f"{API}/{made['code']}", headers=host).json["video_url"] == "https://call.test/a"


def test_another_like_this_is_a_week_later_at_least_with_everything_in_it(
    hana: FlaskClient, made: dict[str, Any]
) -> None:
    typed = fields_in(hana.get(f"/new?like={made['code']}").text)
    assert (typed["title"], typed["watch_title"], typed["time"]) == ("Thursday book club", "The General", "19:00")
    assert typed["date"] > "2026-12-03"


def test_a_new_secret_link_kills_the_one_before_and_keeps_this_browser_in(
    hana: FlaskClient, app: Flask, made: dict[str, Any]
) -> None:
    page = hana.post(f"/e/{made['code']}/host-link", follow_redirects=True)
    (new,) = set(re.findall(r"http://127\.0\.0\.1:5000(/h/[\w-]+)", page.text))
    other = app.test_client()
    assert other.get(f"/h/{made['host_token']}").status_code == 404
    assert hana.get(
        f"{API}/{made['code']}/recap", headers={"Authorization": f"Bearer {made['host_token']}"}
    ).status_code in (401, 403)
    assert hana.get(f"/e/{made['code']}/manage").status_code == 200
    assert other.get(new, follow_redirects=True).status_code == 200


def test_deleting_takes_the_title_and_leaves_no_row_behind(
    hana: FlaskClient, made: dict[str, Any], config: Config
) -> None:
    code, key = made["code"], {"Authorization": f"Bearer {made['host_token']}"}
    gus = hana.post(f"{API}/{code}/replies", json={"name": "Gus", "answer": "maybe"}).json["guest_token"]
    activity = hana.post(f"{API}/{code}/activities", json={"kind": "kudos", "title": "Thanks"}, headers=key).json["id"]
    hana.post(f"{API}/{code}/activities/{activity}/moves", json={"move": "open"}, headers=key)
    hana.post(
        f"{API}/{code}/activities/{activity}/answers",
        json={"answer": {"to": "Sam", "text": "Thanks"}, "key": "1"},
        headers={"Authorization": f"Bearer {gus}"},
    )
    hana.post(f"/e/{code}/keepsakes/{activity}", data={"person": "name:Sam"})
    refused = hana.post(f"/e/{code}/delete", data={"title": "something else"}, follow_redirects=True)
    assert "nothing was deleted" in refused.text
    gone = hana.post(f"/e/{code}/delete", data={"title": " thursday BOOK club "}, follow_redirects=True)
    assert "The event is gone" in gone.text
    assert hana.get(f"/e/{code}").status_code == 404
    store = Store(config.database_url)
    with store.reading() as session:
        left = {table.name: session.scalar(select(func.count()).select_from(table)) for table in metadata.sorted_tables}
    store.close()
    assert {name: count for name, count in left.items() if count} == {}


def test_a_co_host_does_everything_but_pass_the_event_on_and_delete_it(
    hana: FlaskClient, app: Flask, made: dict[str, Any]
) -> None:
    code = made["code"]
    page = hana.post(f"/e/{code}/co-hosts", data={"name": "Ivy <3"}, follow_redirects=True)
    assert "Ivy &lt;3" in page.text
    (link,) = set(re.findall(r"http://127\.0\.0\.1:5000(/h/[\w-]+)", page.text))
    assert link not in hana.get(f"/e/{code}/manage").text
    ivy = app.test_client()
    assert ivy.get(link, follow_redirects=True).status_code == 200
    assert ivy.post(f"/e/{code}/edit", data=fields_in(ivy.get(f"/e/{code}/edit").text)).status_code == 303
    for path in ("host-link", "delete", "co-hosts"):
        assert ivy.post(f"/e/{code}/{path}", data={"title": "Thursday book club", "name": "x"}).status_code == 403
    (id,) = re.findall(r"/co-hosts/(\d+)/withdraw", hana.get(f"/e/{code}/manage").text)
    hana.post(f"/e/{code}/co-hosts/{id}/withdraw")
    assert ivy.get(f"/e/{code}/manage").status_code in (401, 403)
    assert hana.get(f"/e/{code}/manage").status_code == 200


def test_a_co_host_does_not_become_the_host_by_their_name_or_address(
    hana: FlaskClient, app: Flask, made: dict[str, Any]
) -> None:
    """Whoever has the host's address gets a link to all of the host's events by mail."""
    code = made["code"]
    page = hana.post(f"/e/{code}/co-hosts", data={"name": "Ivy"}, follow_redirects=True).text
    (token,) = set(re.findall(r"http://127\.0\.0\.1:5000/h/([\w-]+)", page))
    headers = {"Authorization": f"Bearer {token}"}
    client = app.test_client()
    api = f"/api/v1/events/{code}"
    for host in ({"email": "ivy@example.org"}, {"name": "Ivy"}):
        assert client.patch(api, json={"host": host}, headers=headers).status_code == 403
    assert client.patch(api, json={"host": {"name": "Hana"}, "title": "Ours"}, headers=headers).status_code == 200
    ivy = app.test_client()
    ivy.get(f"/h/{token}")
    form = fields_in(ivy.get(f"/e/{code}/edit").text)
    refused = ivy.post(f"/e/{code}/edit", data={**form, "host_email": "ivy@example.org", "title": "Still ours"})
    assert refused.status_code == 422
    assert "Still ours" in refused.text
    assert "Only Hana may do this" in refused.text
    assert ivy.post(f"/e/{code}/edit", data={**form, "title": "Still ours"}).status_code == 303


def test_what_a_co_host_plans_is_not_among_the_hosts_events(
    app: Flask, hana: FlaskClient, made: dict[str, Any], store: Store
) -> None:
    page = hana.post(f"/e/{made['code']}/co-hosts", data={"name": "Ivy"}, follow_redirects=True).text
    (token,) = re.findall(r"/h/([\w-]{43})", page)
    calendar = (ROOT / "tests" / "ics" / "google-weekly.ics").read_bytes()
    ivy, bearer = app.test_client(), {"Authorization": f"Bearer {token}"}
    assert ivy.post(API, json=plan(), headers=bearer).status_code == 201
    ivy.post("/api/v1/imports?create=true&host=Hana", data=calendar, content_type="text/calendar", headers=bearer)
    ivy.get(f"/h/{token}")
    assert ivy.post("/new", data=TYPED).status_code == 303
    with store.reading() as session:
        hosts_of = [event.host_id for event in session.scalars(select(Event).order_by(Event.id))]
    assert len(hosts_of) == 4
    assert hosts_of.count(hosts_of[0]) == 1


def test_a_co_host_needs_a_name_and_a_farewell_has_an_end(hana: FlaskClient, made: dict[str, Any]) -> None:
    nameless = hana.post(f"/e/{made['code']}/co-hosts", data={"name": " "})
    assert nameless.status_code == 422
    assert "This is needed." in nameless.text
    endless = hana.post(f"/e/{made['code']}/cancel", data={"message": "x" * 5001})
    assert endless.status_code == 422
    assert "x" * 5001 in endless.text
    assert hana.get(f"{API}/{made['code']}").json["status"] == "planned"


def test_replies_are_taken_along_as_a_table_that_no_spreadsheet_runs(hana: FlaskClient, made: dict[str, Any]) -> None:
    kept = hana.post(f"{API}/{made['code']}/replies", json={"name": "=1+1", "answer": "maybe", "note": "Hi, all"})
    assert kept.status_code == 201
    table = hana.get(f"/e/{made['code']}/replies.csv")
    assert table.headers["Content-Type"].startswith("text/csv")
    assert table.text.splitlines()[1].startswith('\'=1+1,,maybe,,0,"Hi, all",')


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/edit"),
        ("POST", "/edit"),
        ("POST", "/delete"),
        ("POST", "/host-link"),
        ("POST", "/co-hosts"),
        ("GET", "/replies.csv"),
    ],
)
def test_nobody_but_the_host_changes_anything(app: Flask, made: dict[str, Any], method: str, path: str) -> None:
    stranger = app.test_client()
    typed = {"title": "Thursday book club"}
    assert stranger.open(f"/e/{made['code']}{path}", method=method, data=typed).status_code in (401, 403)
    assert stranger.get(f"/new?like={made['code']}").status_code in (401, 403)
    assert stranger.get(f"/e/{made['code']}").status_code == 200
