"""A time limit is the server's: devices whose clocks are wrong show the same second as everybody else."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Page, expect

from tests.browsers import LAPTOP, PHONE, Person, press
from tests.people import Host, Socket, until
from tests.servers import Server

Arrive = Callable[..., Person]

QUIZ: dict[str, Any] = {
    "kind": "quiz",
    "title": "Who wrote it?",
    "config": {
        "seconds": 20,
        "questions": [
            {"text": "Emma", "options": ["Jane Austen", "Anne Brontë"], "correct": "Jane Austen"},
            {"text": "Dune", "options": ["Frank Herbert", "Isaac Asimov"], "correct": "Frank Herbert"},
        ],
    },
}
SET_CLOCK = """{
  const Real = Date;
  const off = OFF_MS;
  globalThis.Date = class Date extends Real {
    constructor(...given) {
      super(...(given.length ? given : [Real.now() + off]));
    }
    static now() {
      return Real.now() + off;
    }
  };
}"""
"""A wall clock that is wrong; the time since the page was opened is right all the same."""


def test_everybody_sees_the_same_second_and_the_server_decides_when_time_is_up(arrive: Arrive, server: Server) -> None:
    hana = Host(server.url, activities=[])
    quiz = hana.add(QUIZ, opened=False)
    hana_at_hers = arrive(LAPTOP)
    host = hana_at_hers.page
    hana_at_hers.host(hana.code, hana.token)
    gus = with_clock_off(arrive(PHONE, brand_new=True), seconds=90).join(hana.code, "Gus").page
    ivy = with_clock_off(arrive(PHONE, brand_new=True), seconds=-90).join(hana.code, "Ivy").page
    olive = Socket(server.url).enter(hana.code, name="Olive")
    expect(host.get_by_text("3 here")).to_be_visible()

    press(host, "o")
    agree(hana, quiz, gus, ivy, host)
    for phone in (gus, ivy):
        phone.get_by_role("button", name="Jane Austen").tap()
        expect(phone.get_by_role("region").get_by_text("Counted.")).to_be_visible()

    press(host, "t")
    expect(host.get_by_role("button", name="Go on")).to_be_visible()
    agree(hana, quiz, gus, ivy, host)
    press(host, "t")
    expect(host.get_by_role("button", name="Hold")).to_be_visible()
    agree(hana, quiz, gus, ivy, host)

    gus.reload()
    expect(gus.get_by_role("timer", name="Time left")).to_be_visible()
    agree(hana, quiz, gus, ivy, host)

    late = {"question": "q1", "choice": "o1"}
    hana.move(quiz, "add-time", seconds=-(math.ceil(seconds_left(hana, quiz)) - 2))
    for screen in (gus, ivy):
        expect(screen.get_by_text("Time is up.", exact=True).first).to_be_visible()
    assert seconds_left(hana, quiz) == 0
    refusal = olive.vote(quiz, late)
    assert refusal["error"] == "closed", refusal
    assert hana.tally(quiz)["total"] == 2

    press(host, "r")
    expect(ivy.get_by_text("That is right.")).to_be_visible()
    press(host, "n")
    expect(ivy.get_by_role("heading", name="Dune")).to_be_visible()
    agree(hana, quiz, gus, ivy, host)


def with_clock_off(person: Person, *, seconds: int) -> Person:
    person.context.add_init_script(SET_CLOCK.replace("OFF_MS", str(seconds * 1000)))
    return person


def agree(hana: Host, quiz: int, *screens: Page) -> None:
    """Within a second of the server, and so of each other."""

    def is_so() -> bool:
        before = seconds_left(hana, quiz)
        shown = [seconds_shown(screen) for screen in screens]
        after = seconds_left(hana, quiz)
        return all(after - 1 <= seconds <= before + 1 for seconds in shown)

    until(is_so, patience_s=5)


def seconds_shown(screen: Page) -> int:
    digits = screen.get_by_role("timer", name="Time left").locator(".timer__digits").inner_text()
    minutes, seconds = digits.split(":")
    return int(minutes) * 60 + int(seconds)


def seconds_left(hana: Host, quiz: int) -> float:
    """By the server's clock, which is this machine's; 0 once the time is up."""
    activities = hana.call("GET").json()["activities"]
    timer = next(each["timer"] for each in activities if each["id"] == quiz)
    if timer is None:
        return 0.0
    started_at = datetime.fromisoformat(timer["started_at"])
    until_when = datetime.fromisoformat(timer["paused_at"]) if timer["paused_at"] else datetime.now(UTC)
    return max(0.0, timer["seconds"] - (until_when - started_at).total_seconds())
