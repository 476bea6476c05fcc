"""Who meets whom: groups in which nobody meets the same person twice while that is possible."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import networkx

Group = list[str]
Met = Mapping[frozenset[str], int]
"""How often two people have met."""

MOST_TRIOS_TRIED = 400
MOST_MIXES_TRIED = 60


def count_meetings(groups: Iterable[Sequence[str]]) -> Counter[frozenset[str]]:
    return Counter(frozenset(pair) for group in groups for pair in combinations(group, 2))


def repeats(groups: Iterable[Sequence[str]], met: Met) -> int:
    """How many would meet again, each counted as often as they have met."""
    return sum(met.get(frozenset(pair), 0) for group in groups for pair in combinations(group, 2))


def grouped(people: Sequence[str], size: int, met: Met, rng: random.Random) -> list[Group]:
    """Everybody in groups of about `size`; whoever would be left alone makes a group one larger.

    `people` come in an order that stays from round to round, newcomers last: pairs of a room that nobody enters or
    leaves follow a tournament's schedule, in which everybody meets everybody before anybody meets again.
    """
    if len(people) <= max(size, 3):
        return [list(people)]
    if size > 2:
        return _mixed(list(people), size, met, rng)
    return _pairs(list(people), met, rng) if len(people) % 2 == 0 else _pairs_and_a_trio(list(people), met, rng)


def _pairs(people: list[str], met: Met, rng: random.Random) -> list[Group]:
    rounds = [pairs for pairs in _tournament(people) if not repeats(pairs, met)]
    if rounds:
        return rng.choice(rounds)
    return _matched(people, met)


def _tournament(people: Sequence[str]) -> Iterator[list[Group]]:
    """The rounds of the circle method: one stays, the others go around the table one seat a round."""
    first, *others = people
    for turn in range(len(others)):
        circle = [first, *others[turn:], *others[:turn]]
        half = len(circle) // 2
        yield [[one, other] for one, other in zip(circle[:half], reversed(circle[half:]), strict=True)]


def _matched(people: Sequence[str], met: Met) -> list[Group]:
    """Pairs of an even number of people with as few repeats as there can be."""
    graph = networkx.Graph()
    for one, other in combinations(people, 2):
        graph.add_edge(one, other, weight=-(met.get(frozenset((one, other)), 0) ** 2))
    return [list(pair) for pair in networkx.max_weight_matching(graph, maxcardinality=True)]


def _pairs_and_a_trio(people: list[str], met: Met, rng: random.Random) -> list[Group]:
    """Of an odd number three go together: if there are, three who have not met and leave the rest to be paired anew."""
    trios = [list(trio) for trio in combinations(people, 3)]
    rng.shuffle(trios)
    trios.sort(key=lambda trio: repeats([trio], met))
    best: list[Group] | None = None
    for trio in trios[:MOST_TRIOS_TRIED]:
        groups = [trio, *_matched([person for person in people if person not in trio], met)]
        if best is None or repeats(groups, met) < repeats(best, met):
            best = groups
        if not repeats(best, met):
            break
    return best or [people]


def _mixed(people: list[str], size: int, met: Met, rng: random.Random) -> list[Group]:
    """Larger groups: begun at random and bettered by exchanging two people as long as that helps, a number of times."""
    best: list[Group] = []
    for _ in range(MOST_MIXES_TRIED):
        rng.shuffle(people)
        number = max(1, len(people) // size + (len(people) % size > size // 2))
        groups = [people[first::number] for first in range(number)]
        _better(groups, met)
        if not best or repeats(groups, met) < repeats(best, met):
            best = groups
        if not repeats(best, met):
            break
    return best


def _better(groups: list[Group], met: Met) -> None:
    """Exchange two people of two groups while fewer meet again for it."""
    is_better = True
    while is_better:
        is_better = False
        for one, other in combinations(groups, 2):
            for i in range(len(one)):
                for j in range(len(other)):
                    before = repeats((one, other), met)
                    if not before:
                        continue
                    one[i], other[j] = other[j], one[i]
                    if repeats((one, other), met) < before:
                        is_better = True
                    else:
                        one[i], other[j] = other[j], one[i]
