"""Icebreaker cards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from ..basics.base import as_precise_text
from ..basics.errors import N_, Closed
from ..basics.text import Line, Sentence
from .common.form import BREAK_THE_ICE, not_in_form, of_kind
from .common.kind import Kind
from .common.moves import move
from .common.played import Audience, Material, Memory, Played, Scene

MOST_CARDS = 500


class Prompt(Kind):
    """A card for everybody, then the next; shuffled once, so that none comes twice. Guests may say "me first", or the
    host has everyone who is here speak in a random order."""

    slug, label = "prompt", N_("Icebreaker card")
    help = N_("Everyone sees the same card and talks. Next turns the next card; none comes twice.")
    answer = Literal["me-first", "not-now"]
    expects_all = False

    class Config(Kind.Config):
        model_config = of_kind(BREAK_THE_ICE, without=("results", "may_change", "show_at_end"))

        deck: Line | None = not_in_form(None, "A deck of the theme, by name; its first when left out.")
        cards: Annotated[list[Sentence], Field(min_length=1, max_length=MOST_CARDS)] | None = Field(
            None, title=N_("Cards"), description=N_("Leave it empty for the theme's own deck.")
        )
        anonymous: Literal[False] = Field(False, description="Who speaks is heard.")

    def complete(self, config: Config, material: Material) -> Config:
        if config.cards:
            return config
        return config.model_copy(update={"cards": material.theme.deck(config.deck)[:MOST_CARDS]})

    def shown_config(self, config: Config) -> dict[str, Any]:
        """Without the cards: the ones to come would be no surprise."""
        return config.model_dump(mode="json", exclude={"cards"}, exclude_none=True)

    def stamp(self, run: Played, value: str, id: str, now: datetime) -> dict[str, Any]:
        return {"card": self._card(run), "wants": value == "me-first", "at": as_precise_text(now)}

    def fold(self, before: dict[str, Any] | None, value: dict[str, Any]) -> dict[str, Any]:
        """Saying it again keeps the place in the queue."""
        return before if before and (before["card"], before["wants"]) == (value["card"], value["wants"]) else value

    def mine(self, run: Played, named: Any | None, secret: Any | None) -> dict[str, Any] | None:
        if named is None or named["card"] != self._card(run):
            return None
        return {"card": run.memory["turned"], "wants": named["wants"]}

    def opened(self, run: Played, scene: Scene) -> Memory:
        if "order" in run.memory:
            return run.memory
        order = list(range(len(run.config.cards or ())))
        scene.rng.shuffle(order)
        return {"order": order, "turned": 1}

    @move("next")
    def next(self, run: Played, scene: Scene) -> Memory:
        """The next card; the go-around of this one is over."""
        if run.memory["turned"] >= len(self._dealt(run)):
            raise Closed(N_("That was the last card."))
        return {**run.memory, "turned": run.memory["turned"] + 1, "around": None}

    @move("skip")
    def skip(self, run: Played, scene: Scene) -> Memory:
        """Another card in place of this one, which comes back at the end."""
        order, turned = list(run.memory["order"]), run.memory["turned"]
        if turned >= len(self._dealt(run)):
            raise Closed(N_("That was the last card."))
        order.append(order.pop(turned - 1))
        return {**run.memory, "order": order, "around": None}

    @move("shuffle")
    def shuffle(self, run: Played, scene: Scene) -> Memory:
        """Have everyone who is here speak, in a random order."""
        order = sorted(scene.people)
        scene.rng.shuffle(order)
        return {**run.memory, "around": {"order": order, "at": 0} if order else None}

    @move("next-speaker")
    def next_speaker(self, run: Played, scene: Scene) -> Memory:
        """On in the go-around; after the last it is over."""
        around = run.memory.get("around")
        if not around:
            raise Closed(N_("Everybody has spoken."))
        at = around["at"] + 1
        return {**run.memory, "around": {**around, "at": at} if at < len(around["order"]) else None}

    def answered_by(self, run: Played) -> list[str]:
        """Who wants to go first with this card, in the order in which they said so."""
        card = self._card(run)
        wanting = [(own["at"], id) for id, own in run.answers.items() if own["wants"] and own["card"] == card]
        return [id for _, id in sorted(wanting)]

    def view(self, run: Played, audience: Audience) -> dict[str, Any]:
        turned = self._turned(run)
        around = run.memory.get("around")
        return {
            "card": {"number": len(turned), "of": len(self._dealt(run)), "text": turned[-1]} if turned else None,
            "volunteers": run.people(self.answered_by(run)),
            "round": around and {"order": run.people(around["order"]), "at": around["at"]},
        }

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return [(str(number), card) for number, card in enumerate(self._turned(run), 1)]

    def _card(self, run: Played) -> int | None:
        """Which of the config's cards is on; unlike its number it is another one once it was skipped."""
        turned = run.memory.get("turned", 0)
        return run.memory["order"][turned - 1] if turned else None

    def _turned(self, run: Played) -> list[str]:
        return self._dealt(run)[: run.memory.get("turned", 0)]

    def _dealt(self, run: Played) -> list[str]:
        """The cards in their order; a deck that was shortened since has lost those that are gone."""
        cards = run.config.cards or []
        return [cards[index] for index in run.memory.get("order", ()) if index < len(cards)]
