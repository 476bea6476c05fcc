"""Files people send, for pages and API alike."""

from __future__ import annotations

import codecs
from contextlib import suppress

from flask import request
from werkzeug.datastructures import FileStorage

from ..domain.activities import pictures
from ..domain.room.attendance import muted_refusal
from ..edge import Caller, viewer_of
from .context import acting_in, count, viewing
from .images import MEDIA_TYPE, prepared


def text_of(file: FileStorage) -> str:
    """A text file as programs write them: UTF-8, UTF-16 with its mark, or else as Windows did."""
    content = file.read()
    for start, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (b"", "utf-8-sig")):
        if content.startswith(start):
            with suppress(UnicodeDecodeError):
                return content.decode(encoding)
    return content.decode("cp1252", "replace")


def keep_picture(code: str, caller: Caller) -> dict[str, str]:
    """Check the picture that the host or a guest sent and keep it; its address is the only way to it, and only those in
    the room are told it."""
    count("upload")
    with viewing(code) as (session, room):
        viewer_of(session, room, caller)
    content = prepared(request.get_data())
    with acting_in(code) as (session, room):
        sender = viewer_of(session, room, caller)
        if sender.is_muted:
            raise muted_refusal()
        kept = pictures.keep(session, room.event, content, MEDIA_TYPE, guest_id=sender.id)
        return {"url": f"/pictures/{kept.name}"}
