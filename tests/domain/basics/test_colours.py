"""Colours of the themes in the form that mails and pictures know."""

from __future__ import annotations

import pytest

from eventkit.domain.basics.colours import Oklch, as_css, as_hex
from eventkit.domain.basics.theme import Palette


@pytest.mark.parametrize(
    ("colour", "written"),
    [
        ((0, 0, 0), "#000000"),
        ((1, 0, 0), "#ffffff"),
        ((0.627955, 0.257683, 29.2339), "#ff0000"),
        ((0.86644, 0.294827, 142.4953), "#00ff00"),
        ((0.452014, 0.313214, 264.052), "#0000ff"),
        ((0.59987, 0, 0), "#808080"),
        ((0.46, 0.09, 155), "#266741"),
    ],
)
def test_a_colour_is_what_css_says_it_is(colour: Oklch, written: str) -> None:
    assert as_hex(colour) == written


def test_what_no_screen_shows_is_clipped() -> None:
    assert as_hex((0.7, 0.4, 145)) == "#00d200"
    assert as_css((0.7, 0.4, 145)) == "oklch(0.7 0.4 145)"


def test_a_theme_that_says_no_more_than_hue_and_chroma_has_a_ground_of_its_colour() -> None:
    palette = Palette(hue=300, chroma=0.1)
    assert (palette.paper, palette.ground, palette.spark) == (90, (0.34, 0.05, 300), (0.84, 0.11, 82))
