"""A theme's colour by the name that calendars know it by (RFC 7986 section 5.9 takes only names of CSS)."""

from __future__ import annotations

import math
from functools import cache

from PIL import ImageColor

from ..domain.basics.colours import Oklch, linear_rgb
from ..domain.basics.theme import Palette

LIGHTNESS = 0.6
"""Of a stripe beside an entry that is to be seen on white and on black."""
GREYS = ("gray", "grey", "black", "white", "silver", "gainsboro", "smoke", "snow")


def nearest_name(palette: Palette) -> str:
    wanted = linear_rgb((LIGHTNESS, max(palette.chroma, 0.1), palette.hue))
    return min(_named(), key=lambda name: (math.dist(_lab(_named()[name]), _lab(wanted)), name))


@cache
def _named() -> dict[str, tuple[float, float, float]]:
    """The colours of CSS in linear sRGB, without the greys, which would say nothing of a theme."""
    return {
        name: _linear(ImageColor.getrgb(name)[:3])
        for name in ImageColor.colormap
        if not any(grey in name for grey in GREYS)
    }


def _linear(rgb: tuple[int, ...]) -> tuple[float, float, float]:
    red, green, blue = (
        part / 255 / 12.92 if part <= 0.04045 * 255 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in rgb
    )
    return red, green, blue


def _lab(rgb: tuple[float, float, float]) -> Oklch:
    """In OKLab, where distances are as people see them."""
    red, green, blue = rgb
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
