"""The room as its guests and its host see it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from .activities import ActivityShape, TimerShape
from .events import EventShape
from .shape import Shape


class PersonShape(Shape):
    """How each stands is for the host alone."""

    id: int
    name: str
    avatar: str | None = None
    pronouns: str | None = None
    hand: str | None = Field(None, description="Since when the hand is up.")
    here: bool | None = None
    spoke: bool | None = None
    waiting: bool | None = Field(None, description="Whether they wait at the door.")
    muted: bool | None = None
    removed: bool | None = None
    blocked: bool | None = None


class PeopleShape(Shape):
    version: int
    count: int
    people: list[PersonShape]


class You(Shape):
    id: int | None
    name: str
    role: Literal["guest", "host"]
    muted: bool | None = Field(None, description="Sent where they are.")


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


class SignalShape(Shape):
    sign: Literal["faster", "slower", "break", "agree"]
    count: int
    fades_at: str


class SignalsShape(Shape):
    """Signs to the host that fade by themselves."""

    version: int
    signs: list[SignalShape]


class RoomSettingsShape(Shape):
    chat: bool
    slow_s: int = Field(description="The pause between two chat lines of one guest.")
    locked: bool
    quiet: bool
    approve: bool | None = Field(None, description="Whether who is new waits at the door; for the host alone.")
    refused_names: list[str] | None = Field(None, description="For the host alone.")


class RoomActivity(ActivityShape):
    mine: Any = Field(None, description="What counts of the guest who asks, where they have answered.")


class RoomShape(Shape):
    version: int
    event: EventShape
    activities: list[RoomActivity]
    people: PeopleShape
    timers: RoomTimersShape
    chat: ChatShape
    settings: RoomSettingsShape
    signals: SignalsShape | None = Field(None, description="For the host alone.")
    you: You
