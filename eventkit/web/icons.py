"""Icons drawn into the page, from the set installed at set-up."""

from __future__ import annotations

from functools import cache

from flask import Flask
from markupsafe import Markup

from ..config import ROOT

ICONS = ROOT / "static" / "lib" / "icons"


def init(app: Flask) -> None:
    app.jinja_env.globals["icon"] = icon


@cache
def icon(name: str) -> Markup:
    """Decorative: whoever uses one gives the control a name. One that is not installed leaves its place empty."""
    path = ICONS / f"{name}.svg"
    if not path.exists():
        raise LookupError(f"there is no icon {name}: look at the names of lucide-static, or run `make libs`")
    svg = path.read_text(encoding="utf-8")
    start = svg.index("<svg")
    return Markup(svg[start:].replace("<svg", '<svg aria-hidden="true" focusable="false"', 1))  # noqa: S704
