"""Files people send, for pages and API alike."""

from __future__ import annotations

from flask import request

from ..domain import pictures
from ..domain.attendance import muted_refusal
from ..edge import Caller, viewer_of
from .context import address, count, edge, rates
from .images import MEDIA_TYPE, prepared


def keep_picture(code: str, caller: Caller) -> dict[str, str]:
    """Check the picture that the host or a guest sent and keep it; its address is the only way to it, and only those in
    the room are told it."""
    count("upload")
    with rates().guessing(address()), edge().viewing(code) as (session, room):
        viewer_of(session, room, caller)
    content = prepared(request.get_data())
    with edge().acting_in(code) as (session, room):
        sender = viewer_of(session, room, caller)
        if sender.is_muted:
            raise muted_refusal()
        kept = pictures.keep(session, room.event, content, MEDIA_TYPE, guest_id=sender.id)
        return {"url": f"/pictures/{kept.name}"}
