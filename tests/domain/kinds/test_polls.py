"""Polls, ratings, the pulse, orders of preference: what counts, what it adds up to, who sees it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventkit.domain.activities.answers import Kept
from eventkit.domain.basics.errors import Closed, DomainError, Invalid
from eventkit.domain.kinds import get
from eventkit.domain.kinds.common.played import Played
from eventkit.domain.kinds.pulse import MOVES_KEPT, POINTS, thinned

from ..conftest import Evening
from .conftest import NOW, own, recap_rows, to_guests_and_stage

FRUIT = ["Apple", "Pear", "Plum"]
POLLS: dict[str, tuple[dict[str, Any], Any, Any]] = {
    "single": ({"options": FRUIT}, "o1", "o2"),
    "multiple": ({"options": FRUIT}, ["o1"], ["o2", "o3"]),
    "rating": ({}, 2, 5),
    "pulse": ({}, 2, 5),
    "ranking": ({"options": FRUIT}, ["o1", "o2", "o3"], ["o3", "o2", "o1"]),
}
"""A config, an answer and another answer."""

every_poll = pytest.mark.parametrize(("kind", "poll"), POLLS.items(), ids=POLLS)
Poll = tuple[dict[str, Any], Any, Any]


def counts(evening: Evening, kind: str, answers: Mapping[str, Any], **config: Any) -> dict[str, Any]:
    """The tally after each of these people gave their answer."""
    run = evening.add(kind, **config)
    for name, answer in answers.items():
        outcome = evening.answer(run, evening.guest(name), answer)
        assert isinstance(outcome, Kept), outcome
    return evening.tally(run)


@every_poll
def test_the_newest_answer_is_the_one_that_counts(evening: Evening, kind: str, poll: Poll) -> None:
    config, first, second = poll
    run, gus = evening.add(kind, **config), evening.guest()
    evening.answer(run, gus, first)
    only_first = evening.tally(run)
    kept = evening.answer(run, gus, second)
    assert isinstance(kept, Kept)
    assert kept.mine == second == own(evening, run, gus)["mine"]
    assert evening.tally(run)["total"] == 1
    assert evening.tally(run) != only_first


@every_poll
def test_where_answers_may_not_change_the_first_one_stands(evening: Evening, kind: str, poll: Poll) -> None:
    config, first, second = poll
    run, gus = evening.add(kind, may_change=False, **config), evening.guest()
    evening.answer(run, gus, first)
    before = evening.tally(run)
    assert isinstance(evening.answer(run, gus, second), Closed)
    assert own(evening, run, gus)["mine"] == first
    assert evening.tally(run) == before


@every_poll
def test_an_anonymous_answer_that_may_not_change_stands_as_well(evening: Evening, kind: str, poll: Poll) -> None:
    config, first, second = poll
    run, gus = evening.add(kind, may_change=False, anonymous=True, **config), evening.guest()
    evening.answer(run, gus, first)
    assert isinstance(evening.answer(run, gus, second), Closed)
    assert own(evening, run, gus)["mine"] == first


@every_poll
def test_figures_are_for_the_host_until_they_are_shown(evening: Evening, kind: str, poll: Poll) -> None:
    config, first, _ = poll
    run, gus = evening.add(kind, **config), evening.guest()
    evening.answer(run, gus, first)
    hosts = evening.shown(run, "hosts")
    assert hosts["tally"]["total"] == 1
    assert hosts["answered_by"] == [gus[0].id]
    for shown in to_guests_and_stage(evening, run):
        assert "tally" not in shown
        assert "answered_by" not in shown
        assert shown["answered"] == 1
    evening.move(run.activity_id, "reveal")
    assert [shown["tally"] for shown in to_guests_and_stage(evening, run)] == [hosts["tally"]] * 2


@every_poll
def test_an_anonymous_answer_tells_not_even_the_host_who_gave_it(evening: Evening, kind: str, poll: Poll) -> None:
    config, first, _ = poll
    run = evening.add(kind, anonymous=True, **config)
    evening.answer(run, evening.guest(), first)
    hosts = evening.shown(run, "hosts")
    assert hosts["tally"]["total"] == 1
    assert "answered_by" not in hosts


@every_poll
def test_a_closed_one_takes_no_more_and_a_reopened_one_goes_on(evening: Evening, kind: str, poll: Poll) -> None:
    config, first, second = poll
    run, gus = evening.add(kind, **config), evening.guest()
    evening.answer(run, gus, first)
    evening.move(run.activity_id, "close")
    assert isinstance(evening.answer(run, gus, second), Closed)
    assert evening.tally(run)["total"] == 1
    evening.move(run.activity_id, "open")
    assert isinstance(evening.answer(run, evening.guest("Ivy"), second), Kept)
    assert evening.tally(run)["total"] == 2


@pytest.mark.parametrize(
    ("kind", "config", "answer"),
    [
        ("single", {"options": FRUIT}, "o4"),
        ("single", {"options": FRUIT}, ["o1"]),
        ("multiple", {"options": FRUIT}, []),
        ("multiple", {"options": FRUIT}, ["o1", "o4"]),
        ("multiple", {"options": FRUIT}, "o1"),
        ("multiple", {"options": FRUIT, "max": 1}, ["o1", "o2"]),
        ("multiple", {"options": FRUIT, "min": 2}, ["o1"]),
        ("multiple", {"options": FRUIT, "min": 2}, ["o1", "o1"]),
        ("rating", {}, 0),
        ("rating", {}, 6),
        ("rating", {"scale": 10}, 11),
        ("rating", {}, 2.5),
        ("rating", {}, True),
        ("rating", {}, "3"),
        ("rating", {}, float("nan")),
        ("rating", {}, float("inf")),
        ("pulse", {}, 0),
        ("pulse", {}, 6),
        ("pulse", {}, False),
        ("ranking", {"options": FRUIT}, ["o1", "o2"]),
        ("ranking", {"options": FRUIT}, ["o1", "o2", "o2"]),
        ("ranking", {"options": FRUIT}, ["o1", "o2", "o3", "o3"]),
        ("ranking", {"options": FRUIT}, ["o1", "o2", "o4"]),
        ("ranking", {"options": FRUIT}, []),
    ],
)
def test_what_is_no_answer_is_refused_and_counts_nothing(
    evening: Evening, kind: str, config: dict[str, Any], answer: Any
) -> None:
    run, gus = evening.add(kind, **config), evening.guest()
    assert isinstance(evening.answer(run, gus, answer), Invalid)
    assert evening.tally(run)["total"] == 0


@pytest.mark.parametrize(
    ("kind", "config"),
    [
        ("multiple", {"options": FRUIT, "min": 3, "max": 2}),
        ("multiple", {"options": FRUIT, "min": 4}),
        ("multiple", {"options": FRUIT, "min": 0}),
        ("rating", {"scale": 1}),
        ("rating", {"scale": 11}),
        ("rating", {"scale": True}),
        ("rating", {"look": "hearts"}),
        ("pulse", {"scale": 1}),
        ("pulse", {"scale": 11}),
        ("ranking", {"options": ["Apple"]}),
        ("single", {"options": FRUIT, "seconds": 4}),
        ("single", {"options": FRUIT, "seconds": 3601}),
        ("single", {"options": FRUIT, "results": "never"}),
    ],
)
def test_settings_that_nobody_could_answer_are_refused(evening: Evening, kind: str, config: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        evening.add(kind, **config)


def test_several_choices_count_each_option_once_for_each_guest(evening: Evening) -> None:
    tally = counts(evening, "multiple", {"Gus": ["o1", "o3"], "Ivy": ["o3", "o3"]}, options=FRUIT)
    assert tally == {"total": 2, "counts": {"o1": 1, "o2": 0, "o3": 2}}


def test_a_most_above_the_number_of_options_is_their_number(evening: Evening) -> None:
    run = evening.add("multiple", options=FRUIT, max=9)
    assert evening.shown(run)["config"]["max"] == len(FRUIT)
    assert isinstance(evening.answer(run, evening.guest(), ["o1", "o2", "o3"]), Kept)


def test_a_rating_has_a_mean_and_says_how_it_spreads(evening: Evening) -> None:
    tally = counts(evening, "rating", {"Gus": 1, "Ivy": 5, "Lee": 5.0}, scale=5)
    assert tally == {"total": 3, "mean": 3.67, "counts": {"1": 1, "2": 0, "3": 0, "4": 0, "5": 2}}


def test_a_rating_nobody_gave_has_no_mean(evening: Evening) -> None:
    assert counts(evening, "rating", {}, scale=3) == {"total": 0, "mean": None, "counts": {"1": 0, "2": 0, "3": 0}}


def test_a_step_that_the_host_took_off_the_scale_counts_no_more(evening: Evening) -> None:
    from eventkit.domain.activities import run_of_show
    from eventkit.domain.activities.run_of_show import ActivityChanges

    run = evening.add("rating", scale=10)
    evening.answer(run, evening.guest("Gus"), 9)
    evening.answer(run, evening.guest("Ivy"), 2)
    run_of_show.edit(evening.session, evening.room, run.activity_id, ActivityChanges(config={"scale": 3}))
    assert evening.tally(run) == {"total": 1, "mean": 2.0, "counts": {"1": 0, "2": 1, "3": 0}}


def test_a_ranking_gives_most_points_to_the_first_and_one_to_the_last(evening: Evening) -> None:
    tally = counts(evening, "ranking", {"Gus": ["o1", "o2", "o3"], "Ivy": ["o3", "o1", "o2"]}, options=FRUIT)
    assert tally == {"total": 2, "points": {"o1": 5, "o2": 3, "o3": 4}, "firsts": {"o1": 1, "o2": 0, "o3": 1}}


@settings(max_examples=25, deadline=None)
@given(orders=st.lists(st.permutations(["o1", "o2", "o3", "o4"]), max_size=8))
def test_each_ranking_hands_out_the_same_number_of_points(orders: list[list[str]]) -> None:
    kind = get("ranking")
    config = kind.config_of({"options": [{"id": f"o{n}", "text": f"Option {n}"} for n in range(1, 5)]})
    tally = kind.tally(Played(config, answers={str(n): order for n, order in enumerate(orders)}))
    assert sum(tally["points"].values()) == 10 * len(orders)
    assert sum(tally["firsts"].values()) == tally["total"] == len(orders)


def test_the_pulse_is_followed_over_time_and_only_the_newest_of_each_counts(evening: Evening) -> None:
    run, gus, ivy = evening.add("pulse"), evening.guest("Gus"), evening.guest("Ivy")
    start = NOW.replace(microsecond=0)
    for after_s, who, step in ((0, gus, 5), (10, ivy, 1), (20, gus, 2)):
        evening.answer(run, who, step, now=start + timedelta(seconds=after_s))
    tally = evening.tally(run)
    assert (tally["total"], tally["mean"]) == (2, 1.5)
    assert tally["counts"] == {"1": 1, "2": 1, "3": 0, "4": 0, "5": 0}
    assert [(point["mean"], point["total"]) for point in tally["line"]] == [(5.0, 1), (3.0, 2), (1.5, 2)]
    assert tally["line"][0]["at"] == start.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert [point["at"] for point in tally["line"]] == sorted(point["at"] for point in tally["line"])


def test_the_line_of_the_pulse_has_an_end_and_keeps_the_last_moment(evening: Evening) -> None:
    run, gus = evening.add("pulse"), evening.guest()
    moves = MOVES_KEPT + 20
    for number in range(moves):
        evening.answer(run, gus, number % 5 + 1, now=NOW + timedelta(seconds=number))
    line = evening.tally(run)["line"]
    assert len(line) == POINTS
    assert line[-1]["mean"] == (moves - 1) % 5 + 1


@given(st.integers(0, 300), st.integers(2, 80))
def test_a_thinned_line_keeps_its_ends_and_its_order(number: int, most: int) -> None:
    thin = thinned(list(range(number)), most)
    assert len(thin) == min(number, most)
    assert thin == sorted(set(thin))
    assert thin[:1] + thin[-1:] == ([0, number - 1] if number else [])


@pytest.mark.parametrize(
    ("kind", "config", "answer", "rows"),
    [
        ("single", {"options": FRUIT}, "o2", [["Apple", 0], ["Pear", 1], ["Plum", 0]]),
        ("multiple", {"options": FRUIT}, ["o1", "o2"], [["Apple", 1], ["Pear", 1], ["Plum", 0]]),
        ("rating", {"scale": 2}, 2, [["mean", 2.0], ["1", 0], ["2", 1]]),
        ("ranking", {"options": FRUIT}, ["o3", "o1", "o2"], [["Plum", 3], ["Apple", 2], ["Pear", 1]]),
    ],
)
def test_the_recap_has_a_line_for_each_figure(
    evening: Evening, kind: str, config: dict[str, Any], answer: Any, rows: list[list[Any]]
) -> None:
    run = evening.add(kind, **config)
    evening.answer(run, evening.guest(), answer)
    assert recap_rows(evening, run) == rows


def test_the_recap_of_a_pulse_begins_with_its_mean(evening: Evening) -> None:
    run = evening.add("pulse")
    evening.answer(run, evening.guest(), 4, now=NOW)
    assert [value for _, value in recap_rows(evening, run)] == [4.0, 4.0]
    assert recap_rows(evening, run)[0][0] == "mean"


def test_a_refused_change_leaves_the_version_as_it_was(evening: Evening) -> None:
    run, gus = evening.add("rating", may_change=False), evening.guest()
    evening.answer(run, gus, 3)
    version = run.version
    assert isinstance(evening.answer(run, gus, 4), DomainError)
    assert run.version == version
