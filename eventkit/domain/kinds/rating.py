"""Stars or steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from ..basics.errors import N_
from .common.form import in_form
from .common.played import Played
from .common.scale import Scale, spread


class Rating(Scale):
    """A step from 1 to `scale`; the room sees the mean and how it spreads."""

    slug, label = "rating", N_("Rating")
    help = N_("Everyone gives stars or a number. You see the mean and how the room spreads.")
    row_words = (N_("mean"),)

    class Config(Scale.Config):
        look: Literal["stars", "numbers"] = Field(
            "stars",
            title=N_("Shown as"),
            json_schema_extra=in_form(words={"stars": N_("Stars"), "numbers": N_("Numbers")}),
        )

    def tally(self, run: Played) -> dict[str, Any]:
        return spread(run.config.scale, run.answers.values())

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return [("mean", tally["mean"]), *tally["counts"].items()]
