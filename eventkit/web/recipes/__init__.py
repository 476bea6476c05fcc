"""Recipes that are pasted: as lines, or as the JSON-LD by which pages describe one (https://schema.org/Recipe).

Nothing is fetched. What a page says is taken as text, whatever shape it has; what is of the wrong shape is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from ...domain.basics.errors import N_, invalid
from ...domain.basics.text import clean_line
from .. import amounts, details_form
from ..forms import lines

LONGEST_BYTES = 1024 * 1024
MOST_LINES = 100
"""As many ingredients or steps as a recipe may have."""
MOST_NODES = 10_000
DEEPEST = 12
"""How far inside a page's data a recipe is looked for, and a step in a recipe."""
LONGEST_STEP_MINUTES = 24 * 60

LOWERED = str.maketrans(ascii_uppercase, ascii_lowercase)
"""Only these, so that every letter stays where it is."""
SCRIPT_TYPE = re.compile(r"type\s*=\s*[\"']?application/ld\+json", re.IGNORECASE)
BLOCK_END = re.compile(r"<(?:br|/p|/li|/div|/h[1-6])\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
DURATION = re.compile(
    r"P(?:(?P<days>\d{1,3})D)?(?:T(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,5})M)?(?:(?P<seconds>\d{1,6})(?:\.\d+)?S)?)?"
)
BULLET = re.compile(r"^(?:[-–*•▢☐]\s+|[▢☐])")
NUMBER = re.compile(r"^\d{1,3}[.)]\s+")
SERVES = re.compile(
    r"^(?:(?:serves|servings|yields?|portionen)\W{0,3}|(?:for|für|pour|para)\s)(?P<serves>\d{1,4})(?:\s?[-–]\s?\d+)?\s?\w*$",
    re.IGNORECASE,
)
HEADS = {
    "ingredients": re.compile(
        r"^(?:ingredients|zutaten|ingrédients|ingredientes|ingredienti)\b.{0,30}$", re.IGNORECASE
    ),
    "steps": re.compile(
        r"^(?:method|steps|directions|instructions|preparation|zubereitung|anleitung|schritte|préparation|étapes"
        r"|preparación|preparazione)\b.{0,30}$",
        re.IGNORECASE,
    ),
}
LONG_FOR_AN_INGREDIENT = 60
LONGEST_TEXT = 5000


@dataclass
class Recipe:
    """What was found, as the domain would take it. `minutes` is how long all of it takes."""

    name: str = ""
    serves: int | None = None
    ingredients: list[dict[str, Any]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    minutes: int | None = None


def is_data(text: str) -> bool:
    """Whether this is meant as a page's data and not as lines for people."""
    return text.lstrip()[:1] in ("{", "[", "<")


def read(text: str) -> Recipe:
    """The recipe in a pasted text; Invalid, for the field `recipe`, where there is none."""
    if len(text.encode()) > LONGEST_BYTES:
        raise invalid("recipe", N_("That is more than one megabyte. Paste the recipe alone."))
    recipe = _from_data(text) if is_data(text) else from_lines(text)
    if max(len(recipe.ingredients), len(recipe.steps)) > MOST_LINES:
        raise invalid("recipe", N_("That is more than %(most)s lines. Paste fewer at once."), most=MOST_LINES)
    if not (recipe.ingredients or recipe.steps):
        raise invalid("recipe", N_("No ingredients and no steps were found in this. Paste them as lines."))
    return recipe


def from_lines(text: str) -> Recipe:
    """Ingredients and steps under headings, or in two blocks with an empty line between, or else told apart by how they
    look."""
    if len(lines(text)) > 3 * MOST_LINES:
        raise invalid("recipe", N_("That is more than %(most)s lines. Paste fewer at once."), most=3 * MOST_LINES)
    blocks = [block for part in re.split(r"\r?\n[ \t]*\r?\n", text.strip()) if (block := _unmarked(part))]
    written = [line for block in blocks for line in block]
    has_heads = any(map(_head, written))
    if not has_heads and len(blocks) > 1:
        written = ["Ingredients", *blocks[0], "Steps", *written[len(blocks[0]) :]]
    recipe, part = Recipe(), ""
    for line in written:
        if begins := _head(line):
            part = begins
        elif (serves := SERVES.match(line)) and part != "steps":
            recipe.serves = recipe.serves or _serves(serves["serves"])
        elif has_heads and not part and not recipe.name:
            recipe.name = line
        elif part == "steps" or (not part and _looks_like_a_step(line)):
            recipe.steps.append(details_form.step(NUMBER.sub("", line)))
        else:
            recipe.ingredients.append(details_form.ingredient(line))
    return recipe


def _unmarked(block: str) -> list[str]:
    return [text for line in block.splitlines() if (text := BULLET.sub("", clean_line(line[:LONGEST_TEXT])))]


def _head(line: str) -> str | None:
    return next((name for name, head in HEADS.items() if head.match(line)), None)


def _looks_like_a_step(line: str) -> bool:
    is_said_as_one = NUMBER.match(line) or line.endswith((".", "!"))
    return bool(is_said_as_one or "minutes" in details_form.step(line) or len(line) > LONG_FOR_AN_INGREDIENT)


def _from_data(text: str) -> Recipe:
    data = [loaded for part in _parts(text) if (loaded := _loaded(part)) is not None]
    if not data:
        raise invalid("recipe", N_("This could not be read. Copy all of it, from the first bracket to the last."))
    found = next((node for node in _nodes(data) if _is_a(node, "Recipe")), None)
    if found is None:
        raise invalid("recipe", N_("There is no recipe in this. Look for a part that says Recipe, or paste the lines."))
    return Recipe(
        name=_text(found.get("name") or found.get("headline")),
        serves=_serves(found.get("recipeYield") or found.get("yield")),
        ingredients=_ingredients(found.get("recipeIngredient") or found.get("ingredients")),
        steps=_steps(found.get("recipeInstructions")),
        minutes=_minutes(found.get("totalTime")),
    )


def _parts(text: str) -> Iterator[str]:
    """The JSON itself, or what stands in the script elements that hold such data."""
    if not text.lstrip().startswith("<"):
        yield text
        return
    lower, at = text.translate(LOWERED), 0
    while (at := lower.find("<script", at)) >= 0:
        begins = lower.find(">", at) + 1
        if not begins:
            return
        ends = lower.find("</script", begins)
        ends = ends if ends >= 0 else len(text)
        if SCRIPT_TYPE.search(text, at, begins):
            yield text[begins:ends]
        at = ends


def _loaded(part: str) -> Any:
    try:
        return json.loads(part.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every object, those further out first."""
    level, seen = [data], 0
    for _depth in range(DEEPEST):
        inner: list[Any] = []
        for node in level:
            if (seen := seen + 1) > MOST_NODES:
                return
            if isinstance(node, dict):
                yield node
                inner += [value for value in node.values() if isinstance(value, dict | list)]
            else:
                inner += [value for value in node if isinstance(value, dict | list)]
        level = inner


def _is_a(node: dict[str, Any], kind: str) -> bool:
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


def _serves(said: Any) -> int | None:
    """A number of people, also where it is said in words or in several ways."""
    for each in said if isinstance(said, list) else [said]:
        if isinstance(each, dict):
            each = each.get("value")
        if isinstance(each, bool) or not isinstance(each, int | float | str):
            continue
        found = re.search(r"\d{1,6}", str(each)[:200])
        if found and 1 <= int(found[0]) <= 1000:
            return int(found[0])
    return None


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
            steps.append({"text": text, "minutes": minutes} if minutes else details_form.step(text))
    return steps


def _is_step_of_several(step: dict[str, Any]) -> bool:
    if _is_a(step, "HowToSection") or _is_a(step, "ItemList"):
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
