"""Replies, as their guest and as the host sees them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from .shape import Shape


class ReplyCounts(Shape):
    yes: int = Field(description="With the people they bring along.")
    maybe: int
    no: int


class ReplyKept(Shape):
    """The guest's own reply; the token comes with the first."""

    name: str
    email: str | None
    answer: Literal["yes", "no", "maybe"]
    plus: int
    note: str
    answers: dict[str, Any]
    waiting: bool = Field(description="Whether it waits for a place.")
    at: str
    reminders: list[Literal["day", "hour"]]
    guest_token: str | None = Field(None, description="Changes this reply and enters the room; shown this once.")


class ReplyShape(Shape):
    name: str
    email: str | None
    answer: Literal["yes", "no", "maybe"]
    plus: int
    note: str
    answers: dict[str, Any] = Field(description="By the ids of the host's questions.")
    waiting: bool
    at: str
