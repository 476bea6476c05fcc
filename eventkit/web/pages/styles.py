"""The colours of the themes, from their files."""

from __future__ import annotations

from flask import Blueprint, Response

from ...domain.colours import as_css
from ...domain.themes import Theme, all_themes

blueprint = Blueprint("styles", __name__)


@blueprint.get("/themes.css")
def themes() -> Response:
    """A few values a theme; the style sheets make every colour from them."""
    return Response(
        "@layer tokens {\n" + "\n".join(map(rule_of, all_themes().values())) + "\n}\n",
        mimetype="text/css",
        headers={"Cache-Control": "max-age=3600"},
    )


def rule_of(theme: Theme) -> str:
    palette = theme.palette
    tokens = {
        "hue": f"{palette.hue:g}",
        "chroma": f"{palette.chroma:g}",
        "paper": f"{palette.paper:g}",
        "ground": as_css(palette.ground),
        "spark": as_css(palette.spark),
    }
    return f'[data-theme="{theme.slug}"] {{ ' + " ".join(f"--{name}: {value};" for name, value in tokens.items()) + " }"
