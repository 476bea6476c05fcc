"""The picture that goes with an event's link."""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from ...domain.records import occurrences
from ..context import viewing
from ..previews import drawn, preview_of

blueprint = Blueprint("previews", __name__)


@blueprint.get("/e/<code>/preview.png")
def preview(code: str) -> AnyResponse:
    with viewing(code) as (_database, room):
        shown = preview_of(occurrences.of(room))
    response = Response(drawn(shown), mimetype="image/png")
    response.cache_control.public = True
    response.cache_control.max_age = 3600
    response.add_etag()
    return response.make_conditional(request)
