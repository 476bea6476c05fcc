"""Several processes: that something changed travels through Redis; what it is now, each reads from the database."""

from __future__ import annotations

import json
import logging
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import gevent
from gevent.event import Event
from redis import Redis, RedisError

from ..domain.basics.news import News
from .broadcast import Broadcaster
from .reactions import Reactions
from .topics import Topic, topic_of

log = logging.getLogger(__name__)

CHANNEL = "eventkit:changed"
PATIENCE_S = 1.0


class NoRelay:
    """One process alone has nobody to tell."""

    def run(self) -> None:
        pass

    def pass_on(self, news: Sequence[News]) -> None:
        pass

    def pass_on_reaction(self, room_id: int, emoji: str) -> None:
        pass

    def ping(self) -> None:
        pass


class Relay:
    """Passes on what changed here and hears what changed elsewhere. What could not be passed on is kept and sent once
    Redis is back; whoever was cut off from it sends its rooms whole."""

    def __init__(self, url: str, broadcaster: Broadcaster, reactions: Reactions) -> None:
        self._redis = Redis.from_url(url, socket_timeout=5, socket_connect_timeout=2, health_check_interval=15)
        self._broadcaster, self._reactions = broadcaster, reactions
        self._self = secrets.token_hex(8)
        self._unsent: dict[Topic, None] = {}
        self._clapped: Counter[tuple[int, str]] = Counter()
        self._wake = Event()
        self._speaker: gevent.Greenlet | None = None

    def run(self) -> None:
        """Hear what changes elsewhere, once there is somebody here to be told."""
        gevent.spawn(self._listen)

    def pass_on(self, news: Sequence[News]) -> None:
        """Tell the others, also from a process that nobody is connected to."""
        self._unsent |= dict.fromkeys(filter(None, map(topic_of, news)))
        self._speak_up()

    def pass_on_reaction(self, room_id: int, emoji: str) -> None:
        """Tell the others; one that comes while Redis is away is lost, as a clap would be."""
        self._clapped[room_id, emoji] += 1
        self._speak_up()

    def ping(self) -> None:
        self._redis.ping()

    def _speak_up(self) -> None:
        if self._speaker is None:
            self._speaker = gevent.spawn(self._speak)
        self._wake.set()

    def _speak(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            topics, self._unsent = self._unsent, {}
            clapped, self._clapped = self._clapped, Counter()
            said = {
                "from": self._self,
                "topics": [asdict(topic) for topic in topics],
                "reactions": [[*what, number] for what, number in clapped.items()],
            }
            try:
                self._redis.publish(CHANNEL, json.dumps(said))
            except RedisError as error:
                log.warning("Redis is out of reach, keeping %d changes: %s", len(topics), error)
                self._unsent = topics | self._unsent
                gevent.sleep(PATIENCE_S)
                self._wake.set()

    def _listen(self) -> None:
        while True:
            try:
                with self._redis.pubsub(ignore_subscribe_messages=False) as channel:
                    channel.subscribe(CHANNEL)
                    while True:
                        self._hear(channel.get_message(timeout=5))
            except RedisError as error:
                log.warning("cut off from Redis, trying again: %s", error)
                gevent.sleep(PATIENCE_S)

    def _hear(self, message: Any) -> None:
        if message is None:
            return
        if message["type"] == "subscribe":
            self._broadcaster.mark_everything()
        elif message["type"] == "message":
            heard = json.loads(message["data"])
            if heard["from"] != self._self:
                for topic in heard["topics"]:
                    self._broadcaster.mark(Topic(**topic))
                for reaction in heard.get("reactions", ()):  # an instance of the version before sends none
                    self._reactions.hear(*reaction)
