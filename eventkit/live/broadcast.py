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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import gevent
from gevent.event import Event
from sqlalchemy.orm import Session, joinedload

from ..domain.basics.news import ActivityMoved, News
from ..domain.coming import guests
from ..domain.kinds.common.played import Audience
from ..domain.records.activity import Run
from ..domain.records.attendance import Attendance
from ..domain.records.event import Room
from ..domain.room import attendance, chat, people, room_timers, signals
from ..domain.views import snapshots
from ..domain.views.room_pictures import RoomPicture
from ..domain.views.viewers import AUDIENCES, Viewer
from ..edge import Edge
from .lines import text_frame
from .pace import Pace
from .reactions import Reactions
from .seats import Seat, Seats
from .topics import Topic, topic_of

log = logging.getLogger(__name__)

AT_A_STRETCH = 200
"""Seats sent to before others have a turn."""
PAUSE_AFTER_ERROR_S = 1.0


class Broadcaster:
    def __init__(self, edge: Edge, seats: Seats, reactions: Reactions, server: Any) -> None:
        self._edge, self._seats, self._reactions, self._server = edge, seats, reactions, server
        reactions.due = lambda room_id: self.mark(Topic("reactions", room_id))
        self._pace = Pace(seats.number_in)
        self._wake = Event()

    def hear(self, news: Sequence[News]) -> None:
        for each in news:
            if topic := topic_of(each):
                self.mark(topic, at_once=isinstance(each, ActivityMoved))

    def mark(self, topic: Topic, *, at_once: bool = False) -> None:
        """Have a topic sent soon; `at_once` where somebody waits for what they have just done."""
        if not self._seats.has(topic.room_id):
            return
        self._pace.mark(topic, time.monotonic(), at_once=at_once)
        self._wake.set()

    def mark_everything(self) -> None:
        """Have every room sent whole, after news from other processes may have been missed."""
        for room_id in self._seats.rooms():
            self.mark(Topic("room", room_id))

    def run(self) -> None:
        while True:
            now = time.monotonic()
            ready = self._pace.ready(now)
            for topic in ready:
                self._pace.send(topic, now)
                self._send_safely(topic)
            if not ready:
                self._wake.wait(self._pace.wait_s(now))
                self._wake.clear()

    def _send_safely(self, topic: Topic) -> None:
        try:
            self._send(topic)
        except Exception:
            log.exception("could not send %s; trying again", topic)
            self._pace.put_off(topic, time.monotonic() + PAUSE_AFTER_ERROR_S)

    def _send(self, topic: Topic) -> None:
        seats = self._seats.in_room(topic.room_id)
        if topic.what == "room":
            self._send_each(topic, self._rooms(topic, seats))
            return
        shown, own = self._shown(topic, seats)
        messages = {audience: Message(topic.what, payload) for audience, payload in shown.items()}
        told = [(seat, messages[seat.viewer.audience]) for seat in seats if seat.viewer.audience in messages]
        self._send_each(topic, ((seat, own(seat, message)) for seat, message in told) if own else told)

    def _shown(
        self, topic: Topic, seats: Sequence[Seat]
    ) -> tuple[dict[Audience, Any], Callable[[Seat, Message], Message] | None]:
        """What each audience is told, and how it becomes each guest's own where that differs."""
        if topic.what == "reactions":
            return dict.fromkeys(AUDIENCES, self._reactions.take(topic.room_id)), None
        with self._edge.store.reading() as session:
            if topic.what == "activity":
                return self._activity(session, topic)
            room = session.get(Room, topic.room_id)
            if room is None:
                return {}, None
            match topic.what:
                case "people":
                    has_host = any(seat.viewer.role == "host" for seat in seats)
                    return people.for_each_audience(session, room, hosts=has_host), None
                case "chat":
                    return dict.fromkeys(("guests", "hosts"), chat.shown(session, room)), None
                case "signals":
                    return {"hosts": signals.shown(session, room)}, None
                case _:
                    return dict.fromkeys(AUDIENCES, room_timers.shown(session, room)), None

    def _activity(
        self, session: Session, topic: Topic
    ) -> tuple[dict[Audience, Any], Callable[[Seat, Message], Message] | None]:
        """For each audience that may know of it."""
        run = session.get(Run, topic.run_id, options=[joinedload(Run.activity)])
        if run is None:
            return {}, None
        shown = snapshots.activities(session, run)
        if run.is_draft:
            return {"hosts": shown["hosts"]}, None
        personal = snapshots.personal(session, run)
        if personal is None:
            return shown, None
        return (
            shown,
            lambda seat, message: (
                message
                if seat.viewer.id is None
                else Message("activity", {**message.payload, **personal(seat.viewer.id)})
            ),
        )

    def _rooms(self, topic: Topic, seats: Iterable[Seat]) -> Iterator[tuple[Seat, Message]]:
        """For each seat its own, with what this guest has answered; who has been shown out sees nothing more."""
        with self._edge.store.reading() as session:
            room = session.get(Room, topic.room_id)
            if room is None:
                return
            picture = RoomPicture(session, room, self._edge.links)
            restricted = attendance.restricted(session, room.id)
            names = guests.names(session, room.event_id) if any(seat.viewer.id for seat in seats) else {}
        for seat in seats:
            viewer = _as_they_stand(seat.viewer, restricted, names)
            told = seat if viewer == seat.viewer else self._seats.see_as(seat, viewer)
            yield told, Message("room", picture.of(viewer))

    def _send_each(self, topic: Topic, messages: Iterable[tuple[Seat, Message]]) -> None:
        for number, (seat, message) in enumerate(messages, 1):
            if seat.line is not None:
                seat.line.offer(topic, message.frame)
            else:
                self._server.emit(message.name, message.payload, to=seat.sid)
            if number % AT_A_STRETCH == 0:
                gevent.sleep(0)


def _as_they_stand(viewer: Viewer, restricted: Mapping[int, Attendance], names: Mapping[str, str]) -> Viewer:
    """A guest as the host has decided since; hosts and stage stay who they are."""
    if viewer.id is None:
        return viewer
    standing = restricted.get(viewer.id)
    name = names.get(str(viewer.id), viewer.name)
    if standing is None:
        return replace(viewer, name=name, role="guest", is_muted=False)
    return replace(viewer, name=name, role=standing.place, is_muted=standing.is_muted)


class Message:
    """A Socket.IO event, encoded once however many get it."""

    def __init__(self, name: str, payload: Any) -> None:
        self.name, self.payload = name, payload

    @cached_property
    def frame(self) -> bytes:
        """As the protocols write it: Engine.IO message (4), Socket.IO event (2), the event with its argument."""
        return text_frame("42" + json.dumps([self.name, self.payload], separators=(",", ":"), ensure_ascii=False))
