"""The sorts of gathering, one TOML file each; read and checked once, at start.

A file that is wrong stops the start with its name and the key, so that a theme is never half there.
"""

from __future__ import annotations

import gettext
import tomllib
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from .. import kinds
from ..basics.errors import N_, Invalid, invalid
from ..basics.theme import Theme
from ..kinds.common.played import Material

FOLDER = Path(__file__).parents[2] / "themes"
TRANSLATIONS = Path(__file__).parents[2] / "translations"


class ThemeError(Exception):
    """A theme file that cannot be used; says which file and which key."""


def load(path: Path) -> Theme:
    try:
        theme = Theme(slug=path.stem, **tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        raise ThemeError(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    except (TypeError, ValueError) as error:
        raise ThemeError(f"{path.name}: {error}") from error
    for part, activities in (("run", theme.run), ("starters", theme.starters)):
        for number, planned in enumerate(activities):
            try:
                kinds.get(planned.kind).prepare(planned.config, Material(theme))
            except Invalid as refusal:
                where = f"{part}.{number} ({planned.kind}).{refusal.problems[0].field}"
                raise ThemeError(f"{path.name}: {where}: {refusal}") from refusal
    return theme


@cache
def all_themes() -> dict[str, Theme]:
    """Every theme by its slug, in the order of the gallery."""
    themes = sorted(map(load, FOLDER.glob("*.toml")), key=lambda theme: (theme.position, theme.slug))
    return {theme.slug: theme for theme in themes}


def get(slug: str, language: str = "en") -> Theme:
    """A theme by its slug, with its texts in a language; in English where there is no catalogue of it."""
    if slug not in all_themes():
        raise invalid("theme", N_("Choose one of the themes: %(themes)s."), themes=", ".join(all_themes()))
    return _said_in(slug, language)


@cache
def _said_in(slug: str, language: str) -> Theme:
    theme = all_themes()[slug]
    if language == "en":
        return theme
    return theme.said(gettext.translation("messages", TRANSLATIONS, [language], fallback=True).gettext)
