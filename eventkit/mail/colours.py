"""A theme's colours as mail programs read them: `#rrggbb`, in light and dark. They know no `oklch()` and no variables.

Each is made as static/css/tokens.css makes it: its lightness, a chroma of its own, its share of the theme's chroma, and
the hue of the theme or of its paper.
"""

from __future__ import annotations

from ..domain.basics.colours import as_hex
from ..domain.basics.theme import Palette

LIGHT = {
    "surface": (0.972, 0.013, 0.0, "paper"),
    "raised": (0.995, 0.004, 0.0, "paper"),
    "ink": (0.25, 0.028, 0.0, "hue"),
    "quiet": (0.46, 0.03, 0.0, "hue"),
    "line": (0.875, 0.02, 0.0, "paper"),
    "accent": (0.46, 0.0, 1.0, "hue"),
    "on_accent": (0.99, 0.008, 0.0, "paper"),
    "soft": (0.93, 0.0, 0.32, "hue"),
    "on_ground": (0.98, 0.012, 0.0, "paper"),
}
DARK = {
    **LIGHT,
    "surface": (0.19, 0.014, 0.0, "hue"),
    "raised": (0.235, 0.018, 0.0, "hue"),
    "ink": (0.945, 0.012, 0.0, "paper"),
    "quiet": (0.77, 0.02, 0.0, "paper"),
    "line": (0.34, 0.022, 0.0, "hue"),
    "accent": (0.82, 0.0, 0.75, "hue"),
    "on_accent": (0.2, 0.03, 0.0, "hue"),
    "soft": (0.31, 0.0, 0.4, "hue"),
}


def colours(palette: Palette) -> tuple[dict[str, str], dict[str, str]]:
    """In light and in dark, by name."""
    light, dark = (
        {
            name: as_hex((lightness, own + share * palette.chroma, getattr(palette, hue)))
            for name, (lightness, own, share, hue) in of.items()
        }
        for of in (LIGHT, DARK)
    )
    both = {"ground": as_hex(palette.ground), "spark": as_hex(palette.spark)}
    return {**light, **both}, {**dark, **both}
