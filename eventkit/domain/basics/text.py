"""Text from people: cleaned once, where it enters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from .errors import N_

# Zero-width joiners build emoji and are needed in several scripts; bidi overrides and the rest only disguise.
HARMLESS_FORMAT = "\u200c\u200d\u200e\u200f"
OWN_PICTURE = re.compile(r"(?:https?://[^/?#]+)?(/pictures/[A-Za-z0-9_-]{20,64})")
ZERO_WIDTH_JOINER = "\u200d"
LONGEST_EMOJI = 16
MOST_MARKS = 4
"""How many combining marks one letter may carry."""


def clean(text: str) -> str:
    """Without control characters, bidi overrides, lone surrogates and towers of marks; line breaks and tabs stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _with_few_marks(
        c for c in text if c in "\n\t" or c in HARMLESS_FORMAT or unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )


def _with_few_marks(letters: Iterable[str]) -> str:
    """No script piles more marks on a letter than a few; towers of them would cover the lines above."""
    kept: list[str] = []
    marks = 0
    for letter in letters:
        if letter not in HARMLESS_FORMAT:  # they show nothing, and what follows still stands on the letter before
            marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def clean_line(text: str) -> str:
    """The same on one line, with runs of space folded."""
    return " ".join(clean(text).split())


def refused(message: str, **values: object) -> PydanticCustomError:
    """A message of our own for pydantic to carry; written for people, translated at the edge."""
    return PydanticCustomError("eventkit", message, values)


def check_link(link: str) -> str:
    """An `https` or `http` address with a host and without a user name; anything else is refused."""
    try:
        parts = urlsplit(link)
        host, port_is_sound = parts.hostname, parts.port is None or parts.port > 0
    except ValueError:
        host, port_is_sound = None, False
    sound = parts.scheme in ("http", "https") if host else False
    if (
        not sound
        or not port_is_sound
        or parts.username is not None
        or not link.isprintable()
        or any(c in ' <>"\\^`{|}' for c in link)
    ):
        raise refused(N_("That link must start with https://, name a site, and hold no spaces or quotes."))
    return link


def check_emoji(text: str) -> str:
    """One emoji, which may be put together of several characters; letters and markup are refused."""
    shown = [c for c in text if c != ZERO_WIDTH_JOINER and unicodedata.category(c) not in ("Mn", "Me", "Sk", "Cf")]
    if not shown or len(text) > LONGEST_EMOJI or any(unicodedata.category(c) != "So" for c in shown):
        raise refused(N_("Choose one emoji."))
    return text


def own_picture(address: str) -> str:
    """The path of a picture that was uploaded to this instance."""
    found = OWN_PICTURE.fullmatch(address.strip())
    if found is None:
        raise refused(N_("Upload the picture here first, and use the address you are given."))
    return found[1]


def cleaned(cleaner: Callable[[str], str]) -> BeforeValidator:
    return BeforeValidator(lambda value: cleaner(value) if isinstance(value, str) else value)


def stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def empty_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Line = Annotated[str, StringConstraints(min_length=1, max_length=200), cleaned(clean_line)]
ShortLine = Annotated[str, StringConstraints(min_length=1, max_length=80), cleaned(clean_line)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=1000), cleaned(clean_line)]
Prose = Annotated[str, StringConstraints(max_length=5000), cleaned(lambda text: clean(text).strip())]
Link = Annotated[
    str,
    StringConstraints(max_length=2000),
    Field(json_schema_extra={"format": "uri"}),
    AfterValidator(check_link),
    BeforeValidator(stripped),
]
OptionalLine = Annotated[Line | None, BeforeValidator(empty_is_none)]
OptionalLink = Annotated[Link | None, BeforeValidator(empty_is_none)]
PictureAddress = Annotated[str, AfterValidator(own_picture)]
"""Kept as its path, so that it is right wherever the instance moves."""
