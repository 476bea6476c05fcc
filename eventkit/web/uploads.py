"""Files people send, for pages and API alike."""

from __future__ import annotations

from flask import request

from ..domain import pictures
from ..edge import Caller, require_host
from .context import address, edge, rates
from .images import MEDIA_TYPE, prepared


def keep_picture(code: str, caller: Caller) -> dict[str, str]:
    """Check the picture that was sent and keep it; its address is the only way to it."""
    with rates().guessing(address()), edge().viewing(code) as (session, room):
        require_host(session, room, caller)
    content = prepared(request.get_data())
    with edge().hosting(code, caller) as (session, room):
        return {"url": f"/pictures/{pictures.keep(session, room.event, content, MEDIA_TYPE).name}"}
