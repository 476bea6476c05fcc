"""A repeating event on its pages and by the API: each date at its own address, changes of one or of all."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from tests.forms import fields_in
from tests.people import plan, poll
from tests.web.test_queries import counting

API = "/api/v1/events"
SERIES = {"starts_at": "2036-12-04T19:00", "repeat": "FREQ=WEEKLY;INTERVAL=2;COUNT=5", "skipped": ["2037-01-01"]}
DAYS = ["2036-12-04", "2036-12-18", "2037-01-15", "2037-01-29"]


class Hana:
    """The host of a series, by API and in a browser."""

    def __init__(self, app: Flask, **changes: Any) -> None:
        self.browser = app.test_client()
        made = self.browser.post(API, json=plan(**{**SERIES, **changes})).json
        assert made
        self.made, self.code = made, made["code"]
        self.headers = {"Authorization": f"Bearer {made['host_token']}"}
        self.browser.get(f"/h/{made['host_token']}")

    def get(self, path: str = "", **query: str) -> Any:
        return self.browser.get(f"{API}/{self.code}{path}", query_string=query, headers=self.headers).json

    def patch(self, changes: dict[str, Any], **query: str) -> Any:
        return self.browser.patch(f"{API}/{self.code}", json=changes, query_string=query, headers=self.headers)


@pytest.fixture
def hana(app: Flask) -> Hana:
    return Hana(app)


def test_it_tells_its_dates(hana: Hana, client: FlaskClient) -> None:
    shown = client.get(f"{API}/{hana.code}").json
    assert shown
    assert (shown["on"], shown["repeat"], shown["skipped"]) == (DAYS[0], SERIES["repeat"], SERIES["skipped"])
    assert [each["on"] for each in shown["occurrences"]] == DAYS
    assert shown["urls"]["room"].endswith(f"/e/{hana.code}/room")  # that of the present date or the next
    assert shown["occurrences"][1]["urls"]["room"].endswith(f"/e/{hana.code}/on/{DAYS[1]}/room")
    page = client.get(f"/e/{hana.code}").text
    assert "every other Thursday at 7:00\u202fPM, Berlin time, 4 times, but not on Jan 1, 2037" in page
    for day in DAYS:
        assert f'href="/e/{hana.code}/on/{day}"' in page
    assert client.get(f"/e/{hana.code}/on/2037-01-01").status_code == 404
    assert client.get(f"/e/{hana.code}/on/yesterday").status_code == 404


def test_what_takes_place_once_has_no_other_date(client: FlaskClient) -> None:
    made = client.post(API, json=plan()).json
    assert made
    assert (made["repeat"], made["occurrences"]) == (None, [])
    assert "/on/" not in client.get(f"/e/{made['code']}").text
    assert client.get(f"/e/{made['code']}/on/2026-12-03").status_code == 200
    assert client.get(f"/e/{made['code']}/on/2026-12-10").status_code == 404


def test_links_of_a_page_stay_on_its_date(hana: Hana) -> None:
    for path in ("", "/manage", "/run", "/edit", "/recap"):
        page = hana.browser.get(f"/e/{hana.code}/on/{DAYS[1]}{path}").text
        for found in re.findall(rf'(?:href|action)="/e/{hana.code}(/(?!invite|mails|on/)[a-z/]+)"', page):
            assert found in ("/feed-link",), (path, found)
    assert f'action="/e/{hana.code}/on/{DAYS[1]}/reply"' in hana.browser.get(f"/e/{hana.code}/on/{DAYS[1]}").text


def test_a_reply_is_for_its_date_and_for_all_where_that_is_said(hana: Hana, app: Flask) -> None:
    gus, ivy = app.test_client(), app.test_client()
    gus.post(f"/e/{hana.code}/on/{DAYS[1]}/reply", data={"name": "Gus", "answer": "yes", "dates": "this"})
    ivy.post(f"/e/{hana.code}/on/{DAYS[1]}/reply", data={"name": "Ivy", "answer": "yes", "dates": "all"})
    coming = [[each["name"] for each in hana.get("/replies", on=day)] for day in DAYS]
    assert coming == [["Ivy"], ["Gus", "Ivy"], ["Ivy"], ["Ivy"]]
    assert [hana.get(on=day)["replies"]["yes"] for day in DAYS] == [1, 2, 1, 1]
    page = ivy.get(f"/e/{hana.code}/on/{DAYS[2]}").text
    assert fields_in(page)["answer"] == "yes"
    assert fields_in(page)["dates"] == "all"
    assert "answer" not in fields_in(gus.get(f"/e/{hana.code}/on/{DAYS[2]}").text)


def test_a_reply_by_api_is_for_one_date(hana: Hana, client: FlaskClient) -> None:
    def reply(**fields: Any) -> Any:
        given = {"name": "Gus", "answer": "yes", **fields}
        return client.post(f"{API}/{hana.code}/replies", json=given, query_string={"on": DAYS[2]})

    assert reply().status_code == 201
    assert [hana.get(on=day)["replies"]["yes"] for day in DAYS] == [0, 0, 1, 0]
    assert reply(dates="all").status_code == 201
    assert [hana.get(on=day)["replies"]["yes"] for day in DAYS] == [1, 1, 2, 1]
    assert reply(dates="some").status_code == 422


def test_each_date_has_its_own_answers_and_recap(hana: Hana, app: Flask) -> None:
    made = hana.browser.post(f"{API}/{hana.code}/activities", json=poll(), headers=hana.headers).json
    assert made
    for day in DAYS[:2]:
        moved = hana.browser.post(
            f"{API}/{hana.code}/activities/{made['id']}/moves",
            json={"move": "open"},
            query_string={"on": day},
            headers=hana.headers,
        )
        assert moved.status_code == 200
    gus = app.test_client()
    token = gus.post(f"{API}/{hana.code}/replies", json={"name": "Gus", "answer": "yes"}).json["guest_token"]  # type: ignore[index]
    answer = gus.post(
        f"{API}/{hana.code}/activities/{made['id']}/answers",
        json={"answer": "dune", "key": "1"},
        query_string={"on": DAYS[1]},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status_code == 200, answer.text
    tallies = [
        next(each for each in hana.get("/room", on=day)["activities"] if each["id"] == made["id"]) for day in DAYS[:3]
    ]
    assert [(each["state"], each["answered"]) for each in tallies] == [("open", 0), ("open", 1), ("draft", 0)]
    recaps = [len(hana.get("/recap", on=day)["activities"]) for day in DAYS[:3]]
    assert recaps == [1, 1, 0]


def test_one_date_is_changed_from_its_own_page(hana: Hana, client: FlaskClient) -> None:
    path = f"/e/{hana.code}/on/{DAYS[1]}/edit"
    form = fields_in(hana.browser.get(path).text)
    assert (form["date"], form["repeat"], form["repeat_count"]) == (DAYS[1], "fortnightly", "5")
    sent = {**form, "title": "With cake", "time": "20:00", "dates": "this", "action": "save"}
    assert hana.browser.post(path, data=sent).status_code == 303
    assert [(each["title"], each["starts_at"][-5:]) for each in hana.get()["occurrences"][:3]] == [
        ("Thursday book club", "19:00"),
        ("With cake", "20:00"),
        ("Thursday book club", "19:00"),
    ]
    assert "With cake" in client.get(f"/e/{hana.code}/on/{DAYS[1]}").text


def test_what_cannot_be_for_one_date_is_refused_and_nothing_typed_is_lost(hana: Hana) -> None:
    path = f"/e/{hana.code}/on/{DAYS[1]}/edit"
    form = fields_in(hana.browser.get(path).text)
    refused = hana.browser.post(path, data={**form, "capacity": "7", "title": "With cake", "dates": "this"})
    assert refused.status_code == 422
    assert "the same for all dates" in refused.text
    kept = fields_in(refused.text)
    assert (kept["capacity"], kept["title"]) == ("7", "With cake")


def test_a_form_that_is_sent_as_it_came_changes_nothing(hana: Hana) -> None:
    before = hana.get()
    for day in ("", f"/on/{DAYS[2]}"):
        for dates in ("this", "following", "all"):
            path = f"/e/{hana.code}{day}/edit"
            form = fields_in(hana.browser.get(path).text)
            assert hana.browser.post(path, data={**form, "dates": dates, "action": "save"}).status_code == 303
            assert hana.get()["occurrences"] == before["occurrences"]
    assert hana.get()["sequence"] == 0


def test_all_dates_and_the_following_are_moved_by_the_api(hana: Hana) -> None:
    moved = hana.patch({"starts_at": "2036-12-05T18:30"})
    assert moved.status_code == 200
    assert [each["starts_at"] for each in hana.get()["occurrences"]] == [
        "2036-12-05T18:30", "2036-12-19T18:30", "2037-01-16T18:30", "2037-01-30T18:30",
    ]  # fmt: skip
    hana.patch({"starts_at": "2037-01-16T21:00"}, on="2037-01-16", dates="following")
    assert [each["starts_at"][-5:] for each in hana.get()["occurrences"]] == ["18:30", "18:30", "21:00", "21:00"]
    hana.patch({"title": "Only this"}, on="2036-12-19")
    assert [each["title"] for each in hana.get()["occurrences"]].count("Only this") == 1
    assert hana.patch({"title": "x"}, on="2036-12-19", dates="some").status_code == 422


def test_one_date_is_cancelled_and_the_others_stay(hana: Hana, client: FlaskClient) -> None:
    sent = hana.browser.post(f"/e/{hana.code}/on/{DAYS[1]}/cancel", data={"dates": "this", "message": "The oven"})
    assert sent.status_code == 303
    assert "This date is cancelled" in client.get(f"/e/{hana.code}/on/{DAYS[1]}").text
    assert "The oven" in client.get(f"/e/{hana.code}/on/{DAYS[1]}").text
    assert "is cancelled" not in client.get(f"/e/{hana.code}").text
    assert [each["status"] for each in hana.get()["occurrences"]] == ["planned", "cancelled", "planned", "planned"]
    by_api = hana.browser.delete(f"{API}/{hana.code}", query_string={"on": DAYS[2]}, headers=hana.headers).json
    assert by_api
    assert (by_api["on"], by_api["status"]) == (DAYS[2], "cancelled")
    assert hana.get()["status"] == "planned"
    assert hana.browser.delete(f"{API}/{hana.code}", headers=hana.headers).json["status"] == "cancelled"  # type: ignore[index]
    assert {each["status"] for each in hana.get()["occurrences"]} == {"cancelled"}


@pytest.mark.parametrize(
    ("chosen", "rule"),
    [
        ({"repeat": "weekly", "repeat_end": "never"}, "FREQ=WEEKLY"),
        ({"repeat": "fortnightly", "repeat_end": "count", "repeat_count": "6"}, "FREQ=WEEKLY;INTERVAL=2;COUNT=6"),
        ({"repeat": "weekly", "repeat_end": "until", "repeat_until": "2037-03-05"}, "FREQ=WEEKLY;UNTIL=20370305"),
        ({"repeat": "monthly-weekday", "repeat_end": "never"}, "FREQ=MONTHLY;BYDAY=1TH"),
        ({"repeat": "monthly-day", "repeat_end": "never"}, "FREQ=MONTHLY;BYMONTHDAY=4"),
    ],
)
def test_a_series_is_planned_without_a_script(client: FlaskClient, chosen: dict[str, str], rule: str) -> None:
    form = {
        **fields_in(client.get("/new?theme=book-club").text),
        "title": "A series", "date": "2036-12-04", "time": "19:00", "timezone": "Europe/Berlin", "host_name": "Hana",
    }  # fmt: skip
    made = client.post("/new", data={**form, **chosen, "action": "create"})
    assert made.status_code == 303, made.text
    code = made.headers["Location"].split("/")[2]
    shown = client.get(f"{API}/{code}").json
    assert shown
    assert shown["repeat"] == rule
    again = fields_in(client.get(f"/e/{code}/edit").text)
    assert {name: again[name] for name in chosen} == chosen


def test_days_are_left_out_row_by_row_without_a_script(client: FlaskClient) -> None:
    form = {
        **fields_in(client.get("/new?theme=book-club").text),
        "title": "A series", "date": "2036-12-04", "time": "19:00", "timezone": "Europe/Berlin", "host_name": "Hana",
        "repeat": "weekly", "repeat_end": "never",
    }  # fmt: skip
    more = client.post("/new", data={**form, "action": "add:skipped"})
    rows = {**fields_in(more.text), "skipped-0-day": "2036-12-25", "action": "create"}
    code = client.post("/new", data=rows).headers["Location"].split("/")[2]
    assert client.get(f"{API}/{code}").json["skipped"] == ["2036-12-25"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"repeat": "weekly", "repeat_end": "count", "repeat_count": ""}, "Write how many times"),
        ({"repeat": "weekly", "repeat_end": "count", "repeat_count": "many"}, "Write how many times"),
        ({"repeat": "weekly", "repeat_end": "until", "repeat_until": ""}, "Choose the last day"),
        ({"repeat": "weekly", "repeat_end": "until", "repeat_until": "2036-11-01"}, "It would end before it starts"),
        ({"repeat": "weekly", "repeat_end": "never", "skipped-0-day": "2036-12-26"}, "2036-12-26 is none of its dates"),
        ({"repeat": "weekly", "repeat_end": "never", "skipped-0-day": "soon"}, "Write the date as YYYY-MM-DD"),
        ({"repeat": "yearly"}, "Write how it repeats"),
    ],
)
def test_what_cannot_be_is_said_in_words(client: FlaskClient, typed: dict[str, str], said: str) -> None:
    form = {
        **fields_in(client.get("/new?theme=book-club").text),
        "title": "A series", "date": "2036-12-04", "time": "19:00", "timezone": "Europe/Berlin", "host_name": "Hana",
    }  # fmt: skip
    refused = client.post("/new", data={**form, **typed, "action": "create"})
    assert refused.status_code == 422
    assert said in refused.text
    assert fields_in(refused.text)["title"] == "A series"


def test_a_rule_from_elsewhere_is_kept_as_it_is(app: Flask) -> None:
    rule = "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20370131"
    hana = Hana(app, repeat=rule, skipped=[])
    form = fields_in(hana.browser.get(f"/e/{hana.code}/edit").text)
    assert (form["repeat"], form["repeat_rule"]) == ("as-it-is", "FREQ=WEEKLY;BYDAY=TU,TH")
    hana.browser.post(f"/e/{hana.code}/edit", data={**form, "description": "Bring a book", "dates": "all"})
    assert (hana.get()["repeat"], hana.get()["description"]) == (rule, "Bring a book")


def test_the_file_holds_all_dates_and_that_of_a_date_holds_one(hana: Hana, client: FlaskClient) -> None:
    hana.patch({"title": "With cake"}, on=DAYS[1])
    every = Calendar.from_ical(client.get(f"/e/{hana.code}.ics").data)
    one = Calendar.from_ical(client.get(f"/e/{hana.code}/on/{DAYS[1]}.ics").data)
    assert [str(each["SUMMARY"]) for each in every.events] == ["Thursday book club", "With cake"]
    assert [str(each["SUMMARY"]) for each in one.events] == ["With cake"]
    assert client.get(f"/e/{hana.code}/on/2037-01-01.ics").status_code == 404
    assert "recur=RRULE%3AFREQ%3DWEEKLY" in client.get(f"/e/{hana.code}").text


def test_the_front_page_lists_it_once_with_its_next_date(hana: Hana) -> None:
    page = hana.browser.get("/").text
    assert page.count("Thursday book club") == 1
    assert "Dec 4, 2036" in page


def test_a_page_asks_as_much_for_many_dates_as_for_few(app: Flask) -> None:
    few, many = (
        Hana(app, repeat="FREQ=WEEKLY;COUNT=3", skipped=[]),
        Hana(app, repeat="FREQ=WEEKLY;COUNT=40", skipped=[]),
    )
    for day in many.get()["occurrences"]:
        many.patch({"description": day["on"]}, on=day["on"])
    few.patch({"description": "x"}, on=DAYS[0])
    for path in ("", "/manage", ".ics"):
        asked = []
        for each in (few, many):
            with counting(app.extensions["edge"].store) as statements:
                assert each.browser.get(f"/e/{each.code}{path}").status_code == 200
            asked.append(len(statements))
        assert asked[0] == asked[1], path
