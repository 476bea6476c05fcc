"""What there is to choose from."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from .shape import Shape


class ThemeShape(Shape):
    slug: str
    name: str
    promise: str
    duration_minutes: int
    dress_code_hint: str
    details: list[str]
    decks: dict[str, int] = Field(description="How many cards each deck has.")
    run: list[dict[str, Any]]


class KindShape(Shape):
    kind: str
    label: str
    help: str
    config: dict[str, Any] = Field(description="JSON Schema of its config.")
    answer: dict[str, Any] | None = Field(description="JSON Schema of an answer; null where guests send none.")
    moves: list[str]
