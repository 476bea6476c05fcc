"""What is planned can be written as fields, rows and lines, and is read as it was written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from eventkit.domain.basics.details import Details
from eventkit.domain.basics.text import clean_line
from eventkit.web import detail_lines, details_form, question_rows, rows
from eventkit.web.forms import Form

line = some.text(max_size=40).map(clean_line).filter(bool)
link = some.sampled_from(["https://books.test/emma", "http://x.test/?a=1,2&b=%7C"])
minutes = some.integers(1, 1440)


def maybe(**fields: some.SearchStrategy[Any]) -> some.SearchStrategy[dict[str, Any]]:
    return some.fixed_dictionaries({}, optional=fields)


def with_some(needed: str, **fields: some.SearchStrategy[Any]) -> some.SearchStrategy[dict[str, Any]]:
    return some.tuples(line, maybe(**fields)).map(lambda pair: {needed: pair[0], **pair[1]})


def many(of: some.SearchStrategy[Any]) -> some.SearchStrategy[list[Any]]:
    return some.lists(of, min_size=1, max_size=4)


books = many(with_some("title", author=line, pages=some.integers(1, 100_000), link=link))
ingredients = many(with_some("item", amount=line, substitutes=many(line)))
steps = many(with_some("text", minutes=minutes))
stops = many(with_some("title", note=line, link=link))
recipes = with_some("name", serves=some.integers(1, 1000), ingredients=ingredients, steps=steps)


@given(maybe(reading_list=books, recipe=recipes, stops=stops))
def test_rows_are_read_as_they_were_written(details: dict[str, Any]) -> None:
    assert details_form.details_from(details_form.fields_of(details)) == details
    Details.model_validate(details)


@given(some.lists(line, max_size=5))
def test_what_stands_between_commas_may_have_commas_and_quotes(substitutes: list[str]) -> None:
    row = details_form.row_of("ingredients", {"item": "butter", "substitutes": substitutes})
    assert detail_lines.several(row["substitutes"]) == substitutes


@given(some.text(max_size=60).map(clean_line).filter(bool))
def test_any_line_is_a_book_a_stop_an_ingredient_and_a_step(written: str) -> None:
    for read, name in (("book", "title"), ("stop", "title"), ("ingredient", "item"), ("step", "text")):
        assert name in getattr(detail_lines, read)(written)


@pytest.mark.parametrize(
    ("written", "title", "author"),
    [
        ("Emma by Jane Austen", "Emma", "Jane Austen"),
        ("Emma", "Emma", None),
        ("“Stand by Me” by Ann", "Stand by Me", "Ann"),
        ("Faust von Goethe", "Faust", "Goethe"),
        ("„Der Prozess“ von Franz Kafka", "Der Prozess", "Franz Kafka"),
        ("Egmont von Johann Wolfgang von Goethe", "Egmont", "Johann Wolfgang von Goethe"),
        ("Le Deuxième Sexe de Simone de Beauvoir", "Le Deuxième Sexe", "Simone de Beauvoir"),
        ("«Emma» de Jane Austen", "Emma", "Jane Austen"),
        ("Don Quijote de la Mancha", "Don Quijote de la Mancha", None),
    ],
)
def test_a_line_names_a_book_in_english_german_and_spanish(written: str, title: str, author: str | None) -> None:
    book = detail_lines.book(f"{written} | 320 pages | https://x.test")
    assert (book["title"], book.get("author"), book["pages"], book["link"]) == (title, author, 320, "https://x.test")


@pytest.mark.parametrize(
    ("written", "item", "amount"),
    [
        ("200 g flour", "flour", "200 g"),
        ("flour, 200 g", "flour", "200 g"),
        ("1,5 kg Mehl", "Mehl", "1,5 kg"),
        ("½ tsp of salt", "salt", "½ tsp"),
        ("a pinch of salt", "salt", "a pinch"),
        ("2 eggs, beaten", "eggs, beaten", "2"),
        ("6 grain flour, 200 g", "6 grain flour", "200 g"),
        ("1 (14 oz) can tomatoes", "tomatoes", "1 (14 oz) can"),
        ("200 g de farine", "farine", "200 g"),
        ("salt", "salt", None),
        ("7up", "7up", None),
    ],
)
def test_an_amount_may_stand_before_or_behind(written: str, item: str, amount: str | None) -> None:
    read = detail_lines.ingredient(f"{written} | oil, lard")
    assert (read["item"], read.get("amount"), read["substitutes"]) == (item, amount, ["oil", "lard"])


option = line.map(lambda text: {"text": text})
thing = some.tuples(line, some.integers(1, 99)).map(lambda pair: {"text": pair[0], "wanted": pair[1]})
kinds = some.one_of(
    some.fixed_dictionaries({"kind": some.just("text")}),
    some.fixed_dictionaries({"kind": some.just("diet")}),
    some.fixed_dictionaries({"kind": some.just("choice"), "options": many(option)}),
    some.fixed_dictionaries({"kind": some.just("bring"), "things": many(thing)}),
)
asked = some.tuples(kinds, line, some.booleans()).map(lambda of: {**of[0], "text": of[1], "required": of[2]})


def with_ids(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As they are stored."""
    return [
        {
            name: [{**each, "id": f"o{n}"} for n, each in enumerate(value)] if isinstance(value, list) else value
            for name, value in {**question, "id": f"q{number}"}.items()
        }
        for number, question in enumerate(questions)
    ]


@given(some.lists(asked, max_size=4))
def test_questions_are_read_as_they_were_written(questions: list[dict[str, Any]]) -> None:
    stored = with_ids(questions)
    typed = question_rows.rows_of(stored)
    assert question_rows.questions_from(typed) == questions
    assert [question["id"] for question in question_rows.questions_from(typed, stored)] == [q["id"] for q in stored]


def test_a_question_keeps_its_answers_when_it_moves_and_is_reworded() -> None:
    stored = with_ids(
        [
            {"kind": "text", "text": "Which train?", "required": False},
            {"kind": "choice", "text": "Tea?", "required": False, "options": [{"text": "Tea"}, {"text": "Coffee"}]},
        ]
    )
    form = Form(question_rows.rows_of(stored))
    rows.rearrange(form, "up:questions:1")
    form.values |= {"questions-0-text": "Tea or coffee?", "questions-0-lines": "Coffee\nWater\nTea"}
    tea, train = question_rows.questions_from(form.values, stored)
    assert (tea["id"], train["id"]) == ("q1", "q0")
    assert [option["id"] for option in tea["options"]] == ["o1", "o2", "o0"]


def test_what_is_asked_anew_does_not_inherit_answers() -> None:
    stored = with_ids([{"kind": "text", "text": "Which train?", "required": False}])
    typed = {**question_rows.rows_of(stored), "questions-0-kind": "diet", "questions-1-text": "And back?"}
    assert [each["id"] for each in question_rows.questions_from(typed, stored, new_id=iter("ab").__next__)] == [
        "a",
        "b",
    ]


@given(some.lists(some.fixed_dictionaries({"title": line}), max_size=5), some.data())
def test_rows_move_and_none_is_lost(stops: list[dict[str, str]], data: some.DataObject) -> None:
    form = Form(rows.fields_of("stops", stops))
    for what in data.draw(some.lists(some.sampled_from(["up", "down"]), max_size=5)):
        at = data.draw(some.integers(0, 6))
        assert rows.rearrange(form, f"{what}:stops:{at}")
    after = [row["title"] for row in rows.rows_in(form.values, "stops")]
    assert sorted(after) == sorted(stop["title"] for stop in stops)
