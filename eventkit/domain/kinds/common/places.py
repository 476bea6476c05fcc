"""Who stands where, by points."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def places(
    points: Mapping[str, float], names: Mapping[str, str], *, as_id: Callable[[str], Any] = int
) -> list[dict[str, Any]]:
    """The best first. Who has the same points shares a place, and the next place is as far down as people stand above
    it: 1, 1, 3. Whoever has none is not listed."""
    scored = sorted(
        ((points[id], names[id], id) for id in points if points[id] > 0 and id in names),
        key=lambda each: (-each[0], each[1].casefold(), each[2]),
    )
    table: list[dict[str, Any]] = []
    for number, (score, name, id) in enumerate(scored, 1):
        shares = bool(table) and table[-1]["points"] == score
        place = table[-1]["place"] if shares else number
        table.append({"place": place, "id": as_id(id), "name": name, "points": score})
    return table
