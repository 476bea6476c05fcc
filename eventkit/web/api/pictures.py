"""Pictures of an event."""

from __future__ import annotations

from typing import Any

from ...signed_in import bearer
from ..uploads import keep_picture
from .operations import operation
from .shapes.pictures import PictureKept


@operation(
    "POST",
    "/events/{code}/pictures",
    returns=PictureKept,
    status=201,
    who="guest",
    refusals=(401, 403, 404, 409, 413, 422),
)
def upload(code: str) -> Any:
    """Upload a picture, such as for a quiz or of what one wears.

    The body is the PNG, JPEG, WebP or GIF itself, of one megabyte at most. It is made smaller where it is large, and
    stripped of everything but what is to be seen. The host may upload, and the guests of the room.
    """
    return keep_picture(code, bearer())
