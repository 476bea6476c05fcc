"""Applause and the like: counted here and passed on together a few times a second, never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from ..domain.basics.errors import N_, invalid
from .seats import Seat

EMOJI = ("👏", "❤️", "😂", "😮", "🎉", "👍", "🤔", "🥂")
MOST_AT_ONCE = 500
"""More of one emoji between two messages are shown as so many."""


class Reactions:
    """What came since the last message, by room. `due` is called when a room has some to be told."""

    def __init__(self) -> None:
        self._since: dict[int, Counter[str]] = {}
        self.due: Callable[[int], None] = lambda room_id: None
        self.pass_on: Callable[[int, str], None] = lambda room_id, emoji: None
        """Tell the other processes."""

    def react(self, seat: Seat, emoji: str) -> None:
        if emoji not in EMOJI:
            raise invalid("emoji", N_("Choose one of %(emoji)s."), emoji=" ".join(EMOJI))
        self.hear(seat.room_id, emoji)
        self.pass_on(seat.room_id, emoji)

    def hear(self, room_id: int, emoji: str, number: int = 1) -> None:
        if emoji in EMOJI:
            self._since.setdefault(room_id, Counter())[emoji] += number
            self.due(room_id)

    def take(self, room_id: int) -> dict[str, int]:
        """What came since the last call."""
        counts = self._since.pop(room_id, Counter())
        return {emoji: min(number, MOST_AT_ONCE) for emoji, number in counts.items()}
