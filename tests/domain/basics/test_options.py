"""Which row of a list is which when the list is written again."""

from __future__ import annotations

from typing import Any

from eventkit.domain.basics.options import keep_ids

BOIL = {"id": "s1", "title": "Boil", "text": "Water", "link": "https://kettle.test", "seconds": 90}
EAT = {"id": "s2", "title": "Eat", "picture": "/pictures/abc"}
FLOUR = {"id": "i1", "item": "Flour", "substitutes": ["Starch"]}
MILK = {"id": "i2", "item": "Milk", "substitutes": ["Oat milk", "Water"]}
OPTIONS = [{"id": "o1", "text": "Dune"}, {"id": "o2", "text": "Emma"}]


def test_a_row_with_its_id_is_changed_wherever_it_stands() -> None:
    written = [{"id": "s2", "title": "Dine"}, {"id": "s1", "title": "Boil"}]
    assert keep_ids(written, [BOIL, EAT]) == [{**EAT, "title": "Dine"}, BOIL]


def test_a_null_takes_away_what_a_row_had() -> None:
    written = [{"id": "s1", "title": "Boil", "text": None, "seconds": None}, {"id": "s2", "title": "Eat"}]
    assert keep_ids(written, [BOIL, EAT]) == [{"id": "s1", "title": "Boil", "link": BOIL["link"]}, EAT]
    assert keep_ids([{"id": "i1", "substitutes": None}], [FLOUR]) == [{"id": "i1", "item": "Flour"}]


def test_a_row_without_an_id_is_the_one_that_reads_the_same() -> None:
    written = [{"item": " milk "}, {"item": "Salt"}, {"item": "Flour"}]
    milk, salt, flour = keep_ids(written, [FLOUR, MILK])
    assert milk == {**MILK, "item": " milk "}
    assert salt == {"id": "i3", "item": "Salt"}
    assert flour == FLOUR


def test_plain_texts_are_rows_that_read_so() -> None:
    assert keep_ids(["Emma", "Dune"], OPTIONS) == [OPTIONS[1], OPTIONS[0]]
    assert keep_ids(["Water", "Eat"], [BOIL, EAT]) == [BOIL, EAT]
    assert keep_ids(["Boil", "Eat", "Rest"], [BOIL, EAT])[2] == {"id": "s3", "title": "Rest"}


def test_a_row_that_reads_otherwise_is_the_one_in_its_place_while_none_came_or_went() -> None:
    assert keep_ids(["Dune", "Emma, again"], OPTIONS)[1] == {"id": "o2", "text": "Emma, again"}
    assert keep_ids(["Dune", "Emma, again", "Ulysses"], OPTIONS)[1] == {"id": "o3", "text": "Emma, again"}
    assert keep_ids(["Boil it", "Eat"], [BOIL, EAT])[0] == {**BOIL, "title": "Boil it"}


def test_a_list_that_tells_ids_says_which_rows_are_new() -> None:
    written = [{"id": "o1", "text": "Dune"}, {"text": "Ulysses"}]
    assert keep_ids(written, OPTIONS)[1] == {"id": "o3", "text": "Ulysses"}


def test_a_new_row_gets_an_id_that_no_row_has_or_had() -> None:
    written = [{"text": "New"}, {"id": "o3", "text": "Another"}]
    assert keep_ids(written, OPTIONS) == [{"id": "o4", "text": "New"}, {"id": "o3", "text": "Another"}]
    assert keep_ids(["Emma"], OPTIONS) == [OPTIONS[1]]
    assert keep_ids([{"id": None, "text": "Third"}, *OPTIONS], OPTIONS)[0]["id"] == "o3"


def test_ids_of_any_length_are_let_through_for_the_schema_to_judge() -> None:
    for id in ("9" * 5000, "", "x y"):
        assert keep_ids([{"id": id, "text": "New"}, "Another"], OPTIONS)[1] == {"id": "o3", "text": "Another"}


def test_lists_in_a_row_are_kept_alike() -> None:
    question: dict[str, Any] = {"id": "q1", "text": "Who?", "options": OPTIONS, "correct": "o2", "seconds": 20}
    (kept,) = keep_ids([{"text": "Who?", "options": ["Emma", "Dune", "Ulysses"]}], [question])
    assert kept == {**question, "options": [OPTIONS[1], OPTIONS[0], {"id": "o3", "text": "Ulysses"}]}


def test_lists_without_ids_are_replaced() -> None:
    assert keep_ids([{"left": "Tea"}], [{"left": "Tea", "right": "Coffee"}]) == [{"left": "Tea"}]
    assert keep_ids(["a"], ["b"]) == ["a"]
    assert keep_ids("junk", OPTIONS) == "junk"
    assert keep_ids([1, None], OPTIONS) == [1, None]
