"""The pantry: who has what, and what can be made of it."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from eventkit.domain.basics.errors import Invalid
from eventkit.domain.records.activity import Run

from ..conftest import Evening
from .conftest import own, recap_rows

RECIPES = [
    {"name": "Pancakes", "serves": 4, "ingredients": ["Flour", "Eggs", {"item": "Milk", "amount": "1/2 l"}]},
    {"name": "Omelette", "ingredients": ["eggs", {"item": "Butter", "substitutes": ["margarine", "oil"]}]},
]


@pytest.fixture
def larder(evening: Evening) -> Run:
    """i1 flour, i2 eggs, i3 milk, i4 butter."""
    return evening.add("pantry", recipes=RECIPES)


def test_the_ingredients_of_all_recipes_are_one_list(evening: Evening, larder: Run) -> None:
    config = larder.activity.config
    assert [each.item for each in config.ingredients] == ["Flour", "Eggs", "Milk", "Butter"]
    assert config.ingredients[3].substitutes == ["margarine", "oil"]
    assert [[need.ingredient for need in recipe.needs] for recipe in config.recipes] == [
        ["i1", "i2", "i3"],
        ["i2", "i4"],
    ]
    assert config.recipes[0].needs[2].amount == "1/2 l"


def test_the_room_sees_how_many_lack_each(evening: Evening, larder: Run) -> None:
    gus = evening.guest()
    evening.answer(larder, gus, ["i2", "i1"])
    evening.answer(larder, evening.guest("Ivy"), ["i2"])
    tally = evening.shown(larder)["tally"]
    assert (tally["total"], tally["lacking"]) == (2, {"i1": 1, "i2": 0, "i3": 2, "i4": 2})
    evening.answer(larder, gus, [])
    assert evening.tally(larder)["lacking"]["i2"] == 1
    assert own(evening, larder, gus)["mine"] == []


def test_recipes_are_ranked_by_how_many_can_cook_them(evening: Evening, larder: Run) -> None:
    evening.answer(larder, evening.guest("Gus"), ["i2", "i4"])
    evening.answer(larder, evening.guest("Ivy"), ["i1", "i2"])
    assert evening.tally(larder)["recipes"] == [
        {"id": "r2", "name": "Omelette", "can": 1, "nearly": 1},
        {"id": "r1", "name": "Pancakes", "can": 0, "nearly": 1},
    ]


def test_what_is_not_in_the_list_is_refused(evening: Evening, larder: Run) -> None:
    for junk in (["i9"], "i1", [1], None):
        assert isinstance(evening.answer(larder, evening.guest(), junk), Invalid)


def test_a_plain_list_will_do(evening: Evening) -> None:
    run = evening.add("pantry", ingredients=["Flour", {"id": "egg", "item": "Eggs"}])
    evening.answer(run, evening.guest(), ["egg"])
    assert evening.tally(run)["counts"] == {"i1": 0, "egg": 1}


def test_the_recipe_of_the_event_is_brought(session: Session) -> None:
    recipe = {"name": "Tea", "serves": 2, "ingredients": [{"item": "Tea", "amount": "2 tsp"}, {"item": "Water"}]}
    run = Evening(session, details={"recipe": recipe}).add("pantry")
    assert [each.item for each in run.activity.config.ingredients] == ["Tea", "Water"]
    assert (run.activity.config.recipes[0].name, run.activity.config.recipes[0].serves) == ("Tea", 2)


def test_without_ingredients_it_does_not_open(evening: Evening) -> None:
    with pytest.raises(Invalid):
        evening.add("pantry")


def test_a_recipe_cannot_need_what_is_not_there(evening: Evening) -> None:
    with pytest.raises(Invalid):
        evening.add("pantry", ingredients=["Flour"], recipes=[{"name": "Tea", "needs": [{"ingredient": "i7"}]}])


def test_the_recap_says_how_many_had_what(evening: Evening, larder: Run) -> None:
    evening.answer(larder, evening.guest(), ["i1"])
    evening.move(larder.activity_id, "close")
    assert recap_rows(evening, larder) == [["Flour", 1], ["Eggs", 0], ["Milk", 0], ["Butter", 0]]


def test_an_ingredient_that_a_recipe_adds_takes_no_id_that_is_there(evening: Evening) -> None:
    kept = {"ingredients": [{"id": "i1", "item": "Flour"}, {"id": "i3", "item": "Milk"}]}
    run = evening.add("pantry", **kept, recipes=[{"name": "Pancakes", "ingredients": ["Flour", "Eggs"]}])
    assert [(each.id, each.item) for each in run.activity.config.ingredients] == [
        ("i1", "Flour"), ("i3", "Milk"), ("i4", "Eggs"),
    ]  # fmt: skip
