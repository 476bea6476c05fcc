"""Style sheets: linked where a browser comes back, put into the page where it is to be painted at once."""

from __future__ import annotations

import hashlib
import posixpath
import re
from functools import cache

from flask import Flask, url_for
from markupsafe import Markup

from ..config import ROOT
from ..domain.activities import themes
from ..domain.basics.colours import as_css
from ..domain.basics.theme import Theme

SHARED = ("tokens", "base", "layout", "components/button", "components/field", "components/card")
"""What every page has, in the order of the cascade."""


def init(app: Flask) -> None:
    app.jinja_env.globals.update(shared_sheets=SHARED, inlined=inlined, themes_version=themes_version)


def inlined(theme_slug: str, *sheets: str) -> Markup:
    """The shared sheets, the theme's colours and further sheets as one text, for a `<style>` that bears the nonce."""
    lib = url_for("static", filename="")
    return Markup(_inlined(lib, theme_slug, sheets))  # noqa: S704


@cache
def of_themes() -> str:
    """The colours of all themes."""
    return "@layer tokens {\n" + "\n".join(map(rule_of, themes.all_themes().values())) + "\n}\n"


@cache
def themes_version() -> str:
    """Goes with its address, so that browsers keep it until a theme changes."""
    return hashlib.sha256(of_themes().encode()).hexdigest()[:12]


def rule_of(theme: Theme) -> str:
    """The values a theme gives; the style sheets make every colour from them."""
    palette = theme.palette
    tokens = {
        "hue": f"{palette.hue:g}",
        "chroma": f"{palette.chroma:g}",
        "paper": f"{palette.paper:g}",
        "ground": as_css(palette.ground),
        "spark": as_css(palette.spark),
    }
    return f'[data-theme="{theme.slug}"] {{ ' + " ".join(f"--{name}: {value};" for name, value in tokens.items()) + " }"


@cache
def _inlined(static: str, theme_slug: str, sheets: tuple[str, ...]) -> str:
    colours = f"@layer tokens {{ {rule_of(themes.get(theme_slug))} }}"
    shared, more = ([_read(static, sheet) for sheet in each] for each in (SHARED, sheets))
    return stripped("\n".join([*shared, colours, *more]))


def _read(static: str, sheet: str) -> str:
    """A sheet with its addresses as they are from anywhere."""
    text = (ROOT / "static" / "css" / f"{sheet}.css").read_text(encoding="utf-8")
    folder = posixpath.dirname(f"css/{sheet}")

    def from_anywhere(found: re.Match[str]) -> str:
        return f'url("{static}{posixpath.normpath(posixpath.join(folder, found[1]))}")'

    return re.sub(r'url\("(\.[^"]+)"\)', from_anywhere, text)


def stripped(css: str) -> str:
    """Without comments and the blanks that mean nothing; texts in quotes stay as they are."""
    parts = re.split(r'("(?:[^"\\]|\\.)*")', re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return "".join(part if number % 2 else _tight(part) for number, part in enumerate(parts))


def _tight(css: str) -> str:
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    return re.sub(r": (?=[^{}]*[;}])", ":", css).replace(";}", "}")
