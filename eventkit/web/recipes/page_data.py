"""A recipe in the data of a page: JSON-LD (https://schema.org/Recipe), alone or in script elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from ...domain.basics.errors import N_, invalid
from .recipe import Recipe
from .schema_org import DEEPEST, is_a, understood

MOST_NODES = 10_000

LOWERED = str.maketrans(ascii_uppercase, ascii_lowercase)
"""Only these, so that every letter stays where it is."""
SCRIPT_TYPE = re.compile(r"type\s*=\s*[\"']?application/ld\+json", re.IGNORECASE)


def from_data(text: str) -> Recipe:
    data = [loaded for part in _parts(text) if (loaded := _loaded(part)) is not None]
    if not data:
        raise invalid("recipe", N_("This could not be read. Copy all of it, from the first bracket to the last."))
    found = next((node for node in _nodes(data) if is_a(node, "Recipe")), None)
    if found is None:
        raise invalid("recipe", N_("There is no recipe in this. Look for a part that says Recipe, or paste the lines."))
    return understood(found)


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
