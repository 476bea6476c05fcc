"""Activities, the moves of their host and the answers of guests."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from .shape import Shape


class TimerShape(Shape):
    """Ends `seconds` after `started_at`; while it stands still `paused_at` says since when."""

    seconds: float
    started_at: str
    paused_at: str | None


class ActivityTimerShape(TimerShape):
    shows: bool = Field(description="Whether its end shows the results.")


class ActivityShape(Shape):
    """What all activities have in common. A kind adds fields of its own, such as the `question` that runs of a quiz."""

    model_config = ConfigDict(extra="allow")

    id: int
    kind: str
    title: str
    config: dict[str, Any]
    state: Literal["draft", "open", "closed"]
    results: Literal["hidden", "shown"]
    version: int
    opened_at: str | None
    closed_at: str | None
    position: int
    minutes: int | None = Field(description="How long the host means to spend on it.")
    on_page: bool = Field(description="Whether it stands on the event's page, too.")
    timer: ActivityTimerShape | None
    anonymous: bool
    answered: int = Field(description="How many have answered.")
    answered_by: list[int] | None = Field(
        None, description="The ids of who has answered: for the host alone, where everybody is meant to and by name."
    )
    tally: dict[str, Any] | None = Field(None, description="Absent for whom it is hidden.")


class MoveBody(BaseModel):
    """A move and its settings, such as `{"move": "jump", "to": 3}`."""

    model_config = ConfigDict(extra="allow")

    move: str
    version: int | None = Field(
        None, ge=0, strict=True, description="The version the host saw; an older picture is refused as stale."
    )


class AnswerKept(Shape):
    version: int
    mine: Any = Field(description="What counts of this guest now.")
