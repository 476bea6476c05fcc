"""Lines that are pasted into a list of rows. The page and the console have them read here, so that there is one way to
write a step.

What a line is made of may stand between bars, in the order of the columns. Each sort of row also knows how people write
it on paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ...domain.basics.timers import LONGEST_S
from .. import detail_lines, pasted
from ..detail_lines import LINK, LONGEST_READ
from .settings import LONGEST_LINE, Setting

UNITS_S = {"h": 3600, "m": 60, "s": 1}
UNIT = r"(?:h|hrs?|hours?|mins?|minutes?|s|secs?|seconds?)(?![^\W\d_])\.?"
TIME = rf"\d{{1,5}}(?:[.,]\d{{1,3}})?\s?{UNIT}"
TIMES = rf"{TIME}(?: (?:and )?{TIME}){{0,2}}"
TIME_AT_END = re.compile(
    rf"^(?P<words>.*?[^\s,;:(–—-])(?:\s?[,;:(]\s?|\s[–—-]\s|\s)(?P<time>{TIMES})\)?$", re.IGNORECASE
)
ONLY_TIME = re.compile(TIMES, re.IGNORECASE)
ONE_TIME = re.compile(r"(\d+(?:[.,]\d+)?)\s?([hms])", re.IGNORECASE)
FIGURE = re.compile(r"\d{1,5}(?:\.\d{1,3})?")
POSITION = re.compile(r"^(?P<at>\d{1,4}(?::\d{2}){0,2})(?:[.)]|\s*\|)?\s+(?P<text>.+)$")
SLASH = re.compile(r"\s*\|\s*|\s+/\s+")


def entries_in(setting: Setting, text: str) -> list[dict[str, Any]]:
    """The objects that pasted lines stand for, as far as the form shows them; or Invalid."""
    read = READERS.get(setting.reads)
    names = [column.name for column in setting.columns]
    found = (_read(setting, line, read) for line in pasted.lines_in(text, setting.name))
    return [{name: entry[name] for name in names if entry.get(name) not in (None, "", [])} for entry in found]


def _read(setting: Setting, line: str, read: Callable[[str], dict[str, Any]] | None) -> dict[str, Any]:
    names = [column.name for column in setting.columns]
    if len(line) > LONGEST_READ:  # no such line is right; it is taken whole, for the domain to refuse
        return {names[0]: line}
    return read(line) if read else dict(zip(names, _parts(line), strict=False))


def step(line: str) -> dict[str, Any]:
    """`Boil the water, 3 min`, or `Boil | Salt the water | https://… | 3 min`."""
    found = TIME_AT_END.match(line)
    entry = _lasting(found["time"]) if found and "|" not in line else {}
    words = found["words"] if found and entry else line
    for part in _parts(words):
        if LINK.match(part):
            entry["link"] = part
        elif ONLY_TIME.fullmatch(part):
            entry |= _lasting(part)
        elif FIGURE.fullmatch(part):
            entry |= _lasting(f"{part} min")
        elif "title" in entry or len(part) > LONGEST_LINE:
            entry["text"] = f"{entry['text']} | {part}" if "text" in entry else part
        else:
            entry["title"] = part
    return entry if entry.keys() & {"title", "text"} else {"title": line}


def pair(line: str) -> dict[str, Any]:
    """`tea / coffee`; a slash within a word parts only where there is none between spaces."""
    sides = SLASH.split(line, maxsplit=1)
    if len(sides) < 2:
        sides = line.split("/", 1)
    return dict(zip(("left", "right"), (side.strip() for side in sides), strict=False))


def topic(line: str) -> dict[str, Any]:
    """`12 What would you have done?`, or `12:30 …`: the minute first."""
    found = POSITION.match(line)
    if not found:
        return {"text": line}
    figures = [int(figure) for figure in found["at"].split(":")]
    seconds = figures[0] * 60 if len(figures) == 1 else _seconds(figures)
    return {"minute": _plain(seconds / 60), "text": found["text"]}


READERS: dict[str, Callable[[str], dict[str, Any]]] = {
    "ingredient": detail_lines.ingredient,
    "step": step,
    "pair": pair,
    "topic": topic,
}
"""By what a list says it `reads`; a list that says nothing has its columns between bars."""


def _lasting(time: str) -> dict[str, Any]:
    parts = (float(figure.replace(",", ".")) * UNITS_S[unit.lower()] for figure, unit in ONE_TIME.findall(time))
    seconds = round(sum(parts))
    if not 0 < seconds <= LONGEST_S:
        return {}
    return {"seconds": seconds} if seconds % 60 else {"minutes": seconds // 60}


def _seconds(figures: list[int]) -> int:
    total = 0
    for figure in figures:
        total = total * 60 + figure
    return total


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.split("|")]
