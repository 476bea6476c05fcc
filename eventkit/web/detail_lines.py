"""Details as people write them in one line: a book, an ingredient, a step, a stop."""

from __future__ import annotations

import re
from typing import Any

from . import amounts
from .forms import without_empty

LONGEST_READ = 2000
"""A longer line is no book and no ingredient; it is taken whole, for the domain to refuse."""
MINUTES_AT_END = re.compile(r"^(?P<text>.*\S)\s*\(\s*(?P<minutes>\d{1,4})\s*min(?:utes?|\.)?\s*\)\s*$", re.IGNORECASE)
TITLE_BY_AUTHOR = re.compile(r"^(?P<title>.+\S)\s+by\s+(?P<author>\S.*)$", re.IGNORECASE)
TITLE_VON_AUTHOR = re.compile(r"\s(?:von|de)\s+(?=[^\W\d_])")
IN_QUOTES = re.compile(
    r"^[“”\"„«]\s?(?P<title>[^“”\"„«»]+?)\s?[“”\"»](?:\s+(?:by|von|de)\s+(?P<author>\S.*))?$", re.IGNORECASE
)
PAGES = re.compile(r"^(?P<pages>\d{1,6})\s*(?:p(?:ages?|\.)?|S(?:eiten|\.)?)?$", re.IGNORECASE)
LINK = re.compile(r"^https?://\S+$", re.IGNORECASE)
BETWEEN_ITEM_AND_AMOUNT = re.compile(r"(?<!\d),|,(?!\d)")
ONE_OF_SEVERAL = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))(?:,|$)')


def several(text: str) -> list[str]:
    """What stands between commas; what has a comma of its own is in quotes."""
    found = ONE_OF_SEVERAL.findall(" ".join(text.split())[:LONGEST_READ])
    return [each for quoted, plain in found if (each := quoted.replace('""', '"').strip() or plain.strip())]


def book(line: str) -> dict[str, Any]:
    """`Title by Author | 320 pages | https://…`; all but the title may be left out. What is in quotes is the title,
    whatever it holds."""
    first, *more = _parts(line)
    read = _title_and_author(first)
    for part in more:
        if pages := PAGES.match(part):
            read["pages"] = int(pages["pages"])
        else:
            read["link"] = part
    return read


def _title_and_author(said: str) -> dict[str, Any]:
    """“von” and “de” stand in titles and names, too: the last one before a name of two words or more is taken."""
    if len(said) > LONGEST_READ:
        return {"title": said}
    if found := IN_QUOTES.match(said) or TITLE_BY_AUTHOR.match(said):
        return without_empty(found.groupdict())
    pairs = [(said[: at.start()].strip(), said[at.end() :].strip()) for at in TITLE_VON_AUTHOR.finditer(said)]
    pairs = [(title, author) for title, author in pairs if title and author[:1].isupper()]
    if not pairs:
        return {"title": said}
    title, author = next((pair for pair in reversed(pairs) if " " in pair[1]), pairs[-1])
    return {"title": title, "author": author}


def stop(line: str) -> dict[str, Any]:
    """`The Night Watch | look at the light | https://…`"""
    first, *more = _parts(line)
    read = {"title": first}
    for part in more:
        name = "link" if LINK.match(part) else "note"
        read[name] = f"{read[name]} | {part}" if name in read else part
    return read


def ingredient(line: str) -> dict[str, Any]:
    """`flour, 200 g` or `200 g flour`; after a bar what does in its place: `butter, 50 g | margarine, oil`."""
    said, *more = _parts(line)
    substitutes = several(", ".join(more))
    if len(said) > LONGEST_READ:
        return without_empty({"item": said, "substitutes": substitutes})
    *before, last = BETWEEN_ITEM_AND_AMOUNT.split(said)
    item, behind = said[: len(said) - len(last) - 1].strip() if before else "", last.strip()
    amount, rest = amounts.split(said)
    if item and behind and (amounts.BEGINS_WITH_FIGURE.match(behind) or not amount):
        return without_empty({"item": item, "amount": behind, "substitutes": substitutes})
    return without_empty({"item": rest.strip(", ") or said, "amount": amount, "substitutes": substitutes})


def step(line: str) -> dict[str, Any]:
    """`Boil the pasta (10 min)`."""
    found = MINUTES_AT_END.match(line) if len(line) <= LONGEST_READ else None
    return {"text": found["text"], "minutes": int(found["minutes"])} if found else {"text": line}


def _parts(line: str) -> list[str]:
    """The parts between bars; a line is never empty."""
    return [part.strip() for part in line.split("|") if part.strip()] or [line]
