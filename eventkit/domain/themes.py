"""The sorts of gathering, one TOML file each; read and checked once, at start.

A file that is wrong stops the start with its name and the key, so that a theme is never half there.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from .activities import kinds
from .activities.kind import Material
from .details import DETAIL_KEYS
from .errors import N_, Invalid, invalid
from .rooms import RoomSettings

FOLDER = Path(__file__).parent.parent / "themes"


class ThemeError(Exception):
    """A theme file that cannot be used; says which file and which key."""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Palette(Strict):
    """The theme's colour in OKLCH; every token is made from these two, for light and dark alike."""

    hue: Annotated[float, Field(ge=0, le=360)]
    chroma: Annotated[float, Field(ge=0, le=0.2)]


class PlannedActivity(Strict):
    """One line of a run of show."""

    kind: str
    title: Annotated[str, Field(min_length=1, max_length=200)]
    minutes: Annotated[int, Field(ge=1, le=240)] = 5
    config: dict[str, Any] = {}


class Theme(Strict):
    slug: str
    name: str
    promise: str
    position: int
    """Its place in the gallery; the first is the one that is chosen where nobody has chosen."""
    duration_minutes: Annotated[int, Field(ge=5, le=1440)]
    dress_code_hint: str = ""
    palette: Palette
    details: list[str] = []
    room: RoomSettings = RoomSettings()
    decks: dict[str, Annotated[list[str], Field(min_length=1)]]
    run: list[PlannedActivity]

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


def load(path: Path) -> Theme:
    try:
        theme = Theme(slug=path.stem, **tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        raise ThemeError(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    except (TypeError, ValueError) as error:
        raise ThemeError(f"{path.name}: {error}") from error
    for number, planned in enumerate(theme.run):
        try:
            kinds.get(planned.kind).prepare(planned.config, Material(theme))
        except Invalid as refusal:
            where = f"run.{number} ({planned.kind}).{refusal.problems[0].field}"
            raise ThemeError(f"{path.name}: {where}: {refusal}") from refusal
    return theme


@cache
def all_themes() -> dict[str, Theme]:
    """Every theme by its slug, in the order of the gallery."""
    themes = sorted(map(load, FOLDER.glob("*.toml")), key=lambda theme: (theme.position, theme.slug))
    return {theme.slug: theme for theme in themes}


def get(slug: str) -> Theme:
    theme = all_themes().get(slug)
    if theme is None:
        raise invalid("theme", N_("Choose one of the themes: %(themes)s."), themes=", ".join(all_themes()))
    return theme
