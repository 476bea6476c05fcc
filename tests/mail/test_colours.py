"""Letters can be read in every theme's colours, in light and in dark, and fetch nothing from anywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eventkit.config import ROOT
from eventkit.domain.activities import themes
from eventkit.domain.basics.theme import Theme
from eventkit.mail.colours import colours

TEXTS = [
    ("ink", ("surface", "raised", "soft")),
    ("quiet", ("surface", "raised", "soft")),
    ("accent", ("raised", "soft")),
    ("on_accent", ("accent",)),
    ("on_ground", ("ground",)),
    ("spark", ("ground",)),
]
TEMPLATES = sorted((ROOT / "templates" / "mail").iterdir())


@pytest.mark.parametrize("theme", themes.all_themes().values(), ids=lambda theme: theme.slug)
def test_a_themes_colours_keep_their_contrast(theme: Theme) -> None:
    for scheme, of in zip(("light", "dark"), colours(theme.palette), strict=True):
        assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in of.values())
        for front, backs in TEXTS:
            for back in backs:
                assert contrast(of[front], of[back]) >= 4.5, f"{front} on {back} in {scheme}"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_a_letter_fetches_nothing_and_runs_nothing(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    for what in ("<script", "<link", "<img", "url(", "@import", "http://", "https://", " src=", "|safe"):
        assert what not in text, what


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_each_letter_is_there_as_text_and_as_html(template: Path) -> None:
    if template.name != "parts.html":
        other = {".txt": ".html", ".html": ".txt"}[template.suffix]
        assert template.with_suffix(other).exists()


def contrast(front: str, back: str) -> float:
    """The ratio of WCAG 2, from 1 to 21."""
    darker, lighter = sorted(map(luminance, (front, back)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
