"""A poll with several choices."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any, Self

from pydantic import Field, model_validator

from ..basics.errors import N_, invalid
from ..basics.options import MOST, Options, counted, ids_of
from ..basics.text import refused
from .common.form import in_form
from .common.kind import Kind
from .common.played import Played


class Multiple(Kind):
    """Several choices of several, within a least and a most."""

    slug, label = "multiple", N_("Poll with several choices")
    help = N_("Everyone picks as many options as you allow. You see the votes come in and show them when you like.")
    answer = list[str]
    compares = True
    fits_page = True

    class Config(Kind.Config):
        options: Options = Field(title=N_("Options"))
        min: int = Field(1, ge=1, le=MOST, strict=True, title=N_("Choices at least"))
        max: int = Field(
            MOST,
            ge=1,
            le=MOST,
            strict=True,
            title=N_("Choices at most"),
            description=N_("Empty: as many as there are."),
            json_schema_extra=in_form(all_of="options"),
        )
        proposals: bool = Field(False, strict=True, title=N_("Guests may propose more"))

        @model_validator(mode="after")
        def can_be_met(self) -> Self:
            """More than there are would be as many as there are."""
            self.max = min(self.max, len(self.options))
            if self.min > self.max:
                raise refused(N_("Nobody can choose %(min)s of %(max)s at most."), min=self.min, max=self.max)
            return self

    def read(self, config: Config, raw: Any) -> list[str]:
        chosen = set(super().read(config, raw))
        if not chosen <= set(ids_of(config.options)):
            raise invalid("answer", N_("Choose from the options."))
        if not config.min <= len(chosen) <= config.max:
            raise invalid("answer", N_("Choose %(min)s to %(max)s."), min=config.min, max=config.max)
        return [id for id in ids_of(config.options) if id in chosen]

    def tally(self, run: Played) -> dict[str, Any]:
        counts = counted(run.config.options, chain.from_iterable(run.answers.values()))
        return {"total": len(run.answers), "counts": counts}

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return [(option.text, tally["counts"][option.id]) for option in run.config.options]
