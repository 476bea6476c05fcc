"""Cards of thanks, to a person or to the group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, StringConstraints

from ..basics.errors import N_, Closed, invalid
from ..basics.text import Line, OptionalLine, clean
from .common.form import DO_TOGETHER, not_in_form, of_kind
from .common.moves import move
from .common.played import Audience, Material, Memory, Played, Scene
from .common.wall import Given, Id, Wall, Withdraw, with_id

LONGEST = 1000
MOST_CARDS = 30
EVERYBODY = ("everybody", "everyone", "group", "all")
Motif = Literal["balloon", "cake", "cup", "flower", "hands", "heart", "star", "sun"]
"""The small pictures a card may bear, drawn for eventkit: static/pictures/kudos/."""
MOTIFS = get_args(Motif)


class Card(Given):
    text: Annotated[str, StringConstraints(max_length=LONGEST)]
    to: Annotated[int, Field(strict=True, ge=0, le=2**53)] | Line | None = Field(
        None, description='A guest by id, somebody else by name, or "group"; left out, who is celebrated.'
    )
    anonymous: Annotated[bool, Field(strict=True)] = False
    picture: Motif | None = None


class Kudos(Wall):
    """An entry's `to` is a guest's id, a name, or None for the group. The memory has which were read out."""

    slug, label = "kudos", N_("Kudos")
    help = N_("Everyone writes cards of thanks, to one person or to all. Next reads them out one at a time.")
    answer = Card | Withdraw
    expects_all = False
    shown_as, own_as = "kudos", "cards"
    messages = {"text": Card, "withdraw": Withdraw}
    brings = ("about",)

    class Config(Wall.Config):
        model_config = of_kind(DO_TOGETHER)

        about: OptionalLine = Field(
            None, title=N_("Who is celebrated"), description=N_("Leave it empty for what the event's page says.")
        )
        allow_anonymous: bool = Field(True, strict=True, title=N_("Guests may write without their name"))
        brought: Annotated[bool, Field(strict=True)] = not_in_form(
            False, "Who is celebrated follows the event's details."
        )

    def complete(self, config: Config, material: Material) -> Config:
        honoree = material.details.honoree
        if config.about:
            return config
        return config.model_copy(update={"about": honoree and honoree.name, "brought": True})

    def most(self, config: Config) -> int:
        return MOST_CARDS

    def takes_votes(self, config: Config) -> bool:
        return False

    def read(self, config: Config, raw: Any) -> Any:
        given = super().read(config, raw)
        if "withdraw" in given:
            return given
        text, to = clean(given["text"]).strip(), given["to"]
        if not text:
            raise invalid("answer", N_("Write something first."))
        if given["anonymous"] and not (config.allow_anonymous or config.anonymous):
            raise invalid("answer", N_("Here cards are signed with your name."))
        if to is None:
            to = config.about
        elif isinstance(to, str) and to.casefold() in EVERYBODY:
            to = None
        return {"text": text, "to": to, "picture": given["picture"], "anonymous": given["anonymous"]}

    def admit(self, run: Played, voter: str, value: Mapping[str, Any], *, guest: str) -> None:
        to = value.get("to")
        if isinstance(to, int) and str(to) not in run.names:
            raise invalid("answer", N_("Choose somebody who is here, or write the name."))
        super().admit(run, voter, value, guest=guest)

    @move("next")
    def next(self, run: Played, scene: Scene) -> Memory:
        """Read out the next card; each once, in the order they came."""
        card = next((each["id"] for each in self._to_read(run)), None)
        if card is None:
            raise Closed(N_("All the cards have been read."))
        return {**with_id(run.memory, "read", card), "pinned": card}

    @move("pin", afterwards=True)
    def pin(self, run: Played, scene: Scene, *, id: Id) -> Memory:
        """Read out a card of the host's choice, which counts as read."""
        return with_id(super().pin(run, scene, id=id), "read", id)

    @move("previous")
    def previous(self, run: Played, scene: Scene) -> Memory:
        """The card before this one again."""
        read = run.memory.get("read", [])
        at = read.index(run.memory["pinned"]) if run.memory.get("pinned") in read else len(read)
        return {**run.memory, "pinned": read[at - 1]} if at > 0 else run.memory

    def view(self, run: Played, audience: Audience) -> dict[str, Any]:
        cards = list(self._let_in(run))
        read = set(run.memory.get("read", ()))
        return {
            **super().view(run, audience),
            "read": sum(1 for card in cards if card["id"] in read),
            "written": len(cards),
            "motifs": list(MOTIFS),
        }

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return [(each["to"]["name"] if each["to"] else "", each["text"]) for each in tally["kudos"]]

    def _to_read(self, run: Played) -> Iterator[dict[str, Any]]:
        read = set(run.memory.get("read", ()))
        return (card for card in self._let_in(run) if card["id"] not in read)

    def _let_in(self, run: Played) -> Iterator[dict[str, Any]]:
        return (card for card in self._entries(run) if self._is_let_in(run, card["id"]))

    def _entries(self, run: Played) -> Iterator[dict[str, Any]]:
        """With the person a card is to; one who is a guest no more is known by nobody, and the card is for all."""
        for entry in super()._entries(run):
            to = entry["to"]
            person = {"id": None, "name": to} if isinstance(to, str) else None
            if isinstance(to, int):
                person = next(iter(run.people([str(to)])), None)
            yield {**entry, "to": person}
