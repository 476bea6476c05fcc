"""Random pairs: who meets whom, round after round, and who is told of it."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import combinations, count
from typing import Any

import networkx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from eventkit.domain.activities import engine
from eventkit.domain.activities.answers import Kept
from eventkit.domain.basics.errors import Closed, Invalid
from eventkit.domain.kinds.common.grouping import count_meetings, grouped, repeats
from eventkit.domain.records.activity import Run

from ..conftest import Evening
from .conftest import HOST, NOW, STAGE, Person, arrive, depart, own, pictured, recap_rows, to_guests_and_stage

CARDS = ["What made you laugh?", "What are you reading?"]
seeds = st.integers(0, 10_000)


def people(number: int) -> list[str]:
    return [str(id) for id in range(1, number + 1)]


def everybody_once(groups: Iterable[Sequence[str]], here: Iterable[str]) -> bool:
    return sorted(id for group in groups for id in group) == sorted(here)


def can_pair_without_repeats(here: Sequence[str], met: Counter[frozenset[str]]) -> bool:
    strangers = networkx.Graph(pair for pair in combinations(here, 2) if not met[frozenset(pair)])
    strangers.add_nodes_from(here)
    return len(networkx.max_weight_matching(strangers, maxcardinality=True)) * 2 == len(here)


@settings(max_examples=20, deadline=None)
@given(half=st.integers(1, 30), seed=seeds)
def test_an_even_number_meets_everybody_before_anybody_meets_again(half: int, seed: int) -> None:
    here, rng, met = people(2 * half), random.Random(seed), Counter[frozenset[str]]()
    for _ in here[1:]:
        groups = grouped(here, 2, met, rng)
        assert everybody_once(groups, here)
        assert {len(group) for group in groups} == {2}
        met += count_meetings(groups)
    assert set(met.values()) == {1}
    assert len(met) == half * (2 * half - 1)


@settings(max_examples=12, deadline=None)
@given(number=st.integers(4, 24), seed=seeds, rounds=st.integers(2, 7))
@example(number=60, seed=1, rounds=3)
def test_while_people_come_and_go_nobody_meets_twice_as_long_as_that_is_possible(
    number: int, seed: int, rounds: int
) -> None:
    rng, met = random.Random(seed), Counter[frozenset[str]]()
    order = people(number)
    for _ in range(rounds):
        here = [id for id in order if rng.random() < 0.8]
        here = here[: len(here) // 2 * 2]
        if len(here) >= 4:
            groups = grouped(here, 2, met, rng)
            assert everybody_once(groups, here)
            assert {len(group) for group in groups} == {2}
            if can_pair_without_repeats(here, met):
                assert repeats(groups, met) == 0
            met += count_meetings(groups)
        order += [str(len(order) + 1 + newcomer) for newcomer in range(rng.randrange(3))]


@settings(max_examples=12, deadline=None)
@given(half=st.integers(2, 12), seed=seeds)
def test_an_odd_number_makes_one_group_of_three_and_leaves_nobody_alone(half: int, seed: int) -> None:
    here, rng, met = people(2 * half + 1), random.Random(seed), Counter[frozenset[str]]()
    for number in range(3):
        groups = grouped(here, 2, met, rng)
        assert everybody_once(groups, here)
        assert sorted(map(len, groups)) == [2] * (half - 1) + [3]
        if number == 0:
            assert repeats(groups, met) == 0
        met += count_meetings(groups)


@pytest.mark.parametrize("size", [3, 4, 5, 6])
def test_larger_groups_have_at_most_one_more_than_meant_and_nobody_sits_alone(size: int) -> None:
    for number in range(2, 61):
        here = people(number)
        groups = grouped(here, size, {}, random.Random(number))
        assert everybody_once(groups, here)
        sizes = sorted(map(len, groups))
        assert sizes[0] >= 2, (number, sizes)
        assert sizes[-1] <= size + 1, (number, sizes)
        assert sizes[-1] - sizes[0] <= 1, (number, sizes)


@pytest.mark.parametrize("number", [2, 3])
def test_two_or_three_go_together(number: int) -> None:
    assert [sorted(group) for group in grouped(people(number), 2, {}, random.Random(1))] == [people(number)]


def test_larger_groups_do_not_repeat_while_that_is_easy() -> None:
    here, rng, met = people(16), random.Random(1), Counter[frozenset[str]]()
    for _ in range(3):
        groups = grouped(here, 4, met, rng)
        assert repeats(groups, met) == 0
        met += count_meetings(groups)


@pytest.mark.parametrize(("number", "size"), [(60, 6), (31, 2)])
def test_nobody_waits_long_for_groups_also_where_everybody_has_met_everybody(number: int, size: int) -> None:
    """The server can do nothing else meanwhile: every other room waits as long."""
    here = people(number)
    met = {frozenset(pair): 1 for pair in combinations(here, 2)}
    began = time.process_time()
    grouped(here, size, met, random.Random(1))
    assert time.process_time() - began < 2.0


def test_the_same_chance_gives_the_same_groups() -> None:
    for size in (2, 4):
        once, again = (grouped(people(12), size, {}, random.Random(7)) for _ in range(2))
        assert once == again


def pairs(evening: Evening, **config: Any) -> Run:
    return evening.add("pairs", **{"cards": CARDS, **config})


def round_of(evening: Evening, run: Run, move: str = "next", **options: Any) -> Run:
    number = count(1)
    options = {"rng": random.Random(1), "new_call": lambda: f"https://jitsi.test/call-{next(number)}", **options}
    return evening.move(run.activity_id, move, **options)


def groups_of(evening: Evening, run: Run) -> list[list[str]]:
    """The names in each group, as the host sees them."""
    return [[each["name"] for each in group["people"]] for group in evening.shown(run, "hosts")["all_groups"]]


def companions(evening: Evening, run: Run, person: Person) -> list[str]:
    group = own(evening, run, person)["group"]
    return [each["name"] for each in group["people"]] if group else []


def test_a_round_sends_everybody_who_is_here_into_one_group(evening: Evening) -> None:
    run, everybody = pairs(evening), arrive(evening, *(f"Guest {number}" for number in range(7)))
    depart(evening, everybody[-1:])
    assert (evening.shown(run)["phase"], evening.shown(run)["round"]) == ("ready", 0)
    run = round_of(evening, run)
    assert sorted(name for group in groups_of(evening, run) for name in group) == [f"Guest {n}" for n in range(6)]
    shown = evening.shown(run)
    assert (shown["phase"], shown["round"], shown["groups"]) == ("talking", 1, 3)
    assert own(evening, run, everybody[-1])["group"] is None


def test_each_guest_sees_their_own_group_and_no_other(evening: Evening) -> None:
    run, everybody = pairs(evening), arrive(evening, "Abelard", "Berenice", "Clotilde", "Dagobert")
    run = round_of(evening, run)
    hosts = pictured(evening, run, HOST)
    calls = [group["video_url"] for group in hosts["all_groups"]]
    assert len(set(calls)) == len(calls) == 2
    assert all(calls)
    for who in everybody:
        shown = own(evening, run, who)
        mine = next(group for group in hosts["all_groups"] if who[0].id in [each["id"] for each in group["people"]])
        assert shown["group"] == mine
        others = [group for group in hosts["all_groups"] if group != mine]
        for secret in (group["video_url"] for group in others):
            assert secret not in json.dumps(shown)
        for name in (each["name"] for group in others for each in group["people"]):
            assert name not in json.dumps(shown)
        assert "all_groups" not in shown


def test_the_stage_and_what_all_are_told_name_nobody_and_hold_no_call(evening: Evening) -> None:
    run, _ = pairs(evening), arrive(evening, "Abelard", "Berenice")
    run = round_of(evening, run)
    assert "https://jitsi.test/call-1" in json.dumps(pictured(evening, run, HOST))
    for shown in (*to_guests_and_stage(evening, run), pictured(evening, run, STAGE)):
        assert "jitsi" not in json.dumps(shown)
        assert "Abelard" not in json.dumps(shown)
        assert not any(card in json.dumps(shown) for card in CARDS)


def test_without_calls_of_their_own_groups_stay_in_the_room(evening: Evening) -> None:
    run, _ = pairs(evening, own_calls=False), arrive(evening, "Gus", "Ivy")
    (group,) = evening.shown(round_of(evening, run), "hosts")["all_groups"]
    assert group["video_url"] is None
    assert group["prompt"] in CARDS


def test_every_round_has_calls_of_its_own(evening: Evening) -> None:
    run, _ = pairs(evening), arrive(evening, "Gus", "Ivy", "Lee", "Zoe")
    numbers = count(1)
    calls: list[str] = []
    for _ in range(3):
        run = round_of(evening, run, new_call=lambda: f"https://jitsi.test/{next(numbers)}")
        calls += [group["video_url"] for group in evening.shown(run, "hosts")["all_groups"]]
    assert len(set(calls)) == len(calls) == 6


def test_rounds_do_not_repeat_a_pair_and_say_how_many_pairs_have_met(evening: Evening) -> None:
    run, _ = pairs(evening), arrive(evening, "Gus", "Ivy", "Lee", "Zoe")
    seen: set[frozenset[str]] = set()
    for number in range(1, 4):
        run = round_of(evening, run)
        seen |= {frozenset(group) for group in groups_of(evening, run)}
        assert len(seen) == 2 * number
        assert evening.tally(run)["total"] == 2 * number
    assert recap_rows(evening, run) == [["rounds", 3], ["pairs who met", 6]]


def test_mixing_again_is_the_same_round_and_the_groups_before_have_not_met(evening: Evening) -> None:
    run, _ = pairs(evening), arrive(evening, "Gus", "Ivy", "Lee", "Zoe")
    run = round_of(evening, run)
    for seed in range(4):
        run = round_of(evening, run, "shuffle", rng=random.Random(seed))
    assert evening.shown(run)["round"] == 1
    assert evening.tally(run)["total"] == 2
    seen = {frozenset(group) for group in groups_of(evening, run)}
    for _ in range(2):
        run = round_of(evening, run)
        seen |= {frozenset(group) for group in groups_of(evening, run)}
    assert len(seen) == 6


def test_everybody_is_called_back_by_the_host_or_by_the_clock(evening: Evening) -> None:
    run, _ = pairs(evening, seconds=60), arrive(evening, "Gus", "Ivy", now=NOW)
    run = round_of(evening, run, now=NOW)
    assert run.timer and run.timer.left_s(NOW) == 60
    engine.settle_due(evening.session, now=NOW + timedelta(seconds=59.9))
    assert evening.shown(run)["phase"] == "talking"
    engine.settle_due(evening.session, now=NOW + timedelta(seconds=60))
    assert (evening.shown(run)["phase"], evening.shown(run)["state"], run.timer) == ("back", "open", None)
    arrive(evening, "Lee", "Zoe", now=NOW + timedelta(seconds=60))
    run = round_of(evening, run, now=NOW + timedelta(seconds=70))
    assert run.timer and run.timer.left_s(NOW + timedelta(seconds=70)) == 60
    run = round_of(evening, run, "back", now=NOW + timedelta(seconds=80))
    assert (evening.shown(run)["phase"], run.timer) == ("back", None)


def test_nobody_is_sent_apart_alone(evening: Evening) -> None:
    run = pairs(evening)
    for name in ("Gus", None):
        with pytest.raises(Invalid):
            round_of(evening, run)
        if name:
            arrive(evening, name)


def test_a_guest_who_comes_late_joins_the_smallest_group(evening: Evening) -> None:
    run, _ = pairs(evening), arrive(evening, "Gus", "Ivy", "Lee", "Zoe", "Ann")
    run = round_of(evening, run)
    small = min(groups_of(evening, run), key=len)
    (late,) = arrive(evening, "Late")
    assert isinstance(evening.answer(run, late, "join"), Kept)
    assert sorted(companions(evening, run, late)) == sorted([*small, "Late"])
    assert sum("Late" in group for group in groups_of(evening, run)) == 1


def test_joining_again_changes_nothing(evening: Evening) -> None:
    run, (gus, *_) = pairs(evening), arrive(evening, "Gus", "Ivy", "Lee", "Zoe")
    run = round_of(evening, run)
    before = groups_of(evening, run)
    for _ in range(2):
        evening.answer(run, gus, "join")
        assert groups_of(evening, run) == before


def test_outside_of_a_round_there_is_no_group_to_join(evening: Evening) -> None:
    run, (gus, _) = pairs(evening), arrive(evening, "Gus", "Ivy")
    assert isinstance(evening.answer(run, gus, "join"), Closed)
    round_of(evening, run)
    run = round_of(evening, run, "back")
    assert isinstance(evening.answer(run, gus, "join"), Closed)


def test_who_joined_late_meets_the_others_without_repeats(evening: Evening) -> None:
    run, _ = pairs(evening), arrive(evening, "Gus", "Ivy")
    run = round_of(evening, run)
    late, _ = arrive(evening, "Late", "Zoe")
    evening.answer(run, late, "join")
    assert len(companions(evening, run, late)) == 3
    run = round_of(evening, run)
    assert companions(evening, run, late) in (["Late", "Zoe"], ["Zoe", "Late"])


def test_a_guest_whose_partner_never_came_finds_another_group(evening: Evening) -> None:
    run, (gus, *_) = pairs(evening), arrive(evening, "Gus", "Ivy", "Lee", "Zoe")
    run = round_of(evening, run)
    before = companions(evening, run, gus)
    assert isinstance(evening.answer(run, gus, "alone"), Kept)
    after = companions(evening, run, gus)
    assert len(after) == 3
    assert set(after) & set(before) == {"Gus"}
    assert sorted(name for group in groups_of(evening, run) for name in group) == ["Gus", "Ivy", "Lee", "Zoe"]


def test_in_the_only_group_there_is_no_other_to_find(evening: Evening) -> None:
    run, (gus, _) = pairs(evening), arrive(evening, "Gus", "Ivy")
    run = round_of(evening, run)
    evening.answer(run, gus, "alone")
    assert sorted(companions(evening, run, gus)) == ["Gus", "Ivy"]


def test_nobody_is_sent_into_a_group_that_everybody_has_left(evening: Evening) -> None:
    run, everybody = pairs(evening), arrive(evening, "Gus", "Ivy", "Lee", "Zoe", "Ann", "Bob")
    run = round_of(evening, run)
    by_name = {guest.name: (guest, token) for guest, token in everybody}
    left, other, _ = groups_of(evening, run)
    for name in (*left, other[0]):
        evening.answer(run, by_name[name], "alone")
        assert len(companions(evening, run, by_name[name])) > 1
    (late,) = arrive(evening, "Late")
    evening.answer(run, late, "join")
    assert len(companions(evening, run, late)) > 1


def test_who_sits_in_a_group_stays_there_when_somebody_else_looks_for_one(evening: Evening) -> None:
    run, everybody = pairs(evening), arrive(evening, "Gus", "Ivy", "Lee", "Zoe")
    run = round_of(evening, run)
    for who in arrive(evening, "Late", "Later"):
        evening.answer(run, who, "join", now=NOW)
        everybody.append(who)
    calls = {who[0].name: own(evening, run, who)["group"]["video_url"] for who in everybody}
    evening.answer(run, everybody[0], "alone", now=NOW + timedelta(seconds=5))
    for who in everybody[1:]:
        assert own(evening, run, who)["group"]["video_url"] == calls[who[0].name], who[0].name


@pytest.mark.parametrize("answer", ["", "in", True, None, ["join"], {"join": True}])
def test_what_is_no_wish_is_refused(evening: Evening, answer: Any) -> None:
    run, (gus, _) = pairs(evening), arrive(evening, "Gus", "Ivy")
    round_of(evening, run)
    assert isinstance(evening.answer(run, gus, answer), Invalid)


@pytest.mark.parametrize(
    "config",
    [{"size": 1}, {"size": 7}, {"rounds": 0}, {"rounds": 11}, {"seconds": 4}, {"anonymous": True}, {"cards": []}],
)
def test_rounds_that_cannot_be_held_are_refused(evening: Evening, config: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        pairs(evening, **config)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.sampled_from(["next", "next", "shuffle", "back", "come", "go"]), max_size=8), seed=seeds)
def test_whatever_the_host_does_everybody_here_is_in_exactly_one_group(
    evening: Evening, moves: list[str], seed: int
) -> None:
    rng = random.Random(seed)
    run, here = pairs(evening), arrive(evening, *(f"Guest {seed} {number}" for number in range(5)))
    for number, move in enumerate(["next", *moves]):
        if move == "come":
            here += arrive(evening, f"Newcomer {number}")
        elif move == "go" and len(here) > 2:
            depart(evening, [here.pop(rng.randrange(len(here)))])
        elif move in ("next", "shuffle", "back") and (move != "shuffle" or evening.shown(run)["phase"] == "talking"):
            run = round_of(evening, run, move, rng=rng)
            if move != "back":
                assert everybody_once(groups_of(evening, run), [guest.name for guest, _ in here])
    depart(evening, here)


def test_rounds_without_a_time_stay_without(evening: Evening) -> None:
    assert evening.add("pairs", seconds=None).activity.config.seconds is None
    assert evening.add("pairs").activity.config.seconds == 300
