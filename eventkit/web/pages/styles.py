"""The colours of the themes, from their files."""

from __future__ import annotations

from flask import Blueprint, Response

from ...domain.themes import all_themes
from ..stylesheets import rule_of

blueprint = Blueprint("styles", __name__)


@blueprint.get("/themes.css")
def themes() -> Response:
    return Response(
        "@layer tokens {\n" + "\n".join(map(rule_of, all_themes().values())) + "\n}\n",
        mimetype="text/css",
        headers={"Cache-Control": "max-age=3600"},
    )
