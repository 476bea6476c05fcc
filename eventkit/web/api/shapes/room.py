"""The room as its guests and its host see it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from .activities import ActivityShape, TimerShape
from .events import EventShape
from .shape import Shape


class PersonShape(Shape):
    """Hosts also see how each stands: here, spoke, waiting, muted, removed, blocked."""

    id: int
    name: str
    avatar: str | None = None
    pronouns: str | None = None
    hand: str | None = Field(None, description="Since when the hand is up.")


class PeopleShape(Shape):
    version: int
    count: int
    people: list[PersonShape]


class You(Shape):
    id: int | None
    name: str
    role: Literal["guest", "host", "stage", "waiting", "outside"]
    muted: bool = False


class RoomTimerShape(TimerShape):
    id: int
    name: str


class RoomTimersShape(Shape):
    version: int
    timers: list[RoomTimerShape]


class ChatLineShape(Shape):
    id: int
    guest: int | None = Field(description="null where the host wrote.")
    name: str
    text: str
    at: str


class ChatShape(Shape):
    """The last lines."""

    version: int
    lines: list[ChatLineShape]


class RoomShape(Shape):
    """Hosts also get `signals`, and all of `settings`."""

    version: int
    event: EventShape
    activities: list[ActivityShape]
    people: PeopleShape
    timers: RoomTimersShape
    chat: ChatShape
    settings: dict[str, Any]
    you: You
