"""A poll with one choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ...errors import N_, invalid
from ..kind import Answers, Kind, Memory
from ..options import Options


class Single(Kind):
    """One choice of several; while it is open a guest may choose again, and the newest counts."""

    slug, label = "single", N_("Poll")
    help = N_("Everyone picks one option. You see the votes come in and show them when you like.")
    answer = str

    class Config(Kind.Config):
        options: Options

    def read(self, config: Config, raw: Any) -> str:
        choice: str = super().read(config, raw)
        if choice not in {option.id for option in config.options}:
            raise invalid("answer", N_("Choose one of the options."))
        return choice

    def tally(self, config: Config, memory: Memory, answers: Answers) -> dict[str, Any]:
        given = Counter(answers.values())
        counts = {option.id: given[option.id] for option in config.options}
        return {"total": sum(counts.values()), "counts": counts}

    def rows(self, config: Config, memory: Memory, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return [(option.text, tally["counts"][option.id]) for option in config.options]
