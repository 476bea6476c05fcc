"""Addresses as people paste them: one a line or side by side, out of a mail program, or as a table with a head.

Nothing is judged here: whatever stands where an address is expected is handed on, for a refusal that shows it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import validate_email
from pydantic_core import PydanticCustomError

from .errors import N_, Invalid, invalid
from .text import clean, clean_line

MOST = 1000
LONGEST = 500
"""A name with its address; what is longer is neither."""
SEPARATORS = ",;\t"
AROUND = " \t\"'()[]<>,;:"
BRACKETED = re.compile(r"([^<>]*)<([^<>]*)>")
LONGEST_HEAD = 60
EMAIL_HEAD = re.compile(r"e-?mail|^mail|correo|courriel", re.IGNORECASE)
NOT_THE_ADDRESS = re.compile(r"label|type|typ$|etikett|etiqueta", re.IGNORECASE)
NAME_HEAD = re.compile(r"^(full |display )?name$|^(vollständiger name|anzeigename|nombre completo)$", re.IGNORECASE)
PARTS_OF_A_NAME = (
    re.compile(r"^(first|given|fore)[ -]?name$|^vorname$|^nombre$", re.IGNORECASE),
    re.compile(r"^(last|family)[ -]?name$|^surname$|^(nachname|familienname|apellidos?)$", re.IGNORECASE),
)


@dataclass(frozen=True)
class Person:
    """Somebody who can be written to."""

    name: str
    email: str


@dataclass(frozen=True)
class Written:
    """`text` is how it stood there; `email` is what may be an address, `name` whose."""

    text: str
    name: str
    email: str


def read(text: str) -> list[Written]:
    """Everything that was pasted, in its order."""
    lines = [line for line in clean(text).splitlines() if line.strip()]
    if max(len(lines), text.count("@")) > 2 * MOST:
        raise _too_many()
    found = list(_rows(lines))
    if not found:
        found = [each for line in lines for each in _in_line(line)]
    if len(found) > MOST:
        raise _too_many()
    return found


def checked(email: str) -> str | None:
    """The address as it is kept, its domain in small letters; None for what is none."""
    try:
        found = validate_email(email)[1]
    except (PydanticCustomError, ValueError):
        return None
    return found if len(found) <= 254 else None


def key(email: str) -> str:
    """By which two ways to write an address are the same."""
    return (checked(email) or email.strip()).lower()


def _too_many() -> Invalid:
    return invalid("emails", N_("That is more than %(most)s addresses. Paste fewer at once."), most=MOST)


def _in_line(line: str) -> list[Written]:
    parts = [part for part in _parts(line) if part.strip(AROUND)]
    with_address = [part for part in parts if "@" in part]
    if not with_address:
        return [Written(line.strip(), "", line.strip())]
    if len(with_address) == 1:
        alone, *more = _in_part(with_address[0])
        others = [part for part in parts if "@" not in part]
        if others and not alone.name and not more:
            words = [clean_line(part).strip(AROUND) for part in others if re.fullmatch(r"[^\d]+", part)]
            return [Written(line.strip(), " ".join(words), alone.email)]
    found: list[Written] = []
    before = ""
    for part in parts:
        if "@" not in part:
            if before:
                found.append(Written(before, "", before))
            before = part.strip()
            continue
        here = _in_part(part)
        if before and here[0].name and "<" in part:  # "Doe, Ann <ann@x.org>"
            first = here[0]
            here[0] = Written(f"{before}, {first.text}", f"{first.name} {before}", first.email)
        elif before:
            found.append(Written(before, "", before))
        before = ""
        found += here
    return [*found, Written(before, "", before)] if before else found


def _parts(line: str) -> Iterator[str]:
    """Between separators; those inside quotes and brackets are none."""
    has_quotes = line.count('"') % 2 == 0
    quoted, depth, part = False, 0, ""
    for c in line:
        if c == '"' and has_quotes:
            quoted = not quoted
        elif not quoted and c in "<>":
            depth = 1 if c == "<" else 0
        if c in SEPARATORS and not quoted and not depth:
            yield part
            part = ""
        else:
            part += c
    yield part


def _in_part(part: str) -> list[Written]:
    """What stands between two separators: mostly one address, with a name or without."""
    if len(part) > LONGEST:
        return [Written(clean_line(part[:LONGEST]), "", part[:LONGEST])]
    bracketed = [(name, email) for name, email in BRACKETED.findall(part) if "@" in email]
    if bracketed:
        if len(bracketed) == 1:
            return [_written(part, *bracketed[0])]
        return [_written(f"{name.strip()} <{email}>", name, email) for name, email in bracketed]
    words = part.split()
    addresses = [word for word in words if "@" in word]
    if len(addresses) == len(words):
        return [_written(word, "", word) for word in words]
    if len(addresses) == 1:
        return [_written(part, " ".join(word for word in words if word not in addresses), addresses[0])]
    return [_written(part, "", part)]


def _written(text: str, name: str, email: str) -> Written:
    email = email.strip(AROUND).rstrip(".")
    email = email[len("mailto:") :] if email.lower().startswith("mailto:") else email
    return Written(clean_line(text), clean_line(name).strip(AROUND), email)


def _rows(lines: Sequence[str]) -> Iterator[Written]:
    """Those of a table whose head says which column holds the address; nothing where there is no such head."""
    if len(lines) < 2 or "@" in lines[0]:
        return
    separator = max(SEPARATORS, key=lines[0].count)
    try:
        head, *rows = list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        return
    head = [cell.strip(AROUND)[:LONGEST_HEAD] for cell in head]
    by_email = [n for n, cell in enumerate(head) if EMAIL_HEAD.search(cell) and not NOT_THE_ADDRESS.search(cell)]
    if not by_email:
        return
    named = [n for n, cell in enumerate(head) if NAME_HEAD.search(cell)][:1]
    columns = named or [n for part in PARTS_OF_A_NAME for n, cell in enumerate(head) if part.search(cell)][:2]
    for row in rows:
        cells = [clean_line(cell) for cell in row]
        if any(cells):
            name = " ".join(cells[n] for n in columns if n < len(cells))
            email = next((cells[n] for n in by_email if n < len(cells) and cells[n]), "").split(" ::: ")[0]
            yield _written(separator.join(cells), name, email)
