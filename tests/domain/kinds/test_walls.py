"""What people write for others to read: clouds of words, walls of cards, questions."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from eventkit.domain.activities import voters
from eventkit.domain.activities.answers import Kept
from eventkit.domain.afterwards.recap import as_table, recap
from eventkit.domain.basics.base import Base
from eventkit.domain.basics.errors import Closed, DomainError, Full, Invalid, NotAllowed, NotFound
from eventkit.domain.coming import guests
from eventkit.domain.records.answer import Answer
from eventkit.domain.room import people
from eventkit.domain.room.people import PersonChanges

from ..conftest import Evening
from .conftest import (
    HOST,
    LINKS,
    NOW,
    STAGE,
    Person,
    Run,
    arrive,
    own,
    pictured,
    recap_rows,
    to_guests_and_stage,
    viewer,
)

WALLS = {
    "text": ({"limit": 3, "upvotes": True, "results": "live"}, "texts", lambda text: text),
    "questions": ({}, "questions", lambda text: {"ask": text}),
}
"""A config in which guests see and vote for what was written, the name of the list, and how a text is sent."""

every_wall = pytest.mark.parametrize("wall", WALLS)


def put_up(evening: Evening, wall: str, **config: Any) -> Run:
    return evening.add(wall, **{**WALLS[wall][0], **config})


def write(evening: Evening, run: Run, person: Person, text: str, **options: Any) -> str:
    """Write something, and give the id it got."""
    answer: Any = WALLS[run.activity.kind][2](text)
    if options:
        answer |= options
    kept = evening.answer(run, person, answer)
    assert isinstance(kept, Kept), kept
    return str(next(reversed([each["id"] for each in next(iter(kept.mine.values())) if each["text"] == text])))


def wall_of(evening: Evening, run: Run, audience: Any = "guests") -> dict[str, dict[str, Any]]:
    """What an audience reads, by its text."""
    entries = evening.shown(run, audience)["tally"][WALLS[run.activity.kind][1]]
    return {entry["text"]: entry for entry in entries}


def as_json(*shown: Any) -> str:
    return json.dumps(shown, default=str, ensure_ascii=False)


@every_wall
def test_what_is_written_stands_there_with_its_name(evening: Evening, wall: str) -> None:
    run, gus = put_up(evening, wall), evening.guest("Gus")
    id = write(evening, run, gus, "More  tea") if wall == "text" else write(evening, run, gus, "More tea")
    (entry,) = wall_of(evening, run).values()
    assert (entry["id"], entry["name"], entry["votes"]) == (id, "Gus", 0)
    assert evening.tally(run)["total"] == 1


@every_wall
def test_a_vote_is_given_once_and_can_be_taken_back(evening: Evening, wall: str) -> None:
    run, gus, ivy = put_up(evening, wall), evening.guest("Gus"), evening.guest("Ivy")
    id = write(evening, run, gus, "Tea")
    for _ in range(2):
        assert isinstance(evening.answer(run, ivy, {"upvote": id}), Kept)
        assert wall_of(evening, run)["Tea"]["votes"] == 1
        assert own(evening, run, ivy)["mine"]["upvoted"] == [id]
    for _ in range(2):
        assert isinstance(evening.answer(run, ivy, {"unvote": id}), Kept)
        assert wall_of(evening, run)["Tea"]["votes"] == 0
        assert own(evening, run, ivy)["mine"]["upvoted"] == []


@every_wall
def test_nobody_votes_for_their_own(evening: Evening, wall: str) -> None:
    run, gus = put_up(evening, wall), evening.guest()
    id = write(evening, run, gus, "Tea")
    assert isinstance(evening.answer(run, gus, {"upvote": id}), Invalid)
    assert wall_of(evening, run)["Tea"]["votes"] == 0


@every_wall
def test_what_is_not_there_cannot_be_voted_for(evening: Evening, wall: str) -> None:
    run, elsewhere = put_up(evening, wall), put_up(evening, wall)
    id = write(evening, elsewhere, evening.guest("Gus"), "Tea")
    for missing in ("nothing", id):
        assert isinstance(evening.answer(run, evening.guest("Ivy"), {"upvote": missing}), NotFound)


@every_wall
def test_most_votes_come_first_then_the_oldest(evening: Evening, wall: str) -> None:
    run, gus, ivy = put_up(evening, wall), evening.guest("Gus"), evening.guest("Ivy")
    send = WALLS[wall][2]
    for number, text in enumerate(("first", "second", "third")):
        evening.answer(run, gus, send(text), now=NOW + timedelta(seconds=number))
    evening.answer(run, ivy, {"upvote": wall_of(evening, run)["third"]["id"]})
    assert list(wall_of(evening, run)) == ["third", "first", "second"]


@every_wall
def test_where_the_host_lets_in_nobody_reads_it_before(evening: Evening, wall: str) -> None:
    run, gus, ivy = put_up(evening, wall, moderated=True), evening.guest("Gus"), evening.guest("Ivy")
    id = write(evening, run, gus, "Secret sauce")
    hosts = evening.shown(run, "hosts")
    assert [(each["id"], each["text"]) for each in hosts["waiting"]] == [(id, "Secret sauce")]
    for shown in (*to_guests_and_stage(evening, run), own(evening, run, ivy), pictured(evening, run, STAGE)):
        assert "Secret sauce" not in as_json(shown)
        assert "waiting" not in shown
    assert "Secret sauce" in as_json(own(evening, run, gus)["mine"])
    assert isinstance(evening.answer(run, ivy, {"upvote": id}), NotFound)
    run = evening.move(run.activity_id, "approve", arguments={"id": id})
    assert evening.shown(run, "hosts")["waiting"] == []
    assert "Secret sauce" in wall_of(evening, run, "stage")
    assert isinstance(evening.answer(run, ivy, {"upvote": id}), Kept)


@every_wall
@pytest.mark.parametrize("moderated", [True, False], ids=["moderated", "free"])
def test_what_was_dismissed_never_reaches_guests_until_it_is_let_in_again(
    evening: Evening, wall: str, moderated: bool
) -> None:
    run, gus, ivy = put_up(evening, wall, moderated=moderated), evening.guest("Gus"), evening.guest("Ivy")
    id = write(evening, run, gus, "Rude words")
    evening.move(run.activity_id, "pin", arguments={"id": id})
    run = evening.move(run.activity_id, "dismiss", arguments={"id": id})
    hosts = evening.shown(run, "hosts")
    assert [each["text"] for each in hosts["dismissed"]] == ["Rude words"]
    assert hosts["waiting"] == []
    assert hosts["spotlight"] is None
    for shown in (*to_guests_and_stage(evening, run), own(evening, run, ivy), pictured(evening, run, STAGE)):
        assert "Rude words" not in as_json(shown)
        assert "dismissed" not in shown
    assert isinstance(evening.answer(run, ivy, {"upvote": id}), NotFound)
    assert "Rude words" not in as_json(recap_rows(evening, run))
    run = evening.move(run.activity_id, "approve", arguments={"id": id})
    assert "Rude words" in wall_of(evening, run)
    assert evening.shown(run, "hosts")["dismissed"] == []


@every_wall
def test_the_spotlight_is_for_all_and_one_at_a_time(evening: Evening, wall: str) -> None:
    run, gus = put_up(evening, wall), evening.guest()
    tea, cake = write(evening, run, gus, "Tea"), write(evening, run, gus, "Cake")
    for id, text in ((tea, "Tea"), (cake, "Cake")):
        run = evening.move(run.activity_id, "pin", arguments={"id": id})
        for shown in (*to_guests_and_stage(evening, run), evening.shown(run, "hosts")):
            assert shown["spotlight"]["text"] == text
    run = evening.move(run.activity_id, "unpin")
    assert [shown["spotlight"] for shown in to_guests_and_stage(evening, run)] == [None, None]


@every_wall
def test_putting_one_that_waits_in_the_spotlight_lets_it_in(evening: Evening, wall: str) -> None:
    run = put_up(evening, wall, moderated=True)
    id = write(evening, run, evening.guest(), "Tea")
    run = evening.move(run.activity_id, "pin", arguments={"id": id})
    assert "Tea" in wall_of(evening, run)
    assert evening.shown(run, "hosts")["waiting"] == []


@every_wall
def test_the_host_can_only_move_what_is_there(evening: Evening, wall: str) -> None:
    run = put_up(evening, wall)
    for move in ("approve", "dismiss", "pin"):
        with pytest.raises(NotFound):
            evening.move(run.activity_id, move, arguments={"id": "nothing"})
        with pytest.raises(Invalid):
            evening.move(run.activity_id, move)


@every_wall
def test_a_muted_guest_writes_nothing(evening: Evening, wall: str) -> None:
    run, (gus,) = put_up(evening, wall), arrive(evening, "Gus")
    people.change(evening.session, evening.room, PersonChanges(guest=gus[0].id, muted=True))
    assert isinstance(evening.answer(run, gus, WALLS[wall][2]("Tea")), NotAllowed)
    people.change(evening.session, evening.room, PersonChanges(guest=gus[0].id, muted=False))
    assert isinstance(evening.answer(run, gus, WALLS[wall][2]("Tea")), Kept)


@every_wall
@pytest.mark.parametrize(
    "answer", ["", " \u200b\n ", "\u202e", {}, {"upvote": 1}, {"upvote": ""}, {"x": 1}, 1, None, ["a"]]
)
def test_what_says_nothing_is_refused(evening: Evening, wall: str, answer: Any) -> None:
    run, send = put_up(evening, wall), WALLS[wall][2]
    given = send(answer) if isinstance(answer, str) else answer
    assert isinstance(evening.answer(run, evening.guest(), given), Invalid)
    assert wall_of(evening, run) == {}


@pytest.mark.parametrize(("wall", "longest"), [("text", 2000), ("questions", 500)])
def test_a_text_has_a_longest_length(evening: Evening, wall: str, longest: int) -> None:
    run, gus, send = put_up(evening, wall), evening.guest(), WALLS[wall][2]
    assert isinstance(evening.answer(run, gus, send("x" * longest)), Kept)
    assert isinstance(evening.answer(run, gus, send("x" * (longest + 1))), Invalid)


def test_with_a_limit_of_one_the_newest_takes_the_place(evening: Evening) -> None:
    run, gus = put_up(evening, "text", limit=1), evening.guest()
    write(evening, run, gus, "First thought")
    write(evening, run, gus, "Second thought")
    assert list(wall_of(evening, run)) == ["Second thought"]
    assert [each["text"] for each in own(evening, run, gus)["mine"]["texts"]] == ["Second thought"]


def test_with_a_higher_limit_they_add_up_to_it(evening: Evening) -> None:
    run, gus = put_up(evening, "text", limit=2), evening.guest()
    write(evening, run, gus, "One")
    write(evening, run, gus, "Two")
    assert isinstance(evening.answer(run, gus, "Three"), Full)
    assert set(wall_of(evening, run)) == {"One", "Two"}
    assert isinstance(evening.answer(run, evening.guest("Ivy"), "Three"), Kept)


def test_a_card_that_took_the_place_of_another_waits_to_be_let_in_itself(evening: Evening) -> None:
    run, gus = put_up(evening, "text", limit=1, moderated=True), evening.guest()
    id = write(evening, run, gus, "Harmless")
    evening.move(run.activity_id, "approve", arguments={"id": id})
    write(evening, run, gus, "Rude words")
    assert wall_of(evening, run) == {}
    assert [each["text"] for each in evening.shown(run, "hosts")["waiting"]] == ["Rude words"]


def test_votes_are_for_one_card_and_not_for_what_takes_its_place(evening: Evening) -> None:
    run, gus = put_up(evening, "text", limit=1), evening.guest("Gus")
    id = write(evening, run, gus, "First thought")
    evening.answer(run, evening.guest("Ivy"), {"upvote": id})
    write(evening, run, gus, "Second thought")
    assert wall_of(evening, run)["Second thought"]["votes"] == 0


def test_where_answers_may_not_change_the_one_card_stands(evening: Evening) -> None:
    run, gus = put_up(evening, "text", limit=1, may_change=False), evening.guest()
    write(evening, run, gus, "Said")
    assert isinstance(evening.answer(run, gus, "Unsaid"), Closed)
    assert list(wall_of(evening, run)) == ["Said"]


def test_votes_are_only_taken_where_the_host_wants_them(evening: Evening) -> None:
    run = put_up(evening, "text", upvotes=False)
    id = write(evening, run, evening.guest("Gus"), "Tea")
    assert isinstance(evening.answer(run, evening.guest("Ivy"), {"upvote": id}), Invalid)


def test_an_anonymous_wall_names_nobody_and_still_knows_whose_is_whose(evening: Evening) -> None:
    run, gus = put_up(evening, "text", anonymous=True), evening.guest("Gus")
    id = write(evening, run, gus, "Tea")
    assert "name" not in wall_of(evening, run, "hosts")["Tea"]
    assert own(evening, run, gus)["mine"]["texts"] == [{"id": id, "text": "Tea"}]
    assert isinstance(evening.answer(run, gus, {"upvote": id}), Invalid)


def test_cards_are_for_the_host_until_they_are_shown(evening: Evening) -> None:
    run, gus, ivy = evening.add("text"), evening.guest("Gus"), evening.guest("Ivy")
    write(evening, run, gus, "For your eyes")
    assert "For your eyes" in as_json(evening.shown(run, "hosts"))
    for shown in (*to_guests_and_stage(evening, run), own(evening, run, ivy)):
        assert "For your eyes" not in as_json(shown)


def test_the_recap_says_who_wrote_or_how_many_voted(evening: Evening) -> None:
    by_name, by_votes = put_up(evening, "text", upvotes=False), put_up(evening, "text")
    for run in (by_name, by_votes):
        write(evening, run, evening.guest("Gus"), "Tea")
    assert recap_rows(evening, by_name) == [["Gus", "Tea"]]
    assert recap_rows(evening, by_votes) == [["Tea", 0]]


def test_they_are_read_from_the_start_so_that_others_can_vote(evening: Evening) -> None:
    run = evening.add("questions")
    write(evening, run, evening.guest(), "Why?")
    assert [list(shown["tally"]["questions"]) != [] for shown in to_guests_and_stage(evening, run)] == [True, True]


def test_only_its_author_takes_a_question_back(evening: Evening) -> None:
    run, gus, ivy = evening.add("questions"), evening.guest("Gus"), evening.guest("Ivy")
    named, secret = write(evening, run, gus, "Why?"), write(evening, run, gus, "Why not?", anonymous=True)
    for id in (named, secret):
        assert isinstance(evening.answer(run, ivy, {"withdraw": id}), Invalid)
    assert set(wall_of(evening, run)) == {"Why?", "Why not?"}
    for id in (named, secret):
        assert isinstance(evening.answer(run, gus, {"withdraw": id}), Kept)
    assert wall_of(evening, run) == {}
    assert own(evening, run, gus)["mine"]["asked"] == []
    assert isinstance(evening.answer(run, gus, {"withdraw": named}), Invalid)


def test_one_taken_back_leaves_the_spotlight_and_cannot_be_voted_for(evening: Evening) -> None:
    run, gus = evening.add("questions"), evening.guest("Gus")
    id = write(evening, run, gus, "Why?")
    evening.move(run.activity_id, "pin", arguments={"id": id})
    evening.answer(run, gus, {"withdraw": id})
    assert evening.shown(run)["spotlight"] is None
    assert isinstance(evening.answer(run, evening.guest("Ivy"), {"upvote": id}), NotFound)


def test_answered_ones_stand_below_those_that_wait(evening: Evening) -> None:
    run, gus, ivy = evening.add("questions"), evening.guest("Gus"), evening.guest("Ivy")
    first, _ = write(evening, run, gus, "First?"), write(evening, run, gus, "Second?")
    evening.answer(run, ivy, {"upvote": first})
    evening.move(run.activity_id, "pin", arguments={"id": first})
    run = evening.move(run.activity_id, "answered", arguments={"id": first})
    assert [(text, each["state"]) for text, each in wall_of(evening, run).items()] == [
        ("Second?", "asked"),
        ("First?", "answered"),
    ]
    assert evening.shown(run)["spotlight"] is None


def test_where_names_are_wanted_nobody_asks_without(evening: Evening) -> None:
    run, gus = evening.add("questions", allow_anonymous=False), evening.guest()
    assert isinstance(evening.answer(run, gus, {"ask": "Why?", "anonymous": True}), Invalid)
    assert isinstance(evening.answer(run, gus, {"ask": "Why?"}), Kept)


def test_there_is_an_end_to_what_one_guest_asks(evening: Evening) -> None:
    run, gus = evening.add("questions"), evening.guest()
    for number in range(20):
        write(evening, run, gus, f"Question {number}?")
    assert isinstance(evening.answer(run, gus, {"ask": "One more?"}), Full)


def test_the_recap_has_each_with_its_votes(evening: Evening) -> None:
    run, gus, ivy = evening.add("questions"), evening.guest("Gus"), evening.guest("Ivy")
    id = write(evening, run, gus, "Why?")
    write(evening, run, gus, "When?")
    evening.answer(run, ivy, {"upvote": id})
    assert recap_rows(evening, run) == [["Why?", 1], ["When?", 0]]


SECRET = "Who gets the corner office?"


@pytest.fixture
def zebedee(evening: Evening) -> Person:
    """A guest whose name stands nowhere else."""
    return arrive(evening, "Zebedee")[0]


def rows(evening: Evening) -> list[tuple[str, dict[str, Any]]]:
    """Every row of every table."""
    return [
        (table.name, dict(row._mapping))
        for table in Base.metadata.sorted_tables
        for row in evening.session.execute(select(table))
    ]


def test_they_are_stored_under_a_pseudonym_that_stands_in_no_other_row(evening: Evening, zebedee: Person) -> None:
    guest, token = zebedee
    run = evening.add("questions")
    evening.answer(run, zebedee, {"ask": SECRET, "anonymous": True})
    (stored,) = [row for table, row in rows(evening) if table == "answer"]
    _, secret = voters.voters_of(run, guest_id=guest.id, token=token)
    assert stored["voter"] == secret
    leads = (secret, stored["key"], stored["value"]["id"], SECRET)
    for table, row in rows(evening):
        if table != "answer":
            assert not any(lead in as_json(row) for lead in leads), (table, row)
    for trace in (guest.token_hash, token, "Zebedee"):
        assert trace not in as_json(stored)
    assert stored["voter"] != str(guest.id)


def test_what_the_same_guest_asks_by_name_is_not_linked_to_them(evening: Evening, zebedee: Person) -> None:
    run = evening.add("questions")
    for asked in ({"ask": "By name?"}, {"ask": SECRET, "anonymous": True}):
        evening.answer(run, zebedee, asked)
    named, secret = evening.session.execute(select(Answer.voter, Answer.key, Answer.value).order_by(Answer.id))
    assert named.voter == str(zebedee[0].id)
    assert {named.voter, named.key, named.value["id"]}.isdisjoint({secret.voter, secret.key, secret.value["id"]})
    on_the_wall = wall_of(evening, run, "hosts")
    assert on_the_wall["By name?"]["name"] == "Zebedee"
    assert "name" not in on_the_wall[SECRET]
    assert len(own(evening, run, zebedee)["mine"]["asked"]) == 2


def test_asking_notes_nothing_of_the_guest_elsewhere(evening: Evening, zebedee: Person) -> None:
    run = evening.add("questions")
    before = [(table, row) for table, row in rows(evening) if table not in ("answer", "run")]
    evening.answer(run, zebedee, {"ask": SECRET, "anonymous": True})
    assert [(table, row) for table, row in rows(evening) if table not in ("answer", "run")] == before


@pytest.mark.parametrize("config", [{}, {"anonymous": True}, {"moderated": True}], ids=["free", "all", "moderated"])
def test_nothing_anybody_is_shown_leads_to_the_name(evening: Evening, zebedee: Person, config: dict[str, Any]) -> None:
    run, (ivy,) = evening.add("questions", **config), arrive(evening, "Ivy")
    evening.answer(run, zebedee, {"ask": SECRET, "anonymous": True})
    seen = [pictured(evening, run, who) for who in (HOST, STAGE, viewer(ivy))]
    assert SECRET in as_json(seen[0])
    run = evening.move(run.activity_id, "pin", arguments={"id": entry(evening, run)["id"]})
    seen += [pictured(evening, run, who) for who in (HOST, STAGE, viewer(ivy))]
    for shown in seen:
        assert "Zebedee" not in as_json(shown)
        assert zebedee[0].id not in shown.get("answered_by", [])
        assert "mine" not in shown
    assert own(evening, run, zebedee)["mine"]["asked"] == [{"id": entry(evening, run)["id"], "text": SECRET}]


def test_recap_and_its_table_do_not_lead_to_the_name(evening: Evening, zebedee: Person) -> None:
    run = evening.add("questions")
    evening.answer(run, zebedee, {"ask": SECRET, "anonymous": True})
    whole = recap(evening.session, evening.room, LINKS)
    (activity,) = whole["activities"]
    assert SECRET in as_json(activity)
    assert "Zebedee" not in as_json(activity)
    (line,) = [row for row in as_table(whole) if SECRET in row]
    assert "Zebedee" not in line


def test_nothing_of_them_is_logged(evening: Evening, zebedee: Person, caplog: pytest.LogCaptureFixture) -> None:
    run = evening.add("questions")
    with caplog.at_level(logging.DEBUG, logger="eventkit"):
        kept = evening.answer(run, zebedee, {"ask": SECRET, "anonymous": True})
        evening.answer(run, zebedee, {"ask": "x" * 501, "anonymous": True})
        assert isinstance(kept, Kept)
        evening.answer(run, zebedee, {"withdraw": kept.mine["asked"][0]["id"]})
    for record in caplog.records:
        assert not any(word in as_json(record.__dict__) for word in (SECRET, "Zebedee", zebedee[1]))


def test_a_new_name_does_not_bring_the_author_to_light(evening: Evening, zebedee: Person) -> None:
    run = evening.add("questions")
    evening.answer(run, zebedee, {"ask": SECRET, "anonymous": True})
    people.change(evening.session, evening.room, PersonChanges(guest=zebedee[0].id, name="Zed"))
    assert guests.names(evening.session, evening.event.id)[str(zebedee[0].id)] == "Zed"
    assert "Zed" not in as_json(evening.shown(run, "hosts"))


def test_a_repeated_key_asks_once_also_when_it_comes_back_with_a_name(evening: Evening, zebedee: Person) -> None:
    run = evening.add("questions")
    evening.answer(run, zebedee, {"ask": SECRET, "anonymous": True}, key="one")
    assert isinstance(evening.answer(run, zebedee, {"ask": SECRET}, key="one"), Kept)
    assert "name" not in entry(evening, run)


def entry(evening: Evening, run: Run) -> dict[str, Any]:
    shown = evening.shown(run, "hosts")
    found: dict[str, Any] = [*shown["tally"]["questions"], *shown["waiting"]][0]
    return found


def test_the_same_word_in_another_case_or_spacing_is_one(evening: Evening) -> None:
    run = evening.add("words")
    evening.answer(run, evening.guest("Gus"), ["Slow  food"])
    evening.answer(run, evening.guest("Ivy"), [" SLOW food ", "tea"])
    assert evening.tally(run) == {
        "total": 2,
        "words": [{"text": "Slow food", "count": 2}, {"text": "tea", "count": 1}],
    }


def test_a_hidden_word_is_gone_for_all_but_the_host_until_it_comes_back(evening: Evening) -> None:
    run, ivy = evening.add("words", results="live"), evening.guest("Ivy")
    evening.answer(run, evening.guest("Gus"), ["Rude", "tea"])
    run = evening.move(run.activity_id, "dismiss", arguments={"id": "RUDE"})
    assert evening.shown(run, "hosts")["dismissed"] == ["rude"]
    for shown in (*to_guests_and_stage(evening, run), own(evening, run, ivy)):
        assert "rude" not in as_json(shown).casefold()
        assert [word["text"] for word in shown["tally"]["words"]] == ["tea"]
    assert recap_rows(evening, run) == [["tea", 1]]
    run = evening.move(run.activity_id, "approve", arguments={"id": "rude"})
    assert {word["text"] for word in evening.shown(run)["tally"]["words"]} == {"Rude", "tea"}


@pytest.mark.parametrize("answer", [[], [""], ["  "], ["x" * 61], "tea", [1], ["a", "b", "c", "d"], None])
def test_what_are_no_words_are_refused(evening: Evening, answer: Any) -> None:
    run = evening.add("words", limit=3)
    assert isinstance(evening.answer(run, evening.guest(), answer), DomainError)
    assert evening.tally(run)["total"] == 0


def test_a_muted_guest_sends_no_words(evening: Evening) -> None:
    run, (gus,) = evening.add("words"), arrive(evening, "Gus")
    people.change(evening.session, evening.room, PersonChanges(guest=gus[0].id, muted=True))
    assert isinstance(evening.answer(run, gus, ["tea"]), NotAllowed)
