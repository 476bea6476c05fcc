"""Names people go by, and those that are refused: on the host's list, or made to be taken for the host's."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from confusable_homoglyphs import confusables

from .errors import N_, invalid

LOOK_ALIKES = str.maketrans("01|!$@", "oliisa")


def check(name: str, *, host: str, refused: Iterable[str]) -> None:
    """Invalid("name") for a name that holds a refused word, or that reads like the host's."""
    looks = skeleton(name)
    if any(word and skeleton(word) in looks for word in refused):
        raise invalid("name", N_("Choose another name, please."))
    if looks == skeleton(host):
        raise invalid("name", N_("That is the host's name. Add something to yours that tells you apart."))


def skeleton(name: str) -> str:
    """What a name looks like at a glance: letters of other scripts that read like Latin ones become those, and marks,
    case, spaces and punctuation do not count (after Unicode Technical Standard 39)."""
    plain = unicodedata.normalize("NFKD", name).casefold()
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
