"""Telling rooms what changed. The only place that emits.

A change marks a topic as due; at most ten times a second each topic is read afresh, worked out once for each audience,
and sent whole. A burst of a thousand votes is a handful of messages, and the last state always arrives.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import gevent
from gevent.event import Event
from sqlalchemy.orm import Session

from ..domain import presence, snapshots
from ..domain.activities.engine import Run
from ..domain.activities.kind import Audience
from ..domain.news import ActivityMoved, AnswersCounted, News, PeopleChanged, RoomChanged
from ..domain.rooms import Room
from ..edge import Edge
from .seats import Seats

log = logging.getLogger(__name__)

INTERVAL_S = 0.1
SLOW_DOWN_S_PER_SEAT = 0.001
"""The list of people goes out less often in a large room: with a thousand guests once a second."""


@dataclass(frozen=True)
class Topic:
    what: Literal["activity", "people", "room"]
    room_id: int
    run_id: int | None = None


def topic_of(news: News) -> Topic | None:
    match news:
        case ActivityMoved() | AnswersCounted():
            return Topic("activity", news.room_id, news.run_id)
        case PeopleChanged():
            return Topic("people", news.room_id)
        case RoomChanged():
            return Topic("room", news.room_id)
    return None


class Broadcaster:
    def __init__(self, edge: Edge, seats: Seats, server: Any) -> None:
        self._edge, self._seats, self._server = edge, seats, server
        self._due: dict[Topic, float] = {}
        self._sent: dict[Topic, float] = {}
        self._wake = Event()

    def hear(self, news: Sequence[News]) -> None:
        for each in news:
            if topic := topic_of(each):
                self.mark(topic, at_once=isinstance(each, ActivityMoved))

    def mark(self, topic: Topic, *, at_once: bool = False) -> None:
        """Have a topic sent soon; `at_once` where somebody waits for what they have just done."""
        if not self._seats.has(topic.room_id):
            return
        now = time.monotonic()
        due = now if at_once else max(now, self._sent.get(topic, 0) + self._interval(topic))
        self._due[topic] = min(due, self._due.get(topic, due))
        self._wake.set()

    def mark_everything(self) -> None:
        """Have every room sent whole, after news from other processes may have been missed."""
        for room_id in self._seats.rooms():
            self.mark(Topic("room", room_id))

    def run(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            while self._due:
                now = time.monotonic()
                ready = [topic for topic, due in self._due.items() if due <= now]
                for topic in ready:
                    del self._due[topic]
                    self._sent[topic] = now
                    self._send_safely(topic)
                if not ready:
                    self._wake.wait(min(self._due.values()) - now)
                    self._wake.clear()
            self._forget(time.monotonic() - 60)

    def _interval(self, topic: Topic) -> float:
        if topic.what == "people":
            return max(INTERVAL_S, SLOW_DOWN_S_PER_SEAT * self._seats.number_in(topic.room_id))
        return INTERVAL_S

    def _forget(self, before: float) -> None:
        self._sent = {topic: at for topic, at in self._sent.items() if at > before}

    def _send_safely(self, topic: Topic) -> None:
        try:
            self._send(topic)
        except Exception:
            log.exception("could not send %s; trying again", topic)
            self._due[topic] = time.monotonic() + 1.0

    def _send(self, topic: Topic) -> None:
        with self._edge.store.reading() as session:
            room = session.get(Room, topic.room_id)
            if room is None:
                return
            if topic.what == "activity":
                self._send_activity(session, topic)
            elif topic.what == "people":
                people = presence.people(session, room)
                for audience in ("guests", "hosts", "stage"):
                    self._publish(room.id, audience, "people", people)
            else:
                self._send_room(snapshots.RoomPicture(session, room, self._edge.links), room.id)

    def _send_activity(self, session: Session, topic: Topic) -> None:
        run = session.get(Run, topic.run_id)
        if run is None:
            return
        for audience, shown in snapshots.activities(session, run).items():
            if audience == "hosts" or not run.is_draft:
                self._publish(topic.room_id, audience, "activity", shown)

    def _send_room(self, picture: snapshots.RoomPicture, room_id: int) -> None:
        for number, seat in enumerate(self._seats.in_room(room_id), 1):
            self._server.emit("room", picture.of(seat.viewer), to=seat.sid)
            if number % 50 == 0:
                gevent.sleep(0)

    def _publish(self, room_id: int, audience: Audience, event: str, payload: dict[str, Any]) -> None:
        self._server.emit(event, payload, room=channel(room_id, audience))


def channel(room_id: int, audience: Audience) -> str:
    return f"{room_id}:{audience}"
