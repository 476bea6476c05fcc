"""Bringing a calendar: by its page without scripts, by the API, on the command line."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from eventkit.app import create_app
from eventkit.config import ROOT, Config
from eventkit.domain.basics.base import utcnow
from eventkit.domain.records.event import Event
from eventkit.edge import Edge
from tests.calendar.calendars import calendar, event
from tests.forms import fields_in
from tests.people import plan
from tests.web.test_api import assert_problem

API = "/api/v1"
SAMPLES = ROOT / "tests" / "ics"
WEEKLY = (SAMPLES / "google-weekly.ics").read_bytes()
BOOKS = calendar(
    event("DESCRIPTION:Bring tea.", "LOCATION:https://zoom.us/j/1", uid="books").replace("An evening", "Book club")
)
TWO = calendar(event(uid="a"), event(uid="b", starts="DTSTART;TZID=Asia/Tokyo:20361203T190000"))
FLOATING = calendar(event(starts="DTSTART:20361203T190000"))
CANCELLED = calendar(event("STATUS:CANCELLED", uid="books", starts="DTSTART;TZID=Europe/Berlin:20261203T190000"))
EXAMPLE_FIELDS = {
    "uid", "title", "starts_at", "timezone", "starts_at_utc", "ends_at_utc", "all_day", "duration_minutes", "repeat",
    "exceptions", "description", "location", "video_url", "status", "sequence", "suggested_theme", "occurrences_utc",
}  # fmt: skip


def post(client: FlaskClient, raw: bytes, token: str | None = None, **query: str) -> TestResponse:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.post(
        f"{API}/imports", data=raw, content_type="text/calendar", headers=headers, query_string=query
    )  # fmt: skip


def bring(client: FlaskClient, raw: bytes, **typed: str) -> TestResponse:
    """Paste a calendar, and create what is proposed; a value of "-" leaves a field out."""
    shown = client.post("/import", data={"action": "read", "calendar": raw.decode()})
    assert shown.status_code == 200, shown.text
    fields = {**fields_in(shown.text), "host_name": "Hana", **typed, "action": "create"}
    return client.post("/import", data={name: value for name, value in fields.items() if value != "-"})


def words_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<textarea.*?</textarea>|<[^>]+>", " ", page, flags=re.DOTALL)).split())


def count_events(edge: Edge) -> int:
    with edge.store.reading() as session:
        return session.scalar(select(func.count(Event.id))) or 0


class TestTheApi:
    def test_a_calendar_becomes_drafts_and_nothing_else(self, client: FlaskClient, edge: Edge) -> None:
        answer = post(client, WEEKLY)
        assert answer.status_code == 200
        (draft,) = answer.json["drafts"]  # type: ignore[index]
        assert set(draft) == EXAMPLE_FIELDS
        assert (draft["title"], draft["timezone"]) == ("Virtual coffee", "America/New_York")
        assert answer.json["problems"] == []  # type: ignore[index]
        assert count_events(edge) == 0

    def test_create_makes_each_an_event_with_a_token_of_its_own(self, client: FlaskClient) -> None:
        made = post(client, TWO, create="true", host="Hana")
        assert made.status_code == 201
        first, second = made.json["events"]  # type: ignore[index]
        assert first["host_token"] != second["host_token"]
        assert (first["starts_at"], first["timezone"]) == ("2026-12-03T19:00", "Europe/Berlin")
        assert first["host"]["name"] == "Hana"
        assert first["urls"]["host"].endswith(first["host_token"])
        changed = client.patch(
            f"{API}/events/{second['code']}",
            json={"title": "Mine"},
            headers={"Authorization": f"Bearer {second['host_token']}"},
        )
        assert changed.status_code == 200

    def test_an_event_has_what_the_calendar_says(self, client: FlaskClient) -> None:
        (made,) = post(client, BOOKS, create="true").json["events"]  # type: ignore[index]
        assert (made["title"], made["theme"]) == ("Book club", "book-club")
        assert (made["video_url"], made["description"]) == ("https://zoom.us/j/1", "Bring tea.")
        assert len(made["activities"]) >= 4

    def test_the_same_again_changes_the_event_it_made(self, client: FlaskClient, edge: Edge) -> None:
        (made,) = post(client, BOOKS, create="true").json["events"]  # type: ignore[index]
        moved = BOOKS.replace(b"20261203T190000", b"20261204T200000").replace(b"Book club", b"Books")
        again = post(client, moved, made["host_token"], create="true")
        assert again.status_code == 201
        (changed,) = again.json["events"]  # type: ignore[index]
        assert (changed["code"], changed["host_token"]) == (made["code"], made["host_token"])
        assert (changed["title"], changed["starts_at"], changed["sequence"]) == ("Books", "2026-12-04T20:00", 1)
        assert count_events(edge) == 1

    def test_without_the_token_it_is_somebody_elses_and_stays(self, client: FlaskClient, edge: Edge) -> None:
        (made,) = post(client, BOOKS, create="true").json["events"]  # type: ignore[index]
        other = plan()
        token = client.post(f"{API}/events", json=other).json["host_token"]  # type: ignore[index]
        for asking in (None, token):
            moved = post(client, BOOKS.replace(b"Book club", b"Taken over"), asking, create="true")
            assert moved.json["events"][0]["code"] != made["code"]  # type: ignore[index]
        assert client.get(f"{API}/events/{made['code']}").json["title"] == "Book club"  # type: ignore[index]

    def test_a_token_of_one_event_does_not_change_another(self, client: FlaskClient, edge: Edge) -> None:
        first, second = post(client, TWO, create="true").json["events"]  # type: ignore[index]
        again = post(client, TWO.replace(b"An evening", b"Changed"), first["host_token"], create="true")
        assert [each["code"] for each in again.json["events"]] == [first["code"]]  # type: ignore[index]
        assert "host link" in again.json["problems"][0]["message"]  # type: ignore[index]
        assert client.get(f"{API}/events/{second['code']}").json["title"] == "An evening"  # type: ignore[index]
        assert count_events(edge) == 2

    def test_our_own_file_is_pointed_to_and_not_doubled(self, client: FlaskClient, edge: Edge) -> None:
        made: Any = client.post(f"{API}/events", json=plan(video_url="https://calls.example/1")).json
        file = client.get(f"/e/{made['code']}.ics").data
        draft = post(client, file).json["drafts"][0]  # type: ignore[index]
        assert (draft["starts_at"], draft["timezone"]) == (made["starts_at"], made["timezone"])
        assert draft["video_url"] == made["video_url"]
        refused = assert_problem(post(client, file, create="true"), 422, "invalid")
        assert "here already" in refused["detail"]
        assert_problem(post(client, file, made["host_token"], create="true"), 422, "invalid")
        assert count_events(edge) == 1
        page = client.post("/import", data={"calendar": file.decode()}).text
        assert f'href="/e/{made["code"]}"' in page
        assert 'name="take-0"' not in page

    def test_a_series_becomes_a_series_with_its_exceptions(self, client: FlaskClient) -> None:
        starts = "DTSTART;TZID=Europe/Berlin:20361204T190000"
        series = event("RRULE:FREQ=WEEKLY;COUNT=9", "EXDATE;TZID=Europe/Berlin:20361211T190000", starts=starts)
        moved = event("RECURRENCE-ID;TZID=Europe/Berlin:20361218T190000", starts=starts.replace("04T19", "19T20"))
        (made,) = post(client, calendar(series, moved), create="true").json["events"]  # type: ignore[index]
        assert (made["starts_at"], made["repeat"], made["skipped"]) == (
            "2036-12-04T19:00",
            "FREQ=WEEKLY;COUNT=9",
            ["2036-12-11"],
        )
        shown = client.get(f"/api/v1/events/{made['code']}").json["occurrences"]  # type: ignore[index]
        assert [(each["on"], each["starts_at"]) for each in shown[:3]] == [
            ("2036-12-04", "2036-12-04T19:00"),
            ("2036-12-18", "2036-12-19T20:00"),
            ("2036-12-25", "2036-12-25T19:00"),
        ]
        assert made["notes"] == [
            "It repeats: every Thursday at 7:00\u202fPM, Berlin time, 8 times, but not on Dec 11, 2036."
        ]

    def test_an_old_series_begins_with_its_next_date(self, client: FlaskClient) -> None:
        old = event("RRULE:FREQ=WEEKLY", starts="DTSTART;TZID=Europe/Berlin:20200102T190000")
        (made,) = post(client, calendar(old), create="true").json["events"]  # type: ignore[index]
        assert made["repeat"] == "FREQ=WEEKLY"
        assert timedelta(days=-1) < datetime.fromisoformat(made["starts_at_utc"]) - utcnow() < timedelta(days=8)

    def test_of_dates_that_follow_no_rule_one_is_taken(self, client: FlaskClient) -> None:
        dates = event("RDATE;TZID=Europe/Berlin:20361231T190000", starts="DTSTART;TZID=Europe/Berlin:20361204T190000")
        (made,) = post(client, calendar(dates), create="true").json["events"]  # type: ignore[index]
        assert (made["starts_at"], made["repeat"]) == ("2036-12-04T19:00", None)
        assert "only this date" in made["notes"][0]

    def test_a_cancellation_gives_no_drafts_and_explains(self, client: FlaskClient) -> None:
        taken_back = calendar(event(), head="METHOD:CANCEL")
        answer = post(client, taken_back)
        assert (answer.status_code, answer.json["drafts"]) == (200, [])  # type: ignore[index]
        assert answer.json["problems"][0]["line"] == 2  # type: ignore[index]
        assert_problem(post(client, taken_back, create="true"), 422, "invalid")

    def test_a_cancelled_event_cancels_the_one_that_was_made_of_it(self, client: FlaskClient) -> None:
        (made,) = post(client, BOOKS, create="true").json["events"]  # type: ignore[index]
        (cancelled,) = post(client, CANCELLED, made["host_token"], create="true").json["events"]  # type: ignore[index]
        assert (cancelled["code"], cancelled["status"]) == (made["code"], "cancelled")
        assert_problem(post(client, CANCELLED.replace(b"books", b"other"), create="true"), 422, "invalid")

    def test_a_time_without_a_zone_is_asked_for(self, client: FlaskClient) -> None:
        assert post(client, FLOATING).json["drafts"][0]["timezone"] is None  # type: ignore[index]
        refused = assert_problem(post(client, FLOATING, create="true"), 422, "invalid")
        assert refused["errors"][0]["field"] == "timezone"
        (made,) = post(client, FLOATING, create="true", timezone="Asia/Tokyo").json["events"]  # type: ignore[index]
        assert made["starts_at_utc"] == "2036-12-03T10:00:00Z"
        assert_problem(post(client, FLOATING, create="true", timezone="Mars"), 422, "invalid")

    @pytest.mark.parametrize("raw", [b"", b"PK\x03\x04zip", b"<html>", b"{}", b"BEGIN:VCALENDAR\nEND:VCALENDAR"])
    def test_what_holds_no_event_is_refused(self, client: FlaskClient, raw: bytes) -> None:
        assert_problem(post(client, raw), 422, "invalid")

    def test_more_than_a_megabyte_is_refused(self, client: FlaskClient) -> None:
        assert_problem(post(client, b"x" * 1_100_000), 413, "invalid")

    def test_the_passphrase_of_the_site_is_asked_for_when_events_are_made(self, config: Config) -> None:
        client = create_app(replace(config, create_passphrase="open sesame")).test_client()
        assert post(client, BOOKS).status_code == 200
        assert_problem(post(client, BOOKS, create="true"), 403, "not-allowed")
        made = client.post(f"{API}/imports?create=true", data=BOOKS, headers={"Passphrase": "open sesame"})
        assert made.status_code == 201

    def test_it_speaks_the_readers_language(self, client: FlaskClient) -> None:
        broken = calendar(event(starts="DTSTART:soon"), event(uid="b"))
        german = client.post(f"{API}/imports", data=broken, headers={"Accept-Language": "de"}).json
        assert german["problems"][0]["message"] != post(client, broken).json["problems"][0]["message"]  # type: ignore[index]


class TestThePage:
    def test_it_is_linked_from_the_front_page_and_the_planning_page(self, client: FlaskClient) -> None:
        for path in ("/", "/new"):
            assert 'href="/import"' in client.get(path).text

    def test_a_file_is_shown_before_anything_is_made(self, client: FlaskClient, edge: Edge) -> None:
        shown = client.post("/import", data={"file": (io.BytesIO(WEEKLY), "hana.ics"), "calendar": ""})
        assert shown.status_code == 200
        words = words_of(shown.text)
        assert "Virtual coffee" in words
        assert "in New York" in words
        assert "It repeats" in words
        assert count_events(edge) == 0

    def test_one_event_leads_to_its_page_with_its_secret_link(self, client: FlaskClient) -> None:
        made = bring(client, BOOKS)
        assert made.status_code == 303
        page = client.get(made.location).text
        assert re.search(r"/h/[\w-]{43}", page)
        assert "Book club" in page

    def test_several_are_shown_with_their_secret_links(self, client: FlaskClient, app: Flask) -> None:
        made = bring(client, TWO)
        assert made.status_code == 200
        links = re.findall(r"http://127\.0\.0\.1:5000(/h/[\w-]{43})", made.text)
        assert len(links) == 2
        assert app.test_client().get(links[1]).status_code == 303
        assert client.get("/").text.count("An evening") == 2

    def test_only_what_is_chosen_is_made_with_the_theme_that_is_chosen(self, client: FlaskClient, edge: Edge) -> None:
        assert bring(client, TWO, **{"take-0": "-", "theme-1": "storytelling"}).status_code == 303
        with edge.store.reading() as session:
            assert session.scalars(select(Event.theme)).all() == ["storytelling"]

    def test_what_is_over_is_not_proposed_beside_what_is_to_come(self, client: FlaskClient) -> None:
        old = calendar(
            event(uid="a", starts="DTSTART:20200101T120000Z"), event(uid="b", starts="DTSTART:20360101T120000Z")
        )
        fields = fields_in(client.post("/import", data={"calendar": old.decode()}).text)
        assert {name for name in fields if name.startswith("take-")} == {"take-1"}

    def test_the_same_again_is_offered_as_an_update(self, client: FlaskClient, edge: Edge) -> None:
        first = bring(client, BOOKS).location
        shown = client.post("/import", data={"calendar": BOOKS.decode()})
        assert "You have this event already" in words_of(shown.text)
        assert bring(client, BOOKS.replace(b"Book club", b"Books")).location == first
        assert count_events(edge) == 1
        assert "Books" in client.get(first).text

    def test_in_another_browser_it_is_a_new_event(self, client: FlaskClient, app: Flask, edge: Edge) -> None:
        first = bring(client, BOOKS).location
        assert bring(app.test_client(), BOOKS).location != first
        assert count_events(edge) == 2

    def test_what_is_refused_keeps_what_was_pasted(self, client: FlaskClient) -> None:
        refused = client.post("/import", data={"calendar": "Dear <Hana>,\nsee you"})
        assert refused.status_code == 422
        assert fields_in(refused.text)["calendar"] == "Dear <Hana>,\nsee you"
        assert 'aria-invalid="true"' in refused.text

    @pytest.mark.parametrize(
        ("typed", "field"),
        [({"host_name": ""}, "host_name"), ({"host_email": "nowhere"}, "host_email"), ({"take-0": "-"}, "take")],
    )
    def test_a_wrong_field_is_said_and_everything_else_stays(
        self, client: FlaskClient, edge: Edge, typed: dict[str, str], field: str
    ) -> None:
        refused = bring(client, BOOKS, **{"theme-0": "storytelling", **typed})
        assert refused.status_code == 422
        kept = fields_in(refused.text)
        assert kept["theme-0"] == "storytelling"
        assert "Book club" in kept["calendar"]
        assert field == "take" or f'id="error-{field}"' in refused.text
        assert count_events(edge) == 0

    def test_a_time_without_a_zone_is_asked_for(self, client: FlaskClient, edge: Edge) -> None:
        assert bring(client, FLOATING, timezone="Mars").status_code == 422
        assert bring(client, FLOATING, timezone="Asia/Tokyo").status_code == 303
        with edge.store.reading() as session:
            assert session.scalars(select(Event.timezone)).all() == ["Asia/Tokyo"]

    def test_what_cannot_be_read_is_listed_and_what_is_hostile_is_text(self, client: FlaskClient) -> None:
        raw = calendar(
            event(starts="DTSTART:<script>alert(1)</script>", uid="a"),
            event("DESCRIPTION:<img src=x onerror=alert(1)>", uid="b"),
        )
        page = client.post("/import", data={"calendar": raw.decode()}).text
        assert "Line 5:" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page.split("</textarea>")[1]

    def test_a_cancelled_event_cannot_be_chosen(self, client: FlaskClient) -> None:
        page = client.post("/import", data={"calendar": CANCELLED.decode()}).text
        assert "Cancelled" in page
        assert 'name="take-0"' not in page
        assert bring(client, CANCELLED, **{"take-0": "1"}).status_code == 422

    def test_fifty_at_once_can_be_made_and_opened(self, client: FlaskClient) -> None:
        made = bring(
            client, calendar(*(event(uid=str(number), starts="DTSTART:20360101T120000Z") for number in range(50)))
        )
        assert made.status_code == 200
        first = re.search(r'href="(/e/\w+/manage)"', made.text)
        assert first
        assert client.get(first[1]).status_code == 200

    def test_the_passphrase_is_asked_for_and_never_comes_back(self, config: Config) -> None:
        app = create_app(replace(config, create_passphrase="open sesame"))
        app.config["WTF_CSRF_ENABLED"] = False
        client = app.test_client()
        refused = bring(client, BOOKS, passphrase="open barley")
        assert refused.status_code == 422
        assert "open barley" not in refused.text
        assert bring(client, BOOKS, passphrase="open sesame").status_code == 303

    def test_a_large_calendar_survives_both_steps(self, client: FlaskClient) -> None:
        attendees = "\n".join(
            f"ATTENDEE;CN=Guest {number}:mailto:guest{number}@example.org" for number in range(15_000)
        )
        assert bring(client, calendar(event(attendees))).status_code == 303


class TestTheCommandLine:
    @pytest.fixture
    def run(self, app: Flask) -> Any:
        return lambda *words: app.test_cli_runner().invoke(args=["import-ics", *map(str, words)])

    def test_it_says_what_was_understood(self, run: Any, edge: Edge) -> None:
        told = run(SAMPLES / "zoom.ics")
        assert told.exit_code == 0
        assert "Cooking class" in told.output
        assert "2026-12-03 17:00 America/Los_Angeles, 60 minutes" in told.output
        assert "https://us02web.zoom.us/j/89012345678?pwd=AbC.1" in told.output
        assert count_events(edge) == 0

    def test_it_creates_and_gives_the_host_links(self, run: Any, client: FlaskClient, tmp_path: Path) -> None:
        file = tmp_path / "two.ics"
        file.write_bytes(TWO)
        told = run(file, "--create", "--host", "Hana")
        assert told.exit_code == 0
        links = re.findall(r"host link: http://127\.0\.0\.1:5000(/h/[\w-]{43})", told.output)
        assert len(links) == 2
        assert client.get(links[0]).status_code == 303
        token = links[0].removeprefix("/h/")
        again = run(file, "--create", "--token", token)
        assert "brought up to date" in again.output

    def test_what_cannot_be_read_is_said(self, run: Any, tmp_path: Path) -> None:
        file = tmp_path / "no.ics"
        file.write_bytes(b"PK\x03\x04")
        told = run(file)
        assert told.exit_code != 0
        assert "Unzip" in told.output
        file.write_bytes(FLOATING)
        assert "time zone" in run(file, "--create").output
