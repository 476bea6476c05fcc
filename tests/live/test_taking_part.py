"""What people do beside answering, over real sockets: clap, raise a hand, write; and what the host decides."""

from __future__ import annotations

import json
import selectors
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests
import websocket

from tests.people import Host, Socket, poll, until
from tests.servers import Server

QUIZ = {
    "kind": "quiz",
    "title": "Who wrote it?",
    "config": {
        "seconds": 20,
        "questions": [{"text": f"Book {n}?", "options": ["Austen", "Eliot"], "correct": "o1"} for n in (1, 2)],
    },
}
MOST_MESSAGES_A_SECOND = 15
WINDOW_S = 3.0
"""Long enough that a busy machine, which reads what came in a second late and at once, makes no difference."""
SETTINGS = {"chat": True, "slow_s": 0, "locked": False, "quiet": False}


class Neighbour(Socket):
    """Also hears what goes on beside the activities."""

    def __init__(self, url: str, code: str = "", **options: Any) -> None:
        super().__init__(url, code, **options)
        for event in ("chat", "reactions", "signals", "timers"):
            self.client.on(event, self._hear(event))

    def send(self, message: str, payload: Any) -> dict[str, Any]:
        """Whatever it is, also what no browser of ours would send."""
        acknowledgement: dict[str, Any] = self.client.call(message, payload, timeout=10)
        return acknowledgement

    def number_of(self, message: str) -> int:
        return sum(name == message for name, _ in list(self.messages))

    def newest(self, message: str) -> Any:
        """The last of these messages; None before the first."""
        return next((payload for name, payload in reversed(list(self.messages)) if name == message), None)

    @property
    def id(self) -> int:
        return int(self.entered["you"]["id"])


@pytest.fixture
def hana(server: Server) -> Host:
    return Host(server.url)


@pytest.fixture
def open_socket(server: Server) -> Iterator[Callable[..., Neighbour]]:
    opened: list[Neighbour] = []

    def connect(**options: Any) -> Neighbour:
        opened.append(Neighbour(server.url, **options))
        return opened[-1]

    yield connect
    for each in opened:
        each.leave()


@pytest.fixture
def guest(hana: Host, open_socket: Any) -> Callable[[str], Neighbour]:
    """Let somebody in by their name."""
    return lambda name: open_socket().enter(hana.code, name=name)  # type: ignore[no-any-return]


@pytest.fixture
def host(hana: Host, open_socket: Any) -> Neighbour:
    return open_socket().enter(hana.code, token=hana.token)  # type: ignore[no-any-return]


@pytest.fixture
def stage(hana: Host, open_socket: Any) -> Neighbour:
    return open_socket().enter(hana.code, **{"as": "stage"})  # type: ignore[no-any-return]


def ok(acknowledgement: dict[str, Any]) -> dict[str, Any]:
    assert acknowledgement["ok"], acknowledgement
    return acknowledgement


def refused(acknowledgement: dict[str, Any], *codes: str) -> None:
    assert not acknowledgement["ok"], acknowledgement
    assert acknowledgement["error"] in codes, acknowledgement
    assert acknowledgement["message"]


def is_named(name: str) -> Callable[[Any], bool]:
    return lambda room: room["you"]["name"] == name  # type: ignore[no-any-return]


def stands_as(role: str) -> Callable[[Any], bool]:
    return lambda room: room["you"]["role"] == role  # type: ignore[no-any-return]


def test_applause_reaches_everybody_together_and_none_is_lost(guest: Any, host: Neighbour, stage: Neighbour) -> None:
    gus, ivy = guest("Gus"), guest("Ivy")
    for emoji in ("👏", "🎉", "👏", "👏"):
        ok(gus.ask("react", emoji=emoji))

    def heard(who: Neighbour, emoji: str) -> int:
        return sum(payload.get(emoji, 0) for name, payload in list(who.messages) if name == "reactions")

    for who in (gus, ivy, host, stage):
        until(lambda who=who: (heard(who, "👏"), heard(who, "🎉")) == (3, 1))
        assert who.number_of("reactions") <= 4


def test_only_a_few_signs_of_applause_are_passed_on(guest: Any, stage: Neighbour, host: Neighbour) -> None:
    gus = guest("Gus")
    for emoji in ("💩", "x", "", "👏👏"):
        refused(gus.ask("react", emoji=emoji), "invalid")
    for who in (stage, host):
        refused(who.ask("react", emoji="👏"), "not-allowed")


def test_a_hand_goes_up_and_down_for_all_to_see(guest: Any, host: Neighbour) -> None:
    gus, ivy = guest("Gus"), guest("Ivy")
    ok(ivy.ask("hand", up=True))
    for who in (gus, host):
        shown = who.heard("people", lambda people: people["people"][0].get("hand"))
        assert shown["people"][0]["name"] == "Ivy"
    ok(ivy.ask("hand", up=False))
    raised = until(lambda: gus.newest("people"))
    gus.heard("people", lambda people: people["version"] >= raised["version"] and "hand" not in str(people["people"]))


def test_signs_reach_the_host_alone(guest: Any, host: Neighbour, stage: Neighbour) -> None:
    gus, ivy = guest("Gus"), guest("Ivy")
    ok(gus.ask("sign", sign="slower"))
    ok(ivy.ask("sign", sign="slower"))
    shown = host.heard("signals", lambda signals: signals["signs"] and signals["signs"][0]["count"] == 2)
    assert [each["sign"] for each in shown["signs"]] == ["slower"]
    assert datetime.fromisoformat(shown["signs"][0]["fades_at"]) > datetime.now(UTC)
    ok(host.ask("timer", name="Tea", seconds=60))
    for who in (gus, ivy, stage):
        who.heard("timers")
        assert who.number_of("signals") == 0


def test_what_is_written_reaches_guests_and_host_and_can_be_taken_back(
    guest: Any, host: Neighbour, stage: Neighbour
) -> None:
    gus, ivy = guest("Gus"), guest("Ivy")
    line = ok(gus.ask("say", text="  Hello   everybody "))["line"]
    for who in (gus, ivy, host):
        shown = who.heard("chat", lambda chat: chat["lines"])
        assert [(each["id"], each["name"], each["text"]) for each in shown["lines"]] == [
            (line, "Gus", "Hello everybody")
        ]
    refused(ivy.ask("unsay", line=line), "not-allowed")
    ok(gus.ask("unsay", line=line))
    until(lambda: ivy.newest("chat")["lines"] == [])
    ivys, hosts = ok(ivy.ask("say", text="Mine"))["line"], ok(host.ask("say", text="Ours"))["line"]
    refused(gus.ask("unsay", line=hosts), "not-allowed")
    ok(host.ask("unsay", line=ivys))
    until(lambda: [each["name"] for each in ivy.heard("chat") and ivy.messages[-1][1].get("lines", ())] == ["Hana"])
    assert stage.number_of("chat") == 0


def test_a_muted_guest_is_told_so_and_not_heard(guest: Any, host: Neighbour) -> None:
    gus, ivy = guest("Gus"), guest("Ivy")
    ok(host.ask("person", guest=gus.id, muted=True))
    gus.heard("room", lambda room: room["you"].get("muted"))
    for message, payload in (("say", {"text": "Hello"}), ("react", {"emoji": "👏"}), ("hand", {"up": True})):
        refused(gus.send(message, payload), "not-allowed")
    ok(host.ask("person", guest=gus.id, muted=False))
    until(lambda: "muted" not in gus.newest("room")["you"])
    ok(gus.ask("react", emoji="👏"))
    assert ivy.heard("reactions", lambda counts: counts == {"👏": 1})


def test_a_guest_who_is_renamed_is_called_so_by_everybody(hana: Host, guest: Any, host: Neighbour) -> None:
    gus, ivy = guest("Gus"), guest("Ivy")
    activity = hana.add({"kind": "text", "title": "Cards", "config": {"results": "live"}})
    ok(gus.vote(activity, "A card"))
    ivy.sees(activity, lambda seen: str(seen["tally"]["texts"]).count("'Gus'") == 1)
    ok(host.ask("person", guest=gus.id, name="August"))
    gus.heard("room", is_named("August"))
    ivy.sees(activity, lambda seen: str(seen["tally"]["texts"]).count("'August'") == 1)
    assert {each["name"] for each in ivy.newest("room")["people"]["people"]} == {"August", "Ivy"}


def test_what_the_host_decides_about_the_room_holds_at_once(hana: Host, open_socket: Any, host: Neighbour) -> None:
    gus = open_socket().enter(hana.code, name="Gus")
    ok(host.ask("settings", locked=True, chat=False))
    gus.heard("room", lambda room: room["settings"] == SETTINGS | {"chat": False, "locked": True})
    refused(gus.ask("say", text="Hello"), "closed")
    refused(open_socket().ask("enter", code=hana.code, name="Ivy"), "not-allowed")
    ok(open_socket().ask("enter", code=hana.code, token=gus.entered["token"]))
    ok(host.ask("settings", locked=False, chat=True, slow_s=600))
    ok(gus.ask("say", text="Hello"))
    refused(gus.ask("say", text="Hello again"), "too-fast")
    ok(host.ask("settings", refused_names=["troll"]))
    refused(open_socket().ask("enter", code=hana.code, name="Tr0ll"), "invalid")


@pytest.mark.parametrize("name", ["HАNA", "H a n a", "x" * 10_000, "\u202e", "a" + "\u0301" * 10_000])
def test_names_are_refused_or_cleaned_at_the_door(hana: Host, open_socket: Any, name: str) -> None:
    outcome = open_socket().ask("enter", code=hana.code, name=name)
    if outcome["ok"]:
        assert len(outcome["you"]["name"]) <= 5
    else:
        refused(outcome, "invalid")


def test_a_timer_of_the_room_is_seen_by_all(guest: Any, host: Neighbour, stage: Neighbour) -> None:
    gus = guest("Gus")
    timer = ok(host.ask("timer", name="Back in", seconds=300))["timer"]
    for who in (gus, host, stage):
        (shown,) = who.heard("timers", lambda timers: timers["timers"])["timers"]
        assert (shown["id"], shown["name"], shown["seconds"], shown["paused_at"]) == (timer, "Back in", 300, None)
    ok(host.ask("timer", timer=timer, step="pause"))
    gus.heard("timers", lambda timers: timers["timers"] and timers["timers"][0]["paused_at"])
    ok(host.ask("timer", timer=timer, step="stop"))
    gus.heard("timers", lambda timers: timers["timers"] == [])
    refused(host.ask("timer", timer=timer, step="resume"), "not-found")


def test_an_edited_activity_is_shown_anew_with_what_the_guest_answered(hana: Host, guest: Any, host: Neighbour) -> None:
    activity, gus = hana.add(poll()), guest("Gus")
    ok(gus.vote(activity, "dune"))
    version = ok(host.ask("edit", activity=activity, title="Which one?", minutes=5))["version"]
    room = gus.heard("room", lambda room: [each["title"] for each in room["activities"]] == ["Which one?"])
    (seen,) = room["activities"]
    assert (seen["version"], seen["minutes"], seen["mine"]) == (version, 5, "dune")
    refused(host.ask("edit", activity=activity, config={"options": []}), "invalid")


def test_the_clock_is_the_servers(guest: Any) -> None:
    before = time.time() * 1000
    told = ok(guest("Gus").ask("clock"))["now"]
    assert before - 1 <= told <= time.time() * 1000 + 1


ANYTHING_BUT_AN_OBJECT: tuple[Any, ...] = ([], [{}], "text", 1, True, ({}, {}))
MALFORMED: dict[str, list[Any]] = {
    "react": [{}, {"emoji": 1}, {"emoji": None}, {"emoji": "👏", "x": 1}, {"emoji": "👏" * 20}],
    "hand": [{}, {"up": 1}, {"up": "yes"}, {"up": None}, {"up": True, "x": 1}],
    "sign": [{}, {"sign": "louder"}, {"sign": 1}, {"sign": ["slower"]}, {"sign": "slower", "x": 1}],
    "say": [{}, {"text": 1}, {"text": ""}, {"text": " \u200b "}, {"text": "x" * 501}, {"text": "a", "x": 1}],
    "unsay": [{}, {"line": "1"}, {"line": -1}, {"line": 2**70}, {"line": True}, {"line": 1, "x": 1}],
    "clock": [{"x": 1}],
    "person": [{}, {"guest": "1"}, {"guest": -1}, {"guest": 1, "muted": 1}, {"guest": 1, "waiting": True}],
    "settings": [{"locked": 1}, {"slow_s": "1"}, {"refused_names": [1]}, {"x": 1}, {"": 1}],
    "timer": [{}, {"name": "Tea"}, {"seconds": 60}, {"name": "Tea", "seconds": 1.5}, {"step": "stop"}],
    "edit": [{}, {"activity": "1"}, {"activity": 1, "title": 1}, {"activity": 1, "minutes": 0}, {"activity": None}],
}
BY_GUESTS = ("react", "hand", "sign", "say", "unsay", "clock")


@pytest.mark.parametrize("message", MALFORMED)
def test_what_cannot_be_read_is_answered_with_a_code_and_changes_nothing(
    guest: Any, host: Neighbour, message: str
) -> None:
    who = guest("Gus") if message in BY_GUESTS else host
    for payload in (*ANYTHING_BUT_AN_OBJECT, *MALFORMED[message]):
        refused(who.send(message, payload), "bad-message", "invalid")
    ok(who.ask("stay"))


def test_guests_and_stage_are_refused_what_only_hosts_may(hana: Host, guest: Any, stage: Neighbour) -> None:
    activity, gus, ivy = hana.add(poll()), guest("Gus"), guest("Ivy")
    before = hana.call("GET", "/room").json()
    asked: dict[str, dict[str, Any]] = {
        "person": {"guest": ivy.id, "removed": True},
        "settings": {"locked": True},
        "timer": {"name": "Tea", "seconds": 60},
        "edit": {"activity": activity, "title": "Mine"},
        "move": {"activity": activity, "move": "close"},
        "add": {"kind": "single", "title": "Mine", "config": {"options": ["a", "b"]}},
        "remove": {"activity": activity},
    }
    for who in (gus, stage):
        for message, payload in asked.items():
            refused(who.send(message, payload), "not-allowed")
    refused(gus.ask("timer", timer=1, step="stop"), "not-allowed")
    assert hana.call("GET", "/room").json() == before


def test_whoever_has_not_entered_is_refused_everything(open_socket: Any) -> None:
    outside = open_socket()
    asked: dict[str, dict[str, Any]] = {
        "react": {"emoji": "👏"}, "hand": {"up": True}, "sign": {"sign": "slower"}, "say": {"text": "Hello"},
        "unsay": {"line": 1}, "person": {"guest": 1}, "settings": {}, "timer": {"name": "Tea", "seconds": 60},
        "edit": {"activity": 1}, "stay": {},
    }  # fmt: skip
    for message, payload in asked.items():
        refused(outside.send(message, payload), "not-allowed")


def taking_part(activity: int) -> dict[str, dict[str, Any]]:
    return {
        "answer": {"activity": activity, "answer": "dune", "key": "a key"}, "react": {"emoji": "👏"},
        "hand": {"up": True}, "sign": {"sign": "slower"}, "say": {"text": "Hello"}, "unsay": {"line": 1},
    }  # fmt: skip


def test_who_waits_at_the_door_is_let_in_and_gets_the_room(
    hana: Host, open_socket: Any, guest: Any, host: Neighbour
) -> None:
    activity, gus = hana.add(poll(results="live")), guest("Gus")
    ok(host.ask("settings", approve=True))
    ivy = open_socket().enter(hana.code, name="Ivy")
    assert ivy.entered["you"]["role"] == "waiting"
    assert (ivy.entered["room"]["activities"], ivy.entered["room"]["people"]["people"]) == ([], [])
    for message, payload in taking_part(activity).items():
        refused(ivy.send(message, payload), "not-allowed")
    host.heard("people", lambda people: any(each["id"] == ivy.id and each["waiting"] for each in people["people"]))
    ok(gus.vote(activity, "emma"))
    ok(gus.ask("say", text="Inside words"))
    ok(host.ask("timer", name="Tea", seconds=60))
    for message in ("chat", "timers"):
        gus.heard(message)
    assert all(stands_as("waiting")(payload) for name, payload in ivy.messages if name == "room")
    assert {name for name, _ in ivy.messages} <= {"room"}
    ok(host.ask("person", guest=ivy.id, waiting=False))
    room = ivy.heard("room", stands_as("guest"))
    assert [each["id"] for each in room["activities"]] == [each["id"] for each in gus.entered["room"]["activities"]]
    assert [each["text"] for each in room["chat"]["lines"]] == ["Inside words"]
    ok(ivy.vote(activity, "dune"))
    ivy.sees(activity, lambda seen: seen["tally"]["total"] == 2)
    again = open_socket().enter(hana.code, token=ivy.entered["token"])
    assert again.entered["you"]["role"] == "guest"


@pytest.mark.parametrize("how", ["removed", "blocked"])
def test_who_was_shown_out_gets_nothing_more_until_they_are_back_on_the_same_socket(
    hana: Host, guest: Any, host: Neighbour, how: str
) -> None:
    activity, gus, ivy = hana.add(poll(results="live")), guest("Gus"), guest("Ivy")
    ok(host.ask("person", guest=ivy.id, **{how: True}))
    room = ivy.heard("room", stands_as("outside"))
    assert (room["activities"], room["people"]["people"]) == ([], [])
    until(lambda: "Ivy" not in str(gus.newest("room")["people"]))
    so_far = len(ivy.messages)
    for message, payload in taking_part(activity).items():
        refused(ivy.send(message, payload), "not-allowed")
    refused(ivy.ask("enter", code=hana.code, token=ivy.entered["token"]), "not-allowed")
    by_token = {"headers": {"Authorization": f"Bearer {ivy.entered['token']}"}, "timeout": 5}
    address = f"{hana.url}/api/v1/events/{hana.code}"
    assert requests.get(f"{address}/room", **by_token).status_code == 403  # type: ignore[arg-type]
    given = {"answer": "dune", "key": "one"}
    answers = f"{address}/activities/{activity}/answers"
    assert requests.post(answers, json=given, **by_token).status_code == 403  # type: ignore[arg-type]
    ok(gus.vote(activity, "emma"))
    ok(gus.ask("say", text="Inside words"))
    ok(gus.ask("react", emoji="👏"))
    ok(gus.ask("hand", up=True))
    ok(host.ask("timer", name="Tea", seconds=60))
    for message in ("chat", "timers", "reactions"):
        gus.heard(message)
    gus.sees(activity, lambda seen: seen["tally"]["total"] == 1)
    assert ivy.messages[so_far:] == []
    ok(host.ask("person", guest=ivy.id, **{how: False}))
    until(lambda: stands_as("guest")(ivy.newest("room")))
    room = ivy.newest("room")
    assert [each["text"] for each in room["chat"]["lines"]] == ["Inside words"]
    ok(ivy.vote(activity, "dune"))
    ivy.sees(activity, lambda seen: seen["tally"]["total"] == 2)


def test_ids_of_another_events_room_touch_nothing(server: Server, open_socket: Any, hana: Host) -> None:
    other = Host(server.url)
    activity = other.add(poll())
    olive = open_socket().enter(other.code, name="Olive")
    line = ok(olive.ask("say", text="Elsewhere"))["line"]
    others_host = open_socket().enter(other.code, token=other.token)
    timer = ok(others_host.ask("timer", name="Tea", seconds=600))["timer"]
    before = (other.call("GET", "/room").json(), other.call("GET", "/recap").json())
    host, gus = open_socket().enter(hana.code, token=hana.token), open_socket().enter(hana.code, name="Gus")
    by_host: list[tuple[str, dict[str, Any]]] = [
        ("move", {"activity": activity, "move": "close"}),
        ("move", {"activity": activity, "move": "reveal"}),
        ("edit", {"activity": activity, "title": "Mine"}),
        ("remove", {"activity": activity}),
        ("person", {"guest": olive.id, "removed": True}),
        ("person", {"guest": olive.id, "name": "Mine"}),
        ("timer", {"timer": timer, "step": "stop"}),
        ("timer", {"timer": timer, "step": "pause"}),
        ("unsay", {"line": line}),
    ]
    by_guest: list[tuple[str, dict[str, Any]]] = [
        ("answer", {"activity": activity, "answer": "dune", "key": "one"}),
        ("unsay", {"line": line}),
    ]
    for who, asked in ((host, by_host), (gus, by_guest)):
        for message, payload in asked:
            refused(who.send(message, payload), "not-found")
    assert hana.call("PATCH", f"/activities/{activity}", title="Mine").status_code == 404
    assert hana.call("DELETE", f"/activities/{activity}").status_code == 404
    assert hana.call("POST", f"/activities/{activity}/moves", move="close").status_code == 404
    answers = f"{server.url}/api/v1/events/{hana.code}/activities/{activity}/answers"
    guests_token = {"Authorization": f"Bearer {gus.entered['token']}"}
    given = {"answer": "dune", "key": "one"}
    assert requests.post(answers, json=given, headers=guests_token, timeout=5).status_code == 404
    for elsewhere in (f"/{other.code}/activities/{activity}/answers", f"/{other.code}/room"):
        url = f"{server.url}/api/v1/events{elsewhere}"
        asked_how = requests.post if elsewhere.endswith("answers") else requests.get
        assert asked_how(url, json=given, headers=guests_token, timeout=5).status_code == 403  # type: ignore[operator]
    hosts_token = {"Authorization": f"Bearer {hana.token}"}
    for method, path in (("PATCH", ""), ("DELETE", ""), ("GET", "/recap"), ("GET", "/room"), ("GET", "/recap.csv")):
        url = f"{server.url}/api/v1/events/{other.code}{path}"
        body = {"title": "Mine"} if method == "PATCH" else None
        assert requests.request(method, url, json=body, headers=hosts_token, timeout=5).status_code == 403
    assert (other.call("GET", "/room").json(), other.call("GET", "/recap").json()) == before


def ends_at(timer: dict[str, Any]) -> float:
    return datetime.fromisoformat(timer["started_at"]).timestamp() + float(timer["seconds"])


def test_a_time_limit_ends_by_itself_and_shows_the_results(hana: Host, guest: Any, stage: Neighbour) -> None:
    activity, gus = hana.add(poll(seconds=5, show_at_end=True)), guest("Gus")
    ok(gus.vote(activity, "dune"))
    end = ends_at(hana.move(activity, "add-time", seconds=-4)["timer"])
    for who in (gus, stage):
        seen = who.sees(activity, lambda seen: seen["state"] == "closed")
        assert 0 <= time.time() - end < 0.5
        assert (seen["tally"]["counts"]["dune"], seen["timer"]) == (1, None)
    refused(gus.vote(activity, "emma"), "closed")


def test_a_quiz_keeps_its_time_over_a_crash_and_ends_its_question_by_itself(serve: Callable[..., Server]) -> None:
    server = serve()
    hana = Host(server.url)
    activity, ended_meanwhile = hana.add(QUIZ), hana.add(poll(seconds=5))
    gus, ivy = (Neighbour(server.url).enter(hana.code, name=name) for name in ("Gus", "Ivy"))
    ok(gus.vote(activity, "o1"))
    timer = gus.activities[activity]["timer"]
    end = ends_at(hana.move(ended_meanwhile, "add-time", seconds=-4)["timer"])
    server.kill()
    until(lambda: time.time() > end)
    server.start()
    again, also = (Neighbour(server.url).enter(hana.code, token=who.entered["token"]) for who in (gus, ivy))
    again.sees(ended_meanwhile, lambda seen: seen["state"] == "closed")
    seen = again.activities[activity]
    assert (seen["timer"], seen["phase"], seen["mine"]["answers"]) == (timer, "asking", {"q1": "o1"})
    ok(also.vote(activity, {"question": "q1", "choice": "o2"}))
    left_s = ends_at(timer) - time.time()
    end = ends_at(hana.move(activity, "add-time", seconds=1 - int(left_s))["timer"])
    again.sees(activity, lambda seen: seen["phase"] == "over")
    assert 0 <= time.time() - end < 0.5
    refused(also.vote(activity, "o1"), "closed")
    board = hana.tally(activity)["leaderboard"]
    assert [(each["name"], each["points"]) for each in board] == [("Gus", 100)]
    hana.move(activity, "next")
    again.sees(activity, lambda seen: (seen["phase"], seen["question"]["number"]) == ("asking", 2))
    again.leave()
    also.leave()


class Crowd:
    """Many guests on bare WebSockets, read by one thread that notes when each message came."""

    def __init__(self, url: str, number: int) -> None:
        self.host = Host(url)
        self.came: dict[int, list[tuple[float, str]]] = defaultdict(list)
        self._selector, self._is_here, self._heard_at = selectors.DefaultSelector(), True, 0.0
        address = f"{url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket&code={self.host.code}"
        self.sockets = [websocket.create_connection(address, timeout=10) for _ in range(number)]
        for each in self.sockets:
            each.send("40")
        for n, each in enumerate(self.sockets):
            _read_until(each, "40")
            each.send("420" + json.dumps(["enter", {"code": self.host.code, "name": f"Guest {n}"}]))
        for n, each in enumerate(self.sockets):
            _read_until(each, "430")
            self._selector.register(each.sock, selectors.EVENT_READ, (n, each))
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def __len__(self) -> int:
        return len(self.sockets)

    def send(self, number: int, message: str, **payload: Any) -> None:
        self.sockets[number].send("42" + json.dumps([message, payload]))

    def grow_quiet(self) -> None:
        """Wait until nobody is told anything any more, and forget what was."""
        until(lambda: time.monotonic() - self._heard_at > 1.0)
        self.came.clear()

    def most_in_a_window(self) -> tuple[int, list[str]]:
        """The most messages that any of them got within a window, and which these were."""
        return max((_fullest_window(came) for came in list(self.came.values())), key=lambda found: found[0])

    def leave(self) -> None:
        self._is_here = False
        self._reader.join()
        for each in self.sockets:
            each.shutdown()

    def _read(self) -> None:
        self._heard_at = time.monotonic()
        while self._is_here:
            for key, _ in self._selector.select(timeout=0.1):
                number, opened = key.data
                frame = opened.recv()
                if frame.startswith("42"):
                    self._heard_at = time.monotonic()
                    self.came[number].append((self._heard_at, json.loads(frame[2:])[0]))


def _read_until(opened: websocket.WebSocket, start: str) -> None:
    while not str(opened.recv()).startswith(start):
        pass


def _fullest_window(came: list[tuple[float, str]]) -> tuple[int, list[str]]:
    windows = ([name for at, name in came if start <= at < start + WINDOW_S] for start, _ in came)
    return max(((len(names), names) for names in windows), key=lambda found: found[0], default=(0, []))


@pytest.fixture(scope="module")
def crowd(server: Server) -> Iterator[Crowd]:
    crowd = Crowd(server.url, 60)
    yield crowd
    crowd.leave()


@pytest.mark.parametrize("also", [[], ["say", "hand"]], ids=["voting and clapping", "writing and waving as well"])
def test_nobody_in_a_busy_room_is_flooded_and_the_last_state_arrives(
    crowd: Crowd, open_socket: Any, also: list[str]
) -> None:
    host = open_socket().enter(crowd.host.code, token=crowd.host.token)
    polls = [crowd.host.add(poll(results="live")) for _ in range(2)]
    crowd.grow_quiet()
    began, sent = time.monotonic(), 0
    while time.monotonic() - began < 3.0:
        turn, number = divmod(sent, len(crowd))
        answer = ("dune", "emma")[(turn + number) % 2]
        crowd.send(number, "answer", activity=polls[turn % 2], answer=answer, key=f"{turn}")
        crowd.send(number, "react", emoji="👏")
        if also and sent % 6 == 0:
            crowd.send(number, "say", text=f"Words {turn}")
            crowd.send(number, "hand", up=turn % 2 == 0)
        sent += 1
        time.sleep(max(0.0, began + sent * 0.005 - time.monotonic()))
    for activity in polls:
        host.sees(activity, lambda seen: seen["tally"]["total"] == len(crowd))
    most, which = crowd.most_in_a_window()
    assert len(crowd.came) == len(crowd)
    assert most <= MOST_MESSAGES_A_SECOND * WINDOW_S, which
