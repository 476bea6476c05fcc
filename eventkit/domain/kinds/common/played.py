"""What a kind is handed: a run as it is played, what theme and event bring, and what a step may set."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from ...basics.details import Details
from ...basics.theme import Theme
from ...basics.timers import Timer

Memory: TypeAlias = dict[str, Any]
Answers: TypeAlias = Mapping[str, Any]
Results: TypeAlias = Literal["reveal", "live", "host"]
Audience: TypeAlias = Literal["guests", "hosts", "stage"]
Seconds = Annotated[int, Field(ge=5, le=3600, strict=True)]


@dataclass(frozen=True)
class Played:
    """A run as its kind is shown it. `memory` is what it remembers beside its answers, as JSON; `answers` is what
    counts: the folded answer of each voter, who is a guest's id or, where no link to the person is kept, a pseudonym.
    `names` has the names of guests by id."""

    config: Any
    memory: Memory = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    is_open: bool = True
    is_shown: bool = False
    timer: Timer | None = None

    def people(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """Guests as the room is told of them; who is no longer known is left out."""
        return [{"id": int(id), "name": self.names[id]} for id in ids if id in self.names]


@dataclass(frozen=True)
class Material:
    """What theme and event bring to an activity when it is made: decks of cards, and details such as a recipe."""

    theme: Theme
    details: Details = field(default_factory=Details)


@dataclass
class Scene:
    """What a step may use, and what it may set beside the memory it gives back: the timer, and who sees the results."""

    rng: random.Random
    now: datetime
    people: Mapping[str, str]
    """The guests who are here, by id."""
    new_call: Callable[[], str]
    """Gives the link of a video call of its own."""
    timer: Timer | None = None
    is_shown: bool = False
    shows_at_end: bool = False
    """Whether the results are shown when the time is up."""
    has_moved_on: bool = False
    """Set where an answer moved things on, so that a host's step from before is noticed as stale."""
    heard: set[str] = field(default_factory=set)
    """Put in who has been heard by all, for the host's list of who has not; noted at steps of the host."""
