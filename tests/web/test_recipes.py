"""Recipes are understood as people and pages write them, and nothing that is pasted does harm."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from eventkit.domain.basics.details import Ingredient, RecipeStep
from eventkit.domain.basics.errors import Invalid
from eventkit.web import recipes

SOUP: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "Recipe",
    "name": "Grandma&#39;s <b>lentil</b> soup",
    "recipeYield": ["4", "4 servings"],
    "totalTime": "PT1H5M",
    "recipeIngredient": ["200 g lentils", "1 onion", "salt &amp; pepper"],
    "recipeInstructions": [
        {"@type": "HowToStep", "name": "Chop", "text": "Chop the onion.", "totalTime": "PT5M"},
        {
            "@type": "HowToSection",
            "name": "The soup",
            "itemListElement": [
                {"@type": "HowToStep", "text": "<p>Simmer for a while&nbsp;(20 min)</p>"},
                {
                    "@type": "HowToStep",
                    "itemListElement": [
                        {"@type": "HowToDirection", "text": "Taste."},
                        {"@type": "HowToTip", "text": "Twice."},
                    ],
                },
            ],
        },
    ],
}
STEPS = [
    {"text": "Chop the onion.", "minutes": 5},
    {"text": "Simmer for a while", "minutes": 20},
    {"text": "Taste. Twice."},
]


def read(data: Any) -> recipes.Recipe:
    return recipes.read(json.dumps(data))


def in_page(data: Any) -> str:
    return (
        "<html><script>var x = 1;</script><script type='application/ld+json'>{not json</script>"
        f'<SCRIPT data-x="y" type=application/ld+json>{json.dumps(data)}</SCRIPT></html>'
    )


@pytest.mark.parametrize(
    "pasted",
    [
        json.dumps(SOUP),
        json.dumps([SOUP]),
        json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, SOUP]}),
        json.dumps({"@type": "WebPage", "mainEntity": {**SOUP, "@type": ["Recipe", "NewsArticle"]}}),
        json.dumps({**SOUP, "@type": "http://schema.org/Recipe"}),
        f'<script type="application/ld+json">{json.dumps(SOUP, indent=2)}</script>',
        in_page(SOUP),
    ],
    ids=["alone", "list", "graph", "inside", "full type", "element", "page"],
)
def test_a_recipe_is_found_where_pages_put_it(pasted: str) -> None:
    recipe = recipes.read(pasted)
    assert (recipe.name, recipe.serves, recipe.minutes) == ("Grandma's lentil soup", 4, 65)
    assert recipe.ingredients == [
        {"item": "lentils", "amount": "200 g"},
        {"item": "onion", "amount": "1"},
        {"item": "salt & pepper"},
    ]
    assert recipe.steps == STEPS


@pytest.mark.parametrize(
    "instructions",
    [
        "Boil.\nEat.",
        "<ol><li>Boil.</li><li>Eat.</li></ol>",
        ["1. Boil.", "2. Eat."],
        [{"@type": "HowToStep", "name": "Boil."}, {"text": "Eat."}],
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": {"text": "Boil."}}, "Eat."]},
        [["Boil."], [["Eat."]]],
        {"@type": "HowToSection", "itemListElement": {"@type": "HowToStep", "text": "Boil.\nEat."}},
    ],
)
def test_steps_have_many_shapes(instructions: Any) -> None:
    steps = read({**SOUP, "recipeInstructions": instructions}).steps
    assert " ".join(step["text"] for step in steps) == "Boil. Eat."


@pytest.mark.parametrize(
    ("said", "serves"),
    [
        (4, 4),
        ("4 servings", 4),
        ("Serves 4-6", 4),
        ({"value": "6"}, 6),
        (["", "a dozen", "12"], 12),
        ("many", None),
        (True, None),
        (0, None),
    ],
)
def test_how_many_it_serves(said: Any, serves: int | None) -> None:
    assert read({**SOUP, "recipeYield": said}).serves == serves


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("PT20M", 20),
        ("PT1H", 60),
        ("P0DT1H30M", 90),
        ("PT90S", 2),
        ("20 minutes", None),
        ("PT0S", None),
        (20, None),
        ("PT99H", None),
    ],
)
def test_how_long_a_step_takes(said: Any, minutes: int | None) -> None:
    (step,) = read({**SOUP, "recipeInstructions": [{"text": "Simmer", "performTime": said}]}).steps
    assert step.get("minutes") == minutes


@pytest.mark.parametrize(
    "pasted",
    [
        "Lentil soup\nServes 4\n\nIngredients:\n- 200 g lentils\n- 1 onion\n\nMethod\n1. Chop (5 min)\n2. Simmer",
        "200 g lentils\n1 onion\n\nChop (5 min)\nSimmer",
        "Zutaten für 4\n200 g lentils\n1 onion\nZubereitung\nChop (5 min)\nSimmer",
        "200 g lentils\n1 onion\n1. Chop (5 min)\n2. Simmer",
    ],
    ids=["with headings", "in two blocks", "in German", "told apart by looks"],
)
def test_a_recipe_as_people_write_it(pasted: str) -> None:
    recipe = recipes.read(pasted.replace("\n", "\r\n"))
    assert recipe.ingredients == [{"item": "lentils", "amount": "200 g"}, {"item": "onion", "amount": "1"}]
    assert recipe.steps == [{"text": "Chop", "minutes": 5}, {"text": "Simmer"}]


NESTED = '{"@graph":[' * 50_000


@pytest.mark.parametrize(
    "pasted",
    [
        "{",
        "[]",
        "{}",
        "[1, null, true]",
        "<script type='application/ld+json'>",
        "<script" * 100_000,
        "<script>" * 100_000,
        "<p>Only a page</p>",
        "[" * 500_000,
        NESTED,
        f'{{"@type": "Recipe", "name": {"1" * 5000}}}',
        json.dumps({"@type": "WebPage", "name": "No recipe"}),
        json.dumps({**SOUP, "recipeIngredient": ["salt"] * 50_000}),
        json.dumps({**SOUP, "recipeInstructions": ["stir"] * 50_000}),
        json.dumps({"@graph": [{"@type": "Thing"}] * 40_000}),
        json.dumps({"@type": "Recipe", "recipeIngredient": {"a": 1}, "recipeInstructions": 7}),
        json.dumps({**SOUP, "name": "x" * 1_100_000}),
        "a\n" * 400_000,
        "<a" * 400_000,
    ],
    ids=lambda pasted: f"{pasted[:30]} … {len(pasted)}",
)
def test_what_is_no_recipe_is_refused_in_words_and_at_once(pasted: str) -> None:
    begun = time.monotonic()
    with pytest.raises(Invalid) as refusal:
        recipes.read(pasted)
    assert refusal.value.problems[0].field == "recipe"
    assert refusal.value.message.endswith(".")
    assert time.monotonic() - begun < 3


words = some.text('ab1½ \n<>&;"', max_size=12) | some.sampled_from(["javascript:alert(1)", "PT5M", "HowToSection"])
NAMES = ["@type", "text", "name", "item", "itemListElement", "value", "totalTime", "@graph"]
json_values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | words,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.sampled_from(NAMES), inner, max_size=3),
    max_leaves=8,
)
PARTS = ["name", "recipeYield", "recipeIngredient", "recipeInstructions", "totalTime"]


@given(some.fixed_dictionaries({}, optional=dict.fromkeys(PARTS, json_values)))
def test_whatever_a_page_says_is_text_that_can_be_kept(said: dict[str, Any]) -> None:
    try:
        recipe = read({"@type": "Recipe", **said})
    except Invalid:
        return
    for each in recipe.ingredients:
        Ingredient.model_validate(each)
    for step in recipe.steps:
        RecipeStep.model_validate(step)
    assert recipe.serves is None or 1 <= recipe.serves <= 1000
