"""Cards, this or that, two truths and a lie."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from typing import Any

import pytest

from eventkit.domain.activities.answers import Kept
from eventkit.domain.basics.errors import Closed, Invalid
from eventkit.domain.records.activity import Run

from ..conftest import Evening
from .conftest import HOST, NOW, STAGE, Person, arrive, depart, own, pictured, recap_rows, to_guests_and_stage

CARDS = [f"Card {number}" for number in range(1, 6)]
PAIRS = [["Tea", "Coffee"], ["Sea", "Mountains"]]


def names(people: list[dict[str, Any]]) -> list[str]:
    return [each["name"] for each in people]


def card(evening: Evening, run: Run) -> str:
    return str(evening.shown(run)["card"]["text"])


def test_cards_to_come_are_known_to_the_host_alone(evening: Evening) -> None:
    run, gus = evening.add("prompt", cards=CARDS), evening.guest()
    turned = card(evening, run)
    assert pictured(evening, run, HOST)["config"]["cards"] == CARDS
    for shown in (*to_guests_and_stage(evening, run), own(evening, run, gus), pictured(evening, run, STAGE)):
        assert [text for text in CARDS if text in json.dumps(shown)] == [turned]


def test_a_skipped_card_comes_back_at_the_end(evening: Evening) -> None:
    run = evening.add("prompt", cards=CARDS)
    skipped = card(evening, run)
    run = evening.move(run.activity_id, "skip")
    seen = [card(evening, run)]
    assert evening.shown(run)["card"]["number"] == 1
    for _ in CARDS[1:]:
        run = evening.move(run.activity_id, "next")
        seen.append(card(evening, run))
    assert sorted(seen) == CARDS
    assert seen[-1] == skipped
    for move in ("next", "skip"):
        with pytest.raises(Closed):
            evening.move(run.activity_id, move)


def test_who_wants_to_go_first_stands_in_the_order_they_said_so(evening: Evening) -> None:
    run = evening.add("prompt", cards=CARDS)
    people = [evening.guest(name) for name in ("Gus", "Ivy", "Lee")]
    for number, who in enumerate(reversed(people)):
        evening.answer(run, who, "me-first", now=NOW + timedelta(seconds=number))
    assert names(evening.shown(run)["volunteers"]) == ["Lee", "Ivy", "Gus"]
    evening.answer(run, people[2], "me-first", now=NOW + timedelta(seconds=10))
    assert names(evening.shown(run)["volunteers"]) == ["Lee", "Ivy", "Gus"]
    evening.answer(run, people[2], "not-now", now=NOW + timedelta(seconds=11))
    assert names(evening.shown(run)["volunteers"]) == ["Ivy", "Gus"]
    evening.answer(run, people[2], "me-first", now=NOW + timedelta(seconds=12))
    assert names(evening.shown(run)["volunteers"]) == ["Ivy", "Gus", "Lee"]
    assert own(evening, run, people[2])["mine"]["wants"] is True


def test_each_card_has_a_queue_of_its_own(evening: Evening) -> None:
    run, gus = evening.add("prompt", cards=CARDS), evening.guest()
    evening.answer(run, gus, "me-first")
    run = evening.move(run.activity_id, "next")
    shown = own(evening, run, gus)
    assert (shown["volunteers"], shown["answered"]) == ([], 0)
    assert "mine" not in shown


def test_who_wanted_the_skipped_card_does_not_queue_for_the_one_in_its_place(evening: Evening) -> None:
    run, gus = evening.add("prompt", cards=CARDS), evening.guest()
    evening.answer(run, gus, "me-first")
    run = evening.move(run.activity_id, "skip")
    assert evening.shown(run)["volunteers"] == []


@pytest.mark.parametrize("answer", ["me", "", True, None, ["me-first"], {"me-first": True}])
def test_what_says_neither_is_refused(evening: Evening, answer: Any) -> None:
    run = evening.add("prompt", cards=CARDS)
    assert isinstance(evening.answer(run, evening.guest(), answer), Invalid)
    assert evening.shown(run)["volunteers"] == []


def test_a_go_around_has_everybody_who_is_here_once_in_a_random_order(evening: Evening) -> None:
    run, people = evening.add("prompt", cards=CARDS), arrive(evening, "Ann", "Bob", "Cleo", "Dan", "Eve", "Finn")
    depart(evening, people[-1:])
    orders = set()
    for seed in range(5):
        run = evening.move(run.activity_id, "shuffle", rng=random.Random(seed))
        shown = evening.shown(run)["round"]
        assert sorted(names(shown["order"])) == ["Ann", "Bob", "Cleo", "Dan", "Eve"]
        assert shown["at"] == 0
        orders.add(tuple(names(shown["order"])))
    assert len(orders) > 1


def test_a_go_around_ends_after_the_last_speaker_and_with_the_next_card(evening: Evening) -> None:
    run, _ = evening.add("prompt", cards=CARDS), arrive(evening, "Gus", "Ivy")
    evening.move(run.activity_id, "shuffle")
    run = evening.move(run.activity_id, "next-speaker")
    assert evening.shown(run)["round"]["at"] == 1
    run = evening.move(run.activity_id, "next-speaker")
    assert evening.shown(run)["round"] is None
    with pytest.raises(Closed):
        evening.move(run.activity_id, "next-speaker")
    for move in ("next", "skip"):
        evening.move(run.activity_id, "shuffle")
        assert evening.shown(evening.move(run.activity_id, move))["round"] is None


def test_nobody_here_makes_no_go_around(evening: Evening) -> None:
    run = evening.move(evening.add("prompt", cards=CARDS).activity_id, "shuffle")
    assert evening.shown(run)["round"] is None


def test_the_recap_has_the_cards_that_were_turned(evening: Evening) -> None:
    run = evening.add("prompt", cards=CARDS)
    first = card(evening, run)
    run = evening.move(run.activity_id, "next")
    assert recap_rows(evening, run) == [["1", first], ["2", card(evening, run)]]


def test_a_side_is_taken_in_each_pair_and_may_be_changed(evening: Evening) -> None:
    run, gus, ivy = evening.add("this-or-that", pairs=PAIRS), evening.guest("Gus"), evening.guest("Ivy")
    for who, side in ((gus, "left"), (ivy, "right"), (gus, "right")):
        evening.answer(run, who, side)
    assert evening.tally(run) == {
        "total": 2,
        "counts": {"left": 0, "right": 2},
        "people": {"left": [], "right": ["Gus", "Ivy"]},
    }
    assert own(evening, run, gus)["mine"] == {"pair": 1, "side": "right"}


def test_the_next_pair_begins_anew_and_hides_what_was_shown(evening: Evening) -> None:
    run, gus = evening.add("this-or-that", pairs=PAIRS), evening.guest()
    evening.answer(run, gus, "left")
    evening.move(run.activity_id, "reveal")
    run = evening.move(run.activity_id, "next")
    shown = own(evening, run, gus)
    assert shown["pair"] == {"number": 2, "of": 2, "left": "Sea", "right": "Mountains"}
    assert (shown["answered"], shown["results"]) == (0, "hidden")
    assert "mine" not in shown
    assert "tally" not in shown
    assert evening.tally(run)["total"] == 0
    with pytest.raises(Closed):
        evening.move(run.activity_id, "next")


def test_a_side_of_an_earlier_pair_does_not_count_for_the_next(evening: Evening) -> None:
    run, gus = evening.add("this-or-that", pairs=PAIRS), evening.guest()
    evening.move(run.activity_id, "next")
    assert isinstance(evening.answer(run, gus, {"pair": 1, "side": "left"}), Closed)
    assert evening.tally(run)["total"] == 0
    assert isinstance(evening.answer(run, gus, {"pair": 2, "side": "left"}), Kept)


def test_where_sides_may_not_change_each_pair_takes_one(evening: Evening) -> None:
    run, gus = evening.add("this-or-that", pairs=PAIRS, may_change=False), evening.guest()
    evening.answer(run, gus, "left")
    assert isinstance(evening.answer(run, gus, "right"), Closed)
    evening.move(run.activity_id, "next")
    assert isinstance(evening.answer(run, gus, "right"), Kept)


def test_pairs_to_come_and_who_stands_where_are_for_the_host(evening: Evening) -> None:
    run, gus, ivy = evening.add("this-or-that", pairs=PAIRS), evening.guest("Zebedee"), evening.guest("Ivy")
    evening.answer(run, gus, "left")
    whole = json.dumps(pictured(evening, run, HOST))
    assert "Mountains" in whole
    assert "Zebedee" in whole
    for shown in (*to_guests_and_stage(evening, run), own(evening, run, ivy), pictured(evening, run, STAGE)):
        assert "Mountains" not in json.dumps(shown)
        assert "Zebedee" not in json.dumps(shown)


def test_anonymous_sides_have_no_names(evening: Evening) -> None:
    run, gus = evening.add("this-or-that", pairs=PAIRS, anonymous=True), evening.guest()
    evening.answer(run, gus, "left")
    assert evening.tally(run) == {"total": 1, "counts": {"left": 1, "right": 0}}
    assert own(evening, run, gus)["mine"] == {"pair": 1, "side": "left"}


@pytest.mark.parametrize("answer", ["middle", "", True, 0, None, {"side": "left"}, {"pair": 1, "side": "up"}])
def test_what_is_no_side_is_refused(evening: Evening, answer: Any) -> None:
    run = evening.add("this-or-that", pairs=PAIRS)
    assert isinstance(evening.answer(run, evening.guest(), answer), Invalid)


@pytest.mark.parametrize(
    "pairs", [[], [["Tea"]], [["Tea", ""]], ["Tea"], [["Tea", "Coffee", "Milk"]], [["a", "b"]] * 51]
)
def test_pairs_that_are_none_are_refused(evening: Evening, pairs: Any) -> None:
    with pytest.raises(Invalid):
        evening.add("this-or-that", pairs=pairs)


def test_without_pairs_there_is_a_set_of_ours(evening: Evening) -> None:
    assert evening.shown(evening.add("this-or-that"))["pair"]["of"] > 5


def test_the_recap_has_both_sides_of_each_pair_that_was_on(evening: Evening) -> None:
    run, gus = evening.add("this-or-that", pairs=PAIRS), evening.guest()
    evening.answer(run, gus, "right")
    assert recap_rows(evening, run) == [["Tea / Coffee", "0 : 1"]]
    evening.move(run.activity_id, "next")
    assert recap_rows(evening, run) == [["Tea / Coffee", "0 : 1"], ["Sea / Mountains", "0 : 0"]]


def statements(name: str, lie: int = 1) -> dict[str, Any]:
    return {"statements": [f"{name} {verb}" for verb in ("sings", "flies", "sews")], "lie": lie}


def guessing(evening: Evening) -> tuple[Run, Person, Person, Person]:
    """Gus' statements are guessed by Ivy, who wrote as well, and Lee, who did not."""
    run = evening.add("two-truths")
    gus, ivy, lee = (evening.guest(name) for name in ("Gus", "Ivy", "Lee"))
    evening.answer(run, gus, statements("Gus"))
    run = evening.move(run.activity_id, "next")
    evening.answer(run, ivy, statements("Ivy", lie=0))
    return run, gus, ivy, lee


def points(evening: Evening, run: Run) -> list[tuple[int, str, float]]:
    return [(each["place"], each["name"], each["points"]) for each in evening.tally(run)["scores"]]


def test_while_people_write_nobody_else_reads_it(evening: Evening) -> None:
    run, gus, ivy = evening.add("two-truths"), evening.guest("Gus"), evening.guest("Ivy")
    evening.answer(run, gus, statements("Gus"))
    assert own(evening, run, gus)["mine"]["lie"] == 1
    for shown in (*to_guests_and_stage(evening, run), own(evening, run, ivy), pictured(evening, run, STAGE)):
        assert (shown["phase"], shown["written"], shown["author"], shown["statements"]) == ("writing", 1, None, None)
        assert "Gus" not in json.dumps(shown)


def test_the_lie_is_for_author_and_host_until_it_is_shown(evening: Evening) -> None:
    run, gus, ivy, lee = guessing(evening)
    evening.answer(run, lee, {"guess": 1})
    assert pictured(evening, run, HOST)["tally"]["lie"] == 1
    assert own(evening, run, gus)["mine"]["lie"] == 1
    for shown in (*to_guests_and_stage(evening, run), own(evening, run, lee), pictured(evening, run, STAGE)):
        assert (shown["phase"], shown["author"]["name"], shown["number"], shown["of"]) == ("guessing", "Gus", 1, 2)
        assert shown["statements"] == statements("Gus")["statements"]
        assert '"lie"' not in json.dumps(shown)
        assert "tally" not in shown
        assert "Ivy" not in json.dumps(shown)
    assert "tally" not in own(evening, run, ivy)
    run = evening.move(run.activity_id, "reveal")
    for shown in to_guests_and_stage(evening, run):
        assert (shown["tally"]["lie"], shown["tally"]["counts"]) == (1, {"0": 0, "1": 1, "2": 0})


def test_a_point_for_each_right_guess_and_one_for_everybody_a_lie_has_fooled(evening: Evening) -> None:
    run, gus, ivy, lee = guessing(evening)
    evening.answer(run, ivy, {"guess": 1})
    evening.answer(run, lee, {"guess": 2})
    assert points(evening, run) == []
    run = evening.move(run.activity_id, "reveal")
    assert points(evening, run) == [(1, "Gus", 1), (1, "Ivy", 1)]
    run = evening.move(run.activity_id, "next")
    assert evening.shown(run)["author"]["name"] == "Ivy"
    for who in (gus, lee):
        evening.answer(run, who, {"guess": 2})
    assert points(evening, run) == [(1, "Gus", 1), (1, "Ivy", 1)]
    run = evening.move(run.activity_id, "reveal")
    assert points(evening, run) == [(1, "Ivy", 3), (2, "Gus", 1)]


def test_a_guess_may_change_until_the_lie_is_out(evening: Evening) -> None:
    run, gus, _, lee = guessing(evening)
    for guess in (0, 2):
        assert isinstance(evening.answer(run, lee, {"guess": guess}), Kept)
    assert evening.tally(run)["counts"] == {"0": 0, "1": 0, "2": 1}
    assert own(evening, run, lee)["mine"]["guesses"] == {str(gus[0].id): 2}
    evening.move(run.activity_id, "reveal")
    assert isinstance(evening.answer(run, lee, {"guess": 1}), Closed)


def test_nobody_guesses_their_own(evening: Evening) -> None:
    run, gus, _, _ = guessing(evening)
    assert isinstance(evening.answer(run, gus, {"guess": 1}), Invalid)


def test_a_guess_about_somebody_who_was_before_is_too_late(evening: Evening) -> None:
    run, gus, ivy, lee = guessing(evening)
    evening.move(run.activity_id, "next")
    assert isinstance(evening.answer(run, lee, {"guess": 1, "author": gus[0].id}), Closed)
    assert isinstance(evening.answer(run, lee, {"guess": 1, "author": ivy[0].id}), Kept)


def test_what_is_being_guessed_stays_as_it_is_and_what_comes_may_change(evening: Evening) -> None:
    run, gus, ivy, _ = guessing(evening)
    assert isinstance(evening.answer(run, gus, statements("Gus again")), Closed)
    assert isinstance(evening.answer(run, ivy, statements("Ivy again")), Kept)
    run = evening.move(run.activity_id, "next")
    assert evening.shown(run)["statements"][0] == "Ivy again sings"
    assert isinstance(evening.answer(run, gus, statements("Gus again")), Closed)


def test_before_the_guessing_nobody_guesses_and_without_writers_nobody_starts(evening: Evening) -> None:
    run = evening.add("two-truths")
    assert isinstance(evening.answer(run, evening.guest(), {"guess": 1}), Closed)
    with pytest.raises(Closed):
        evening.move(run.activity_id, "next")


def test_after_the_last_person_there_is_no_next(evening: Evening) -> None:
    run, *_ = guessing(evening)
    evening.move(run.activity_id, "next")
    with pytest.raises(Closed):
        evening.move(run.activity_id, "next")


def test_the_next_persons_lie_is_hidden_again(evening: Evening) -> None:
    run, _, _, lee = guessing(evening)
    evening.move(run.activity_id, "reveal")
    run = evening.move(run.activity_id, "next")
    assert "tally" not in own(evening, run, lee)
    assert all("tally" not in shown for shown in to_guests_and_stage(evening, run))


@pytest.mark.parametrize(
    "answer",
    [
        {"statements": ["a", "b"], "lie": 0},
        {"statements": ["a", "b", "c", "d"], "lie": 0},
        {"statements": ["a", "b", " "], "lie": 0},
        {"statements": ["a", "b", "x" * 201], "lie": 0},
        {"statements": ["a", "b", "c"], "lie": 3},
        {"statements": ["a", "b", "c"], "lie": -1},
        {"statements": ["a", "b", "c"], "lie": True},
        {"statements": ["a", "b", "c"]},
        {"guess": 3},
        {"guess": "1"},
        {"guess": 1, "lie": 1},
        "guess",
        None,
        [],
    ],
)
def test_what_is_neither_statements_nor_a_guess_is_refused(evening: Evening, answer: Any) -> None:
    run, _, _, lee = guessing(evening)
    assert isinstance(evening.answer(run, lee, answer), Invalid)


def test_it_cannot_be_played_without_names(evening: Evening) -> None:
    for kind in ("two-truths", "prompt"):
        with pytest.raises(Invalid):
            evening.add(kind, anonymous=True)


def test_the_recap_has_the_lies_of_those_who_were_on_and_the_points(evening: Evening) -> None:
    run, _, _, lee = guessing(evening)
    evening.answer(run, lee, {"guess": 1})
    run = evening.move(run.activity_id, "reveal")
    assert recap_rows(evening, run) == [["Gus", "Gus flies"], ["Lee", 1]]
