"""Awards: the room votes for its people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from ..basics.errors import N_, Closed, NotAllowed, NotFound, invalid
from ..basics.options import Id, Option, ids_of, that_differ, with_ids
from ..basics.text import PictureAddress
from ..basics.timers import Timer
from .common.form import DO_TOGETHER, of_kind
from .common.kind import Kind
from .common.moves import move
from .common.played import Audience, Memory, Played, Scene
from .common.wall import with_id, without_id

ROLL_S = 4
"""How long the drum rolls before a winner is named."""
GuestId = Annotated[int, Field(strict=True, ge=0, le=2**53)]


def _awards_with_ids(raw: Any) -> Any:
    """Awards get ids as options do: a1, a2 …"""
    return with_ids(raw, prefix="a")


class Vote(BaseModel):
    model_config = ConfigDict(extra="forbid")

    award: Id
    guest: GuestId | None = Field(description=N_("None takes the vote back."))


class Outfit(BaseModel):
    model_config = ConfigDict(extra="forbid")

    picture: PictureAddress | None = Field(description=N_("A picture uploaded to this instance; None takes it back."))


class Awards(Kind):
    """What counts of a guest is `{"votes": {award: guest}}`, and apart from it, by name, `{"picture": address}`.

    Voting ends when the first award is revealed: then `rolling` is the one that is about to be named, and `named` those
    whose winners are known.
    """

    slug, label = "awards", N_("Awards")
    help = N_("Everyone votes for people: best dressed, best plate. Next reveals the winners, one award at a time.")
    answer = Vote | Outfit
    expects_all = True

    class Config(Kind.Config):
        model_config = of_kind(DO_TOGETHER)

        awards: Annotated[
            list[Option],
            Field(min_length=1, max_length=20),
            BeforeValidator(_awards_with_ids),
            AfterValidator(that_differ),
        ] = Field(
            [Option(id="a1", text=N_("Best accessory")), Option(id="a2", text=N_("Best backdrop"))], title=N_("Awards")
        )
        pictures: bool = Field(False, strict=True, title=N_("Guests may show a picture of what they wear or made"))
        anonymous: bool = Field(True, strict=True, title=N_("A secret ballot: nobody learns who voted for whom"))

    def read(self, config: Config, raw: Any) -> dict[str, Any]:
        given: Vote | Outfit = super().read(config, raw)
        if isinstance(given, Outfit):
            if not config.pictures:
                raise invalid("answer", N_("No pictures are shown here."))
            return given.model_dump()
        if given.award not in ids_of(config.awards):
            raise invalid("answer", N_("Choose one of the awards."))
        return given.model_dump()

    def is_secret(self, config: Config, value: Mapping[str, Any]) -> bool:
        return "award" in value and bool(config.anonymous)

    def admit(self, run: Played, voter: str, value: Mapping[str, Any], *, guest: str) -> None:
        if "picture" in value:
            return
        if run.memory.get("phase") != "voting":
            raise Closed(N_("The voting is over."))
        if not run.config.may_change and value["award"] in run.answers.get(voter, {}).get("votes", {}):
            raise Closed(N_("Your answer stands: this one cannot be changed."))
        if value["guest"] is None:
            return
        if str(value["guest"]) == guest:
            raise invalid("answer", N_("Vote for somebody else: others will vote for you."))
        if str(value["guest"]) not in run.names:
            raise NotFound(N_("That guest is not here."))

    def fold(self, before: dict[str, Any] | None, value: Mapping[str, Any]) -> dict[str, Any]:
        own = before or {"votes": {}, "picture": None}
        if "picture" in value:
            return {**own, "picture": value["picture"]}
        votes = {award: guest for award, guest in own["votes"].items() if award != value["award"]}
        return {**own, "votes": votes if value["guest"] is None else {**votes, value["award"]: value["guest"]}}

    def mine(self, run: Played, named: Any | None, secret: Any | None) -> dict[str, Any]:
        votes = {**(named or {}).get("votes", {}), **(secret or {}).get("votes", {})}
        return {"votes": votes, "picture": (named or {}).get("picture")}

    def opened(self, run: Played, scene: Scene) -> Memory:
        return (
            {"named": [], "rolling": None, **run.memory, "phase": "voting"} if "phase" not in run.memory else run.memory
        )

    def closed(self, run: Played, scene: Scene) -> Memory:
        """A drum that still rolls names its winner."""
        return self._named(run, scene)

    @move("next")
    def next(self, run: Played, scene: Scene) -> Memory:
        """Reveal the next award: the drum rolls, then the winner is named."""
        if run.config.results == "host":
            raise NotAllowed(N_("These results are for the host alone."))
        memory = self._named(run, scene)
        award = next((id for id in ids_of(run.config.awards) if id not in memory["named"]), None)
        scene.timer = None
        if award is None:
            if memory != run.memory:
                return memory
            raise Closed(N_("That was the last award."))
        scene.timer = Timer(ROLL_S, scene.now)
        return {**memory, "phase": "naming", "rolling": award}

    def time_is_up(self, run: Played, scene: Scene) -> Memory | None:
        """The drum has rolled; while votes are given it is the time limit, which closes the activity."""
        return self._named(run, scene) if run.memory.get("rolling") else None

    @move("dismiss", afterwards=True)
    def dismiss(self, run: Played, scene: Scene, *, id: GuestId) -> Memory:
        """Take the picture of a guest off the wall."""
        return with_id(run.memory, "dismissed", str(id))

    @move("approve", afterwards=True)
    def approve(self, run: Played, scene: Scene, *, id: GuestId) -> Memory:
        """Put it back."""
        return without_id(run.memory, "dismissed", str(id))

    def answered_by(self, run: Played) -> list[str]:
        return [voter for voter, own in run.answers.items() if own["votes"]]

    def tally(self, run: Played) -> dict[str, Any]:
        awards = [{"id": award.id, "text": award.text, **self._result(run, award.id)} for award in run.config.awards]
        return {"total": len(self.answered_by(run)), "awards": awards}

    def view(self, run: Played, audience: Audience) -> dict[str, Any]:
        rolling, named = run.memory.get("rolling"), run.memory.get("named", ())
        awards = {award.id: award.text for award in run.config.awards}
        shown: dict[str, Any] = {
            "phase": run.memory.get("phase"),
            "rolling": {"id": rolling, "text": awards[rolling]} if rolling in awards else None,
            "named": [
                {"id": id, "text": awards[id], "winners": self._result(run, id)["winners"]}
                for id in named
                if id in awards
            ],
        }
        if run.config.pictures:
            shown["outfits"] = self._outfits(run, audience)
        return shown

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return [(award["text"], ", ".join(each["name"] for each in award["winners"])) for award in tally["awards"]]

    def _named(self, run: Played, scene: Scene) -> Memory:
        """With the award that was rolled for among those whose winner is known; after the last all results are."""
        rolling = run.memory.get("rolling")
        if not rolling:
            return run.memory
        memory = with_id({**run.memory, "rolling": None}, "named", rolling)
        scene.is_shown = scene.is_shown or all(id in memory["named"] for id in ids_of(run.config.awards))
        return memory

    def _result(self, run: Played, award: str) -> dict[str, Any]:
        """Votes by guest, most first, and who has most; who has as many shares the award."""
        given = (own["votes"].get(award) for own in run.answers.values())
        counts = Counter(str(guest) for guest in given if guest is not None and str(guest) in run.names)
        most = max(counts.values(), default=0)
        winners = run.people(sorted((guest for guest, votes in counts.items() if votes == most), key=int))
        return {
            "counts": dict(sorted(counts.items(), key=lambda each: (-each[1], int(each[0])))),
            "winners": [{**winner, "votes": most} for winner in winners],
        }

    def _outfits(self, run: Played, audience: Audience) -> list[dict[str, Any]]:
        dismissed = run.memory.get("dismissed", ())
        outfits = [
            {**person, "picture": own["picture"], "is_dismissed": voter in dismissed}
            for voter, own in run.answers.items()
            if own["picture"]
            for person in run.people([voter])
        ]
        return [each for each in outfits if audience == "hosts" or not each["is_dismissed"]]
