"""Pictures people upload: looked at, made smaller, and stripped of everything but what is to be seen."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from ..domain.basics.errors import N_, Invalid, invalid
from .threads import aside

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MOST_BYTES = 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
MEDIA_TYPE = "image/webp"


def prepared(data: bytes) -> bytes:
    """The picture as WebP, upright, at most 1,600 pixels long, without metadata."""
    found = aside(_prepared, data)
    if isinstance(found, Invalid):
        raise found
    return found


def _prepared(data: bytes) -> bytes | Invalid:
    if len(data) > MOST_BYTES:
        return invalid("picture", N_("This picture is too large: at most one megabyte."))
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:  # known from the header, before anything is unpacked
                return invalid("picture", N_("This picture has too many pixels."))
            upright = ImageOps.exif_transpose(image).convert("RGBA" if _is_see_through(image) else "RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            out = io.BytesIO()
            upright.save(out, "WEBP", quality=82)
            return out.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return invalid("picture", N_("This is no picture we can read. Use PNG, JPEG, WebP or GIF."))


def _is_see_through(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
