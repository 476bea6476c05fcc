"""The live room, over real sockets to a real server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.people import Host, Socket, poll
from tests.servers import Server


@pytest.fixture
def hana(server: Server) -> Host:
    return Host(server.url)


@pytest.fixture
def open_socket(server: Server) -> Iterator[Any]:
    opened: list[Socket] = []

    def connect(**options: Any) -> Socket:
        opened.append(Socket(server.url, **options))
        return opened[-1]

    yield connect
    for each in opened:
        each.leave()


def test_a_guest_is_in_with_a_name(hana: Host, open_socket: Any) -> None:
    gus = open_socket().enter(hana.code, name="Gus")
    assert gus.entered["you"]["name"] == "Gus"
    assert gus.entered["you"]["role"] == "guest"
    assert gus.entered["token"]
    assert gus.entered["room"]["people"]["count"] == 1


@pytest.mark.parametrize("name", ["", "   ", "\u0000", "x" * 81])
def test_a_name_that_cannot_be_used_is_refused(hana: Host, open_socket: Any, name: str) -> None:
    refusal = open_socket().ask("enter", code=hana.code, name=name)
    assert (refusal["ok"], refusal["error"]) == (False, "invalid")
    assert refusal["message"]


def test_a_code_is_read_as_people_type_it(hana: Host, open_socket: Any) -> None:
    typed = f" {hana.code[:4].lower()}-{hana.code[4:].lower()} "
    assert open_socket().enter(typed, name="Gus").entered["ok"]


def test_an_unknown_code_is_not_found(open_socket: Any) -> None:
    assert open_socket().ask("enter", code="ZZZZZZZZ", name="Gus")["error"] == "not-found"


def test_the_same_token_is_the_same_guest(hana: Host, open_socket: Any) -> None:
    first = open_socket().enter(hana.code, name="Gus").entered
    again = open_socket().enter(hana.code, token=first["token"]).entered
    assert again["you"] == first["you"]
    assert again["room"]["people"]["count"] == 1


def test_a_token_of_another_event_opens_nothing(server: Server, hana: Host, open_socket: Any) -> None:
    elsewhere = open_socket().enter(Host(server.url).code, name="Olive").entered
    assert open_socket().ask("enter", code=hana.code, token=elsewhere["token"])["error"] == "not-allowed"


def test_guests_do_not_see_drafts_and_the_host_does(hana: Host, open_socket: Any) -> None:
    draft = hana.add(poll(), opened=False)
    host = open_socket().enter(hana.code, token=hana.token)
    gus = open_socket().enter(hana.code, name="Gus")
    assert draft in host.activities
    assert draft not in gus.activities
    assert gus.vote(draft, "dune")["error"] == "not-found"


def test_results_are_absent_until_the_host_shows_them(hana: Host, open_socket: Any) -> None:
    activity = hana.add(poll())
    host = open_socket().enter(hana.code, token=hana.token)
    gus, stage = open_socket().enter(hana.code, name="Gus"), open_socket().enter(hana.code, **{"as": "stage"})
    assert gus.vote(activity, "dune")["ok"]
    assert host.sees(activity, lambda seen: seen["tally"]["total"] == 1)["tally"]["counts"] == {"dune": 1, "emma": 0}
    for audience in (gus, stage):
        assert "tally" not in audience.sees(activity, lambda seen: seen["answered"] == 1)
    hana.move(activity, "reveal")
    for audience in (gus, stage):
        assert audience.sees(activity, lambda seen: "tally" in seen)["tally"]["counts"]["dune"] == 1
    hana.move(activity, "hide")
    gus.sees(activity, lambda seen: "tally" not in seen)


def test_live_results_reach_everybody_as_they_come(hana: Host, open_socket: Any) -> None:
    activity = hana.add(poll(results="live"))
    gus, ivy = open_socket().enter(hana.code, name="Gus"), open_socket().enter(hana.code, name="Ivy")
    gus.vote(activity, "dune")
    assert ivy.sees(activity, lambda seen: seen["tally"]["total"] == 1)


def test_results_for_the_host_alone_are_never_shown(hana: Host, open_socket: Any) -> None:
    activity = hana.add(poll(results="host"))
    host = open_socket().enter(hana.code, token=hana.token)
    assert host.ask("move", activity=activity, move="reveal")["error"] == "not-allowed"


def test_the_newest_answer_counts_while_it_is_open(hana: Host, open_socket: Any) -> None:
    activity = hana.add(poll())
    gus = open_socket().enter(hana.code, name="Gus")
    first, second = gus.vote(activity, "dune"), gus.vote(activity, "emma")
    assert second["version"] > first["version"]
    assert hana.tally(activity) == {"total": 1, "counts": {"dune": 0, "emma": 1}}
    hana.move(activity, "close")
    assert gus.vote(activity, "dune")["error"] == "closed"
    assert hana.tally(activity)["counts"]["emma"] == 1


def test_a_repeated_key_changes_nothing_also_after_a_newer_answer_and_after_closing(
    hana: Host, open_socket: Any
) -> None:
    activity = hana.add(poll())
    gus = open_socket().enter(hana.code, name="Gus")
    gus.vote(activity, "dune", key="one")
    gus.vote(activity, "emma", key="two")
    assert gus.vote(activity, "dune", key="one")["ok"]
    hana.move(activity, "close")
    assert gus.vote(activity, "dune", key="one")["ok"]
    assert hana.tally(activity) == {"total": 1, "counts": {"dune": 0, "emma": 1}}


@pytest.mark.parametrize("answer", ["", "nothing", 1, True, None, ["dune"], {"id": "dune"}])
def test_an_answer_that_is_no_option_is_invalid(hana: Host, open_socket: Any, answer: Any) -> None:
    activity = hana.add(poll())
    refusal = open_socket().enter(hana.code, name="Gus").vote(activity, answer)
    assert refusal["error"] == "invalid"
    assert hana.tally(activity)["total"] == 0


def test_the_host_moves_by_socket_and_a_double_next_is_stale(hana: Host, open_socket: Any) -> None:
    activity = hana.add({"kind": "prompt", "title": "Cards", "config": {"cards": ["one", "two", "three"]}})
    first, second = (open_socket().enter(hana.code, token=hana.token) for _ in range(2))
    seen = first.activities[activity]["version"]
    assert first.ask("move", activity=activity, move="next", version=seen)["ok"]
    assert second.ask("move", activity=activity, move="next", version=seen)["error"] == "stale"
    assert second.sees(activity, lambda now: now["card"]["number"] == 2)


def test_a_step_is_not_stale_because_votes_came_in(hana: Host, open_socket: Any) -> None:
    activity = hana.add(poll())
    host, gus = open_socket().enter(hana.code, token=hana.token), open_socket().enter(hana.code, name="Gus")
    seen = host.activities[activity]["version"]
    gus.vote(activity, "dune")
    assert host.ask("move", activity=activity, move="close", version=seen)["ok"]


def test_a_guest_is_no_host(hana: Host, open_socket: Any) -> None:
    activity = hana.add(poll())
    gus = open_socket().enter(hana.code, name="Gus")
    assert gus.ask("move", activity=activity, move="close")["error"] == "not-allowed"
    assert gus.ask("add", kind="single", title="Mine", config={"options": ["a", "b"]})["error"] == "not-allowed"
    assert gus.ask("remove", activity=activity)["error"] == "not-allowed"


def test_the_host_adds_and_removes_a_quick_poll(hana: Host, open_socket: Any) -> None:
    host, gus = open_socket().enter(hana.code, token=hana.token), open_socket().enter(hana.code, name="Gus")
    added = host.ask("add", kind="single", title="Tea?", config={"options": ["Yes", "No"]})["activity"]
    host.ask("move", activity=added, move="open")
    gus.sees(added, lambda seen: seen["state"] == "open")
    host.ask("remove", activity=added)
    gus.heard(
        "room", lambda room: all(each["id"] != added for each in room["activities"]) and gus.messages[-1][0] == "room"
    )


def test_a_late_guest_sees_the_present_state_and_their_own_answer_after_a_reload(hana: Host, open_socket: Any) -> None:
    activity = hana.add(poll(results="live"))
    gus = open_socket().enter(hana.code, name="Gus")
    gus.vote(activity, "dune")
    late = open_socket().enter(hana.code, name="Ivy")
    assert late.activities[activity]["tally"]["counts"]["dune"] == 1
    assert "mine" not in late.activities[activity]
    again = open_socket().enter(hana.code, token=gus.entered["token"])
    assert again.activities[activity]["mine"] == "dune"


def test_somebody_who_leaves_is_no_longer_counted(hana: Host, open_socket: Any) -> None:
    gus, ivy = open_socket().enter(hana.code, name="Gus"), open_socket().enter(hana.code, name="Ivy")
    assert gus.heard("people", lambda people: people["count"] == 2)
    ivy.leave()
    assert gus.heard(
        "people", lambda people: people["count"] == 1 and people["version"] > ivy.entered["room"]["version"]
    )


@pytest.mark.parametrize("message", ["enter", "answer", "move", "add", "remove", "no-such-message"])
@pytest.mark.parametrize("payload", [None, 5, "text", [], {"unknown": 1}, {"activity": "x"}, b"bytes", True])
def test_a_malformed_message_is_answered_and_does_no_harm(
    hana: Host, open_socket: Any, message: str, payload: Any
) -> None:
    gus = open_socket().enter(hana.code, name="Gus")
    refusal = gus.client.call(message, payload, timeout=5)
    assert refusal["ok"] is False
    assert refusal["error"] in ("bad-message", "not-allowed", "invalid")
    assert gus.ask("stay")["ok"]


def test_nothing_is_done_before_entering(hana: Host, open_socket: Any) -> None:
    stranger = open_socket()
    assert stranger.vote(1, "dune")["error"] == "not-allowed"
    assert stranger.ask("stay")["error"] == "not-allowed"


def test_the_stage_only_watches(hana: Host, open_socket: Any) -> None:
    activity = hana.add(poll())
    stage = open_socket().enter(hana.code, **{"as": "stage"})
    assert stage.entered["you"]["role"] == "stage"
    assert stage.vote(activity, "dune")["error"] == "not-allowed"
    assert stage.entered["room"]["people"]["count"] == 0


@pytest.mark.parametrize(
    ("origin", "status"), [("https://evil.example", 400), ("null", 400), (None, 200), ("own", 200)]
)
def test_a_page_of_another_site_is_not_let_in(server: Server, origin: str | None, status: int) -> None:
    headers = {"Origin": server.url if origin == "own" else origin} if origin else {}
    handshake = requests.get(f"{server.url}/socket.io/?EIO=4&transport=polling", headers=headers, timeout=5)
    assert handshake.status_code == status


def test_anonymous_answers_count_and_lead_to_nobody(hana: Host, open_socket: Any) -> None:
    activity = hana.add(poll(anonymous=True, results="live"))
    gus = open_socket().enter(hana.code, name="Gus")
    gus.vote(activity, "dune")
    gus.vote(activity, "emma")
    assert hana.tally(activity) == {"total": 1, "counts": {"dune": 0, "emma": 1}}
    again = open_socket().enter(hana.code, token=gus.entered["token"])
    assert again.activities[activity]["mine"] == "emma"


def test_entering_again_on_the_same_socket_is_still_one_person(hana: Host, open_socket: Any) -> None:
    gus = open_socket().enter(hana.code, name="Gus")
    again = gus.ask("enter", code=hana.code, token=gus.entered["token"])
    assert again["room"]["people"]["count"] == 1
    assert open_socket().enter(hana.code, **{"as": "stage"}).entered["room"]["people"]["count"] == 1


def test_who_is_refused_on_entering_again_keeps_the_seat(hana: Host, open_socket: Any) -> None:
    gus = open_socket().enter(hana.code, name="Gus")
    assert gus.ask("enter", code=hana.code, name="")["error"] == "invalid"
    assert gus.ask("stay")["ok"]


def test_the_host_goes_on_after_the_event_was_moved_to_another_day(hana: Host, open_socket: Any) -> None:
    activity = hana.add(poll(), opened=False)
    host = open_socket().enter(hana.code, token=hana.token)
    assert hana.call("PATCH", starts_at="2026-12-10T19:00").status_code == 200
    assert host.ask("move", activity=activity, move="open")["ok"]
