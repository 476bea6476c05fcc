"""This or that?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from ..basics.errors import N_, Closed
from ..basics.text import Line
from .common.form import BREAK_THE_ICE, in_form, of_kind
from .common.kind import Kind
from .common.moves import move
from .common.played import Audience, Memory, Played, Scene

SIDES = ("left", "right")
OURS = [
    ("Early bird", "Night owl"), ("Mountains", "Sea"), ("Tea", "Coffee"), ("Window seat", "Aisle seat"),
    ("Plan it all", "See what comes"), ("Book", "Film"), ("Sweet", "Salty"), ("City", "Village"),
    ("Call", "Message"), ("Summer", "Winter"), ("Sing along", "Listen"), ("Map", "Ask somebody"),
]  # fmt: skip


Side = Literal["left", "right"]


class SideOfPair(BaseModel):
    """A side that says which pair it is of, so that one sent late does not answer the next pair."""

    model_config = ConfigDict(extra="forbid")

    pair: Annotated[int, Field(strict=True, ge=1)]
    side: Side


class Pair(BaseModel):
    model_config = ConfigDict(extra="forbid")

    left: Line = Field(title=N_("One side"))
    right: Line = Field(title=N_("The other side"))


def _pair(raw: Any) -> Any:
    """Two texts make a pair as well."""
    return {"left": raw[0], "right": raw[1]} if isinstance(raw, (list, tuple)) and len(raw) == 2 else raw


def our_pairs() -> list[Pair]:
    return [Pair(left=left, right=right) for left, right in OURS]


class ThisOrThat(Kind):
    """A series of pairs; what counts of a guest is the side they chose in each."""

    slug, label = "this-or-that", N_("This or that")
    help = N_("Two things, and everyone takes a side. The room sees who stands where; Next brings the next pair.")
    answer = Side | SideOfPair

    class Config(Kind.Config):
        model_config = of_kind(BREAK_THE_ICE)

        pairs: Annotated[list[Annotated[Pair, BeforeValidator(_pair)]], Field(min_length=1, max_length=50)] = Field(
            default_factory=our_pairs,
            title=N_("Pairs"),
            description=N_("Leave them empty for a set of ours."),
            json_schema_extra=in_form(
                row=N_("Pair {number}"), add=N_("Add a pair"), reads="pair", example=N_("tea / coffee")
            ),
        )

    def shown_config(self, config: Config) -> dict[str, Any]:
        """Without the pairs: the ones to come would be no surprise."""
        return config.model_dump(mode="json", exclude={"pairs"}, exclude_none=True)

    def read(self, config: Config, raw: Any) -> dict[str, Any]:
        given = super().read(config, raw)
        return {"side": given} if isinstance(given, str) else given.model_dump()

    def admit(self, run: Played, voter: str, value: Mapping[str, Any], *, guest: str) -> None:
        if value.get("pair", self._at(run) + 1) != self._at(run) + 1:
            raise Closed(N_("This pair is over."))
        if not run.config.may_change and str(self._at(run)) in run.answers.get(voter, {}):
            raise Closed(N_("Your answer stands: this one cannot be changed."))

    def stamp(self, run: Played, value: Mapping[str, Any], id: str, now: datetime) -> dict[str, str]:
        return {str(self._at(run)): value["side"]}

    def fold(self, before: dict[str, str] | None, value: dict[str, str]) -> dict[str, str]:
        return {**(before or {}), **value}

    def mine(self, run: Played, named: Any | None, secret: Any | None) -> Any | None:
        at = self._at(run)
        side = (secret or named or {}).get(str(at))
        return side and {"pair": at + 1, "side": side}

    @move("next")
    def next(self, run: Played, scene: Scene) -> Memory:
        at = self._at(run) + 1
        if at >= len(run.config.pairs):
            raise Closed(N_("That was the last pair."))
        scene.is_shown = run.config.results == "live"
        return {**run.memory, "at": at}

    def answered_by(self, run: Played) -> Collection[str]:
        return self._sides(run).keys()

    def tally(self, run: Played) -> dict[str, Any]:
        sides = self._sides(run)
        given = Counter(sides.values())
        tally: dict[str, Any] = {"total": len(sides), "counts": {side: given[side] for side in SIDES}}
        if not run.config.anonymous:
            tally["people"] = {
                side: sorted(run.names[voter] for voter, its in sides.items() if its == side and voter in run.names)
                for side in SIDES
            }
        return tally

    def view(self, run: Played, audience: Audience) -> dict[str, Any]:
        if "at" not in run.memory:
            return {"pair": None}
        at, pairs = self._at(run), run.config.pairs
        return {"pair": {"number": at + 1, "of": len(pairs), "left": pairs[at].left, "right": pairs[at].right}}

    def opened(self, run: Played, scene: Scene) -> Memory:
        return {"at": 0, **run.memory}

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        lines = []
        for at, pair in enumerate(run.config.pairs[: self._at(run) + 1]):
            given = Counter(own.get(str(at)) for own in run.answers.values())
            lines.append((f"{pair.left} / {pair.right}", f"{given['left']} : {given['right']}"))
        return lines

    def _at(self, run: Played) -> int:
        """Which pair is on; a series that was shortened since ends with its last."""
        return min(run.memory.get("at", 0), len(run.config.pairs) - 1)

    def _sides(self, run: Played) -> dict[str, str]:
        at = str(self._at(run))
        return {voter: own[at] for voter, own in run.answers.items() if at in own}
