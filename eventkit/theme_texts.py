"""For `make messages`: the texts of a theme file that are shown to people."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any, BinaryIO

from .domain.basics.theme import Theme


def extract(file: BinaryIO, keywords: Any, comments: Any, options: Any) -> Iterator[tuple[int, str, str, list[str]]]:
    """A Babel extractor: every text that a theme says, with the line it stands on."""
    text = file.read().decode("utf-8")
    lines = text.splitlines()
    said: dict[str, str] = {}
    Theme(slug="theme", **tomllib.loads(text)).said(lambda message: said.setdefault(message, message))
    for message in said:
        line = next((number for number, each in enumerate(lines, 1) if message in each), 1)
        yield line, "_", message, []
