"""The picture that goes with a link: the front of the invitation, as messengers and social pages show it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

import resvg_py
from flask import current_app
from flask_babel import format_date, format_time
from flask_babel import gettext as _
from PIL import Image, ImageDraw

from ..config import ROOT
from ..domain.activities import themes
from ..domain.basics import times
from ..domain.basics.colours import Oklch, as_hex
from ..domain.records.occurrence import Occurrence
from ..words import speaking
from .lettering import BLANK, Case, Line, Type
from .threads import aside

SIZE = (1200, 630)
KEPT = 64
MARGIN = 72
COLUMN = 604
DRAWING = (464, 348)
TITLE_SIZES = (92, 84, 76, 68, 60, 52, 46)
MOST_LINES = 4
TITLE_HEIGHT = 300


@dataclass(frozen=True)
class Preview:
    """What is told of an event, in its own language, and in which colours."""

    theme: str
    ground: Oklch
    spark: Oklch
    ink: Oklch
    kind: str
    title: str
    day: str
    hour: str
    host: str
    cancelled: str
    """Empty where the event takes place."""

    @property
    def description(self) -> str:
        return " · ".join(filter(None, [self.cancelled, self.kind, f"{self.day}, {self.hour}", self.host]))


def preview_of(event: Occurrence) -> Preview:
    theme = themes.get(event.theme, event.language)
    palette = theme.palette
    with speaking(current_app, event.language):
        hour = format_time(event.starts_at, "short", rebase=False)
        return Preview(
            theme=theme.slug,
            ground=palette.ground,
            spark=palette.spark,
            ink=(0.98, 0.012, palette.paper),
            kind=theme.name,
            title=event.title,
            day=format_date(event.starts_at, "full", rebase=False),
            hour=f"{hour} {_('in %(place)s', place=times.place(event.timezone))}",
            host=_("%(name)s invites you.", name=event.host.name),
            cancelled=_("Cancelled") if event.is_cancelled else "",
        )


@lru_cache(KEPT)
def drawn(preview: Preview) -> bytes:
    """As PNG; kept for the next who ask."""
    return aside(_drawn, preview)


def _drawn(preview: Preview) -> bytes:
    ink, spark = as_hex(preview.ink), as_hex(preview.spark)
    image = Image.new("RGB", SIZE, as_hex(preview.ground))
    drawing = _drawing(preview.theme)
    image.paste(drawing, (SIZE[0] - MARGIN // 2 - DRAWING[0], (SIZE[1] - DRAWING[1]) // 2), drawing)
    pen, case = ImageDraw.Draw(image), Case()

    kind = Type(34)
    end = kind.write(pen, (MARGIN, MARGIN), kind.cut(case.spelt(preview.kind), COLUMN), spark)
    if preview.cancelled:
        _badge(pen, (end + 24, MARGIN), kind, case.spelt(preview.cancelled), ground=ink, ink=as_hex(preview.ground))

    title = case.spelt(preview.title)
    is_readable = any(letter.text[0].isalnum() for letter in title)
    type, lines = _set(title if is_readable else case.spelt(preview.kind))
    for number, line in enumerate(lines):
        type.write(pen, (MARGIN, MARGIN + kind.height + 12 + number * type.height), line, ink)

    y = SIZE[1] - MARGIN
    for words, small, above in ((preview.host, Type(28), 10), (preview.hour, Type(36), 0), (preview.day, Type(36), 0)):
        y -= small.height
        small.write(pen, (MARGIN, y), small.cut(case.spelt(words), COLUMN), ink)
        y -= above
    out = io.BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _drawing(slug: str) -> Image.Image:
    svg = (ROOT / "static" / "img" / "themes" / f"{slug}.svg").read_text(encoding="utf-8")
    png = resvg_py.svg_to_bytes(svg_string=svg, width=DRAWING[0], height=DRAWING[1], skip_system_fonts=True)
    return Image.open(io.BytesIO(png)).convert("RGBA")


def _badge(pen: ImageDraw.ImageDraw, at: tuple[int, int], type: Type, line: Line, *, ground: str, ink: str) -> None:
    x, y = at
    box = (x, y - 2, x + type.width(line) + 36, y + type.height + 4)
    pen.rounded_rectangle(box, radius=type.height // 2, fill=ground)
    type.write(pen, (x + 18, y), line, ink)


def _set(title: Line) -> tuple[Type, list[Line]]:
    """The title as large as it can stand, in its lines; at the smallest size what is too much is cut off."""
    for size in TITLE_SIZES:
        type = Type(size)
        lines = type.broken(title, COLUMN)
        most = min(MOST_LINES, TITLE_HEIGHT // type.height)
        if len(lines) <= most and type.holds(title, COLUMN):
            return type, lines
    if len(lines) > most:
        rest = [letter for line in lines[most - 1 :] for letter in [*line, BLANK]]
        lines = [*lines[: most - 1], type.cut(rest, COLUMN)]
    return type, lines
