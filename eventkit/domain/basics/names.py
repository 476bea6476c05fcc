"""Names people go by, and those that are refused: on the host's list, or made to be taken for the host's."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from confusable_homoglyphs import confusables

from .errors import N_, invalid

LOOK_ALIKES = str.maketrans("01|!$@", "oliisa")
BLANK_LETTERS = str.maketrans("", "", "\u115f\u1160\u3164\uffa0\u2800")
"""Letters by their class that show nothing."""


def check(name: str, *, host: str, refused: Iterable[str]) -> None:
    """Invalid("name") for a name that holds a refused word, or that reads like the host's."""
    looks = looks_of(name)
    if any(word and skeleton in look for word in refused for skeleton in looks_of(word) for look in looks):
        raise invalid("name", N_("Choose another name, please."))
    if looks & looks_of(host):
        raise invalid("name", N_("That is the host's name. Add something to yours that tells you apart."))


def looks_of(name: str) -> frozenset[str]:
    """What a name looks like at a glance, as it is written and in small letters: some letters read like Latin ones only
    as capitals."""
    return frozenset((_skeleton(name), _skeleton(name.casefold())))


def _skeleton(name: str) -> str:
    """Letters of other scripts that read like Latin ones become those, and marks, case, spaces and punctuation do not
    count (after Unicode Technical Standard 39)."""
    plain = unicodedata.normalize("NFKD", name.translate(BLANK_LETTERS))
    letters = "".join(_latin(c) for c in plain if not unicodedata.category(c).startswith(("M", "Z", "C")))
    letters = letters.casefold().translate(LOOK_ALIKES).replace("l", "i").replace("rn", "m").replace("vv", "w")
    return "".join(c for c in letters if c.isalnum()) or plain


@cache
def _latin(letter: str) -> str:
    if letter.isascii():
        return letter
    found = confusables.is_confusable(letter, preferred_aliases=[])
    alike = [other["c"] for other in found[0]["homoglyphs"]] if found else []
    return next((other for other in alike if other.isascii() and other.isalpha()), letter)
