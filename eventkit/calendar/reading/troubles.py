"""What could not be read, and why, in words for the host."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_TOLD = 100
LONGEST_NAME = 60


@dataclass(frozen=True)
class Trouble:
    """One thing that was left out or taken otherwise than it is written. `line` counts from 1, as editors do."""

    line: int | None
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)


class Troubles:
    """Collects them; a hopeless file is not told of line by line."""

    def __init__(self) -> None:
        self.told: list[Trouble] = []

    def add(self, line: int | None, message: str, **values: Any) -> None:
        trouble = Trouble(line, message, {name: _short(value) for name, value in values.items()})
        if len(self.told) < MOST_TOLD and trouble not in self.told:
            self.told.append(trouble)

    def in_order(self) -> list[Trouble]:
        """As they stand in the file; what is about the whole comes first."""
        return sorted(self.told, key=lambda trouble: trouble.line or 0)


class Unreadable(ValueError):
    """A value that means nothing here; `message` says what, for the host."""

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.message, self.values = message, values


def _short(value: Any) -> Any:
    return f"{value[: LONGEST_NAME - 1]}…" if isinstance(value, str) and len(value) > LONGEST_NAME else value
