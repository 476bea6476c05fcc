"""A recipe that is pasted as lines for people."""

from __future__ import annotations

import re

from ...domain.basics.errors import N_, invalid
from ...domain.basics.text import clean_line
from .. import detail_lines
from ..forms import lines
from .recipe import BULLET, LONGEST_TEXT, MOST_LINES, NUMBER, Recipe, serves

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
        elif (said := SERVES.match(line)) and part != "steps":
            recipe.serves = recipe.serves or serves(said["serves"])
        elif has_heads and not part and not recipe.name:
            recipe.name = line
        elif part == "steps" or (not part and _looks_like_a_step(line)):
            recipe.steps.append(detail_lines.step(NUMBER.sub("", line)))
        else:
            recipe.ingredients.append(detail_lines.ingredient(line))
    return recipe


def _unmarked(block: str) -> list[str]:
    return [text for line in block.splitlines() if (text := BULLET.sub("", clean_line(line[:LONGEST_TEXT])))]


def _head(line: str) -> str | None:
    return next((name for name, head in HEADS.items() if head.match(line)), None)


def _looks_like_a_step(line: str) -> bool:
    is_said_as_one = NUMBER.match(line) or line.endswith((".", "!"))
    return bool(is_said_as_one or "minutes" in detail_lines.step(line) or len(line) > LONG_FOR_AN_INGREDIENT)
