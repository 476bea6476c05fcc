"""Spans of time by the server's clock.

A timer is three values in a row: how long, since when, and since when it stands still. Everybody derives the same
second from them, whatever their own clock says, and a restarted server or a phone that slept changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from .base import as_precise_text

LONGEST_S = 6 * 60 * 60


@dataclass(frozen=True)
class Timer:
    """While it stands still `paused_at` says since when; its end moves on with every second of that."""

    seconds: float
    started_at: datetime
    paused_at: datetime | None = None

    @property
    def ends_at(self) -> datetime | None:
        """None while it stands still."""
        return None if self.paused_at else self.started_at + timedelta(seconds=self.seconds)

    def left_s(self, now: datetime) -> float:
        gone = ((self.paused_at or now) - self.started_at).total_seconds()
        return max(0.0, self.seconds - gone)

    def is_over(self, now: datetime) -> bool:
        return self.paused_at is None and self.left_s(now) == 0

    def pause(self, now: datetime) -> Timer:
        return self if self.paused_at or self.is_over(now) else replace(self, paused_at=now)

    def resume(self, now: datetime) -> Timer:
        if self.paused_at is None:
            return self
        return replace(self, started_at=self.started_at + (now - self.paused_at), paused_at=None)

    def add(self, seconds: float, now: datetime) -> Timer:
        """Longer by so much, or shorter, but never longer than six hours; one that is over goes on from now."""
        gone = ((self.paused_at or now) - self.started_at).total_seconds()
        left = min(max(0.0, self.left_s(now) + seconds), LONGEST_S)
        return replace(self, seconds=gone + left)

    @classmethod
    def of_values(cls, values: Mapping[str, Any]) -> Timer:
        """The timer that `as_values` was made of."""
        started_at, paused_at = values["started_at"], values["paused_at"]
        return cls(
            values["seconds"], datetime.fromisoformat(started_at), paused_at and datetime.fromisoformat(paused_at)
        )

    def as_values(self) -> dict[str, Any]:
        return {
            "seconds": self.seconds,
            "started_at": as_precise_text(self.started_at),
            "paused_at": self.paused_at and as_precise_text(self.paused_at),
        }


class Timed:
    """The columns of a row that bears a timer. `ends_at` follows from the others, for asking which are due."""

    timer_seconds: Mapped[float | None]
    timer_started_at: Mapped[datetime | None]
    timer_paused_at: Mapped[datetime | None]
    timer_ends_at: Mapped[datetime | None] = mapped_column(index=True)

    @property
    def timer(self) -> Timer | None:
        if self.timer_seconds is None or self.timer_started_at is None:
            return None
        return Timer(self.timer_seconds, self.timer_started_at, self.timer_paused_at)

    @timer.setter
    def timer(self, timer: Timer | None) -> None:
        self.timer_seconds = timer.seconds if timer else None
        self.timer_started_at = timer.started_at if timer else None
        self.timer_paused_at = timer.paused_at if timer else None
        self.timer_ends_at = timer.ends_at if timer else None
