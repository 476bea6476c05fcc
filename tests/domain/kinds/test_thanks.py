"""Kudos, keepsakes and awards: nobody learns what was said without a name."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from eventkit.domain.activities import engine
from eventkit.domain.afterwards import keepsakes
from eventkit.domain.basics.errors import Closed, Full, Invalid, NotAllowed, NotFound
from eventkit.domain.kinds.awards import ROLL_S
from eventkit.domain.records.activity import Run

from ..conftest import Evening
from .conftest import HOST, NOW, Person, own, pictured, recap_rows, to_guests_and_stage

PICTURE = "/pictures/" + "a" * 43


@pytest.fixture
def people(evening: Evening) -> list[Person]:
    return [evening.guest(name) for name in ("Gus", "Ivy", "Lee")]


def cards(evening: Evening, run: Run) -> list[tuple[str | None, str, str | None]]:
    """To whom, what, and from whom, as the host is told."""
    tally = evening.shown(run, "hosts")["tally"]["kudos"]
    return [(each["to"] and each["to"]["name"], each["text"], each.get("name")) for each in tally]


def test_a_card_is_to_a_guest_to_somebody_else_or_to_all(evening: Evening, people: list[Person]) -> None:
    gus, ivy, _ = people
    run = evening.add("kudos")
    evening.answer(run, gus, {"to": ivy[0].id, "text": "For the soup", "picture": "cup"}, now=NOW)
    evening.answer(run, gus, {"to": "Sam", "text": "For the lights"}, now=NOW + timedelta(seconds=1))
    evening.answer(run, gus, {"to": "group", "text": "For coming"}, now=NOW + timedelta(seconds=2))
    assert cards(evening, run) == [
        ("Ivy", "For the soup", "Gus"),
        ("Sam", "For the lights", "Gus"),
        (None, "For coming", "Gus"),
    ]


def test_without_a_name_it_is_to_who_is_celebrated(session: Session) -> None:
    evening = Evening(session, details={"honoree": {"name": "Sam"}})
    run = evening.add("kudos")
    evening.answer(run, evening.guest(), {"text": "Farewell"})
    assert cards(evening, run) == [("Sam", "Farewell", "Gus")]


def test_a_card_that_cannot_be_is_refused(evening: Evening, people: list[Person]) -> None:
    run = evening.add("kudos", allow_anonymous=False)
    for junk in (
        {"to": 10_000, "text": "Hello"}, {"text": "  "}, {"text": "x" * 1001}, {"text": "Hi", "picture": "skull"},
        {"text": "Hi", "anonymous": True}, {"to": True, "text": "Hi"}, {"to": ""}, "Hi", {"upvote": "x"},
    ):  # fmt: skip
        assert isinstance(evening.answer(run, people[0], junk), Invalid), junk


def test_there_is_an_end_to_cards(evening: Evening, people: list[Person]) -> None:
    run = evening.add("kudos")
    for number in range(30):
        evening.answer(run, people[0], {"text": f"Thanks {number}"})
    assert isinstance(evening.answer(run, people[0], {"text": "One more"}), Full)


def test_who_did_not_sign_is_in_no_view_no_recap_and_no_row(evening: Evening, people: list[Person]) -> None:
    gus, ivy, _ = people
    run = evening.add("kudos")
    evening.answer(run, gus, {"to": ivy[0].id, "text": "Secretly", "anonymous": True})
    evening.move(run.activity_id, "next")
    evening.move(run.activity_id, "reveal")
    for shown in (*to_guests_and_stage(evening, run), evening.shown(run, "hosts"), own(evening, run, ivy)):
        assert "Secretly" in json.dumps(shown)
        assert "Gus" not in json.dumps(shown)
    rows = evening.session.execute(text("SELECT voter, value FROM answer")).all()
    assert all(str(gus[0].id) != row.voter and "Gus" not in str(row.value) for row in rows)
    evening.move(run.activity_id, "close")
    assert recap_rows(evening, run) == [["Ivy", "Secretly"]]
    assert own(evening, run, gus)["mine"]["cards"][0]["text"] == "Secretly"


def test_cards_are_read_out_once_each_in_their_order(evening: Evening, people: list[Person]) -> None:
    run = evening.add("kudos")
    words = ["One", "Two", "Three", "Four", "Five", "Six"]
    for number, word in enumerate(words):
        evening.answer(run, people[number % 2], {"text": word}, now=NOW + timedelta(milliseconds=number))
    read = []
    for _ in words:
        evening.move(run.activity_id, "next")
        shown = evening.shown(run)
        read.append((shown["spotlight"]["text"], shown["read"], shown["written"], "tally" in shown))
    assert read == [(word, number, len(words), False) for number, word in enumerate(words, 1)]
    with pytest.raises(Closed):
        evening.move(run.activity_id, "next")
    evening.move(run.activity_id, "previous")
    assert evening.shown(run)["spotlight"]["text"] == "Five"
    evening.answer(run, people[1], {"text": "Seven"}, now=NOW + timedelta(seconds=9))
    evening.move(run.activity_id, "next")
    assert evening.shown(run)["spotlight"]["text"] == "Seven"


def test_a_card_the_host_picked_is_not_read_again(evening: Evening, people: list[Person]) -> None:
    run = evening.add("kudos")
    for number, words in enumerate(("One", "Two")):
        evening.answer(run, people[0], {"text": words}, now=NOW + timedelta(seconds=number))
    two = next(each["id"] for each in evening.shown(run, "hosts")["tally"]["kudos"] if each["text"] == "Two")
    evening.move(run.activity_id, "pin", arguments={"id": two})
    evening.move(run.activity_id, "next")
    assert evening.shown(run)["spotlight"]["text"] == "One"
    with pytest.raises(Closed):
        evening.move(run.activity_id, "next")


def test_what_the_host_has_not_let_in_is_neither_read_nor_kept(evening: Evening, people: list[Person]) -> None:
    run = evening.add("kudos", moderated=True)
    evening.answer(run, people[0], {"to": "Sam", "text": "Well"}, now=NOW)
    evening.answer(run, people[0], {"to": "Sam", "text": "Not so well"}, now=NOW + timedelta(seconds=1))
    well, not_so = (each["id"] for each in pictured(evening, run, HOST)["waiting"])
    evening.move(run.activity_id, "approve", arguments={"id": well})
    evening.move(run.activity_id, "dismiss", arguments={"id": not_so})
    evening.move(run.activity_id, "next")
    assert evening.shown(run)["spotlight"]["text"] == "Well"
    assert [card["text"] for card in keepsakes.cards_of(evening.session, run)] == ["Well"]


def test_a_keepsake_holds_the_cards_for_one_person_and_those_for_all(evening: Evening, people: list[Person]) -> None:
    gus, ivy, _ = people
    run = evening.add("kudos")
    for to, words in (("group", "All"), (ivy[0].id, "Ivy's"), ("Sam", "Sam's")):
        evening.answer(run, gus, {"to": to, "text": words})
    thanked = keepsakes.of_room(evening.session, evening.room)[run.activity_id]
    assert {(each.key, each.cards, each.has_keepsake) for each in thanked} == {
        (f"guest:{ivy[0].id}", 1, False),
        ("name:Sam", 1, False),
    }
    token = keepsakes.make(evening.session, evening.room, run.activity_id, f"guest:{ivy[0].id}")
    found = keepsakes.find(evening.session, token)
    assert keepsakes.name_of(evening.session, found) == "Ivy"
    assert [card["text"] for card in keepsakes.cards_for(evening.session, found)] == ["Ivy's", "All"]


def test_a_keepsake_is_withdrawn_by_a_new_one_and_by_the_host(evening: Evening, people: list[Person]) -> None:
    run = evening.add("kudos")
    evening.answer(run, people[0], {"to": "Sam", "text": "Thanks"})
    make = lambda: keepsakes.make(evening.session, evening.room, run.activity_id, "name:Sam")
    first, second = make(), make()
    with pytest.raises(NotFound):
        keepsakes.find(evening.session, first)
    assert first not in str(evening.session.execute(text("SELECT * FROM keepsake")).all())
    keepsakes.withdraw(evening.session, evening.room, run.activity_id, "name:Sam")
    with pytest.raises(NotFound):
        keepsakes.find(evening.session, second)
    with pytest.raises(Invalid):
        keepsakes.make(evening.session, evening.room, run.activity_id, "name:Nobody")
    with pytest.raises(NotFound):
        keepsakes.make(evening.session, evening.room, evening.add("text").activity_id, "name:Sam")


@pytest.fixture
def ball(evening: Evening) -> Run:
    """a1 best hat, a2 best smile."""
    return evening.add("awards", awards=["Best hat", "Best smile"], pictures=True)


def vote(evening: Evening, run: Run, who: Person, award: str, whom: Person | None, **options: Any) -> Any:
    return evening.answer(run, who, {"award": award, "guest": whom and whom[0].id}, **options)


def winners(evening: Evening, run: Run) -> list[tuple[str, list[str]]]:
    """As guests are told."""
    return [(each["text"], [who["name"] for who in each["winners"]]) for each in evening.shown(run)["named"]]


def test_nobody_votes_for_themselves(evening: Evening, ball: Run, people: list[Person]) -> None:
    gus, ivy, _ = people
    assert isinstance(vote(evening, ball, gus, "a1", gus), Invalid)
    assert isinstance(evening.answer(ball, gus, {"award": "a1", "guest": 10_000}), NotFound)
    assert isinstance(vote(evening, ball, gus, "a9", ivy), Invalid)
    vote(evening, ball, gus, "a1", ivy)
    assert own(evening, ball, gus)["mine"] == {"votes": {"a1": ivy[0].id}, "picture": None}
    vote(evening, ball, gus, "a1", None)
    assert own(evening, ball, gus)["mine"]["votes"] == {}


def test_the_drum_rolls_and_then_the_winner_is_named(evening: Evening, ball: Run, people: list[Person]) -> None:
    gus, ivy, lee = people
    vote(evening, ball, gus, "a1", ivy, now=NOW)
    vote(evening, ball, lee, "a1", ivy, now=NOW)
    vote(evening, ball, ivy, "a2", gus, now=NOW)
    vote(evening, ball, gus, "a2", lee, now=NOW)
    evening.move(ball.activity_id, "next", now=NOW)
    for shown in to_guests_and_stage(evening, ball):
        assert (shown["rolling"]["text"], shown["named"], shown["timer"]["seconds"]) == ("Best hat", [], ROLL_S)
        assert "tally" not in shown
    assert isinstance(vote(evening, ball, gus, "a1", lee), Closed)
    engine.settle_due(evening.session, now=NOW + timedelta(seconds=ROLL_S))
    assert winners(evening, ball) == [("Best hat", ["Ivy"])]
    evening.move(ball.activity_id, "next", now=NOW + timedelta(seconds=60))
    engine.settle_due(evening.session, now=NOW + timedelta(seconds=70))
    assert winners(evening, ball) == [("Best hat", ["Ivy"]), ("Best smile", ["Gus", "Lee"])]
    assert evening.shown(ball)["results"] == "shown"
    with pytest.raises(Closed):
        evening.move(ball.activity_id, "next")
    evening.move(ball.activity_id, "close")
    assert recap_rows(evening, ball) == [["Best hat", "Ivy"], ["Best smile", "Gus, Lee"]]


def test_a_vote_that_stands_cannot_be_taken_back(evening: Evening, people: list[Person]) -> None:
    run = evening.add("awards", may_change=False)
    vote(evening, run, people[0], "a1", people[1])
    assert isinstance(vote(evening, run, people[0], "a1", None), Closed)
    assert isinstance(vote(evening, run, people[0], "a1", people[2]), Closed)


def test_an_impatient_host_cuts_the_drum_short(evening: Evening, ball: Run, people: list[Person]) -> None:
    vote(evening, ball, people[0], "a1", people[1], now=NOW)
    evening.move(ball.activity_id, "next", now=NOW)
    evening.move(ball.activity_id, "next", now=NOW + timedelta(seconds=1))
    assert winners(evening, ball) == [("Best hat", ["Ivy"])]
    evening.move(ball.activity_id, "close", now=NOW + timedelta(seconds=2))
    assert winners(evening, ball)[1] == ("Best smile", [])


def test_a_ballot_is_secret_in_views_recap_and_rows(evening: Evening, ball: Run, people: list[Person]) -> None:
    gus, ivy, _ = people
    vote(evening, ball, gus, "a1", ivy)
    assert "answered_by" not in evening.shown(ball, "hosts")
    rows = evening.session.execute(text("SELECT voter FROM answer")).scalars().all()
    assert str(gus[0].id) not in rows


def test_awards_by_name_tell_the_host_who_has_voted(evening: Evening, people: list[Person]) -> None:
    run = evening.add("awards", anonymous=False)
    vote(evening, run, people[0], "a1", people[1])
    assert evening.shown(run, "hosts")["answered_by"] == [people[0][0].id]


def test_results_for_the_host_are_never_named(evening: Evening, people: list[Person]) -> None:
    run = evening.add("awards", results="host")
    with pytest.raises(NotAllowed):
        evening.move(run.activity_id, "next")


def test_an_outfit_is_shown_with_its_name_until_the_host_takes_it_off(
    evening: Evening, ball: Run, people: list[Person]
) -> None:
    gus = people[0]
    evening.answer(ball, gus, {"picture": PICTURE})
    (shown,) = evening.shown(ball)["outfits"]
    assert (shown["name"], shown["picture"]) == ("Gus", PICTURE)
    evening.move(ball.activity_id, "dismiss", arguments={"id": gus[0].id})
    assert evening.shown(ball)["outfits"] == []
    assert evening.shown(ball, "hosts")["outfits"][0]["is_dismissed"]
    evening.move(ball.activity_id, "approve", arguments={"id": gus[0].id})
    evening.answer(ball, gus, {"picture": None})
    assert evening.shown(ball, "hosts")["outfits"] == []
    for elsewhere in ("https://pictures.test/a.png", "/static/x.png", 3):
        assert isinstance(evening.answer(ball, gus, {"picture": elsewhere}), Invalid)


def test_where_no_pictures_are_wanted_none_is_taken(evening: Evening, people: list[Person]) -> None:
    assert isinstance(evening.answer(evening.add("awards"), people[0], {"picture": PICTURE}), Invalid)
