"""How the room feels, over time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..basics.base import as_text
from ..basics.errors import N_
from .common.played import Played
from .common.scale import Scale, spread

POINTS = 60
"""How many points the line has at most."""
MOVES_KEPT = 200
"""How many moves of one guest are kept on the line; the oldest fall off."""


class Pulse(Scale):
    """A scale that each guest moves whenever they like; the newest counts, and the mean is followed over time."""

    slug, label = "pulse", N_("Pulse")
    help = N_(
        "Everyone moves a scale whenever they like, such as how clear this is. You see the room's line over time."
    )
    row_words = (N_("mean"),)

    def stamp(self, run: Played, value: int, id: str, now: datetime) -> list[Any]:
        return [as_text(now), value]

    def fold(self, before: list[Any] | None, value: list[Any]) -> list[Any]:
        return [*(before or ()), value][-MOVES_KEPT:]

    def mine(self, run: Played, named: list[Any] | None, secret: list[Any] | None) -> int:
        _, step = (secret or named or [["", 0]])[-1]
        return int(step)

    def tally(self, run: Played) -> dict[str, Any]:
        newest = (moves[-1][1] for moves in run.answers.values())
        return {**spread(run.config.scale, newest), "line": self._line(run)}

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        """The mean in the end, and after how many minutes it was what."""
        line = tally["line"]
        started = datetime.fromisoformat(line[0]["at"]) if line else None
        return [("mean", tally["mean"]), *((_minutes_after(started, point["at"]), point["mean"]) for point in line)]

    def _line(self, run: Played) -> list[dict[str, Any]]:
        """The mean of everybody's newest after each second in which somebody moved, thinned out to be drawn."""
        moves = sorted((at, voter, step) for voter, own in run.answers.items() for at, step in own)
        newest: dict[str, int] = {}
        points: dict[str, dict[str, Any]] = {}
        for at, voter, step in moves:
            newest[voter] = step
            points[at] = {"at": at, "mean": round(sum(newest.values()) / len(newest), 2), "total": len(newest)}
        return thinned(list(points.values()), POINTS)


def _minutes_after(start: datetime | None, at: str) -> str:
    seconds = (datetime.fromisoformat(at) - start).total_seconds() if start else 0
    return f"+{int(seconds // 60)}:{int(seconds % 60):02d}"


def thinned(points: list[Any], most: int) -> list[Any]:
    """Evenly fewer, with the first and the last."""
    if len(points) <= most:
        return points
    return [points[round(index * (len(points) - 1) / (most - 1))] for index in range(most)]
