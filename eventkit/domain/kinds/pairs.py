"""Random pairs and small groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from ..basics.errors import N_, Closed, invalid
from ..basics.text import Line, Sentence
from ..basics.timers import Timer
from .common.form import BREAK_THE_ICE, in_form, not_in_form, of_kind
from .common.grouping import count_meetings, grouped
from .common.kind import Kind
from .common.moves import move
from .common.played import Audience, Material, Memory, Played, Scene, Seconds


class Pairs(Kind):
    """Rounds of small groups, each with a video call and a prompt of its own, and a timer for all. The memory holds the
    groups of the round and how often two have met; guests who come late ask to be let in to the smallest group."""

    slug, label = "pairs", N_("Random pairs")
    help = N_("Everyone is sent into a small group with a prompt and a call of its own, and is called back in time.")
    row_words = (
        N_("rounds"),
        N_("pairs who met"),
    )
    answer = Literal["join", "alone"]
    expects_all = False

    class Config(Kind.Config):
        model_config = of_kind(BREAK_THE_ICE, without=("results", "may_change", "show_at_end"))

        size: int = Field(2, ge=2, le=6, strict=True, title=N_("People in a group"))
        seconds: Seconds | None = Field(
            300,
            title=N_("Length of a round"),
            description=N_("Empty: until you call everyone back."),
            json_schema_extra=in_form(unit=N_("minutes"), times=60),
        )
        rounds: int = Field(3, ge=1, le=10, strict=True, title=N_("Rounds"))
        own_calls: bool = Field(True, strict=True, title=N_("Each group gets a video call of its own"))
        deck: Line | None = not_in_form(None, "A deck of the theme, by name; its first when left out.")
        cards: Annotated[list[Sentence], Field(min_length=1, max_length=500)] | None = Field(
            None, title=N_("Prompts"), description=N_("Leave it empty for the theme's own deck.")
        )
        anonymous: Literal[False] = Field(False, description="People meet.")

    def complete(self, config: Config, material: Material) -> Config:
        return config if config.cards else config.model_copy(update={"cards": material.theme.deck(config.deck)[:500]})

    def shown_config(self, config: Config) -> dict[str, Any]:
        return config.model_dump(mode="json", exclude={"cards"}, exclude_none=True)

    def admit(self, run: Played, voter: str, value: str, *, guest: str) -> None:
        if run.memory.get("phase") != "talking":
            raise Closed(N_("No round is running."))

    def stamp(self, run: Played, value: str, id: str, now: datetime) -> dict[str, Any]:
        return {"round": run.memory["round"], "wants": value, "at": now.isoformat()}

    def fold(self, before: list[dict[str, Any]] | None, value: dict[str, Any]) -> list[dict[str, Any]]:
        """What they asked for in this round, in turn."""
        return [*(each for each in before or () if each["round"] == value["round"]), value][-5:]

    def mine(self, run: Played, named: Any | None, secret: Any | None) -> None:
        return None

    def opened(self, run: Played, scene: Scene) -> Memory:
        scene.timer = None
        return {"phase": "ready", "round": 0, "groups": [], "met": {}, "order": [], **run.memory}

    @move("next")
    def next(self, run: Played, scene: Scene) -> Memory:
        """A round with those who are here now."""
        return self._send_apart(run, scene, self._met(run), run.memory["round"] + 1)

    @move("shuffle")
    def shuffle(self, run: Played, scene: Scene) -> Memory:
        """Mix this round again, as if its groups had not met."""
        if run.memory["phase"] != "talking":
            raise Closed(N_("No round is running."))
        return self._send_apart(run, scene, self._met_before(run), run.memory["round"])

    @move("back")
    def back(self, run: Played, scene: Scene) -> Memory:
        """Call everybody back."""
        scene.timer = None
        return {**run.memory, "phase": "back"}

    def time_is_up(self, run: Played, scene: Scene) -> Memory:
        return {**run.memory, "phase": "back"}

    def tally(self, run: Played) -> dict[str, Any]:
        return {"total": len(self._met(run))}

    def view(self, run: Played, audience: Audience) -> dict[str, Any]:
        groups = self._groups(run)
        shown: dict[str, Any] = {
            "phase": run.memory.get("phase", "ready"),
            "round": run.memory.get("round", 0),
            "groups": len(groups),
        }
        if audience == "hosts":
            shown["all_groups"] = [self._shown(run, group) for group in groups]
        return shown

    def is_personal(self, config: Config) -> bool:
        return True

    def personal(self, run: Played, guest: str) -> dict[str, Any]:
        own = next((group for group in self._groups(run) if guest in group["people"]), None)
        return {"group": own and self._shown(run, own)}

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return [("rounds", run.memory.get("round", 0)), ("pairs who met", tally["total"])]

    def _send_apart(self, run: Played, scene: Scene, met: Counter[frozenset[str]], round: int) -> Memory:
        order = [*run.memory["order"], *sorted(set(scene.people) - set(run.memory["order"]), key=int)]
        here = [id for id in order if id in scene.people]
        if len(here) < 2:
            raise invalid("move", N_("Two guests must be here at least."))
        groups = grouped(here, run.config.size, met, scene.rng)
        cards = scene.rng.sample(run.config.cards, len(run.config.cards)) if run.config.cards else [""]
        scene.timer = Timer(run.config.seconds, scene.now) if run.config.seconds else None
        return {
            "phase": "talking",
            "round": round,
            "order": order,
            "met": {" ".join(sorted(pair)): times for pair, times in met.items()},
            "groups": [
                {
                    "number": number,
                    "people": group,
                    "video_url": scene.new_call() if run.config.own_calls else None,
                    "prompt": cards[number % len(cards)],
                }
                for number, group in enumerate(groups, 1)
            ],
        }

    def _met_before(self, run: Played) -> Counter[frozenset[str]]:
        """Who met in the rounds before this one."""
        return Counter({frozenset(pair.split()): times for pair, times in run.memory.get("met", {}).items()})

    def _met(self, run: Played) -> Counter[frozenset[str]]:
        return self._met_before(run) + count_meetings(group["people"] for group in self._groups(run))

    def _groups(self, run: Played) -> list[dict[str, Any]]:
        """The groups of the round, with those who asked to be let in since, one after the other as they asked."""
        groups = [{**group, "people": list(group["people"])} for group in run.memory.get("groups", ())]
        asked = ((each, guest) for guest, own in run.answers.items() for each in own)
        wishes = [
            (each["at"], int(guest), each["wants"]) for each, guest in asked if each["round"] == run.memory["round"]
        ]
        for _, guest_id, wants in sorted(wishes):
            _let_in(groups, str(guest_id), is_alone=wants == "alone")
        return groups

    def _shown(self, run: Played, group: Mapping[str, Any]) -> dict[str, Any]:
        return {**group, "people": run.people(group["people"])}


def _let_in(groups: list[dict[str, Any]], guest: str, *, is_alone: bool) -> None:
    """Into the smallest group where somebody is; whoever is in one stays there unless nobody else came."""
    own = next((group for group in groups if guest in group["people"]), None)
    others = [group for group in groups if group is not own and group["people"]]
    if (own and not is_alone) or not others:
        return
    if own:
        own["people"].remove(guest)
    min(others, key=lambda group: (len(group["people"]), group["number"]))["people"].append(guest)
