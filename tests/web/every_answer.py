"""The API driven through every state that shows in what it answers: an evening, a series, an import."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from flask import Flask

from eventkit.domain.coming import guests
from eventkit.domain.kinds import all_kinds
from eventkit.domain.planning import hosts
from eventkit.domain.room import attendance, chat, people, room_timers, signals
from eventkit.domain.room.door import Arrival
from eventkit.domain.room.people import PersonChanges
from eventkit.domain.room.room_timers import NewTimer
from eventkit.edge import Caller, Edge
from eventkit.web.api.operations import Operation, operations
from tests.calendar.calendars import calendar, event
from tests.every.test_kinds import ANSWERS, CONFIGS
from tests.people import plan, poll
from tests.web.test_pictures import picture

ASKED = [
    {"kind": "text", "text": "Anything else?"},
    {"kind": "choice", "text": "When?", "options": ["Seven", "Eight"], "required": True},
    {"kind": "diet", "text": "What can you not eat?"},
    {"kind": "bring", "text": "What do you bring?", "things": [{"text": "Cake", "wanted": 2}, "Tea"]},
]
SAID = {"q1": "No", "q2": "o1", "q3": {"chosen": ["vegan"], "other": "Figs"}, "q4": ["t1"]}
SERIES = {"starts_at": "2036-12-04T19:00", "repeat": "FREQ=WEEKLY;COUNT=5", "skipped": ["2036-12-11"]}
THURSDAY = "DTSTART;TZID=Europe/Berlin:20361204T190000"
WEEKLY = calendar(
    event("RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE;TZID=Europe/Berlin:20361211T190000", starts=THURSDAY),
    event("RECURRENCE-ID;TZID=Europe/Berlin:20361218T190000", starts=THURSDAY.replace("1204", "1219")),
    "UID:without a start",
)
WHOLE_DAY = calendar(event(uid="day", starts="DTSTART;VALUE=DATE:20361204"))
CALLED_OFF = calendar(event(uid="off"), head="METHOD:CANCEL")


def name_of(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"


class EveryAnswer:
    """What was answered, by operation, and what was refused."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.edge: Edge = app.extensions["edge"]
        self.answers: dict[str, list[Any]] = defaultdict(list)
        self.refusals: list[Any] = []
        self.call("GET", "/themes")
        self.call("GET", "/kinds")
        self.call("POST", "/kinds/rows", json={"kind": "steps", "setting": "steps", "text": "Boil the water, 3 min"})
        evening = Evening(self)
        evening.is_planned()
        evening.is_replied_to()
        evening.is_entered()
        for number, kind in enumerate(all_kinds()):
            evening.is_played(kind, is_anonymous=bool(number % 2))
        evening.has_a_poll_on_its_page()
        evening.is_talked_in()
        evening.is_over()
        series(self)
        imports(self)

    def call(self, method: str, path: str, token: str | None = None, json: Any = None, **options: Any) -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        response = self.client.open(f"/api/v1{path}", method=method, json=json, headers=headers, **options)
        if response.status_code >= 400:
            self.refusals.append(response.json)
        else:
            self.answers[name_of(_operation(method, path.partition("?")[0]))].append(response.json)
        return response.json


def _operation(method: str, path: str) -> Operation:
    matching = (each for each in operations if re.fullmatch(re.sub(r"{\w+}", "[^/]+", each.path), path))
    return next(each for each in matching if each.method == method)


class Evening:
    """Hana's, with Gus and Ivy."""

    def __init__(self, api: EveryAnswer) -> None:
        self.api = api
        self.made = api.call("POST", "/events", json=plan(host={"name": "Hana", "email": "hana@example.org"}))
        self.code, self.hana = self.made["code"], self.made["host_token"]
        self.gus = self.ivy = ""
        self.ids: dict[str, int] = {}

    def call(self, method: str, path: str = "", token: str | None = None, **json: Any) -> Any:
        return self.api.call(method, f"/events/{self.code}{path}", token or self.hana, json or None)

    def ask(self, method: str, path: str = "", token: str | None = None, **json: Any) -> Any:
        """As a guest or as nobody."""
        return self.api.call(method, f"/events/{self.code}{path}", token, json or None)

    def is_planned(self) -> None:
        changes = {"questions": ASKED, "capacity": 3, "link_for": "replied", "video_url": "https://call.test/1"}
        self.call("PATCH", **changes, details={"prompt": "Bring a story"}, reply_by="2036-01-01")
        self.call("GET")
        self.ask("GET")
        self.call("POST", "/invitations", emails=["Ann <ann@example.org>", "nobody"])
        self.call("POST", "/activities", kind="no-such-kind", title="?", config={})
        self.api.call("GET", "/events/ZZZZZZZZ")

    def is_replied_to(self) -> None:
        gus = {"name": "Gus", "answer": "yes", "plus": 1, "email": "gus@example.org", "answers": SAID}
        self.gus = self.ask("POST", "/replies", **gus)["guest_token"]
        self.ivy = self.ask("POST", "/replies", name="Ivy", answer="yes", plus=1, answers=SAID)["guest_token"]
        self.ask("POST", "/replies", self.ivy, name="Ivy", answer="maybe", note="Perhaps later")
        self.ask("GET", "", self.gus)
        self.call("GET", "/replies")

    def is_entered(self) -> None:
        for name, token in (("Gus", self.gus), ("Ivy", self.ivy)):
            with self.api.edge.viewing(self.code) as (session, room):
                guest = guests.known(session, event_id=room.event_id, token=token)
            self.ids[name] = guest.id
            self.api.edge.arrive(Arrival(room.id, f"{name}'s socket", guest.id, name))
        self.api.edge.arrive(Arrival(room.id, "Lee's socket", None, "Lee", avatar="🦊", pronouns="they"))

    def is_played(self, kind: str, *, is_anonymous: bool) -> None:
        """Planned, opened, answered, shown and closed."""
        config = CONFIGS.get(kind, {})
        made = self.call("POST", "/activities", kind=kind, title="Now", config={**config, "anonymous": is_anonymous})
        if "id" not in made:  # not of this kind
            made = self.call("POST", "/activities", kind=kind, title="Now", config=config)
        own = f"/activities/{made['id']}"
        self.call("PATCH", own, minutes=10)
        for move in ("open", "start"):
            self.call("POST", f"{own}/moves", move=move)
        about_ivy = {"kudos": {"to": self.ids["Ivy"], "text": "Thank you"}}
        about_ivy["awards"] = {"award": "a1", "guest": self.ids["Ivy"]}
        self.ask("POST", f"{own}/answers", self.gus, answer=(ANSWERS | about_ivy)[kind], key="one")
        self.ask("GET", "/room", self.gus)
        for move in ("next", "reveal", "close"):
            self.call("POST", f"{own}/moves", move=move)
            self.ask("GET", "/room", self.gus)
        self.call("GET", "/room")

    def has_a_poll_on_its_page(self) -> None:
        made = self.call("POST", "/activities", **poll(proposals=True))
        self.call("PATCH", f"/activities/{made['id']}", on_page=True)
        self.ask("POST", f"/activities/{made['id']}/options", self.gus, text="Persuasion")
        self.call("DELETE", f"/activities/{made['id']}")

    def is_talked_in(self) -> None:
        self.api.call("POST", f"/events/{self.code}/pictures", self.gus, data=picture(), content_type="image/png")
        with self.api.edge.hosting(self.code, Caller(token=self.hana)) as (session, room):
            chat.say(session, room, "Welcome")
            chat.say(session, room, "Hello", guest_id=self.ids["Gus"])
            signals.give(session, room, self.ids["Gus"], "slower")
            attendance.raise_hand(session, room, self.ids["Gus"], up=True)
            room_timers.start(session, room, NewTimer(name="Tea", seconds=60))
            people.change(session, room, PersonChanges(guest=self.ids["Ivy"], muted=True))
        for token in (self.hana, self.gus, self.ivy):
            self.ask("GET", "/room", token)

    def is_over(self) -> None:
        self.call("GET", "/recap")
        self.call("GET", "/recap.csv")
        self.call("DELETE")


def series(api: EveryAnswer) -> None:
    made = api.call("POST", "/events", json=plan(**SERIES))
    path, hana = f"/events/{made['code']}", made["host_token"]
    api.call("PATCH", f"{path}?on=2036-12-18", hana, {"title": "The special one"})
    api.call("PATCH", f"{path}?on=2036-12-25&dates=following", hana, {"starts_at": "2036-12-25T20:00"})
    api.call("DELETE", f"{path}?on=2036-12-18", hana)
    for token in (hana, None):
        api.call("GET", path, token)
        api.call("GET", f"{path}?on=2036-12-18", token)
    api.call("GET", f"{path}/replies?on=2036-12-18", hana)
    api.call("GET", f"{path}/room?on=2036-12-18", hana)


def imports(api: EveryAnswer) -> None:
    for file in (WEEKLY, WHOLE_DAY, CALLED_OFF, b"no calendar"):
        api.call("POST", "/imports", data=file, content_type="text/calendar")
    (made,) = api.call("POST", "/imports?create=true", data=WEEKLY, content_type="text/calendar")["events"]
    with api.edge.hosting(made["code"], Caller(token=made["host_token"])) as (session, room):
        co_host = hosts.add_co_host(session, event_id=room.event_id, host=room.event.host, name="Ivy")
    api.call("POST", "/imports?create=true", co_host, data=WEEKLY, content_type="text/calendar")
