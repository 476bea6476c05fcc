"""A node that says it is a recipe (https://schema.org/Recipe). What is of the wrong shape is left out."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from ...domain.basics.text import clean_line
from .. import amounts, detail_lines
from ..forms import lines
from .recipe import BULLET, LONGEST_TEXT, MOST_LINES, NUMBER, Recipe, serves

DEEPEST = 12
"""How far inside a page's data a recipe is looked for, and a step in a recipe."""
LONGEST_STEP_MINUTES = 24 * 60
BLOCK_END = re.compile(r"<(?:br|/p|/li|/div|/h[1-6])\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
DURATION = re.compile(
    r"P(?:(?P<days>\d{1,3})D)?(?:T(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,5})M)?(?:(?P<seconds>\d{1,6})(?:\.\d+)?S)?)?"
)


def understood(recipe: dict[str, Any]) -> Recipe:
    return Recipe(
        name=_text(recipe.get("name") or recipe.get("headline")),
        serves=serves(recipe.get("recipeYield") or recipe.get("yield")),
        ingredients=_ingredients(recipe.get("recipeIngredient") or recipe.get("ingredients")),
        steps=_steps(recipe.get("recipeInstructions")),
        minutes=_minutes(recipe.get("totalTime")),
    )


def is_a(node: dict[str, Any], kind: str) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.rsplit("/", 1)[-1] == kind for name in names)


def _text(said: Any) -> str:
    """One line of plain text."""
    if isinstance(said, dict):
        said = said.get("text") or said.get("name") or said.get("@value")
    if isinstance(said, list):
        said = said[0] if said else ""
    return clean_line(_plain(said[:LONGEST_TEXT])) if isinstance(said, str) else ""


def _plain(said: str) -> str:
    """Without tags, and with the letters that entities stand for, also where they were written twice over."""
    return unescape(TAG.sub(" ", unescape(BLOCK_END.sub("\n", unescape(said)))))


def _listed(said: Any) -> list[Any]:
    """Of what may be one or several; a text with several lines is several."""
    if isinstance(said, str):
        return lines(_plain(said))
    return said if isinstance(said, list) else [] if said is None else [said]


def _ingredients(said: Any) -> list[dict[str, Any]]:
    written = [text for each in _listed(said)[: MOST_LINES + 1] if (text := BULLET.sub("", _text(each)))]
    split = [amounts.split(text) for text in written]
    return [{"item": item, **({"amount": amount} if amount else {})} for amount, item in split]


def _steps(said: Any, depth: int = 0) -> list[dict[str, Any]]:
    """Texts, HowToSteps, and HowToSections with steps in them; a step made of directions is one step."""
    steps: list[dict[str, Any]] = []
    for each in _listed(said):
        if len(steps) > MOST_LINES:
            break
        if isinstance(each, list) and depth < DEEPEST:
            steps += _steps(each, depth + 1)
        elif isinstance(each, dict) and _is_step_of_several(each) and depth < DEEPEST:
            steps += _steps(each.get("itemListElement") or each.get("steps") or each.get("item"), depth + 1)
        elif text := _step_text(each):
            minutes = _step_minutes(each)
            steps.append({"text": text, "minutes": minutes} if minutes else detail_lines.step(text))
    return steps


def _is_step_of_several(step: dict[str, Any]) -> bool:
    if is_a(step, "HowToSection") or is_a(step, "ItemList"):
        return True
    return not _text(step) and isinstance(step.get("item"), dict | list)


def _step_text(step: Any) -> str:
    if not isinstance(step, dict) or step.get("text"):
        return NUMBER.sub("", BULLET.sub("", _text(step)))
    said = " ".join(filter(None, map(_text, _listed(step.get("itemListElement"))[:MOST_LINES])))
    return said or _text(step)


def _step_minutes(step: Any) -> int | None:
    if not isinstance(step, dict):
        return None
    durations = (step.get(name) for name in ("totalTime", "performTime", "timeRequired"))
    minutes = next(filter(None, map(_minutes, durations)), None)
    return minutes if minutes and minutes <= LONGEST_STEP_MINUTES else None


def _minutes(said: Any) -> int | None:
    """An ISO 8601 duration in whole minutes, rounded up; nothing for less than a second."""
    found = DURATION.fullmatch(said.strip()) if isinstance(said, str) else None
    if found is None:
        return None
    days, hours, minutes, seconds = (int(found[name] or 0) for name in ("days", "hours", "minutes", "seconds"))
    return -(-(((days * 24 + hours) * 60 + minutes) * 60 + seconds) // 60) or None
