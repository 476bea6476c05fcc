"""Details as people write them in a form: fields and rows of fields. Both ways, and nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .detail_lines import several
from .forms import lines, whole, without_empty
from .rows import COLUMNS, Row, typed_rows
from .rows import fields_of as fields_of_rows

ROWS = {
    "reading_list": "details.reading_list",
    "ingredients": "details.recipe.ingredients",
    "steps": "details.recipe.steps",
    "stops": "details.stops",
}
"""Where each list of rows belongs."""
FIELD_NAMES = {
    "details.reading_list": "reading_list",
    "details.recipe.name": "recipe_name",
    "details.recipe.serves": "recipe_serves",
    "details.recipe.ingredients": "ingredients",
    "details.recipe.steps": "steps",
    "details.story.title": "story_title",
    "details.story.author": "story_author",
    "details.story.reader": "story_reader",
    "details.story.ages": "story_ages",
    "details.story.link": "story_link",
    "details.stops": "stops",
    "details.watch.title": "watch_title",
    "details.watch.link": "watch_link",
    "details.watch.minutes": "watch_minutes",
    "details.honoree.name": "honoree_name",
    "details.honoree.occasion": "honoree_occasion",
    "details.honoree.since": "honoree_since",
    "details.answers.name": "answers_name",
    "details.answers.topics": "answers_topics",
    "details.drink.name": "drink_name",
    "details.drink.ingredients": "drink_ingredients",
    "details.prompt": "prompt",
    **{f"{path}.*.{column}": f"{name}-*-{column}" for name, path in ROWS.items() for column in COLUMNS[name]},
}
"""Which field of the form a path of the domain's is written in."""
STORY = ("title", "author", "reader", "ages", "link")
WATCH = ("title", "link")
HONOREE = ("name", "occasion", "since")


def details_from(values: Mapping[str, str]) -> dict[str, Any]:
    """What was typed, as the domain would take it; what cannot be right is left for it to refuse."""
    typed = {name: text.strip() for name, text in values.items()}

    def rows(name: str) -> list[dict[str, Any]]:
        return [_read(row) for row in typed_rows(values, name)]

    def group(name: str, fields: tuple[str, ...], **more: Any) -> dict[str, Any] | None:
        return without_empty({**{each: typed.get(f"{name}_{each}") for each in fields}, **more}) or None

    recipe = group(
        "recipe",
        ("name",),
        serves=whole(typed.get("recipe_serves", "")),
        ingredients=rows("ingredients"),
        steps=rows("steps"),
    )
    return without_empty(
        {
            "reading_list": rows("reading_list"),
            "recipe": recipe,
            "story": group("story", STORY),
            "stops": rows("stops"),
            "watch": group("watch", WATCH, minutes=whole(typed.get("watch_minutes", ""))),
            "honoree": group("honoree", HONOREE),
            "answers": group("answers", ("name",), topics=lines(values.get("answers_topics", ""))),
            "drink": group("drink", ("name",), ingredients=lines(values.get("drink_ingredients", ""))),
            "prompt": typed.get("prompt"),
        }
    )


def fields_of(details: Mapping[str, Any]) -> dict[str, str]:
    """The same details as they would have been typed."""
    recipe, answers, drink = details.get("recipe", {}), details.get("answers", {}), details.get("drink", {})
    groups = {name: details.get(name, {}) for name in ("story", "watch", "honoree")}
    rows = {"ingredients": recipe.get("ingredients"), "steps": recipe.get("steps")}
    rows |= {name: details.get(name) for name in ("reading_list", "stops")}
    typed = {
        "recipe_name": recipe.get("name"),
        "recipe_serves": recipe.get("serves"),
        **{f"{group}_{name}": value for group, values in groups.items() for name, value in values.items()},
        "answers_name": answers.get("name"),
        "answers_topics": "\n".join(answers.get("topics") or ()),
        "drink_name": drink.get("name"),
        "drink_ingredients": "\n".join(drink.get("ingredients") or ()),
        "prompt": details.get("prompt"),
    }
    fields = {name: str(value) for name, value in typed.items() if value not in (None, "")}
    for name, items in rows.items():
        fields |= fields_of_rows(name, [row_of(name, item) for item in items or ()])
    return fields


def row_of(name: str, item: Mapping[str, Any]) -> Row:
    """A book, an ingredient, a step or a stop as a row of its list."""
    return {column: _as_text(item.get(column)) for column in COLUMNS[name]}


def _read(row: Row) -> dict[str, Any]:
    read = {"pages": whole, "minutes": whole, "substitutes": several}
    return without_empty({column: read.get(column, str.strip)(text) for column, text in row.items()})


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(f'"{each.replace(chr(34), chr(34) * 2)}"' if set(each) & set(',"') else each for each in value)
    return "" if value is None else str(value)
