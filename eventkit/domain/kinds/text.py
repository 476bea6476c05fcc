"""A wall of cards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from ..basics.errors import N_, invalid
from ..basics.text import clean
from .common.played import Played
from .common.wall import Unvote, Upvote, Wall

LONGEST = 2000
TextCard = Annotated[str, StringConstraints(max_length=LONGEST)]


class Text(Wall):
    """Cards with a text each. With a limit of one the newest takes the place of the one before."""

    slug, label = "text", N_("Wall of cards")
    help = N_("Everyone writes a card. Let them in one by one if you like, and make a poll or a ranking of the best.")
    answer = TextCard | Upvote | Unvote
    shown_as = own_as = "texts"

    class Config(Wall.Config):
        limit: int = Field(1, ge=1, le=20, strict=True, title=N_("Cards from each guest"))
        upvotes: bool = Field(False, strict=True, title=N_("Guests vote for the cards they like"))

    def most(self, config: Config) -> int:
        return config.limit

    def takes_votes(self, config: Config) -> bool:
        return config.upvotes

    def replaces(self, config: Config) -> bool:
        return config.limit == 1

    def read(self, config: Config, raw: Any) -> Any:
        if not isinstance(raw, str):
            return super().read(config, raw)
        text = clean(raw).strip()
        if not text:
            raise invalid("answer", N_("Write something first."))
        if len(text) > LONGEST:
            raise invalid("answer", N_("This is too long: at most %(max_length)s characters."), max_length=LONGEST)
        return {"text": text}

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        if run.config.upvotes:
            return [(entry["text"], entry["votes"]) for entry in tally["texts"]]
        return [(entry.get("name", ""), entry["text"]) for entry in tally["texts"]]
