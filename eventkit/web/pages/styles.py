"""The colours of the themes, from their files."""

from __future__ import annotations

from flask import Blueprint, Response

from ...domain.themes import all_themes

blueprint = Blueprint("styles", __name__)


@blueprint.get("/themes.css")
def themes() -> Response:
    """Two numbers a theme; the style sheets make every colour from them."""
    rules = (
        f'[data-theme="{theme.slug}"] {{ --hue: {theme.palette.hue:g}; --chroma: {theme.palette.chroma:g}; }}'
        for theme in all_themes().values()
    )
    return Response(
        "@layer tokens {\n" + "\n".join(rules) + "\n}\n",
        mimetype="text/css",
        headers={"Cache-Control": "max-age=3600"},
    )
