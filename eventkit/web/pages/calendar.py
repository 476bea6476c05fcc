"""An event as a file for the guest's own calendar."""

from __future__ import annotations

from flask import Blueprint, Response

from ...calendar.event_file import calendar_file
from ..context import address, edge, rates, sees_link

blueprint = Blueprint("calendar", __name__)


@blueprint.get("/e/<code>.ics")
def event_file(code: str) -> Response:
    with rates().guessing(address()), edge().viewing(code) as (database, room):
        content = calendar_file(room.event, edge().links, has_video=sees_link(database, room))
        headers = {"Content-Disposition": f'attachment; filename="{room.event.code}.ics"'}
    return Response(content, content_type="text/calendar; charset=utf-8; method=PUBLISH", headers=headers)
