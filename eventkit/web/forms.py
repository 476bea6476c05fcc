"""Forms: what was typed, what is wrong with it, and the way between typed lines and typed details."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..domain.basics.errors import Invalid
from ..words import explain


@dataclass
class Form:
    """`values` is what was typed, kept as it was; `errors` says by field what to change, `notes` by field what was
    done. `focus` is the id of the element where the host goes on."""

    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    focus: str = ""

    @property
    def blank(self) -> Form:
        """An empty one, for what a page keeps in store."""
        return Form()

    def refuse(self, refusal: Invalid, names: Mapping[str, str] | None = None) -> None:
        """Put each finding beside the field it belongs to; `names` leads from the domain's fields to the form's."""
        for problem in refusal.problems:
            said, words = self.errors.setdefault(_form_field(problem.field, names or {}), []), explain(problem)
            if words not in said:
                said.append(words)


def _form_field(path: str, names: Mapping[str, str]) -> str:
    """The form's field for a path: the longest start of it that has a name, else its first part. A `*` in both stands
    for the same number: `details.stops.*.link` is written in `stops-*-link`."""
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        start = parts[:length]
        if name := names.get(".".join("*" if part.isdigit() else part for part in start)):
            for number in filter(str.isdigit, start):
                name = name.replace("*", number, 1)
            return name
    return parts[0]


def whole(text: str) -> int | str | None:
    """A number where one was typed; anything else as it is, for the domain to refuse; nothing for nothing."""
    text = text.strip()
    if not text:
        return None
    return int(text) if re.fullmatch(r"[+-]?[0-9]{1,9}", text) else text


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
