"""An order of preference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from ..basics.errors import N_, invalid
from ..basics.options import Options, ids_of
from .common.kind import Kind
from .common.played import Played


class Ranking(Kind):
    """All options in an own order. Points by Borda: from as many as there are options down to one."""

    slug, label = "ranking", N_("Ranking")
    help = N_("Everyone puts the options in their own order. The first place gives most points, the last gives one.")
    answer = list[str]
    compares = True

    class Config(Kind.Config):
        options: Options = Field(title=N_("Options"))

    def read(self, config: Config, raw: Any) -> list[str]:
        order: list[str] = super().read(config, raw)
        if sorted(order) != sorted(ids_of(config.options)):
            raise invalid("answer", N_("Put every option in its place, each once."))
        return order

    def tally(self, run: Played) -> dict[str, Any]:
        ids = ids_of(run.config.options)
        orders = [[id for id in order if id in ids] for order in run.answers.values()]
        points = Counter({id: sum(len(ids) - order.index(id) for order in orders if id in order) for id in ids})
        firsts = Counter(order[0] for order in orders if order)
        return {
            "total": len(orders),
            "points": {id: points[id] for id in ids},
            "firsts": {id: firsts[id] for id in ids},
        }

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        best_first = sorted(run.config.options, key=lambda option: -tally["points"][option.id])
        return [(option.text, tally["points"][option.id]) for option in best_first]
