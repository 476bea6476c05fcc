"""A sample evening with a few simulated guests, so that a newcomer sees a live room at once."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

import gevent

from .domain import events
from .domain.activities import engine
from .domain.answers import Given
from .domain.base import utcnow
from .domain.errors import DomainError
from .domain.events import NewEvent
from .domain.presence import Arrival
from .domain.rooms import Room
from .domain.snapshots import Viewer
from .domain.times import wall_clock
from .domain.validation import read_model
from .edge import Edge

GUESTS = ("Ada", "Gus", "Ivy", "Lee", "Nils", "Olive", "Sam", "Zoe")
WORDS = ("warm", "slow", "brave", "salt", "home", "odd", "tender", "long", "funny")
STAY_EVERY_S = 20


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
        for run in engine.runs(session, room):
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
            runs = [run for run in engine.runs(session, session.get_one(Room, room.id)) if run.is_open]
        for run in runs:
            options = [option["id"] for option in run.activity.stored_config.get("options", ())]
            answer = rng.choice(options) if options else [rng.choice(WORDS)]
            with suppress(DomainError):  # the word cloud may be full, or closed meanwhile
                edge.answer(viewer, room.id, run.activity_id, Given(answer=answer, key=f"{number}"))
            gevent.sleep(rng.uniform(1, 6))
        gevent.sleep(rng.uniform(3, STAY_EVERY_S))
