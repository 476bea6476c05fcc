"""Details as people write them in a form: a line for each book, ingredient or stop. Both ways, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .forms import lines, whole, without_empty

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
}
"""Which field of the form a path of the domain's is written in."""
STORY = ("title", "author", "reader", "ages", "link")
WATCH = ("title", "link")
HONOREE = ("name", "occasion", "since")
MINUTES_AT_END = re.compile(r"^(?P<text>.*\S)\s*\(\s*(?P<minutes>\d{1,4})\s*min(?:utes?|\.)?\s*\)\s*$", re.IGNORECASE)
TITLE_BY_AUTHOR = re.compile(r"^(?P<title>.+\S)\s+by\s+(?P<author>\S.*)$", re.IGNORECASE)
IN_QUOTES = re.compile(r"^[“\"](?P<title>[^“”\"]+)[”\"](?:\s+by\s+(?P<author>\S.*))?$", re.IGNORECASE)
PAGES = re.compile(r"^(?P<pages>\d{1,6})\s*p(?:ages?|\.)?$", re.IGNORECASE)
LINK = re.compile(r"^https?://\S+$", re.IGNORECASE)


def details_from(values: Mapping[str, str]) -> dict[str, Any]:
    """What was typed, as the domain would take it; what cannot be right is left for it to refuse."""
    typed = {name: text.strip() for name, text in values.items()}

    def rows(name: str, read: Any = str) -> list[Any]:
        return [read(line) for line in lines(values.get(name, ""))]

    def group(name: str, fields: tuple[str, ...], **more: Any) -> dict[str, Any] | None:
        return without_empty({**{each: typed.get(f"{name}_{each}") for each in fields}, **more}) or None

    recipe = group(
        "recipe",
        ("name",),
        serves=whole(typed.get("recipe_serves", "")),
        ingredients=rows("ingredients", ingredient),
        steps=rows("steps", step),
    )
    return without_empty(
        {
            "reading_list": rows("reading_list", book),
            "recipe": recipe,
            "story": group("story", STORY),
            "stops": rows("stops", stop),
            "watch": group("watch", WATCH, minutes=whole(typed.get("watch_minutes", ""))),
            "honoree": group("honoree", HONOREE),
            "answers": group("answers", ("name",), topics=rows("answers_topics")),
            "drink": group("drink", ("name",), ingredients=rows("drink_ingredients")),
            "prompt": typed.get("prompt"),
        }
    )


def fields_of(details: Mapping[str, Any]) -> dict[str, str]:
    """The same details as they would have been typed."""
    recipe, answers, drink = details.get("recipe", {}), details.get("answers", {}), details.get("drink", {})
    groups = {name: details.get(name, {}) for name in ("story", "watch", "honoree")}
    typed = {
        "reading_list": [book_line(each) for each in details.get("reading_list", ())],
        "recipe_name": recipe.get("name"),
        "recipe_serves": recipe.get("serves"),
        "ingredients": [ingredient_line(each) for each in recipe.get("ingredients", ())],
        "steps": [step_line(each) for each in recipe.get("steps", ())],
        "stops": [stop_line(each) for each in details.get("stops", ())],
        **{f"{group}_{name}": value for group, values in groups.items() for name, value in values.items()},
        "answers_name": answers.get("name"),
        "answers_topics": answers.get("topics"),
        "drink_name": drink.get("name"),
        "drink_ingredients": drink.get("ingredients"),
        "prompt": details.get("prompt"),
    }
    return {name: _as_text(value) for name, value in typed.items() if value not in (None, [])}


def _as_text(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)


def book(line: str) -> dict[str, Any]:
    """`Title by Author | 320 pages | https://…`; all but the title may be left out. What is in quotes is the title,
    whatever it holds."""
    first, *more = _parts(line)
    found = IN_QUOTES.match(first) or TITLE_BY_AUTHOR.match(first)
    read: dict[str, Any] = without_empty(found.groupdict()) if found else {"title": first}
    for part in more:
        if pages := PAGES.match(part):
            read["pages"] = int(pages["pages"])
        else:
            read["link"] = part
    return read


def book_line(book: Mapping[str, Any]) -> str:
    title, author = book["title"], book.get("author")
    if TITLE_BY_AUTHOR.match(title):
        title = f"“{title}”"
    return _line(
        f"{title} by {author}" if author else title,
        f"{book['pages']} pages" if book.get("pages") else None,
        book.get("link"),
    )


def stop(line: str) -> dict[str, str]:
    """`The Night Watch | look at the light | https://…`"""
    first, *more = _parts(line)
    read = {"title": first}
    for part in more:
        name = "link" if LINK.match(part) else "note"
        read[name] = f"{read[name]} | {part}" if name in read else part
    return read


def stop_line(stop: Mapping[str, Any]) -> str:
    return _line(stop["title"], stop.get("note"), stop.get("link"))


def ingredient(line: str) -> dict[str, str]:
    """`flour, 200 g`: what comes after the last comma is the amount."""
    item, comma, amount = line.rpartition(",")
    if comma and item.strip() and amount.strip():
        return {"item": item.strip(), "amount": amount.strip()}
    return {"item": line.strip(", ")}


def ingredient_line(ingredient: Mapping[str, Any]) -> str:
    item, amount = ingredient["item"], ingredient.get("amount")
    if amount:
        return f"{item}, {amount}"
    return f"{item}," if "," in item else str(item)


def step(line: str) -> dict[str, Any]:
    """`Boil the pasta (10 min)`."""
    found = MINUTES_AT_END.match(line)
    return {"text": found["text"], "minutes": int(found["minutes"])} if found else {"text": line}


def step_line(step: Mapping[str, Any]) -> str:
    return f"{step['text']} ({step['minutes']} min)" if step.get("minutes") else str(step["text"])


def _parts(line: str) -> list[str]:
    """The parts between bars; a line is never empty."""
    return [part.strip() for part in line.split("|") if part.strip()] or [line]


def _line(*parts: str | None) -> str:
    return " | ".join(part for part in parts if part)
