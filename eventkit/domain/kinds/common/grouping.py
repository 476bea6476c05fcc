"""Who meets whom: groups in which nobody meets the same person twice while that is possible."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice, product
from math import ceil

import networkx

Group = list[str]
Met = Mapping[frozenset[str], int]
"""How often two people have met."""

MOST_MATCHED = 64
"""More people are not matched exactly, which takes time with the third power of their number, but by exchanges."""
MOST_TRIOS_TRIED = 500
MOST_MIXES_TRIED = 40
MOST_EXCHANGES_TRIED = 20_000
"""Over all mixes together: the server does nothing else meanwhile."""


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
    if len(people) % 2 == 0:
        rounds = [pairs for pairs in _tournament(people) if not repeats(pairs, met)]
        if rounds:
            return rng.choice(rounds)
    if len(people) > MOST_MATCHED:
        return _mixed(list(people), size, met, rng)
    return _matched(people, met) if len(people) % 2 == 0 else _pairs_and_a_trio(list(people), met, rng)


def _tournament(people: Sequence[str]) -> Iterator[list[Group]]:
    """The rounds of the circle method: one stays, the others go around the table one seat a round."""
    first, *others = people
    for turn in range(len(others)):
        circle = [first, *others[turn:], *others[:turn]]
        half = len(circle) // 2
        yield [[one, other] for one, other in zip(circle[:half], reversed(circle[half:]), strict=True)]


def _matched(people: Sequence[str], met: Met) -> list[Group]:
    """Pairs of an even number of people with as few repeats as there can be."""
    return _strangers(people, met) or _least_met(people, met)


def _strangers(people: Sequence[str], met: Met) -> list[Group] | None:
    """Pairs of people who have not met, if all can be paired so."""
    graph = networkx.Graph(pair for pair in combinations(people, 2) if not met.get(frozenset(pair)))
    pairs = [list(pair) for pair in networkx.max_weight_matching(graph, maxcardinality=True)]
    return pairs if 2 * len(pairs) == len(people) else None


def _least_met(people: Sequence[str], met: Met) -> list[Group]:
    graph = networkx.Graph()
    for one, other in combinations(people, 2):
        graph.add_edge(one, other, weight=-(met.get(frozenset((one, other)), 0) ** 2))
    return [list(pair) for pair in networkx.max_weight_matching(graph, maxcardinality=True)]


def _pairs_and_a_trio(people: list[str], met: Met, rng: random.Random) -> list[Group]:
    """Of an odd number three go together: if there are, three who have not met and leave the rest to be paired anew."""
    trios = [list(trio) for trio in combinations(people, 3)]
    rng.shuffle(trios)
    for trio in islice((trio for trio in trios if not repeats([trio], met)), MOST_TRIOS_TRIED):
        pairs = _strangers(_without(people, trio), met)
        if pairs is not None:
            return [trio, *pairs]
    trio = min(trios, key=lambda trio: repeats([trio], met))
    return [trio, *_matched(_without(people, trio), met)]


def _without(people: Sequence[str], some: Sequence[str]) -> list[str]:
    return [person for person in people if person not in some]


def _mixed(people: list[str], size: int, met: Met, rng: random.Random) -> list[Group]:
    """Larger groups: begun at random and bettered by exchanging two people as long as that helps, a number of times."""
    best: list[Group] = []
    number = max(ceil(len(people) / (size + 1)), len(people) // size)
    exchanges_left = MOST_EXCHANGES_TRIED
    for _ in range(MOST_MIXES_TRIED):
        rng.shuffle(people)
        groups = [people[first::number] for first in range(number)]
        exchanges_left = _better(groups, met, exchanges_left)
        if not best or repeats(groups, met) < repeats(best, met):
            best = groups
        if not repeats(best, met) or not exchanges_left:
            break
    return best


def _better(groups: list[Group], met: Met, exchanges_left: int) -> int:
    """Exchange two people of two groups while fewer meet again for it; gives how many exchanges may still be tried."""
    is_better = True
    while is_better:
        is_better = False
        for one, other in combinations(groups, 2):
            before = repeats((one, other), met)
            for i, j in product(range(len(one)), range(len(other))):
                if not before:
                    break
                if not exchanges_left:
                    return 0
                exchanges_left -= 1
                one[i], other[j] = other[j], one[i]
                after = repeats((one, other), met)
                if after < before:
                    before, is_better = after, True
                else:
                    one[i], other[j] = other[j], one[i]
    return exchanges_left
