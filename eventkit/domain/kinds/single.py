"""A poll with one choice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from ..basics.errors import N_, invalid
from ..basics.options import Options, counted, ids_of
from .common.kind import Kind
from .common.played import Played


class Single(Kind):
    """One choice of several; while it is open a guest may choose again, and the newest counts."""

    slug, label = "single", N_("Poll")
    help = N_("Everyone picks one option. You see the votes come in and show them when you like.")
    answer = str
    compares = True
    fits_page = True

    class Config(Kind.Config):
        options: Options = Field(title=N_("Options"))
        proposals: bool = Field(False, strict=True, title=N_("Guests may propose more"))

    def read(self, config: Config, raw: Any) -> str:
        choice: str = super().read(config, raw)
        if choice not in ids_of(config.options):
            raise invalid("answer", N_("Choose one of the options."))
        return choice

    def tally(self, run: Played) -> dict[str, Any]:
        counts = counted(run.config.options, run.answers.values())
        return {"total": sum(counts.values()), "counts": counts}

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return [(option.text, tally["counts"][option.id]) for option in run.config.options]
