"""Every theme can be read: the colours that the style sheets make from its file keep their contrast, in light and dark,
and its drawing is nothing but a drawing."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

import pytest

from eventkit.config import ROOT
from eventkit.domain import themes
from eventkit.domain.themes import Theme

every_theme = pytest.mark.parametrize("theme", themes.all_themes().values(), ids=lambda theme: theme.slug)
every_scheme = pytest.mark.parametrize("scheme", ["light", "dark"])

CSS = ROOT / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
CHARACTERS = (CSS / "characters.css").read_text(encoding="utf-8")

TEXTS = [
    ("ink", ("surface", "raised", "soft", "good-soft", "warn-soft", "bad-soft")),
    ("quiet", ("surface", "raised", "soft")),
    ("accent", ("surface", "raised", "soft")),
    ("on-accent", ("accent", "accent-strong")),
    ("good", ("surface", "raised", "good-soft")),
    ("warn", ("surface", "raised", "warn-soft")),
    ("bad", ("surface", "raised", "bad-soft")),
    ("on-ground", ("ground",)),
    ("quiet-on-ground", ("ground",)),
    ("spark", ("ground",)),
]
CONTROLS = [("edge", ("surface", "raised")), ("focus", ("surface", "raised", "soft"))]


@every_scheme
@every_theme
def test_its_colours_keep_their_contrast(theme: Theme, scheme: str) -> None:
    tokens = tokens_of(theme, scheme)
    low = [
        f"--{front} on --{back} is {ratio:.2f}, not {least}"
        for least, pairs in ((4.5, TEXTS), (3, CONTROLS))
        for front, backs in pairs
        for back in backs
        if (ratio := contrast(tokens, front, back)) < least
    ]
    assert low == []


@every_theme
def test_its_drawing_is_only_a_drawing(theme: Theme) -> None:
    drawing = ElementTree.parse(ROOT / "static" / "img" / "themes" / f"{theme.slug}.svg").getroot()
    assert drawing.get("viewBox") == "0 0 320 240"
    for element in drawing.iter():
        name = element.tag.rpartition("}")[2]
        assert name not in ("script", "style", "text", "image", "foreignObject", "a")
        assert not [name for name, _ in element.items() if re.search(r"^on|href$|^style$", name)]


def test_contrast_is_measured_as_wcag_says() -> None:
    tokens = {"black": "oklch(0 0 0)", "white": "oklch(1 0 0)", "green": "oklch(0.46 0.09 155)"}
    assert contrast(tokens, "white", "black") == pytest.approx(21)
    assert [round(255 * encoded(part)) for part in linear_rgb(tokens, "green")] == [0x26, 0x67, 0x41]


def tokens_of(theme: Theme, scheme: str) -> dict[str, str]:
    """The custom properties of an element of this theme, unresolved."""
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    tokens = declared(light.partition("[data-theme] {")[2])
    if scheme == "dark":
        tokens |= declared(dark.partition("[data-theme] {")[2].partition("}")[0])
    tokens |= declared(CHARACTERS.partition(f'[data-theme="{theme.slug}"] {{')[2].partition("}")[0])
    return tokens | {"hue": str(theme.palette.hue), "chroma": str(theme.palette.chroma)}


def declared(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


def contrast(tokens: dict[str, str], front: str, back: str) -> float:
    """The ratio of WCAG 2, from 1 to 21."""
    darker, lighter = sorted(luminance(tokens, name) for name in (front, back))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(tokens: dict[str, str], name: str) -> float:
    red, green, blue = linear_rgb(tokens, name)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear_rgb(tokens: dict[str, str], name: str) -> tuple[float, float, float]:
    """The linear sRGB parts of an `oklch()` token, clipped to what a screen can show (CSS Color 4, §18)."""
    lightness, chroma, hue = numbers(tokens, name)
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        clipped(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        clipped(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        clipped(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def numbers(tokens: dict[str, str], name: str) -> list[float]:
    """The three numbers of an `oklch()`, with `var()` and the product in a `calc()` worked out."""
    text = re.sub(r"var\(--([\w-]+)\)", lambda found: tokens[found[1]], tokens[name])
    text = re.sub(r"calc\(([\d.]+) \* ([\d.]+)\)", lambda found: str(float(found[1]) * float(found[2])), text)
    colour = re.fullmatch(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)", text)
    assert colour, f"--{name} is no plain oklch() colour: {tokens[name]}"
    return [float(number) for number in colour.groups()]


def clipped(part: float) -> float:
    return min(1.0, max(0.0, part))


def encoded(part: float) -> float:
    """With the gamma of sRGB."""
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
