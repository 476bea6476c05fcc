"""Questions from the room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from ..basics.errors import N_, invalid
from ..basics.text import clean_line
from .common.kind import results_field
from .common.moves import move
from .common.played import Memory, Played, Results, Scene
from .common.wall import Given, Id, Unvote, Upvote, Wall, Withdraw, unpinned, with_id

LONGEST = 500
MOST_ASKED = 20


class Ask(Given):
    ask: Annotated[str, StringConstraints(max_length=LONGEST)]
    anonymous: Annotated[bool, Field(strict=True)] = False


class Questions(Wall):
    """Ask, vote up, withdraw. An anonymous question is stored under a pseudonym that only its author's device can make,
    and apart from what the same guest asks by name."""

    slug, label = "questions", N_("Questions")
    help = N_("Everyone asks and votes for the questions they want answered. You choose what comes next.")
    answer = Ask | Upvote | Unvote | Withdraw
    expects_all = False
    shown_as, own_as = "questions", "asked"
    messages = {**Wall.messages, "ask": Ask, "withdraw": Withdraw}

    class Config(Wall.Config):
        allow_anonymous: bool = Field(True, strict=True, title=N_("Guests may ask without their name"))
        results: Results = results_field("live")

    def most(self, config: Config) -> int:
        return MOST_ASKED

    def read(self, config: Config, raw: Any) -> Any:
        given = super().read(config, raw)
        if "ask" not in given:
            return given
        text = clean_line(given["ask"])
        if not text:
            raise invalid("answer", N_("Write your question first."))
        if given["anonymous"] and not (config.allow_anonymous or config.anonymous):
            raise invalid("answer", N_("Here questions are asked by name."))
        return {"text": text, "anonymous": given["anonymous"]}

    @move("answered", afterwards=True)
    def mark_answered(self, run: Played, scene: Scene, *, id: Id) -> Memory:
        """Note that a question has had its answer."""
        self.find(run, id)
        return unpinned(with_id(run.memory, "answered", id), id)

    def tally(self, run: Played) -> dict[str, Any]:
        """Those that wait for an answer first."""
        tally, answered = super().tally(run), run.memory.get("answered", ())
        with_state = [
            {**each, "state": "answered" if each["id"] in answered else "asked"} for each in tally["questions"]
        ]
        return {**tally, "questions": sorted(with_state, key=lambda each: each["state"] == "answered")}

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return [(each["text"], each["votes"]) for each in tally["questions"]]
