"""The reactions of a film, laid along its time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

MOMENT_S = 10
"""How close together the reactions of one moment are."""
MOST_MOMENTS = 10
STRETCHES = 60
"""Into how many columns the timeline is cut."""
Reacted = tuple[float, str, str]
"""The second, the emoji, and the voter."""


def timeline(reactions: Sequence[Reacted], minutes: float | None) -> list[dict[str, Any]]:
    """How many reactions there were in each stretch, for those with any: `at` to `until` in seconds. What is watched is
    so many minutes long."""
    if not reactions:
        return []
    end = max(reactions[-1][0], (minutes or 0) * 60)
    stretch = max(5, -(-end // STRETCHES))
    columns: dict[int, Counter[str]] = defaultdict(Counter)
    for at, emoji, _ in reactions:
        columns[int(at // stretch)][emoji] += 1
    return [
        {"at": n * stretch, "until": (n + 1) * stretch, "counts": dict(sorted(counts.items()))}
        for n, counts in sorted(columns.items())
    ]


def moments(reactions: Sequence[Reacted]) -> list[dict[str, Any]]:
    """When several reacted alike within a few seconds: those with most people, in their order."""
    by_emoji: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for at, emoji, voter in reactions:
        by_emoji[emoji].append((at, voter))
    found = [moment for emoji, given in sorted(by_emoji.items()) for moment in _bursts(emoji, given)]
    most = sorted(found, key=lambda each: (-each["people"], each["at"]))[:MOST_MOMENTS]
    return sorted(most, key=lambda each: (each["at"], each["emoji"]))


def _bursts(emoji: str, given: list[tuple[float, str]]) -> Iterable[dict[str, Any]]:
    """Reactions that follow each other closely, where they are of two people at least."""
    bursts = [[given[0]]]
    for before, each in pairwise(given):
        if each[0] - before[0] <= MOMENT_S:
            bursts[-1].append(each)
        else:
            bursts.append([each])
    for burst in bursts:
        people = len({voter for _, voter in burst})
        if people > 1:
            yield {"at": burst[0][0], "emoji": emoji, "people": people}
