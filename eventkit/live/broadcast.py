"""Telling rooms what changed. The only place that emits.

A change marks a topic as due; at most ten times a second each topic is read afresh, worked out once for each audience,
and sent whole. A burst of a thousand votes is a handful of messages, and the last state always arrives.

A message is encoded once and written straight to each WebSocket, past Socket.IO's queues: those cost more than all the
rest, and grow without bound for a reader who is slow.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import gevent
from gevent.event import Event

from ..domain import presence, snapshots
from ..domain.activities.engine import Run
from ..domain.activities.kind import Audience
from ..domain.news import ActivityMoved, AnswersCounted, News, PeopleChanged, RoomChanged
from ..domain.rooms import Room
from ..edge import Edge
from .lines import text_frame
from .seats import Seat, Seats

log = logging.getLogger(__name__)

INTERVAL_S = 0.1
AT_A_STRETCH = 200
"""Seats sent to before others have a turn."""
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
        seats = self._seats.in_room(topic.room_id)
        if topic.what == "room":
            self._send_each(topic, self._rooms(topic, seats))
        else:
            shown = self._activity(topic) if topic.what == "activity" else self._people(topic)
            messages = {audience: Message(topic.what, payload) for audience, payload in shown.items()}
            told = [seat for seat in seats if seat.viewer.audience in messages]
            self._send_each(topic, ((seat, messages[seat.viewer.audience]) for seat in told))

    def _activity(self, topic: Topic) -> dict[Audience, Any]:
        """For each audience that may know of it."""
        with self._edge.store.reading() as session:
            run = session.get(Run, topic.run_id)
            if run is None:
                return {}
            shown = snapshots.activities(session, run)
            return {"hosts": shown["hosts"]} if run.is_draft else shown

    def _people(self, topic: Topic) -> dict[Audience, Any]:
        with self._edge.store.reading() as session:
            room = session.get(Room, topic.room_id)
            people = presence.people(session, room) if room else None
        return dict.fromkeys(("guests", "hosts", "stage"), people) if people else {}

    def _rooms(self, topic: Topic, seats: Iterable[Seat]) -> Iterator[tuple[Seat, Message]]:
        """For each seat its own, with what this guest has answered."""
        with self._edge.store.reading() as session:
            room = session.get(Room, topic.room_id)
            if room is None:
                return
            picture = snapshots.RoomPicture(session, room, self._edge.links)
        for seat in seats:
            yield seat, Message("room", picture.of(seat.viewer))

    def _send_each(self, topic: Topic, messages: Iterable[tuple[Seat, Message]]) -> None:
        for number, (seat, message) in enumerate(messages, 1):
            if seat.line is not None:
                seat.line.offer(topic, message.frame)
            else:
                self._server.emit(message.name, message.payload, to=seat.sid)
            if number % AT_A_STRETCH == 0:
                gevent.sleep(0)


class Message:
    """A Socket.IO event, encoded once however many get it."""

    def __init__(self, name: str, payload: Any) -> None:
        self.name, self.payload = name, payload

    @cached_property
    def frame(self) -> bytes:
        """As the protocols write it: Engine.IO message (4), Socket.IO event (2), the event with its argument."""
        return text_frame("42" + json.dumps([self.name, self.payload], separators=(",", ":"), ensure_ascii=False))
