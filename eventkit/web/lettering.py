"""Letters for pictures, out of several fonts: which one has a letter, where a line breaks, how wide it is.

What is made here is for one picture in one thread: FreeType's fonts are not to be shared.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from PIL import ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from ..config import ROOT

FONTS = (
    "fraunces-latin", "fraunces-latin-ext", "fraunces-vietnamese", "noto-serif-cyrillic", "noto-serif-cyrillic-ext",
    "noto-serif-greek", "noto-serif-greek-ext",
)  # fmt: skip
"""In the order in which they are asked for a letter."""
NOWHERE = "\U0010ffff"
"""A character that no font has: its picture is that of everything that is missing."""
MOST_MARKS = 2
"""Accents a letter may carry, so that no tower of them grows out of its line."""
LEADING = 1.14


class Letter(NamedTuple):
    """A character with its accents, and the place in FONTS of the font that has it."""

    text: str
    font: int


Line = list[Letter]
BLANK, DOTS = Letter(" ", 0), Letter("…", 0)


class Case:
    """Knows which letters there are."""

    def __init__(self) -> None:
        self._fonts = list(_fonts(16))
        self._missing = [_picture(font, NOWHERE) for font in self._fonts]
        self._known: dict[str, int | None] = {}

    def spelt(self, words: str) -> Line:
        """The letters that can be drawn; what no font has is left out, and with it the blanks around it."""
        line: Line = []
        marks = 0
        for char in unicodedata.normalize("NFC", " ".join(words.split())):
            is_mark = unicodedata.category(char).startswith("M")
            marks = marks + 1 if is_mark else 0
            if is_mark:
                if line and line[-1] != BLANK and marks <= MOST_MARKS and self._has(line[-1].font, char):
                    line[-1] = Letter(line[-1].text + char, line[-1].font)
            elif char == " ":
                line += [BLANK] if line and line[-1] != BLANK else []
            elif (font := self._font_of(char)) is not None:
                line.append(Letter(char, font))
        return line[:-1] if line and line[-1] == BLANK else line

    def _font_of(self, char: str) -> int | None:
        if char not in self._known:
            is_shown = not unicodedata.category(char).startswith(("C", "Z"))
            having = (number for number in range(len(FONTS)) if self._has(number, char))
            self._known[char] = next(having, None) if is_shown else None
        return self._known[char]

    def _has(self, font: int, char: str) -> bool:
        return _picture(self._fonts[font], char) != self._missing[font]


class Type:
    """Letters of one size."""

    def __init__(self, size: int) -> None:
        self.height = round(size * LEADING)
        self._fonts = list(_fonts(size))
        self._baseline = self._fonts[0].getmetrics()[0]

    def width(self, line: Line) -> int:
        return round(sum(font.getlength(text) for text, font in self._runs(line)))

    def broken(self, line: Line, width: int) -> list[Line]:
        """In lines of at most this width, at blanks; a word that is too wide for any is broken anywhere."""
        lines: list[Line] = []
        for word in self._words(line, width):
            longer = [*lines[-1], BLANK, *word] if lines else word
            if lines and self.width(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def holds(self, line: Line, width: int) -> bool:
        """Whether each word of a line finds room in this width."""
        return all(self.width(word) <= width for word in _words(line))

    def cut(self, line: Line, width: int) -> Line:
        """As much as there is room for; where something is missing, with an ellipsis."""
        if self.width(line) <= width:
            return line
        while line and (self.width([*line, DOTS]) > width or not line[-1].text[0].isalnum()):
            line = line[:-1]
        return [*line, DOTS]

    def write(self, pen: ImageDraw.ImageDraw, at: tuple[int, int], line: Line, ink: str) -> int:
        """Write a line and say where it ends. Letters of all fonts stand on one base."""
        x, y = at
        for text, font in self._runs(line):
            pen.text((x, y + self._baseline), text, ink, font, anchor="ls")
            x += round(font.getlength(text))
        return x

    def _words(self, line: Line, width: int) -> Iterator[Line]:
        for word in _words(line):
            part: Line = []
            for letter in word:
                if part and self.width([*part, letter]) > width:
                    yield part
                    part = []
                part.append(letter)
            yield part

    def _runs(self, line: Line) -> Iterator[tuple[str, FreeTypeFont]]:
        """Neighbours of one font together, so that they are kerned."""
        for font, letters in groupby(line, key=lambda letter: letter.font):
            yield "".join(letter.text for letter in letters), self._fonts[font]


def _words(line: Line) -> Iterator[Line]:
    for is_blank, letters in groupby(line, key=lambda letter: letter == BLANK):
        if not is_blank:
            yield list(letters)


def _fonts(size: int) -> Iterator[FreeTypeFont]:
    for name in FONTS:
        yield ImageFont.truetype(ROOT / "static" / "lib" / f"{name}-600-normal.woff2", size)


def _picture(font: FreeTypeFont, char: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(char)
    return mask.size, bytes(mask)
