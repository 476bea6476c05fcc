"""Feeds as calendars ask for them, and how hosts and guests are given theirs."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from werkzeug.test import TestResponse

from eventkit.app import create_app
from eventkit.config import Config
from eventkit.domain.letters import feeds
from eventkit.domain.records.feed import Feed
from eventkit.edge import Edge
from tests.people import plan
from tests.web.test_queries import counting

API = "/api/v1/events"
GUS = "gus@example.org"
VIDEO = "https://call.example.org/room"


class Hana:
    """A host by the API, whose events all belong to her."""

    def __init__(self, app: Flask, **changes: Any) -> None:
        self.app, self.token = app, ""
        self.event = self.plan(**changes)
        self.token = self.event["host_token"]

    def plan(self, **changes: Any) -> dict[str, Any]:
        made = self.call("POST", "", plan(**{"activities": [], "starts_at": soon(), **changes}))
        assert made.status_code == 201, made.text
        event: dict[str, Any] = made.json  # type: ignore[assignment]
        return event

    def call(self, method: str, path: str, json: Any = None) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.app.test_client().open(f"{API}{path}", method=method, json=json, headers=headers)

    @property
    def code(self) -> str:
        return str(self.event["code"])

    @property
    def feed(self) -> str:
        return urlsplit(self.event["urls"]["feed"]).path

    def browser(self) -> FlaskClient:
        browser = self.app.test_client()
        browser.get(f"/h/{self.token}")
        return browser


def soon(days: int = 7) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT19:00")


@pytest.fixture
def hana(app: Flask) -> Hana:
    return Hana(app, video_url=VIDEO)


@pytest.fixture
def importer(app: Flask) -> FlaskClient:
    """A calendar's: it has no cookies, and says nothing of what it takes."""
    return app.test_client(use_cookies=False)


def of_address(edge: Edge, email: str = GUS) -> str:
    """Where the feed of the guests with this address is."""
    with edge.store.transaction() as session:
        feeds.open_for_address(session, email)
        feed = feeds.of_address(session, email)
        assert feed
        return urlsplit(edge.feed_url(feed)).path


def titles(answer: TestResponse) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(answer.data).events]


def reply(app: Flask, code: str, answer: str, **fields: Any) -> None:
    given = {"name": "Gus", "email": GUS, "answer": answer, **fields}
    assert app.test_client().post(f"{API}/{code}/replies", json=given).status_code == 201


def test_a_calendar_gets_the_hosts_events_without_a_cookie(hana: Hana, importer: FlaskClient) -> None:
    hana.plan(title="Before it", starts_at=soon(2))
    answer = importer.get(hana.feed)
    assert titles(answer) == ["Before it", "Thursday book club"]
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, max-age=900"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not {"Set-Cookie", "Content-Disposition"} & set(answer.headers.keys())
    assert "/feeds" not in importer.get("/robots.txt").text


@pytest.mark.parametrize("accept", [None, "", "image/png", "text/html", "application/json"])
def test_whatever_a_calendar_says_it_takes_it_gets_the_calendar(
    hana: Hana, importer: FlaskClient, accept: str | None
) -> None:
    answer = importer.get(hana.feed, headers={} if accept is None else {"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")


def test_an_event_is_the_same_as_in_its_file(hana: Hana, importer: FlaskClient) -> None:
    (followed,) = Calendar.from_ical(importer.get(hana.feed).data).events
    (alone,) = Calendar.from_ical(importer.get(f"/e/{hana.code}.ics").data).events
    assert {name: followed.get(name) for name in alone if name != "DTSTAMP"} == {
        name: alone[name] for name in alone if name != "DTSTAMP"
    }
    assert (len(alone.subcomponents), len(followed.subcomponents)) == (1, 0)


def test_events_of_several_zones_begin_when_they_do(hana: Hana, importer: FlaskClient) -> None:
    hana.plan(title="In New York", timezone="America/New_York", starts_at="2026-12-03T19:00")
    hana.plan(title="In Berlin", starts_at="2026-12-03T19:00")
    answer = importer.get(hana.feed)
    seen = {str(event["SUMMARY"]): event["DTSTART"].dt for event in Calendar.from_ical(answer.data).events}
    assert seen["In New York"] == datetime(2026, 12, 4, 0, tzinfo=UTC)
    assert seen["In Berlin"] == datetime(2026, 12, 3, 18, tzinfo=UTC)
    assert answer.data.count(b"BEGIN:VTIMEZONE") == 2


def test_nothing_is_sent_again_while_nothing_has_changed(hana: Hana, importer: FlaskClient) -> None:
    first, second = importer.get(hana.feed), importer.get(hana.feed)
    assert first.data == second.data
    assert (first.headers["ETag"], first.headers["Last-Modified"]) == (
        second.headers["ETag"],
        second.headers["Last-Modified"],
    )
    for known in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
        answer = importer.get(hana.feed, headers=known)
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == first.headers["ETag"]
        assert answer.headers["Cache-Control"] == "private, max-age=900"


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_nor_to_whom_it_was_sent_compressed(hana: Hana, importer: FlaskClient, encoding: str) -> None:
    first = importer.get(hana.feed, headers={"Accept-Encoding": encoding})
    assert first.headers["Content-Encoding"] == encoding
    if encoding == "gzip":
        assert gzip.decompress(first.data) == importer.get(hana.feed).data
    again = importer.get(hana.feed, headers={"Accept-Encoding": encoding, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_every_change_is_sent(hana: Hana, importer: FlaskClient) -> None:
    hana.plan(title="Another")
    for change in (
        lambda: hana.call("PATCH", f"/{hana.code}", {"title": "Renamed"}),
        lambda: hana.call("DELETE", f"/{hana.code}"),
        lambda: hana.plan(title="One more"),
        lambda: hana.browser().post(f"/e/{hana.code}/delete", data={"title": "Renamed"}),
    ):
        known = importer.get(hana.feed)
        change()
        answer = importer.get(hana.feed, headers={"If-None-Match": known.headers["ETag"]})
        assert answer.status_code == 200
        assert answer.headers["ETag"] != known.headers["ETag"]
    assert titles(answer) == ["Another", "One more"]


def test_who_knows_only_when_they_asked_last_hears_of_an_event_that_is_gone(
    hana: Hana, importer: FlaskClient, edge: Edge
) -> None:
    hana.plan(title="Another")
    importer.get(hana.feed)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with edge.store.transaction() as session:  # as if it had been asked for yesterday
        feed = session.get_one(Feed, int(hana.feed.split("/")[2].partition("-")[0]))
        feed.changed_at = yesterday
    known = importer.get(hana.feed).headers["Last-Modified"]
    assert known == yesterday.strftime("%a, %d %b %Y %H:%M:%S GMT")
    hana.browser().post(f"/e/{hana.code}/delete", data={"title": "Thursday book club"})
    assert titles(importer.get(hana.feed, headers={"If-Modified-Since": known})) == ["Another"]


def test_a_look_at_the_head_alone(hana: Hana, importer: FlaskClient) -> None:
    whole, head = importer.get(hana.feed), importer.head(hana.feed)
    assert (head.status_code, head.data) == (200, b"")
    for name in ("ETag", "Last-Modified", "Content-Type", "Content-Length", "Cache-Control"):
        assert head.headers[name] == whole.headers[name]


def test_a_cancelled_event_stays_and_says_so(hana: Hana, importer: FlaskClient) -> None:
    hana.call("DELETE", f"/{hana.code}")
    (event,) = Calendar.from_ical(importer.get(hana.feed).data).events
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CANCELLED", 1)


def test_each_event_speaks_its_own_language_and_the_feed_that_of_the_newest(hana: Hana, importer: FlaskClient) -> None:
    hana.plan(title="Lesekreis", language="de", starts_at=soon(2))
    text = importer.get(hana.feed, headers={"Accept-Language": "es"}).text.replace("\r\n ", "")
    assert "\r\nNAME:Treffen von Hana\r\n" in text
    german, english = Calendar.from_ical(text).events
    assert "Es lädt ein: Hana" in str(german["DESCRIPTION"])
    assert "Host: Hana" in str(english["DESCRIPTION"])


def test_a_feed_without_events_speaks_the_readers(importer: FlaskClient, edge: Edge) -> None:
    answer = importer.get(of_address(edge), headers={"Accept-Language": "de"})
    assert titles(answer) == []
    assert "\r\nX-WR-CALNAME:Deine Treffen\r\n" in answer.text


def test_a_guest_follows_what_they_come_to(app: Flask, hana: Hana, importer: FlaskClient, edge: Edge) -> None:
    elsewhere = Hana(app, title="At Ivy's", host={"name": "Ivy"}, starts_at=soon(2))
    declined = Hana(app, title="Declined", host={"name": "Olive"})
    for code, answer in ((hana.code, "yes"), (elsewhere.code, "maybe"), (declined.code, "no")):
        reply(app, code, answer)
    asking = Hana(app, title="Asked", starts_at=soon(9))
    assert asking.call("POST", f"/{asking.code}/invitations", {"emails": [GUS]}).status_code == 202
    answer = importer.get(of_address(edge))
    assert titles(answer) == ["At Ivy's", "Thursday book club", "Asked"]
    assert GUS not in answer.text


def test_the_video_link_is_for_who_sees_it_on_the_page(app: Flask, importer: FlaskClient, edge: Edge) -> None:
    hana = Hana(app, video_url=VIDEO, link_for="replied")
    hana.call("POST", f"/{hana.code}/invitations", {"emails": [GUS]})
    asked = importer.get(of_address(edge))
    assert titles(asked) == ["Thursday book club"]
    assert VIDEO not in asked.text.replace("\r\n ", "")
    assert VIDEO in importer.get(hana.feed).text.replace("\r\n ", "")
    reply(app, hana.code, "yes")
    assert VIDEO in importer.get(of_address(edge)).text.replace("\r\n ", "")


def test_a_feed_that_is_not_there_says_so_in_one_line(hana: Hana, importer: FlaskClient) -> None:
    forged = hana.feed.replace("-", "-0")[: len(hana.feed) - 4]
    for path in ("/feeds/nonsense.ics", f"{forged}.ics", "/feeds/1-.ics", f"/feeds/999-{'0' * 32}.ics"):
        answer = importer.get(path)
        assert (answer.status_code, answer.mimetype) == (404, "text/plain"), path
        assert answer.text == "This link is not valid any more. Check that it was copied whole.\n"
        assert "Set-Cookie" not in answer.headers


def test_guessing_feeds_is_stopped_as_other_guesses_are(config: Config) -> None:
    app = create_app(replace(config, rate_limits=True))
    hana, guesser = Hana(app), app.test_client()
    statuses = [guesser.get(f"/feeds/{number}-{'0' * 32}.ics").status_code for number in range(60)]
    assert (statuses[0], statuses[-1]) == (404, 429)
    assert int(guesser.get(hana.feed).headers["Retry-After"]) >= 1
    assert guesser.get(hana.feed, environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 200


def test_a_feed_asks_the_database_as_often_however_much_it_holds(app: Flask, importer: FlaskClient, edge: Edge) -> None:
    asked: dict[str, list[int]] = {"host": [], "guest": []}
    for number in (1, 12):
        hana, email = Hana(app), f"gus{number}@example.org"
        for _ in range(number - 1):
            hana.plan()
        for each in range(number):
            reply(app, Hana(app, host={"name": f"Host {each}"}).code, "yes", email=email)
        for who, path in (("host", hana.feed), ("guest", of_address(edge, email))):
            assert len(titles(importer.get(path))) == number
            with counting(edge.store) as statements:
                importer.get(path)
            asked[who].append(len(statements))
    assert all(few == many for few, many in asked.values()), asked


def test_the_host_alone_is_told_their_feed(app: Flask, hana: Hana) -> None:
    assert hana.event["urls"]["feed"].startswith("http://127.0.0.1:5000/feeds/")
    for method, json in (("GET", None), ("PATCH", {"title": "Renamed"}), ("DELETE", None)):
        assert hana.call(method, f"/{hana.code}", json).json["urls"]["feed"] == hana.event["urls"]["feed"]  # type: ignore[index]
    assert "feed" not in app.test_client().get(f"{API}/{hana.code}").json["urls"]  # type: ignore[index]
    assert "/feeds/" not in app.test_client().get(f"/e/{hana.code}").text


def test_a_co_host_is_not_told_of_the_hosts_other_events(app: Flask, hana: Hana) -> None:
    page = hana.browser().post(f"/e/{hana.code}/co-hosts", data={"name": "Ivy"}, follow_redirects=True).text
    token = re.findall(r"/h/([\w-]{43})", page)[0]
    ivy, bearer = app.test_client(), {"Authorization": f"Bearer {token}"}
    ivy.get(f"/h/{token}")
    for path in ("/", f"/e/{hana.code}/manage"):
        assert "/feeds/" not in ivy.get(path).text
    for method, json in (("GET", None), ("PATCH", {"title": "Renamed"}), ("DELETE", None)):
        shown = app.test_client().open(f"{API}/{hana.code}", method=method, json=json, headers=bearer)
        assert (shown.status_code, "feed" in shown.json["urls"]) == (200, False)  # type: ignore[index]
    assert ivy.post(f"/e/{hana.code}/feed-link").status_code == 403


def test_the_host_page_and_the_front_page_offer_the_feed(hana: Hana) -> None:
    url = hana.event["urls"]["feed"]
    address = url.partition("://")[2]
    for path in (f"/e/{hana.code}/manage", "/"):
        page = unescape(hana.browser().get(path).text)
        assert "Follow in your calendar" in page
        assert f'href="webcal://{address}"' in page
        assert f">{url}</span>" in page
        assert "https://calendar.google.com/calendar/u/0/r?cid=webcal%3A%2F%2F127.0.0.1%3A5000%2Ffeeds%2F" in page
        assert "https://outlook.live.com/calendar/0/addfromweb/?url=http%3A%2F%2F127.0.0.1%3A5000%2Ffeeds%2F" in page
        assert "name=Events%20of%20Hana" in page


def test_a_new_link_replaces_the_one_before(hana: Hana, importer: FlaskClient) -> None:
    browser, old = hana.browser(), hana.feed
    page = browser.post(f"/e/{hana.code}/feed-link", follow_redirects=True).text
    assert "This is your new link. The old one has stopped working." in page
    assert "This is your new link" not in browser.get(f"/e/{hana.code}/manage").text
    hana.event = hana.call("GET", f"/{hana.code}").json  # type: ignore[assignment]
    assert hana.feed != old
    assert hana.feed in page
    assert importer.get(old).status_code == 404
    assert titles(importer.get(hana.feed)) == ["Thursday book club"]


def test_a_stranger_makes_no_new_link(app: Flask, hana: Hana, importer: FlaskClient) -> None:
    assert app.test_client().post(f"/e/{hana.code}/feed-link").status_code == 401
    assert importer.get(hana.feed).status_code == 200
