"""The event's page without any script: questions, the waiting list, polls from before the day, who sees what."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.people import plan

API = "/api/v1/events"
QUESTIONS = [
    {"kind": "text", "text": "Which book did you love?"},
    {"kind": "diet", "text": "What do you not eat?"},
    {"kind": "bring", "text": "What do you bring?", "things": [{"text": "Cake"}, {"text": "Tea", "wanted": 2}]},
]


class Hana:
    """The host, by the API; guests are browsers."""

    def __init__(self, app: Flask, **changes: Any) -> None:
        self.client = app.test_client()
        made: dict[str, Any] = self.client.post(API, json=plan(**{"activities": [], **changes})).json  # type: ignore[assignment]
        self.code, self.token = made["code"], made["host_token"]
        self.page = f"/e/{self.code}"

    def ask(self, method: str, path: str = "", **json: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = self.client.open(f"{API}/{self.code}{path}", method=method, json=json or None, headers=headers)
        assert answer.status_code < 300, answer.text
        return answer.json

    def poll(self, kind: str = "single", **config: Any) -> int:
        config = {"options": ["Dune", "Emma"], **config}
        id: int = self.ask("POST", "/activities", kind=kind, title="Which book?", config=config)["id"]
        self.ask("PATCH", f"/activities/{id}", on_page=True)
        return id

    def tally(self, poll: int) -> Any:
        activities = self.ask("GET", "/recap")["activities"]
        return next(each["tally"] for each in activities if each["id"] == poll)


def key_in(page: str) -> str:
    found = re.search(r'name="key" value="(\w+)"', page)
    assert found
    return found[1]


def vote(guest: FlaskClient, hana: Hana, poll: int, *options: str, **more: str) -> Any:
    typed = {"option": list(options), "key": key_in(guest.get(hana.page).text), **more}
    return guest.post(f"{hana.page}/polls/{poll}", data=typed, follow_redirects=True)


def test_the_hosts_questions_are_answered_with_the_reply_and_come_back_as_they_were(app: Flask) -> None:
    hana, gus = Hana(app, questions=QUESTIONS), app.test_client()
    typed = {
        "name": "Gus", "answer": "yes", "question-q1": "Emma", "question-q2": ["vegan", "no-nuts"],
        "question-q2-other": "okra", "question-q3": ["t2"],
    }  # fmt: skip
    page = gus.post(f"{hana.page}/reply", data=typed, follow_redirects=True).text
    assert 'value="Emma"' in page
    assert 'value="okra"' in page
    assert page.count(" checked>") == 4  # yes, two diets, tea
    (kept,) = hana.ask("GET", "/replies")
    assert kept["answers"] == {"q1": "Emma", "q2": {"chosen": ["vegan", "no-nuts"], "other": "okra"}, "q3": ["t2"]}


def test_what_somebody_brings_is_offered_to_the_others_no_more(app: Flask) -> None:
    hana, gus, ivy = Hana(app, questions=QUESTIONS), app.test_client(), app.test_client()
    gus.post(f"{hana.page}/reply", data={"name": "Gus", "answer": "yes", "question-q3": ["t1", "t2"]})
    page = ivy.get(hana.page).text
    assert "taken care of" in page
    assert "one wanted" in page
    refused = ivy.post(f"{hana.page}/reply", data={"name": "Ivy", "answer": "yes", "note": "Hi", "question-q3": ["t1"]})
    assert refused.status_code == 422
    assert "Cake is taken care of" in refused.text
    assert "Hi" in refused.text


def test_answers_are_for_the_host_alone(app: Flask) -> None:
    hana, gus, olive = Hana(app, questions=QUESTIONS), app.test_client(), app.test_client()
    gus.post(f"{hana.page}/reply", data={"name": "Gus", "answer": "yes", "question-q1": "A secret book"})
    assert "A secret book" in gus.get(hana.page).text
    for answer in (olive.get(hana.page), olive.get(f"{API}/{hana.code}"), olive.get(f"{hana.page}/replies.csv")):
        assert "A secret book" not in answer.text
    hana.client.get(f"/h/{hana.token}")
    assert "A secret book" in hana.client.get(f"{hana.page}/manage").text
    assert "A secret book" in hana.client.get(f"{hana.page}/replies.csv").text


def test_names_of_those_who_come_are_shown_only_when_the_host_allows_it(app: Flask) -> None:
    for shows_names in (True, False):
        hana, gus, olive = Hana(app, shows_names=shows_names), app.test_client(), app.test_client()
        gus.post(f"{hana.page}/reply", data={"name": "Gus Gooseberry", "answer": "yes"})
        assert ("Gus Gooseberry" in olive.get(hana.page).text) is shows_names
        assert "1 coming" in olive.get(hana.page).text


def test_a_link_for_those_who_reply_stands_nowhere_before(app: Flask) -> None:
    link = "https://call.test/secret"
    hana, gus = Hana(app, link_for="replied", video_url=link), app.test_client()
    for path in ("", ".ics", "/room", "/stage"):
        assert link not in gus.get(f"{hana.page}{path}").text, path
    assert gus.get(f"{API}/{hana.code}").json["video_url"] is None  # type: ignore[index]
    gus.post(f"{hana.page}/reply", data={"name": "Gus", "answer": "maybe"})
    for path in ("", ".ics", "/room"):
        assert link in gus.get(f"{hana.page}{path}").text.replace("\r\n ", ""), path
    assert link in hana.ask("GET")["video_url"]


def test_a_full_event_says_so_and_puts_the_next_on_the_waiting_list(app: Flask) -> None:
    hana, gus, ivy = Hana(app, capacity=1), app.test_client(), app.test_client()
    gus.post(f"{hana.page}/reply", data={"name": "Gus", "answer": "yes"})
    assert "All places are taken" in ivy.get(hana.page).text
    waiting = ivy.post(f"{hana.page}/reply", data={"name": "Ivy", "answer": "yes"}, follow_redirects=True).text
    assert "You are on the waiting list." in waiting
    gus.post(f"{hana.page}/reply", data={"name": "Gus", "answer": "no"})
    assert "You said: Yes." in ivy.get(hana.page).text
    assert (hana.ask("GET")["replies"]["yes"], hana.ask("GET")["waiting"]) == (1, 0)


def test_after_the_last_day_the_page_takes_no_new_replies(app: Flask) -> None:
    hana, gus = Hana(app, reply_by="2020-01-01"), app.test_client()
    page = gus.get(hana.page).text
    assert "Replies are closed" in page
    assert "Send reply" not in page
    refused = gus.post(f"{hana.page}/reply", data={"name": "Gus", "answer": "yes"})
    assert refused.status_code == 409
    assert "came too late" in gus.post(f"{API}/{hana.code}/replies", json={"name": "G", "answer": "yes"}).text


def test_a_vote_on_the_page_counts_once_and_can_be_changed_from_the_same_browser(app: Flask) -> None:
    hana, gus = Hana(app), app.test_client()
    poll = hana.poll()
    page = vote(gus, hana, poll, "o1", name="Gus").text
    assert "Your choice is counted." in page
    vote(gus, hana, poll, "o2")
    assert hana.tally(poll) == {"total": 1, "counts": {"o1": 0, "o2": 1}}


def test_results_stand_on_the_page_once_the_host_shows_them(app: Flask) -> None:
    hana, gus = Hana(app), app.test_client()
    poll = hana.poll()
    vote(gus, hana, poll, "o1", name="Gus")
    assert 'class="poll__bar"' not in gus.get(hana.page).text
    hana.ask("POST", f"/activities/{poll}/moves", move="reveal")
    assert 'class="poll__bar"' in app.test_client().get(hana.page).text


def test_a_vote_that_cannot_be_taken_keeps_what_was_typed(app: Flask) -> None:
    hana, gus = Hana(app), app.test_client()
    poll = hana.poll("multiple", max=1)
    refused = vote(gus, hana, poll, "o1", "o2", name="Gus")
    assert refused.status_code == 422
    assert refused.text.count(" checked>") == 2
    nameless = vote(app.test_client(), hana, poll, "o1")
    assert nameless.status_code == 422
    assert "This is needed." in nameless.text
    assert "This is the host" in vote(app.test_client(), hana, poll, "o1", name="Hana").text or (
        "the host's name" in vote(app.test_client(), hana, poll, "o1", name="Hana").text.replace("&#39;", "'")
    )


def test_a_guest_proposes_an_option_on_the_page(app: Flask) -> None:
    hana, gus = Hana(app), app.test_client()
    poll = hana.poll(proposals=True)
    typed = {"action": "propose", "text": "Ulysses", "name": "Gus"}
    page = gus.post(f"{hana.page}/polls/{poll}", data=typed, follow_redirects=True).text
    assert "Ulysses" in page
    assert "Ulysses" in app.test_client().get(hana.page).text
    refused = gus.post(f"{hana.page}/polls/{poll}", data={"action": "propose", "text": " "})
    assert refused.status_code == 422


@pytest.mark.parametrize("action", ["vote", "propose"])
def test_a_poll_of_another_event_is_not_there(app: Flask, action: str) -> None:
    hana, other, gus = Hana(app), Hana(app), app.test_client()
    poll = other.poll(proposals=True)
    typed = {"action": action, "option": "o1", "text": "Ulysses", "name": "Gus", "key": "k"}
    assert gus.post(f"{hana.page}/polls/{poll}", data=typed).status_code == 404
    assert other.tally(poll)["total"] == 0


def test_a_cancelled_event_says_what_the_host_said(app: Flask) -> None:
    hana, gus = Hana(app), app.test_client()
    hana.client.get(f"/h/{hana.token}")
    hana.client.post(f"{hana.page}/cancel", data={"message": "The oven is <broken>"})
    assert "The oven is &lt;broken&gt;" in gus.get(hana.page).text


def test_afterwards_guests_see_what_they_were_shown_and_nothing_else(app: Flask) -> None:
    hana, gus = Hana(app, starts_at="2026-01-08T19:00", questions=QUESTIONS), app.test_client()
    shown, hidden, running = (hana.poll(options=[f"{name} one", f"{name} two"]) for name in ("Shown", "Hidden", "Open"))
    gus.post(f"{hana.page}/reply", data={"name": "Gus", "answer": "yes", "note": "Only for Hana"})
    for poll in (shown, hidden, running):
        vote(gus, hana, poll, "o1")
    hana.ask("POST", f"/activities/{shown}/moves", move="reveal")
    for poll in (shown, hidden):
        hana.ask("POST", f"/activities/{poll}/moves", move="close")
    assert "What we did" in gus.get(hana.page).text
    recap = gus.get(f"{hana.page}/recap").text
    assert "Shown one" in recap
    for secret in ("Hidden one", "Open one", "Only for Hana", "Gus"):
        assert secret not in recap
    assert app.test_client().get(f"{hana.page}/recap").status_code == 401


HOSTILE = [
    "<script>alert(1)</script>\"'{{ 7*7 }}%(name)s",
    "\u202egnp.exe\u2066 \u200f right to left",
    "👩‍👩‍👧‍👦" * 10,
    "tab\tnul\x00bell\x07 line\r\nBcc: all@x.org",
    "=HYPERLINK(1)|@SUM",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
]


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_text_is_shown_as_text_wherever_it_is_written(app: Flask, attack: str) -> None:
    things = [{"text": f"Thing {attack}"[:200], "wanted": 2}]
    questions = [
        {"kind": "text", "text": f"Text {attack}"[:200]},
        {"kind": "bring", "text": f"Bring {attack}"[:200], "things": things},
    ]
    hana, gus = Hana(app, title=attack[:200], questions=questions, shows_names=True), app.test_client()
    poll = hana.poll(proposals=True)
    name = f"Gus {attack}"[:80]
    typed = {"name": name, "answer": "yes", "note": attack, "question-q1": attack, "question-q2": ["t1"]}
    assert gus.post(f"{hana.page}/reply", data=typed).status_code == 303
    proposed = gus.post(f"{hana.page}/polls/{poll}", data={"action": "propose", "text": f"Mine {attack}"[:200]})
    assert proposed.status_code == 303
    host = hana.client
    host.get(f"/h/{hana.token}")
    host.post(f"{hana.page}/co-hosts", data={"name": f"Ivy {attack}"[:80]})
    for path in (
        "",
        "/manage",
        "/run",
        f"/run/{poll}",
        "/recap",
        "/edit",
        "/room",
        "/stage",
        "/replies.csv",
        ".ics",
        "/preview.png",
    ):
        answer = host.get(f"{hana.page}{path}")
        assert answer.status_code == 200, path
        assert answer.mimetype != "text/html" or b"<script>alert" not in answer.data, path
        assert b"\x00" not in answer.data or path == "/preview.png", path
        for value in answer.headers.values():
            assert "\n" not in value
    host.post(f"{hana.page}/cancel", data={"message": attack})
    assert host.get(hana.page).status_code == 200


@pytest.mark.parametrize("field", ["name", "note", "email", "question-q1"])
def test_what_is_far_too_long_is_refused_beside_its_field_and_kept(app: Flask, field: str) -> None:
    hana = Hana(app, questions=[{"kind": "text", "text": "Which book?"}])
    typed = {"name": "Gus", "answer": "yes", field: "x" * 10_000}
    refused = app.test_client().post(f"{hana.page}/reply", data=typed)
    assert refused.status_code == 422
    assert "x" * 10_000 in refused.text
    assert f'id="error-{field}"' in refused.text
