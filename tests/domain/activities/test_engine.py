"""Activities: planned, moved, edited, removed."""

from __future__ import annotations

import random

import pytest

from eventkit.domain.activities import run_of_show, runs
from eventkit.domain.activities.run_of_show import ActivityChanges
from eventkit.domain.basics.errors import Closed, Invalid, NotAllowed, NotFound, Stale

from ..conftest import Evening

OPTIONS = ["Dune", "Emma"]


def test_repeating_a_move_changes_nothing(evening: Evening) -> None:
    run = evening.add("single", options=OPTIONS)
    for move in ("close", "reveal", "hide", "open"):
        version = evening.move(run.activity_id, move).version
        assert evening.move(run.activity_id, move).version == version


def test_every_step_raises_the_version(evening: Evening) -> None:
    run = evening.add("single", options=OPTIONS, opened=False)
    versions = [evening.move(run.activity_id, move).version for move in ("open", "reveal", "close", "open", "hide")]
    assert versions == sorted(set(versions))


@pytest.mark.parametrize("move", ["close", "reveal", "next"])
def test_a_draft_is_opened_first(evening: Evening, move: str) -> None:
    run = evening.add("prompt", opened=False)
    with pytest.raises(Invalid):
        evening.move(run.activity_id, move)


def test_an_unknown_move_names_the_known_ones(evening: Evening) -> None:
    run = evening.add("single", options=OPTIONS)
    with pytest.raises(Invalid, match="open, close, reveal, hide"):
        evening.move(run.activity_id, "explode")


def test_a_move_takes_only_its_own_settings(evening: Evening) -> None:
    run = evening.add("prompt")
    with pytest.raises(Invalid):
        evening.move(run.activity_id, "next", arguments={"seconds": 3})


def test_a_step_on_an_old_picture_is_stale(evening: Evening) -> None:
    run = evening.add("prompt")
    seen = run.version
    evening.move(run.activity_id, "next", version=seen)
    with pytest.raises(Stale):
        evening.move(run.activity_id, "next", version=seen)
    with pytest.raises(Stale):
        evening.move(run.activity_id, "next", version=10_000)


def test_results_for_the_host_alone_cannot_be_shown(evening: Evening) -> None:
    run = evening.add("single", options=OPTIONS, results="host")
    with pytest.raises(NotAllowed):
        evening.move(run.activity_id, "reveal")


def test_live_results_are_shown_from_the_start(evening: Evening) -> None:
    assert evening.add("single", options=OPTIONS, results="live").is_shown


def test_plain_options_get_ids_and_given_ones_stay(evening: Evening) -> None:
    run = evening.add("single", options=["Dune", {"id": "o1", "text": "Emma"}, "Ulysses"])
    ids = [option.id for option in run.activity.config.options]
    assert len(set(ids)) == 3
    assert ids[1] == "o1"


@pytest.mark.parametrize(
    "options",
    [[], ["one"], ["same", "SAME"], [{"id": "a", "text": "x"}, {"id": "a", "text": "y"}], "text", [1, 2], ["x", ""]],
)
def test_options_that_cannot_be_told_apart_are_refused(evening: Evening, options: object) -> None:
    with pytest.raises(Invalid):
        evening.add("single", options=options)


def test_cards_come_shuffled_and_none_comes_twice(evening: Evening) -> None:
    cards = [f"card {number}" for number in range(20)]
    run = evening.add("prompt", cards=cards)
    seen = [evening.shown(run)["card"]["text"]]
    for _ in cards[1:]:
        run = evening.move(run.activity_id, "next")
        seen.append(evening.shown(run)["card"]["text"])
    assert sorted(seen) == sorted(cards)
    assert seen != cards
    with pytest.raises(Closed):
        evening.move(run.activity_id, "next")


def test_cards_stay_where_they_are_when_the_activity_is_reopened(evening: Evening) -> None:
    run = evening.add("prompt")
    evening.move(run.activity_id, "next")
    before = dict(run.memory)
    evening.move(run.activity_id, "close")
    assert evening.move(run.activity_id, "open").memory == before


def test_the_shuffle_is_the_given_generators(evening: Evening) -> None:
    orders = []
    for _ in range(2):
        run = evening.add("prompt", opened=False)
        orders.append(evening.move(run.activity_id, "open", rng=random.Random(7)).memory["order"])
    assert orders[0] == orders[1]


def test_a_deck_the_theme_does_not_have_is_refused(evening: Evening) -> None:
    with pytest.raises(Invalid, match="icebreakers"):
        evening.add("prompt", deck="no such deck")


def test_an_activity_of_another_event_is_not_there(evening: Evening) -> None:
    elsewhere = Evening(evening.session).add("single", options=OPTIONS)
    with pytest.raises(NotFound):
        evening.move(elsewhere.activity_id, "close")
    with pytest.raises(NotFound):
        run_of_show.remove(evening.session, evening.room, elsewhere.activity_id)


def test_an_activity_can_be_moved_within_the_run_of_show(evening: Evening) -> None:
    first, second, third = (evening.add("single", options=OPTIONS, opened=False).activity_id for _ in range(3))
    run_of_show.edit(evening.session, evening.room, third, ActivityChanges(position=0))
    assert [run.activity_id for run in runs.of_room(evening.session, evening.room)] == [third, first, second]


def test_editing_names_only_what_changes(evening: Evening) -> None:
    run = evening.add("single", options=OPTIONS, results="live")
    version = run.version
    edited = run_of_show.edit(
        evening.session, evening.room, run.activity_id, ActivityChanges(config={"results": "reveal"})
    )
    assert [option.text for option in edited.activity.config.options] == OPTIONS
    assert edited.activity.config.results == "reveal"
    assert edited.version > version


def test_anonymity_cannot_be_taken_back_once_people_were_asked(evening: Evening) -> None:
    run = evening.add("single", options=OPTIONS, anonymous=True)
    with pytest.raises(Invalid):
        run_of_show.edit(evening.session, evening.room, run.activity_id, ActivityChanges(config={"anonymous": False}))


def test_a_removed_activity_takes_its_answers_along(evening: Evening) -> None:
    run = evening.add("single", options=OPTIONS)
    evening.answer(run, evening.guest(), "o1")
    run_of_show.remove(evening.session, evening.room, run.activity_id)
    with pytest.raises(NotFound):
        runs.find(evening.session, evening.room, run.activity_id)
    new = evening.add("single", options=OPTIONS)
    assert new.id != run.id
    assert evening.tally(new)["total"] == 0


def test_there_is_an_end_to_activities(evening: Evening) -> None:
    for _ in range(run_of_show.MOST_ACTIVITIES):
        evening.add("words", opened=False)
    with pytest.raises(Invalid, match="100"):
        evening.add("words", opened=False)


def test_options_that_are_written_anew_keep_the_votes_they_were_given(evening: Evening) -> None:
    run = evening.add("single", options=["Dune", "Emma", "Ulysses"])
    evening.answer(run, evening.guest(), "o2")

    def options_after(*written: str) -> list[tuple[str, str]]:
        changes = ActivityChanges(config={"options": list(written)})
        run_of_show.edit(evening.session, evening.room, run.activity_id, changes)
        return [(option.id, option.text) for option in run.activity.config.options]

    assert options_after("Emma", "dune", "Ulysses") == [("o2", "Emma"), ("o1", "dune"), ("o3", "Ulysses")]
    assert options_after("Emma, by Austen", "dune", "Ulysses")[0] == ("o2", "Emma, by Austen")
    assert options_after("Beowulf", "Emma, by Austen") == [("o4", "Beowulf"), ("o2", "Emma, by Austen")]
    assert evening.tally(run)["counts"] == {"o4": 0, "o2": 1}


def test_questions_that_are_written_anew_keep_their_answers(evening: Evening) -> None:
    first = {"text": "Who wrote Emma?", "options": ["Austen", "Eliot"], "correct": "Austen"}
    second = {"text": "And Dune?", "options": ["Herbert", "Asimov"], "correct": "Herbert"}
    run = evening.add("quiz", questions=[first, second])
    again = [second, {**first, "options": ["Eliot", "Austen"]}]
    run_of_show.edit(evening.session, evening.room, run.activity_id, ActivityChanges(config={"questions": again}))
    assert [question.id for question in run.activity.config.questions] == ["q2", "q1"]
    assert [option.id for option in run.activity.config.questions[1].options] == ["o2", "o1"]
    assert run.activity.config.questions[1].correct == "o1"
