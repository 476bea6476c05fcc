"""Recipes that are pasted: as lines, or as the JSON-LD by which pages describe one (https://schema.org/Recipe).

Nothing is fetched. What a page says is taken as text, whatever shape it has; what is of the wrong shape is left out.
"""

from __future__ import annotations

from ...domain.basics.errors import N_, invalid
from .in_lines import from_lines
from .page_data import from_data
from .recipe import MOST_LINES, Recipe

__all__ = ["Recipe", "is_data", "read"]

LONGEST_BYTES = 1024 * 1024


def is_data(text: str) -> bool:
    """Whether this is meant as a page's data and not as lines for people."""
    return text.lstrip()[:1] in ("{", "[", "<")


def read(text: str) -> Recipe:
    """The recipe in a pasted text; Invalid, for the field `recipe`, where there is none."""
    if len(text.encode()) > LONGEST_BYTES:
        raise invalid("recipe", N_("That is more than one megabyte. Paste the recipe alone."))
    recipe = from_data(text) if is_data(text) else from_lines(text)
    if max(len(recipe.ingredients), len(recipe.steps)) > MOST_LINES:
        raise invalid("recipe", N_("That is more than %(most)s lines. Paste fewer at once."), most=MOST_LINES)
    if not (recipe.ingredients or recipe.steps):
        raise invalid("recipe", N_("No ingredients and no steps were found in this. Paste them as lines."))
    return recipe
