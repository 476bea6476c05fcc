"""What makes it an evening, over real sockets: turns, steps and the countdown go on rightly over crashes, and the
people of one room see pictures and cards that others do not."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from tests.people import Host, Socket, until
from tests.servers import Server

TURNS = {"kind": "turns", "title": "A page each", "config": {"seconds": 600, "reading": {"first": 7}}}
STEPS = {"kind": "steps", "title": "Tea", "config": {"steps": ["Boil", {"text": "Steep", "minutes": 3}, "Pour"]}}
FILM = {"kind": "countdown", "title": "The General", "config": {"minutes": 79}}


@pytest.fixture
def hana(server: Server) -> Host:
    return Host(server.url)


@pytest.fixture
def guest(hana: Host) -> Iterator[Callable[[str], Socket]]:
    """Let somebody in by their name."""
    came: list[Socket] = []

    def come(name: str) -> Socket:
        came.append(Socket(hana.url).enter(hana.code, name=name))
        return came[-1]

    yield come
    for each in came:
        each.leave()


def test_turn_page_step_timer_and_playhead_are_the_same_after_a_crash(serve: Callable[..., Server]) -> None:
    server = serve()
    hana = Host(server.url)
    turns, steps, film = hana.add(TURNS), hana.add(STEPS), hana.add(FILM)
    gus, ivy = (Socket(server.url).enter(hana.code, name=name) for name in ("Gus", "Ivy"))
    for guest in (gus, ivy):
        assert guest.vote(turns, "join")["ok"]
    hana.move(turns, "next")
    assert gus.vote(turns, "done")["ok"]
    hana.move(steps, "next")
    hana.move(steps, "start")
    hana.move(film, "start", seconds=1)
    wanted = {
        turns: ivy.sees(turns, lambda seen: seen["now"] and seen["now"]["name"] == "Ivy"),
        steps: ivy.sees(steps, lambda seen: seen["timers"]),
        film: ivy.sees(film, lambda seen: seen["playhead"]["since"]),
    }
    began = datetime.fromisoformat(wanted[film]["playhead"]["since"]).timestamp()
    until(lambda: time.time() > began + 1)
    server.kill()
    server.start()
    again, also = (Socket(server.url).enter(hana.code, token=who.entered["token"]) for who in (gus, ivy))
    kept = {turns: ("now", "queue", "place", "timer"), steps: ("at", "step", "timers"), film: ("playhead",)}
    for activity, names in kept.items():
        assert {name: again.activities[activity][name] for name in names} == {
            name: wanted[activity][name] for name in names
        }
    assert again.activities[turns]["place"]["first"] == 8
    assert also.vote(turns, "done")["ok"]
    assert also.vote(film, {"react": "😂"})["ok"]
    seen = also.sees(film, lambda seen: seen["tally"]["timeline"])
    played = time.time() - began
    assert seen["tally"]["timeline"][0]["at"] <= played <= seen["tally"]["timeline"][0]["until"] + 5
    again.leave()
    also.leave()


def test_who_loses_the_line_keeps_their_place_and_is_called_when_back(
    hana: Host, guest: Callable[[str], Socket]
) -> None:
    turns = hana.add(TURNS)
    gus, ivy, lee = (guest(name) for name in ("Gus", "Ivy", "Lee"))
    for each in (gus, ivy, lee):
        assert each.vote(turns, "join")["ok"]
    gus.leave()
    until(lambda: [told["count"] for name, told in list(lee.messages) if name == "people"][-1:] == [2])
    hana.move(turns, "next")
    seen = lee.sees(turns, lambda seen: seen["now"])
    assert [each["name"] for each in (seen["now"], *seen["queue"])] == ["Ivy", "Gus", "Lee"]
    back = Socket(hana.url).enter(hana.code, token=gus.entered["token"])
    assert ivy.vote(turns, "done")["ok"]
    back.sees(turns, lambda seen: seen["now"]["name"] == "Gus")
    back.leave()


def test_a_drum_rolls_and_names_the_winner_by_itself(hana: Host, guest: Callable[[str], Socket]) -> None:
    awards = hana.add({"kind": "awards", "title": "Awards", "config": {"awards": ["Best hat"]}})
    gus, ivy = guest("Gus"), guest("Ivy")
    assert gus.vote(awards, {"award": "a1", "guest": ivy.entered["you"]["id"]})["ok"]
    refusal = ivy.vote(awards, {"award": "a1", "guest": ivy.entered["you"]["id"]})
    assert (refusal["ok"], refusal["error"]) == (False, "invalid")
    hana.move(awards, "next")
    rolling = gus.sees(awards, lambda seen: seen["rolling"])
    assert "tally" not in rolling
    named = gus.sees(awards, lambda seen: seen["named"])
    assert [each["name"] for each in named["named"][0]["winners"]] == ["Ivy"]


def test_an_unsigned_card_leads_to_nobody_over_the_wire_or_in_the_log(serve: Callable[..., Server]) -> None:
    server = serve()
    hana = Host(server.url)
    kudos = hana.add({"kind": "kudos", "title": "Thanks", "config": {"results": "live"}})
    gus, ivy = (Socket(server.url).enter(hana.code, name=name) for name in ("Gustavus", "Ivy"))
    card = {"to": ivy.entered["you"]["id"], "text": "Secretly yours", "anonymous": True}
    assert gus.vote(kudos, card)["ok"]
    seen = ivy.sees(kudos, lambda seen: seen["tally"]["kudos"])
    assert "Gustavus" not in json.dumps(seen)
    assert "Gustavus" not in json.dumps(hana.call("GET", "/recap").json()["activities"])
    log = server.log.read_text()
    assert "Secretly yours" not in log
    assert gus.entered["token"] not in log
    gus.leave()
    ivy.leave()


def test_a_quiet_room_takes_applause_and_no_words(hana: Host, guest: Callable[[str], Socket]) -> None:
    host = Socket(hana.url).enter(hana.code, token=hana.token)
    gus = guest("Gus")
    assert host.client.call("settings", {"quiet": True}, timeout=10)["ok"]
    gus.heard("room", lambda room: room["settings"]["quiet"])
    refusal: dict[str, Any] = gus.client.call("say", {"text": "Hello"}, timeout=10)
    assert refusal["error"] == "closed"
    assert gus.client.call("hand", {"up": True}, timeout=10)["error"] == "closed"
    assert gus.client.call("react", {"emoji": "👏"}, timeout=10)["ok"]
    host.leave()
