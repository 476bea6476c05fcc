"""What a theme says: words, palette, decks, a run of show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from .colours import Hue, Oklch
from .details import DETAIL_KEYS
from .errors import N_, invalid
from .room_settings import RoomSettings

NOT_WORDS = ("deck", "results")
"""Settings of an activity that hold a name of ours and no text for people."""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Palette(Strict):
    """Colours in OKLCH. Every token is made from `hue` and `chroma`, for light and dark alike; `paper` is the hue that
    tints surfaces, `ground` the deep colour behind a title, `spark` a bright one that reads on it."""

    hue: Hue
    chroma: Annotated[float, Field(ge=0, le=0.2)]
    paper: Hue = 90
    ground: Oklch = Field(default_factory=lambda given: (0.34, given["chroma"] * 0.5, given["hue"]))
    spark: Oklch = (0.84, 0.11, 82)


class Words(Strict):
    """How this sort of gathering speaks: `invite` opens page and mail, `question` asks for the reply, `welcome` thanks
    for a yes, `closing` stands before the host's name, and `thanks` opens what is
    written to those who were there."""

    invite: Annotated[str, Field(min_length=1, max_length=200)]
    question: Annotated[str, Field(min_length=1, max_length=80)]
    welcome: Annotated[str, Field(min_length=1, max_length=120)]
    closing: Annotated[str, Field(min_length=1, max_length=80)]
    thanks: Annotated[str, Field(min_length=1, max_length=200)]


class Starter(Strict):
    """An activity the host is offered to add."""

    kind: str
    title: Annotated[str, Field(min_length=1, max_length=200)]
    config: dict[str, Any] = {}


class PlannedActivity(Starter):
    """One line of a run of show."""

    minutes: Annotated[int, Field(ge=1, le=240)] = 5


class Theme(Strict):
    slug: str
    name: str
    promise: str
    position: int
    """Its place in the gallery; the first is the one that is chosen where nobody has chosen."""
    duration_minutes: Annotated[int, Field(ge=5, le=1440)]
    dress_code_hint: str = ""
    keywords: list[Annotated[str, Field(min_length=3, max_length=40)]] = []
    """Words, in any language, by which an imported event is known to be of this sort; found where a word begins."""
    words: Words
    palette: Palette
    details: list[str] = []
    room: RoomSettings = RoomSettings()
    decks: dict[str, Annotated[list[str], Field(min_length=1)]]
    run: list[PlannedActivity]
    starters: list[Starter] = []

    @field_validator("details")
    @classmethod
    def are_known(cls, details: list[str]) -> list[str]:
        unknown = set(details) - DETAIL_KEYS
        if unknown:
            raise ValueError(f"unknown details: {', '.join(sorted(unknown))}")
        return details

    def deck(self, name: str | None) -> list[str]:
        """A deck by name, or the theme's first."""
        if name is None:
            return next(iter(self.decks.values()))
        if name not in self.decks:
            raise invalid(
                "deck",
                N_("This theme has no deck of that name. It has: %(decks)s."),
                decks=", ".join(self.decks),
            )
        return self.decks[name]

    def said(self, say: Callable[[str], str]) -> Theme:
        """The theme with every text for people passed through `say`: in another language."""

        def activities(of: list[Any]) -> list[Any]:
            return [
                each.model_copy(update={"title": say(each.title), "config": _said(each.config, say)}) for each in of
            ]

        return self.model_copy(
            update={
                "name": say(self.name),
                "promise": say(self.promise),
                "dress_code_hint": self.dress_code_hint and say(self.dress_code_hint),
                "words": Words(**_said(self.words.model_dump(), say)),
                "decks": _said(self.decks, say),
                "run": activities(self.run),
                "starters": activities(self.starters),
            }
        )


def _said(value: Any, say: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return say(value) if value else value
    if isinstance(value, list):
        return [_said(each, say) for each in value]
    if isinstance(value, dict):
        return {name: each if name in NOT_WORDS else _said(each, say) for name, each in value.items()}
    return value
