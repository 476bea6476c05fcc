"""Colours in OKLCH, as the themes say them, for what does not speak CSS: mails and pictures."""

from __future__ import annotations

import math
from typing import Annotated

from pydantic import Field

Lightness = Annotated[float, Field(ge=0, le=1)]
Chroma = Annotated[float, Field(ge=0, le=0.4)]
Hue = Annotated[float, Field(ge=0, le=360)]
Oklch = tuple[Lightness, Chroma, Hue]


def as_css(colour: Oklch) -> str:
    return "oklch({:g} {:g} {:g})".format(*colour)


def as_hex(colour: Oklch) -> str:
    """In sRGB, `#rrggbb`. What a screen cannot show is clipped, as browsers do."""
    return "#" + "".join(f"{round(255 * _encoded(part)):02x}" for part in linear_rgb(colour))


def linear_rgb(colour: Oklch) -> tuple[float, float, float]:
    """The linear parts of sRGB, from 0 to 1 (CSS Color 4, section 18)."""
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _clipped(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _clipped(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _clipped(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def _clipped(part: float) -> float:
    return min(1.0, max(0.0, part))


def _encoded(part: float) -> float:
    """With the gamma of sRGB."""
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
