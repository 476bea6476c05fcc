"""The quiz: whose answer counts, what it is worth, and what nobody may know yet."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventkit.domain.activities import engine
from eventkit.domain.activities.answers import Kept
from eventkit.domain.basics.errors import Closed, Invalid, NotAllowed
from eventkit.domain.kinds.common.places import places
from eventkit.domain.records.activity import Run

from ..conftest import Evening
from .conftest import HOST, NOW, STAGE, Person, arrive, own, pictured, recap_rows, to_guests_and_stage

OPTIONS = ["Austen", "Eliot", "Woolf"]
RIGHT, WRONG = "o1", "o2"
LIMIT_S = 20


def questions(number: int, **each: Any) -> list[dict[str, Any]]:
    """Questions of which the first option is right."""
    return [
        {"text": f"Who wrote book {n}?", "options": OPTIONS, "correct": RIGHT, **each} for n in range(1, number + 1)
    ]


def quiz(evening: Evening, number: int = 3, **config: Any) -> Run:
    """Opened at NOW."""
    run = evening.add("quiz", opened=False, questions=questions(number), **config)
    return evening.move(run.activity_id, "open", now=NOW)


def step(evening: Evening, run: Run, move: str, *, after_s: float = 0, **arguments: Any) -> Run:
    return evening.move(run.activity_id, move, now=NOW + timedelta(seconds=after_s), arguments=arguments)


def answer(evening: Evening, run: Run, who: Person, choice: Any, *, after_s: float = 0) -> Any:
    return evening.answer(run, who, choice, now=NOW + timedelta(seconds=after_s))


def leaderboard(evening: Evening, run: Run) -> list[tuple[int, str, float]]:
    return [(each["place"], each["name"], each["points"]) for each in evening.tally(run)["leaderboard"]]


def play(evening: Evening, run: Run, choices: Mapping[str, str]) -> Run:
    """Play question after question; a letter for each: r(ight), w(rong), or - for no answer."""
    people = {name: evening.guest(name) for name in choices}
    rounds = max(map(len, choices.values()))
    for number in range(rounds):
        for name, row in choices.items():
            if row[number] != "-":
                kept = answer(evening, run, people[name], RIGHT if row[number] == "r" else WRONG)
                assert isinstance(kept, Kept), kept
        step(evening, run, "stop")
        if number + 1 < rounds:
            step(evening, run, "next")
    return run


def test_a_right_answer_is_worth_a_hundred_once_the_question_is_over(evening: Evening) -> None:
    run, gus = quiz(evening), evening.guest("Gus")
    answer(evening, run, gus, RIGHT)
    assert evening.tally(run)["counts"] == {"o1": 1, "o2": 0, "o3": 0}
    assert leaderboard(evening, run) == []
    step(evening, run, "stop")
    assert leaderboard(evening, run) == [(1, "Gus", 100)]


def test_who_has_the_same_points_shares_a_place_and_nobody_stands_there_with_none(evening: Evening) -> None:
    run = play(evening, quiz(evening), {"Gus": "rrw", "Ivy": "rrr", "Lee": "wrr", "Zoe": "www", "Ann": "r--"})
    assert leaderboard(evening, run) == [(1, "Ivy", 300), (2, "Gus", 200), (2, "Lee", 200), (4, "Ann", 100)]


@settings(max_examples=25, deadline=None)
@given(points=st.dictionaries(st.integers(1, 30).map(str), st.integers(0, 4), max_size=12))
def test_a_place_is_one_more_than_those_who_have_more(points: dict[str, int]) -> None:
    table = places(points, {id: f"Guest {id}" for id in points})
    assert len(table) == sum(score > 0 for score in points.values())
    for row in table:
        assert row["points"] == points[str(row["id"])] > 0
        assert row["place"] == 1 + sum(score > row["points"] for score in points.values())


@pytest.mark.parametrize(
    ("after_s", "share", "points"), [(0, 50, 100), (10, 50, 75), (19, 50, 52), (10, 20, 90), (10, 0, 100)]
)
def test_time_eats_the_share_for_speed(evening: Evening, after_s: float, share: int, points: int) -> None:
    run = quiz(evening, seconds=LIMIT_S, speed_share=share)
    answer(evening, run, evening.guest("Gus"), RIGHT, after_s=after_s)
    step(evening, run, "stop", after_s=after_s)
    assert leaderboard(evening, run) == [(1, "Gus", points)]


def test_a_wrong_answer_is_worth_nothing_however_quick(evening: Evening) -> None:
    run = quiz(evening, seconds=LIMIT_S, speed_share=50)
    answer(evening, run, evening.guest("Gus"), WRONG)
    step(evening, run, "stop")
    assert leaderboard(evening, run) == []


def test_without_a_time_limit_speed_counts_nothing(evening: Evening) -> None:
    run = quiz(evening, speed_share=50)
    answer(evening, run, evening.guest("Gus"), RIGHT, after_s=3000)
    step(evening, run, "stop", after_s=3001)
    assert leaderboard(evening, run) == [(1, "Gus", 100)]


def test_while_the_clock_stands_still_speed_loses_nothing(evening: Evening) -> None:
    run = quiz(evening, seconds=LIMIT_S, speed_share=50)
    step(evening, run, "pause", after_s=5)
    step(evening, run, "resume", after_s=605)
    answer(evening, run, evening.guest("Gus"), RIGHT, after_s=610)
    step(evening, run, "stop", after_s=611)
    assert leaderboard(evening, run) == [(1, "Gus", 75)]


def test_time_that_was_added_lets_answers_in_and_gives_no_share_back(evening: Evening) -> None:
    run = quiz(evening, seconds=LIMIT_S, speed_share=50)
    step(evening, run, "add-time", after_s=10, seconds=30)
    answer(evening, run, evening.guest("Gus"), RIGHT, after_s=LIMIT_S + 5)
    step(evening, run, "stop", after_s=LIMIT_S + 6)
    assert leaderboard(evening, run) == [(1, "Gus", 50)]


def test_a_question_may_have_a_time_limit_of_its_own(evening: Evening) -> None:
    own_limit = [*questions(1), *questions(1, seconds=60)]
    run = evening.add("quiz", opened=False, questions=own_limit, seconds=LIMIT_S)
    run = step(evening, run, "open")
    assert (run.timer and run.timer.seconds, evening.shown(run)["question"]["seconds"]) == (LIMIT_S, LIMIT_S)
    run = step(evening, run, "next")
    assert (run.timer and run.timer.seconds, evening.shown(run)["question"]["seconds"]) == (60, 60)


@pytest.mark.parametrize(
    ("choices", "points"), [("rrr", 330), ("rwr", 200), ("r-r", 200), ("wrr", 210), ("rrrrrrrr", 1050)]
)
def test_right_answers_in_a_row_are_worth_more_up_to_a_limit(evening: Evening, choices: str, points: int) -> None:
    run = play(evening, quiz(evening, len(choices), streak_bonus=True), {"Gus": choices})
    assert leaderboard(evening, run) == [(1, "Gus", points)]


def test_in_a_row_counts_nothing_unless_the_host_wants_it(evening: Evening) -> None:
    assert leaderboard(evening, play(evening, quiz(evening), {"Gus": "rrr"})) == [(1, "Gus", 300)]


def test_the_first_answer_stands(evening: Evening) -> None:
    run, gus = quiz(evening), evening.guest()
    answer(evening, run, gus, WRONG)
    assert isinstance(answer(evening, run, gus, RIGHT), Closed)
    assert evening.tally(run)["counts"][WRONG] == 1
    assert own(evening, run, gus)["mine"] == {"answers": {"q1": WRONG}}


@pytest.mark.parametrize(("after_s", "counts"), [(LIMIT_S - 0.001, True), (LIMIT_S, False), (LIMIT_S + 0.001, False)])
def test_the_time_is_over_exactly_at_its_end_by_the_servers_clock(
    evening: Evening, after_s: float, counts: bool
) -> None:
    run, gus = quiz(evening, seconds=LIMIT_S), evening.guest()
    outcome = answer(evening, run, gus, RIGHT, after_s=after_s)
    assert isinstance(outcome, Kept if counts else Closed)
    assert evening.tally(run)["total"] == int(counts)


def test_an_answer_that_names_an_earlier_question_does_not_answer_the_next(evening: Evening) -> None:
    run, gus, ivy = quiz(evening), evening.guest("Gus"), evening.guest("Ivy")
    assert isinstance(answer(evening, run, gus, {"question": "q1", "choice": RIGHT}), Kept)
    step(evening, run, "next")
    for question in ("q1", "q3", "nothing"):
        assert isinstance(answer(evening, run, ivy, {"question": question, "choice": RIGHT}), Closed)
    assert evening.tally(run)["total"] == 0
    assert isinstance(answer(evening, run, ivy, {"question": "q2", "choice": RIGHT}), Kept)


def test_between_questions_no_answer_counts(evening: Evening) -> None:
    run = quiz(evening)
    step(evening, run, "reveal")
    assert isinstance(answer(evening, run, evening.guest(), RIGHT), Closed)


@pytest.mark.parametrize("choice", ["o9", "Austen", "", 1, True, None, ["o1"], {"choice": "o1"}, {"team": "o1"}])
def test_what_is_no_choice_is_refused(evening: Evening, choice: Any) -> None:
    run = quiz(evening)
    assert isinstance(answer(evening, run, evening.guest(), choice), Invalid)
    assert evening.tally(run)["total"] == 0


@pytest.mark.parametrize("results", ["reveal", "live"])
def test_the_right_answer_is_absent_until_the_question_is_over(evening: Evening, results: str) -> None:
    run, gus = quiz(evening, results=results), evening.guest()
    answer(evening, run, gus, RIGHT)
    assert '"correct"' in json.dumps(pictured(evening, run, HOST))
    assert "correct" not in evening.tally(run)
    for shown in (*to_guests_and_stage(evening, run), own(evening, run, gus), pictured(evening, run, STAGE)):
        assert '"correct"' not in json.dumps(shown)
        assert ("tally" in shown) == (results == "live")
    step(evening, run, "stop" if results == "live" else "reveal")
    for shown in (*to_guests_and_stage(evening, run), own(evening, run, gus), pictured(evening, run, STAGE)):
        assert shown["tally"]["correct"] == RIGHT


def test_questions_to_come_are_known_to_the_host_alone(evening: Evening) -> None:
    run, gus = quiz(evening), evening.guest()
    assert "Who wrote book 2?" in json.dumps(pictured(evening, run, HOST))
    for shown in (*to_guests_and_stage(evening, run), own(evening, run, gus), pictured(evening, run, STAGE)):
        assert "Who wrote book 2?" not in json.dumps(shown)
        assert shown["question"]["text"] == "Who wrote book 1?"
        assert (shown["question"]["number"], shown["question"]["of"], shown["config"]["count"]) == (1, 3, 3)


def test_what_was_shown_of_one_question_says_nothing_of_the_next(evening: Evening) -> None:
    run, gus = quiz(evening), evening.guest()
    step(evening, run, "reveal")
    run = step(evening, run, "next")
    answer(evening, run, gus, RIGHT)
    for shown in (*to_guests_and_stage(evening, run), own(evening, run, gus)):
        assert shown["phase"] == "asking"
        assert "tally" not in shown


def test_ending_a_question_shows_nothing_by_itself(evening: Evening) -> None:
    run = step(evening, quiz(evening), "stop")
    assert evening.shown(run, "hosts")["tally"]["correct"] == RIGHT
    for shown in to_guests_and_stage(evening, run):
        assert shown["phase"] == "over"
        assert "tally" not in shown


def test_results_for_the_host_alone_stay_there_also_when_the_time_is_up(evening: Evening) -> None:
    run = quiz(evening, results="host", seconds=LIMIT_S, show_at_end=True)
    with pytest.raises(NotAllowed):
        step(evening, run, "reveal")
    engine.settle_due(evening.session, now=NOW + timedelta(seconds=LIMIT_S))
    assert evening.shown(run)["phase"] == "over"
    assert "tally" not in evening.shown(run)


@pytest.mark.parametrize("show_at_end", [True, False])
def test_when_the_time_is_up_the_question_is_over_and_the_quiz_goes_on(evening: Evening, show_at_end: bool) -> None:
    run = quiz(evening, seconds=LIMIT_S, show_at_end=show_at_end)
    answer(evening, run, evening.guest(), RIGHT)
    engine.settle_due(evening.session, now=NOW + timedelta(seconds=LIMIT_S - 0.001))
    assert evening.shown(run)["phase"] == "asking"
    version = run.version
    engine.settle_due(evening.session, now=NOW + timedelta(seconds=LIMIT_S))
    shown = evening.shown(run)
    assert (shown["phase"], shown["state"], shown["timer"]) == ("over", "open", None)
    assert ("tally" in shown) == show_at_end
    assert run.version == version + 1
    engine.settle_due(evening.session, now=NOW + timedelta(seconds=LIMIT_S + 1))
    assert run.version == version + 1
    run = step(evening, run, "next", after_s=LIMIT_S + 2)
    assert evening.shown(run)["question"]["number"] == 2
    assert run.timer and run.timer.left_s(NOW + timedelta(seconds=LIMIT_S + 2)) == LIMIT_S


def test_next_ends_the_question_that_runs(evening: Evening) -> None:
    run, gus = quiz(evening), evening.guest("Gus")
    answer(evening, run, gus, RIGHT)
    step(evening, run, "next")
    assert leaderboard(evening, run) == [(1, "Gus", 100)]


def test_after_the_last_question_there_is_no_next(evening: Evening) -> None:
    run = quiz(evening, 2)
    step(evening, run, "next")
    with pytest.raises(Closed):
        step(evening, run, "next")


def test_a_reopened_quiz_keeps_its_points_and_goes_on_where_it_was(evening: Evening) -> None:
    run, gus = quiz(evening, seconds=LIMIT_S), evening.guest("Gus")
    answer(evening, run, gus, RIGHT)
    step(evening, run, "close", after_s=5)
    assert leaderboard(evening, run) == [(1, "Gus", 100)]
    run = step(evening, run, "open", after_s=60)
    assert (evening.shown(run)["phase"], run.timer) == ("over", None)
    assert isinstance(answer(evening, run, evening.guest("Ivy"), RIGHT, after_s=61), Closed)
    run = step(evening, run, "next", after_s=62)
    assert evening.shown(run)["question"]["number"] == 2
    assert isinstance(answer(evening, run, gus, RIGHT, after_s=63), Kept)


def test_the_recap_has_the_right_answers_of_what_was_asked_and_the_places(evening: Evening) -> None:
    run = play(evening, quiz(evening, 3), {"Gus": "rr", "Ivy": "wr"})
    assert recap_rows(evening, run) == [
        ["Who wrote book 1? (Austen)", 1],
        ["Who wrote book 2? (Austen)", 2],
        ["Gus", 200],
        ["Ivy", 100],
    ]


@pytest.mark.parametrize(
    "config",
    [
        {"questions": []},
        {"questions": [{"text": "Who?", "options": OPTIONS}]},
        {"questions": questions(1, correct="o9")},
        {"questions": [{"text": "Who?", "options": ["Austen"], "correct": "o1"}]},
        {"questions": questions(2, id="same")},
        {"questions": questions(1), "speed_share": 51},
        {"questions": questions(1), "speed_share": -1},
        {"questions": questions(1), "seconds": 4},
        {"questions": questions(1), "seconds": 121},
        {"questions": questions(1, seconds=121)},
        {"questions": questions(1, picture="javascript:alert(1)")},
        {"questions": questions(1), "anonymous": True},
        {"questions": questions(1), "teams": ["Alone"]},
    ],
)
def test_a_quiz_that_cannot_be_played_is_refused(evening: Evening, config: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        evening.add("quiz", **config)


def test_the_right_answer_may_be_named_by_its_text(evening: Evening) -> None:
    run = evening.add("quiz", questions=questions(1, correct="WOOLF"))
    assert run.activity.config.questions[0].correct == "o3"


def with_teams(evening: Evening, **config: Any) -> Run:
    return quiz(evening, teams=["Red", "Blue"], **config)


def test_teams_are_formed_before_the_first_question(evening: Evening) -> None:
    run, gus, ivy = with_teams(evening, seconds=LIMIT_S), evening.guest("Gus"), evening.guest("Ivy")
    assert (evening.shown(run)["phase"], evening.shown(run)["question"], run.timer) == ("lobby", None, None)
    assert isinstance(answer(evening, run, gus, RIGHT), Closed)
    assert isinstance(answer(evening, run, gus, {"team": "o9"}), Invalid)
    for team in ("o1", "o2"):
        assert isinstance(answer(evening, run, gus, {"team": team}), Kept)
    answer(evening, run, ivy, {"team": "o2"})
    shown = own(evening, run, gus)
    assert (shown["team"], shown["mine"]["team"], shown["team_sizes"]) == ("o2", "o2", {"o1": 0, "o2": 2})
    assert shown["answered"] == 2
    run = step(evening, run, "next")
    assert (evening.shown(run)["phase"], evening.shown(run)["answered"]) == ("asking", 0)
    assert isinstance(answer(evening, run, gus, {"team": "o1"}), Closed)


def test_a_team_has_the_average_of_its_members(evening: Evening) -> None:
    run = with_teams(evening)
    people = {name: evening.guest(name) for name in ("Gus", "Ivy", "Lee", "Zoe")}
    for name, team in (("Gus", "o1"), ("Ivy", "o1"), ("Zoe", "o1"), ("Lee", "o2")):
        answer(evening, run, people[name], {"team": team})
    step(evening, run, "next")
    for name, choice in (("Gus", RIGHT), ("Ivy", RIGHT), ("Lee", RIGHT)):
        answer(evening, run, people[name], choice)
    step(evening, run, "stop")
    assert [(each["place"], each["name"], each["points"]) for each in evening.tally(run)["teams"]] == [
        (1, "Blue", 100),
        (2, "Red", 66.7),
    ]


def test_a_team_without_points_is_not_listed(evening: Evening) -> None:
    run, gus = with_teams(evening), evening.guest()
    answer(evening, run, gus, {"team": "o1"})
    step(evening, run, "next")
    step(evening, run, "stop")
    assert evening.tally(run)["teams"] == []


def test_the_host_mixes_everybody_who_is_here_into_teams_of_a_size(evening: Evening) -> None:
    run, people = with_teams(evening), arrive(evening, *(f"Guest {number}" for number in range(7)))
    run = evening.move(run.activity_id, "shuffle", rng=random.Random(1))
    assert sorted(evening.shown(run)["team_sizes"].values()) == [3, 4]
    assert {own(evening, run, who)["team"] for who in people} == {"o1", "o2"}
    step(evening, run, "next")
    with pytest.raises(Closed):
        evening.move(run.activity_id, "shuffle")


def test_who_chooses_after_the_host_has_mixed_is_in_that_team_or_is_refused(evening: Evening) -> None:
    run, (gus, _) = with_teams(evening), arrive(evening, "Gus", "Ivy")
    run = evening.move(run.activity_id, "shuffle", rng=random.Random(1))
    other = {"o1": "o2", "o2": "o1"}[own(evening, run, gus)["team"]]
    outcome = answer(evening, run, gus, {"team": other})
    assert isinstance(outcome, Closed) or own(evening, run, gus)["team"] == other


def test_a_guest_who_comes_after_the_lobby_plays_without_a_team(evening: Evening) -> None:
    run = with_teams(evening)
    step(evening, run, "next")
    late = evening.guest("Late")
    assert isinstance(answer(evening, run, late, RIGHT), Kept)
    step(evening, run, "stop")
    assert leaderboard(evening, run) == [(1, "Late", 100)]
    assert own(evening, run, late)["team"] is None


def test_without_teams_there_is_no_lobby_to_mix(evening: Evening) -> None:
    with pytest.raises(Closed):
        step(evening, quiz(evening), "shuffle")
