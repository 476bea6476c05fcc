"""Every theme can be read: the colours that the style sheets make from its file keep their contrast, in light and dark,
its drawing is nothing but a drawing, and pages mirror for who reads from the right."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from eventkit.config import ROOT
from eventkit.domain.activities import themes
from eventkit.domain.basics.colours import linear_rgb
from eventkit.domain.basics.theme import Theme
from eventkit.web.stylesheets import rule_of

every_theme = pytest.mark.parametrize("theme", themes.all_themes().values(), ids=lambda theme: theme.slug)
every_scheme = pytest.mark.parametrize("scheme", ["light", "dark"])

CSS = ROOT / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")

SHEETS = sorted(CSS.rglob("*.css"))
every_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.relative_to(CSS)))
PHYSICAL = (
    r"(margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)\b|(left|right|top|bottom|width|height)\s*:"
    r"|(min|max)-(width|height)\s*:|(float|clear|text-align|caption-side|resize)\s*:.*\b(left|right)\b"
    r"|border-(top|bottom)-(left|right)-radius"
)

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
    tokens = {"black": "oklch(0 0 0)", "white": "oklch(1 0 0)", "grey": "oklch(0.5659 0 0)"}
    assert contrast(tokens, "white", "black") == pytest.approx(21)
    assert contrast(tokens, "white", "grey") == pytest.approx(4.54, abs=0.01)  # #767676


@every_sheet
def test_it_mirrors_where_people_read_from_the_right(sheet: Path) -> None:
    """Sides are called start and end. What has no logical form is said twice, the second time for right to left."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    rules = [rule for rule in re.findall(r"([^{};]+)\{([^{}]*)", text) if '[dir="rtl"]' not in rule[0]]
    declarations = [line.strip() for _, block in rules for line in block.split(";") if line.strip()]
    assert [line for line in declarations if re.match(PHYSICAL, line) or is_lopsided(line)] == []


def is_lopsided(declaration: str) -> bool:
    """Whether a shorthand of four sides gives left and right different values."""
    name, _, value = declaration.partition(":")
    sides = re.findall(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+", value)
    return name in ("margin", "padding", "inset", "border-width") and len(sides) == 4 and sides[1] != sides[3]


def tokens_of(theme: Theme, scheme: str) -> dict[str, str]:
    """The custom properties of an element of this theme, unresolved."""
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    tokens = declared(light.partition("[data-theme] {")[2])
    if scheme == "dark":
        tokens |= declared(dark.partition("[data-theme] {")[2].partition("}")[0])
    return tokens | declared(rule_of(theme))


def declared(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


def contrast(tokens: dict[str, str], front: str, back: str) -> float:
    """The ratio of WCAG 2, from 1 to 21."""
    darker, lighter = sorted(luminance(tokens, name) for name in (front, back))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(tokens: dict[str, str], name: str) -> float:
    red, green, blue = linear_rgb(numbers(tokens, name))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def numbers(tokens: dict[str, str], name: str) -> tuple[float, float, float]:
    """The three numbers of an `oklch()`, with `var()` and the product in a `calc()` worked out."""
    text = re.sub(r"var\(--([\w-]+)\)", lambda found: tokens[found[1]], tokens[name])
    text = re.sub(r"calc\(([\d.]+) \* ([\d.]+)\)", lambda found: str(float(found[1]) * float(found[2])), text)
    colour = re.fullmatch(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)", text)
    assert colour, f"--{name} is no plain oklch() colour: {tokens[name]}"
    lightness, chroma, hue = map(float, colour.groups())
    return lightness, chroma, hue
