"""Text from people: cleaned once, where it enters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from .errors import N_

# Zero-width joiners build emoji and are needed in several scripts; bidi overrides and the rest only disguise.
HARMLESS_FORMAT = "\u200c\u200d\u200e\u200f"


def clean(text: str) -> str:
    """Without control characters, bidi overrides and lone surrogates; line breaks and tabs stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c for c in text if c in "\n\t" or c in HARMLESS_FORMAT or unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )


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


def _cleaned(cleaner: Callable[[str], str]) -> BeforeValidator:
    return BeforeValidator(lambda value: cleaner(value) if isinstance(value, str) else value)


def stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def empty_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Line = Annotated[str, StringConstraints(min_length=1, max_length=200), _cleaned(clean_line)]
ShortLine = Annotated[str, StringConstraints(min_length=1, max_length=80), _cleaned(clean_line)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=1000), _cleaned(clean_line)]
Prose = Annotated[str, StringConstraints(max_length=5000), _cleaned(lambda text: clean(text).strip())]
Link = Annotated[str, StringConstraints(max_length=2000), AfterValidator(check_link), BeforeValidator(stripped)]
OptionalLine = Annotated[Line | None, BeforeValidator(empty_is_none)]
OptionalLink = Annotated[Link | None, BeforeValidator(empty_is_none)]
