"""The planning form: flat fields and lines on the page, an event with typed details behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ..domain.base import utcnow
from ..domain.themes import Theme
from ..domain.times import is_zone, wall_clock
from .forms import Form, lines, whole, without_empty

FIELD_NAMES = {
    "starts_at": "date",
    "host.name": "host_name",
    "host": "host_name",
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
}
MINUTES_AT_END = re.compile(r"^(?P<text>.*\S)\s*\(\s*(?P<minutes>\d{1,4})\s*min(?:utes?|\.)?\s*\)\s*$", re.IGNORECASE)
TITLE_BY_AUTHOR = re.compile(r"^(?P<title>.+\S)\s+by\s+(?P<author>\S.*)$", re.IGNORECASE)


def fresh(theme: Theme, zone: str = "UTC") -> Form:
    """A form with good defaults: a week from now at seven in the evening, as long as the theme takes."""
    day = wall_clock(utcnow() + timedelta(days=7), zone if is_zone(zone) else "UTC")
    return Form(
        {
            "theme": theme.slug,
            "date": day.date().isoformat(),
            "time": "19:00",
            "timezone": zone,
            "duration_minutes": str(theme.duration_minutes),
            "video_auto": "on",
        }
    )


def event_from(values: Mapping[str, str]) -> dict[str, Any]:
    """What was typed, as the API would take it; what cannot be right is left for the domain to refuse."""
    typed = {name: text.strip() for name, text in values.items()}
    day, time = typed.get("date", ""), typed.get("time", "")
    event: dict[str, Any] = {
        "title": typed.get("title", ""),
        "theme": typed.get("theme", ""),
        "starts_at": f"{day}T{time}" if day and time else "",
        "timezone": typed.get("timezone", ""),
        "description": values.get("description", ""),
        "dress_code": typed.get("dress_code", ""),
        "video_url": typed.get("video_url") or ("auto" if typed.get("video_auto") else None),
        "host": {"name": typed.get("host_name", "")},
        "details": _details(typed, values),
    }
    if (minutes := whole(typed.get("duration_minutes", ""))) is not None:
        event["duration_minutes"] = minutes
    return event


def _details(typed: Mapping[str, str], values: Mapping[str, str]) -> dict[str, Any]:
    recipe = without_empty(
        {
            "name": typed.get("recipe_name"),
            "serves": whole(typed.get("recipe_serves", "")),
            "ingredients": [ingredient(line) for line in lines(values.get("ingredients", ""))],
            "steps": [step(line) for line in lines(values.get("steps", ""))],
        }
    )
    story = without_empty({name: typed.get(f"story_{name}") for name in ("title", "author", "reader", "ages", "link")})
    return without_empty(
        {
            "reading_list": [book(line) for line in lines(values.get("reading_list", ""))],
            "recipe": recipe or None,
            "story": story or None,
        }
    )


def book(line: str) -> dict[str, str]:
    """`Title by Author`; without an author the line is the title."""
    found = TITLE_BY_AUTHOR.match(line)
    return {"title": found["title"], "author": found["author"]} if found else {"title": line}


def ingredient(line: str) -> dict[str, str]:
    """`flour, 200 g`: what comes after the last comma is the amount."""
    item, comma, amount = line.rpartition(",")
    return (
        {"item": item.strip(), "amount": amount.strip()}
        if comma and item.strip() and amount.strip()
        else {"item": line.strip(", ")}
    )


def step(line: str) -> dict[str, Any]:
    """`Boil the pasta (10 min)`."""
    found = MINUTES_AT_END.match(line)
    return {"text": found["text"], "minutes": int(found["minutes"])} if found else {"text": line}
