"""What there is to choose from."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from .room import RoomSettingsShape
from .settings import SettingShape
from .shape import Shape


class ThemeWords(Shape):
    """How this sort of gathering speaks."""

    invite: str = Field(description="Opens page and mail.")
    question: str = Field(description="Asks for the reply.")
    welcome: str = Field(description="Thanks for a yes.")
    closing: str = Field(description="Stands before the host's name.")
    thanks: str = Field(description="Opens what is written to those who were there.")


class ThemeStarter(Shape):
    """An activity that the host is offered to add."""

    kind: str
    title: str
    config: dict[str, Any]


class ThemeActivity(ThemeStarter):
    """One line of a run of show."""

    minutes: int


class ThemeShape(Shape):
    slug: str
    name: str
    promise: str
    position: int = Field(description="Its place in the gallery.")
    duration_minutes: int
    dress_code_hint: str
    keywords: list[str] = Field(description="Words by which an imported event is known to be of this sort.")
    words: ThemeWords
    details: list[str]
    room: RoomSettingsShape
    decks: dict[str, int] = Field(description="How many cards each deck has.")
    run: list[ThemeActivity]
    starters: list[ThemeStarter]


class KindShape(Shape):
    kind: str
    label: str
    help: str
    group: str = Field(description="The heading under which it is offered.")
    config: dict[str, Any] = Field(description="JSON Schema of its config.")
    form: list[SettingShape] = Field(description="Its config as a form shows it.")
    answer: dict[str, Any] | None = Field(description="JSON Schema of an answer; null where guests send none.")
    moves: list[str]
