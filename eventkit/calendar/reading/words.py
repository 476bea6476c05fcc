"""Which theme an event's words suggest."""

from __future__ import annotations

import re
from functools import cache

from ...domain.activities import themes

OTHERWISE = "open"
TITLE_COUNTS = 3
LONGEST_LOOKED_AT = 2000


def suggested_theme(title: str, beside: str) -> str:
    """The theme whose keywords are said most; those of the title count for more."""
    scores = {
        slug: TITLE_COUNTS * len(set(words.findall(title.casefold())))
        + len(set(words.findall(beside[:LONGEST_LOOKED_AT].casefold())))
        for slug, words in _keywords().items()
    }
    best = max(scores, key=lambda slug: scores[slug], default=OTHERWISE)
    return best if scores.get(best) else OTHERWISE


@cache
def _keywords() -> dict[str, re.Pattern[str]]:
    """Keywords are found at the beginning of a word, so that `cook` finds cooking, and in the order of the gallery."""
    return {
        theme.slug: re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(each.casefold()) for each in theme.keywords)})")
        for theme in themes.all_themes().values()
        if theme.keywords
    }
