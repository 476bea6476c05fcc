"""When each topic is told: soon, and at most so often.

Times are those of `time.monotonic`, in seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from ..domain.activities.run_of_show import MOST_ACTIVITIES
from .topics import Topic

INTERVAL_S = 0.1
REACTIONS_INTERVAL_S = 0.5
LARGE_ROOM = 30
LARGE_ROOM_INTERVAL_S = 0.15
SLOW_INTERVAL_S = 1.0
"""For people, chat and the like in a large room."""
LONGEST_INTERVAL_S = LARGE_ROOM_INTERVAL_S * MOST_ACTIVITIES
"""Between two messages about one activity, when all of a large room change at once."""


class Pace:
    """Which topics are due, and when each was last sent. `number_in` is how many are in a room."""

    def __init__(self, number_in: Callable[[int], int]) -> None:
        self._number_in = number_in
        self._due: dict[Topic, float] = {}
        self._sent: dict[Topic, float] = {}
        """The latest come last."""

    def mark(self, topic: Topic, now: float, *, at_once: bool = False) -> None:
        due = now if at_once else max(now, self._sent.get(topic, 0) + self._interval(topic, now))
        self._due[topic] = min(due, self._due.get(topic, due))

    def put_off(self, topic: Topic, until: float) -> None:
        self._due[topic] = until

    def ready(self, now: float) -> list[Topic]:
        return [topic for topic, due in self._due.items() if due <= now]

    def wait_s(self, now: float) -> float | None:
        """How long until a topic is due; None where nothing is."""
        return min(self._due.values()) - now if self._due else None

    def send(self, topic: Topic, now: float) -> None:
        """Note that it is sent now. Whatever was sent too long ago to delay anything is forgotten."""
        del self._due[topic]
        self._sent.pop(topic, None)
        self._sent[topic] = now
        is_over = takewhile(lambda sent: sent[1] < now - LONGEST_INTERVAL_S, self._sent.items())
        for old, _at in list(is_over):
            del self._sent[old]

    def _interval(self, topic: Topic, now: float) -> float:
        """In a large room nobody gets more than fifteen messages a second, however many vote, write, wave and clap."""
        is_large = self._number_in(topic.room_id) > LARGE_ROOM
        match topic.what:
            case "activity":
                between_s = INTERVAL_S if not is_large else LARGE_ROOM_INTERVAL_S
                return between_s * max(1, self._activities_due(topic.room_id, now))
            case "reactions":
                return REACTIONS_INTERVAL_S
        return INTERVAL_S if not is_large else SLOW_INTERVAL_S

    def _activities_due(self, room_id: int, now: float) -> int:
        """How many activities of a room are being told about, which share its ten messages a second."""
        lately = takewhile(lambda sent: sent[1] > now - 1.0, reversed(self._sent.items()))
        return sum(1 for topic, _at in lately if topic.room_id == room_id and topic.run_id)
