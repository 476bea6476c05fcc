"""What every way of reading a recipe shares: the result, its limits, and the marks in front of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

MOST_LINES = 100
"""As many ingredients or steps as a recipe may have."""
LONGEST_TEXT = 5000
BULLET = re.compile(r"^(?:[-–*•▢☐]\s+|[▢☐])")
NUMBER = re.compile(r"^\d{1,3}[.)]\s+")


@dataclass
class Recipe:
    """What was found, as the domain would take it. `minutes` is how long all of it takes."""

    name: str = ""
    serves: int | None = None
    ingredients: list[dict[str, Any]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    minutes: int | None = None


def serves(said: Any) -> int | None:
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
