"""What happened."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from .activities import ActivityShape
from .events import EventShape
from .replies import ReplyCounts
from .shape import Shape


class RecapPerson(Shape):
    name: str
    arrived_at: str


class RecapActivity(ActivityShape):
    tally: dict[str, Any]
    kind_label: str
    expects_all: bool = Field(description="Whether everybody was meant to answer: then answers are people.")
    compares: bool = Field(description="Whether the rows' figures are of one kind, to be seen beside each other.")
    row_words: list[str] = Field(description="Labels of `rows` that are words of ours, in English.")
    rows: list[list[Any]]


class RecapShape(Shape):
    event: EventShape
    people: list[RecapPerson]
    replies: ReplyCounts
    activities: list[RecapActivity]
