"""For `make messages`: the texts of a theme file that are shown to people."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any, BinaryIO


def extract(file: BinaryIO, keywords: Any, comments: Any, options: Any) -> Iterator[tuple[int, str, str, list[str]]]:
    """A Babel extractor: name, promise, hints, titles, options and cards, each with the line it stands on."""
    text = file.read().decode("utf-8")
    lines = text.splitlines()
    for message in dict.fromkeys(_texts(tomllib.loads(text))):
        line = next((number for number, each in enumerate(lines, 1) if message in each), 1)
        yield line, "_", message, []


def _texts(theme: dict[str, Any]) -> Iterator[str]:
    yield theme["name"]
    yield theme["promise"]
    yield theme.get("dress_code_hint", "")
    for cards in theme["decks"].values():
        yield from cards
    for planned in theme["run"]:
        yield planned["title"]
        yield from (option for option in planned.get("config", {}).get("options", ()) if isinstance(option, str))
