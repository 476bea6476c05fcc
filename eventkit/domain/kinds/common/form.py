"""What a setting says of its form, beside its schema's title (the label), description (the hint) and limits.

It stands in the JSON Schema of a kind's config under the key `form`. The texts are marked where they are written, and
translated where the form is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ConfigDict

from ...basics.errors import N_

NOT_IN_FORM: dict[str, Any] = {"form": False}
"""For what the server sets itself, or what only programs send."""

ASK = N_("Ask everybody")
BREAK_THE_ICE = N_("Break the ice")
DO_TOGETHER = N_("Do something together")
GROUPS = (ASK, BREAK_THE_ICE, DO_TOGETHER)
"""What kinds are for, in the order in which they are offered."""


def in_form(
    *,
    words: Mapping[str, str] | None = None,
    unit: str = "",
    times: int = 1,
    all_of: str = "",
    row: str = "",
    add: str = "",
    reads: str = "",
    example: str = "",
    view: str = "",
) -> dict[str, Any]:
    """`words` are the texts of the choices. A number is shown in its `unit`: what is stored is so many `times` as much;
    one that reaches the length of the list `all_of` is no limit and shown empty. A list of objects calls each `row`
    with `{number}`, its button `add`, and has pasted lines such as `example` read as `reads` says (see
    `eventkit/web/config_form/pasting.py`).
    `view` is the browser's module for what no control can say."""
    said = {"words": words, "unit": unit, "times": times if times > 1 else None, "all_of": all_of}
    said |= {"row": row, "add": add, "reads": reads, "example": example, "view": view}
    return {"form": {name: value for name, value in said.items() if value}}


def of_kind(group: str = ASK, *, without: tuple[str, ...] = ()) -> ConfigDict:
    """The group in which a kind is offered, and the inherited settings that mean nothing for it."""
    return ConfigDict(extra="forbid", json_schema_extra={"form": {"group": group, "without": list(without)}})
