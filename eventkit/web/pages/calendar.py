"""An event as a file for the guest's own calendar, in the event's language, as its mails are and feeds."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, current_app, g

from ...calendar.event_file import calendar_file, date_file
from ...domain.records import occurrences
from ...words import speaking
from ..context import edge, sees_link, viewing

blueprint = Blueprint("calendar", __name__)


@blueprint.get("/e/<code>.ics")
def event_file(code: str) -> Response:
    """All of it."""
    with viewing(code) as (database, room):
        made = [each.room for each in occurrences.with_rooms(database, room.event) if each.room]
        has_video = sees_link(database, room)
        with speaking(current_app, room.event.language):
            content = calendar_file(room.event, made, edge().links, has_video=has_video)
        return _file(content, room.event.code)


@blueprint.get("/e/<code>/on/<date:on>.ics")
def date_of_event(code: str, on: date) -> Response:
    """One date of a series."""
    g.on = on
    with viewing(code) as (database, room):
        has_video = sees_link(database, room)
        with speaking(current_app, room.event.language):
            content = date_file(occurrences.of(room), edge().links, has_video=has_video)
        return _file(content, f"{room.event.code}-{on}")


def _file(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return Response(content, content_type="text/calendar; charset=utf-8; method=PUBLISH", headers=headers)
