"""Pictures of an event: taken in from its host, handed out to whoever was given the address."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from ...domain.activities import pictures
from ...signed_in import caller
from ..context import address, edge, rates
from ..uploads import keep_picture

blueprint = Blueprint("pictures", __name__)

A_YEAR_S = 365 * 24 * 3600


@blueprint.post("/e/<code>/pictures")
def upload(code: str) -> tuple[Response, int]:
    """From the console: the picture is the body."""
    return jsonify(keep_picture(code, caller())), 201


@blueprint.get("/pictures/<name>")
def show(name: str) -> Response:
    with rates().guessing(address()), edge().store.reading() as session:
        picture = pictures.find(session, name)
        content, media_type = picture.content, picture.media_type
    response = Response(content, mimetype=media_type)
    response.cache_control.private = True
    response.cache_control.max_age = A_YEAR_S
    response.cache_control.immutable = True
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
