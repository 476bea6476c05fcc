"""An event as a file for the guest's own calendar."""

from __future__ import annotations

from flask import Blueprint, Response

from ...calendar.event_file import calendar_file
from ...domain.rooms import Room
from ..context import address, edge, rates

blueprint = Blueprint("calendar", __name__)


@blueprint.get("/e/<code>.ics")
def event_file(code: str) -> Response:
    with rates().guessing(address()), edge().viewing(code) as (_database, room):
        return _file(room)


def _file(room: Room) -> Response:
    name = f"{room.event.code}.ics"
    return Response(
        calendar_file(room.event, edge().links),
        content_type="text/calendar; charset=utf-8; method=PUBLISH",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
