"""The shells of the live pages; what happens in them comes over the socket."""

from __future__ import annotations

from flask import render_template

from ...domain.activities import themes
from ...domain.records import occurrences
from ...signed_in import remember_device
from ...words import script_messages
from ..context import edge, sees_link, viewing
from ..dates import Dated
from ..qr import qr_svg

blueprint = Dated("room", __name__)


@blueprint.get("/room")
def room(code: str) -> str:
    remember_device()
    return _shell("room/room.html", code)


@blueprint.get("/stage")
def stage(code: str) -> str:
    return _shell("room/stage.html", code)


def _shell(template: str, code: str) -> str:
    with viewing(code) as (database, room):
        event = occurrences.of(room)
        join_url = edge().links.join(event.code)
        return render_template(
            template,
            event=event,
            on=event.on if room.event.repeat else None,
            theme=themes.get(event.theme),
            video_url=event.video_url if sees_link(database, room) else None,
            join_url=join_url,
            qr_svg=qr_svg(join_url),
            messages=script_messages(),
        )
