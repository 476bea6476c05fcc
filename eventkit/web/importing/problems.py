"""What went wrong in an import, in the reader's language: lines that could not be read, events that were refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...calendar.drafts import Draft
from ...calendar.reading.troubles import Trouble
from ...domain.basics.errors import Invalid
from ...words import explain, say


def told(troubles: Sequence[Trouble]) -> list[dict[str, Any]]:
    """What could not be read, in the reader's language; without a line where it is about the whole."""
    return [
        {**({"line": each.line} if each.line is not None else {}), "message": say(each.message, dict(each.values))}
        for each in troubles
    ]


def refusals_told(drafts: Mapping[int, Draft], refused: Mapping[int, Invalid]) -> list[dict[str, Any]]:
    return [{"line": drafts[place].line, "message": explain(refusal)} for place, refusal in refused.items()]
