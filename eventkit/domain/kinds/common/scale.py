"""A number from 1 to a few, with words at its ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from pydantic import Field

from ...basics.errors import N_, invalid
from ...basics.text import Line
from .kind import Kind


class Scale(Kind):
    """What `rating` and `pulse` have in common."""

    answer = int

    class Config(Kind.Config):
        scale: int = Field(5, ge=2, le=10, strict=True, title=N_("Steps"), description=N_("The lowest is 1."))
        low: Line | None = Field(None, title=N_("The lowest means"))
        high: Line | None = Field(None, title=N_("The highest means"))

    def read(self, config: Any, raw: Any) -> int:
        whole = int(raw) if isinstance(raw, float) and raw.is_integer() else raw
        step: int = super().read(config, whole)
        if not 1 <= step <= config.scale:
            raise invalid("answer", N_("Choose a step from 1 to %(scale)s."), scale=config.scale)
        return step


def spread(scale: int, steps: Iterable[int]) -> dict[str, Any]:
    """How many, their mean, and how often each step was chosen."""
    given = Counter(steps)
    total = sum(given[step] for step in range(1, scale + 1))
    points = sum(step * given[step] for step in range(1, scale + 1))
    return {
        "total": total,
        "mean": round(points / total, 2) if total else None,
        "counts": {str(step): given[step] for step in range(1, scale + 1)},
    }
