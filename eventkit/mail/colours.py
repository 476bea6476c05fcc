"""A theme's colours as mail programs read them: `#rrggbb`, in light and dark. They know no `oklch()` and no variables.

Each colour is its lightness, its own chroma, and its share of the theme's, as in static/css/tokens.css.
"""

from __future__ import annotations

import math

from ..domain.themes import Palette

LIGHT = {
    "surface": (0.972, 0.013, 0.0),
    "raised": (0.995, 0.004, 0.0),
    "ink": (0.25, 0.028, 0.0),
    "quiet": (0.46, 0.03, 0.0),
    "line": (0.875, 0.02, 0.0),
    "accent": (0.46, 0.0, 1.0),
    "on_accent": (0.99, 0.008, 0.0),
    "soft": (0.93, 0.0, 0.32),
    "ground": (0.34, 0.0, 0.5),
    "on_ground": (0.98, 0.012, 0.0),
}
DARK = {
    **LIGHT,
    "surface": (0.19, 0.014, 0.0),
    "raised": (0.235, 0.018, 0.0),
    "ink": (0.945, 0.012, 0.0),
    "quiet": (0.77, 0.02, 0.0),
    "line": (0.34, 0.022, 0.0),
    "accent": (0.82, 0.0, 0.75),
    "on_accent": (0.2, 0.03, 0.0),
    "soft": (0.31, 0.0, 0.4),
}


def colours(palette: Palette) -> tuple[dict[str, str], dict[str, str]]:
    """In light and in dark, by name."""
    light, dark = (
        {
            name: as_hex(lightness, own + share * palette.chroma, palette.hue)
            for name, (lightness, own, share) in of.items()
        }
        for of in (LIGHT, DARK)
    )
    return light, dark


def as_hex(lightness: float, chroma: float, hue: float) -> str:
    """An OKLCH colour in sRGB, clipped to what a screen can show (CSS Color 4, section 18)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    parts = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _with_gamma(min(1.0, max(0.0, part)))):02x}" for part in parts)


def _with_gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
