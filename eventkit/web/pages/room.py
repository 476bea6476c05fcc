"""The shells of the live pages; what happens in them comes over the socket."""

from __future__ import annotations

from flask import Blueprint, render_template

from ...domain import themes
from ...signed_in import remember_device
from ...words import script_messages
from ..context import address, edge, rates, sees_link
from ..qr import qr_svg

blueprint = Blueprint("room", __name__, url_prefix="/e/<code>")


@blueprint.get("/room")
def room(code: str) -> str:
    remember_device()
    return _shell("room/room.html", code)


@blueprint.get("/stage")
def stage(code: str) -> str:
    return _shell("room/stage.html", code)


def _shell(template: str, code: str) -> str:
    with rates().guessing(address()), edge().viewing(code) as (database, room):
        event = room.event
        join_url = edge().links.join(event.code)
        return render_template(
            template,
            event=event,
            theme=themes.get(event.theme),
            video_url=event.video_url if sees_link(database, room) else None,
            join_url=join_url,
            qr_svg=qr_svg(join_url),
            messages=script_messages(),
        )
