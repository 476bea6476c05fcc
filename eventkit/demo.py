"""A sample evening with a few simulated guests, so that a newcomer sees a live room at once."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

import gevent

from .domain.activities import engine, runs
from .domain.activities.submissions import GivenAnswer
from .domain.basics.base import utcnow
from .domain.basics.errors import DomainError
from .domain.basics.times import wall_clock
from .domain.basics.validation import read_model
from .domain.planning import events
from .domain.planning.event_fields import NewEvent
from .domain.records.activity import Run
from .domain.records.event import Room
from .domain.room.door import Arrival
from .domain.views.viewers import Viewer
from .edge import Edge

GUESTS = ("Ada", "Gus", "Ivy", "Lee", "Nils", "Olive", "Sam", "Zoe")
SAYINGS = (
    "I read it in one night", "The aunt is the best of them", "Too many letters", "I would read it again in winter",
    "More tea next time", "Who would play her in a film?", "The sea was my favourite part",
)  # fmt: skip
WORDS = ("warm", "slow", "brave", "salt", "home", "odd", "tender", "long", "funny")
STAY_EVERY_S = 20
QUIETEST = 0.3
"""How often a guest has nothing to add to what collects."""


@dataclass(frozen=True)
class Evening:
    host_link: str
    page: str
    stage: str


def begin(edge: Edge) -> Evening:
    """Plan the evening, open its first poll, and let the guests come in the background."""
    plan = {
        "title": "Thursday book club",
        "theme": "book-club",
        "starts_at": wall_clock(utcnow() + timedelta(minutes=10), "Europe/Berlin").isoformat(timespec="minutes"),
        "timezone": "Europe/Berlin",
        "description": "Bring a cup of something warm.",
        "dress_code": "Something with sleeves",
        "video_url": "auto",
        "host": {"name": "Hana"},
        "details": {"reading_list": [{"title": "Persuasion", "author": "Jane Austen", "pages": 250}]},
    }
    with edge.store.transaction() as session:
        event, token = events.plan(
            session, read_model(NewEvent, plan), jitsi_url=edge.config.jitsi_url, domain=edge.links.domain
        )
        room = event.rooms[0]
        for run in runs.of_room(session, room):
            if run.activity.kind in ("single", "words"):
                engine.move(session, room, run.activity_id, "open")
                engine.move(session, room, run.activity_id, "reveal")
    for name in GUESTS:
        gevent.spawn(_attend, edge, room, name)
    links = edge.links
    return Evening(links.host(token), links.page(event.code), links.stage(event.code))


def _attend(edge: Edge, room: Room, name: str) -> None:
    """Come in, answer now and then, change one's mind, stay."""
    rng = random.Random()  # noqa: S311
    connection = f"demo-{name}"
    gevent.sleep(rng.uniform(0, 4))
    arrived = edge.arrive(Arrival(room.id, connection, None, name))
    viewer = Viewer("guest", id=arrived.guest.id, name=name, token=arrived.token or "")
    for number in count():
        edge.stay(connection)
        with edge.store.reading() as session:
            here = runs.of_room(session, session.get_one(Room, room.id))
        for run in (run for run in here if run.is_open):
            answer = _some_answer(run, rng)
            if answer is not None:
                with suppress(DomainError):  # the word cloud may be full, or closed meanwhile
                    edge.answer(viewer, room.id, run.activity_id, GivenAnswer(answer=answer, key=f"{number}"))
            gevent.sleep(rng.uniform(1, 6))
        gevent.sleep(rng.uniform(3, STAY_EVERY_S))


def _some_answer(run: Run, rng: random.Random) -> Any:
    """What a guest might say to this now; None for nothing."""
    config, kind = run.activity.stored_config, run.activity.kind
    options = [option["id"] for option in config.get("options", ())]
    match kind:
        case "single":
            return rng.choice(options)
        case "multiple":
            return rng.sample(options, rng.randint(config["min"], config["max"]))
        case "ranking":
            return rng.sample(options, len(options))
        case "rating" | "pulse":
            return rng.randint(1, config["scale"])
        case "this-or-that":
            return rng.choice(("left", "right"))
        case "quiz" if run.memory.get("phase") == "asking":
            return rng.choice(config["questions"][run.memory["at"]]["options"])["id"]
        case "turns":
            return "join"
        case "steps":
            return rng.choice(("done", "done", "love", "help"))
        case "pantry":
            ids = [each["id"] for each in config["ingredients"]]
            return rng.sample(ids, rng.randint(len(ids) // 2, len(ids)))
        case "countdown":
            return "ready"
        case "two-truths" if "at" in run.memory:
            return {"guess": rng.randrange(3)}
        case "two-truths":
            return {"statements": rng.sample(SAYINGS, 3), "lie": rng.randrange(3)}
        case "words" | "text" | "questions" | "kudos" if rng.random() > QUIETEST:
            saying = rng.choice(SAYINGS)
            return {
                "words": [rng.choice(WORDS)],
                "text": saying,
                "questions": {"ask": saying},
                "kudos": {"text": saying},
            }[kind]
    return None
