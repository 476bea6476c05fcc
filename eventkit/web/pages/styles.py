"""The colours of the themes, from their files."""

from __future__ import annotations

from flask import Blueprint, Response, request

from ..stylesheets import of_themes, themes_version

blueprint = Blueprint("styles", __name__)

A_YEAR_S = 365 * 24 * 3600


@blueprint.get("/themes.css")
def themes() -> Response:
    """Under an address with its present version it is kept; under any other it is what is here now."""
    response = Response(of_themes(), mimetype="text/css")
    if request.args.get("v") == themes_version():
        response.cache_control.public = response.cache_control.immutable = True
        response.cache_control.max_age = A_YEAR_S
    else:
        response.cache_control.no_cache = True
    return response
