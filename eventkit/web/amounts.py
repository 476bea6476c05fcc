"""How much of something, where it stands before the thing itself: "200 g flour", "½ tsp of salt", "a pinch of salt"."""

from __future__ import annotations

import re

FIGURE = r"(?:\d+\s+)?\d+[/⁄]\d+|\d*\s?[½⅓⅔¼¾⅛⅜⅝⅞]|\d+(?:[.,]\d+)?(?:\s?[-–]\s?\d+(?:[.,]\d+)?)?"
UNITS = "|".join(
    (
        r"[mk]?g|gr|grams?|kilos?|kilograms?|[mcd]?l|lit(?:er|re)s?|oz|ounces?|lbs?|pounds?|cups?|tbsps?|tablespoons?|tsps?",
        r"teaspoons?|tins?|cans?|jars?|cloves?|bunch(?:es)?|pinch(?:es)?|slices?|packs?|packets?|handfuls?|sticks?|sprigs?",
        r"EL|TL|Prisen?|Bund|Stück|Dosen?|Zehen?|Tassen?|Pck|Päckchen|Becher|Scheiben?|Handvoll",
        r"c\. ?à ?[sc]|cuillères?|gousses?|sachets?|pincées?|tranches?|boîtes?",
    )
)
AMOUNT = re.compile(
    rf"^(?P<amount>(?:{FIGURE})(?:\s?\([^()]{{1,30}}\))?(?:\s?(?:{UNITS})(?![^\W\d_])\.?)?|an?\s(?:{UNITS})(?![^\W\d_]))"
    r"\s+(?:(?:of|de)\s+|d['’]\s?)?(?P<item>\S.*)$",
    re.IGNORECASE,
)
BEGINS_WITH_FIGURE = re.compile(rf"^(?:{FIGURE})")


def split(said: str) -> tuple[str, str]:
    """The amount, or nothing, and the thing."""
    found = AMOUNT.match(said)
    return (found["amount"], found["item"]) if found else ("", said)
