"""An icebreaker: one card of a deck for all."""

from __future__ import annotations

import random
from typing import Annotated, Any

from pydantic import Field

from ...errors import N_, Closed
from ...text import Line, Sentence
from ..kind import Audience, Kind, Memory, move

MOST_CARDS = 200


class Prompt(Kind):
    """A card for everybody, then the next; shuffled once, so that none comes twice."""

    slug, label = "prompt", N_("Icebreaker card")
    help = N_("Everyone sees the same card and talks. Next turns the next card; none comes twice.")

    class Config(Kind.Config):
        deck: Line | None = Field(None, description="A deck of the theme, by name; its first when left out.")
        cards: Annotated[list[Sentence], Field(min_length=1, max_length=MOST_CARDS)] | None = Field(
            None, description="Cards of your own, in place of a deck."
        )

    def complete(self, config: Config, theme: Any) -> Config:
        if config.cards:
            return config
        return config.model_copy(update={"cards": theme.deck(config.deck)[:MOST_CARDS]})

    def shown_config(self, config: Config) -> dict[str, Any]:
        """Without the cards: the ones to come would be no surprise."""
        return config.model_dump(mode="json", exclude={"cards"}, exclude_none=True)

    def opened(self, config: Config, memory: Memory, rng: random.Random) -> Memory:
        if "order" in memory:
            return memory
        order = list(range(len(config.cards or ())))
        rng.shuffle(order)
        return {"order": order, "turned": 1}

    @move
    def next(self, config: Config, memory: Memory, rng: random.Random) -> Memory:
        if memory["turned"] >= len(self._dealt(config, memory)):
            raise Closed(N_("That was the last card."))
        return {**memory, "turned": memory["turned"] + 1}

    def view(self, config: Config, memory: Memory, audience: Audience) -> dict[str, Any]:
        turned = self._turned(config, memory)
        if not turned:
            return {"card": None}
        return {"card": {"number": len(turned), "of": len(self._dealt(config, memory)), "text": turned[-1]}}

    def rows(self, config: Config, memory: Memory, tally: Any) -> list[tuple[str, Any]]:
        return [(str(number), card) for number, card in enumerate(self._turned(config, memory), 1)]

    def _turned(self, config: Config, memory: Memory) -> list[str]:
        return self._dealt(config, memory)[: memory.get("turned", 0)]

    def _dealt(self, config: Config, memory: Memory) -> list[str]:
        """The cards in their order; a deck that was shortened since has lost those that are gone."""
        cards = config.cards or []
        return [cards[index] for index in memory.get("order", ()) if index < len(cards)]
