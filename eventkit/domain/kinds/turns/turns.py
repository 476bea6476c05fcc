"""Turns: reading aloud, a go-around, show and tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from ...basics.base import as_precise_text
from ...basics.errors import N_, Closed, NotFound, invalid
from ...basics.timers import Timer
from ..common.form import DO_TOGETHER, in_form, of_kind
from ..common.kind import Kind, results_field
from ..common.moves import move
from ..common.played import Audience, Material, Memory, Played, Results, Scene, Seconds
from .reading import Place, Reading

GuestId = Annotated[int, Field(ge=0, le=2**53)]


class Turns(Kind):
    """One after the other. The memory is the whole state: `queue` is who comes, in order, `now` whose turn it is since
    when, `heard` who has had how many turns and seconds, `place` where the reading is.

    Who is away when their turn comes keeps the place in the queue, and is next once they are back.
    """

    slug, label = "turns", N_("Turns")
    help = N_(
        "One after the other: reading aloud, show and tell, a go-around. Everyone sees who is now, next and later."
    )
    answer = Literal["join", "pass", "done"]
    expects_all = False
    brings = ("reading",)
    is_steered_by_guests = True

    class Config(Kind.Config):
        model_config = of_kind(DO_TOGETHER, without=("results", "may_change", "show_at_end"))

        everyone: bool = Field(
            False, strict=True, title=N_("Everyone has a turn, in a random order, without asking for it")
        )
        seconds: Seconds | None = Field(
            None,
            title=N_("Length of a turn"),
            description=N_("Empty: as long as it takes. Its end is gentle."),
            json_schema_extra=in_form(unit=N_("minutes"), times=60),
        )
        brought: bool = Field(False, strict=True, title=N_("Read the first book of the event's reading list"))
        reading: Reading | None = Field(
            None, title=N_("Something is read aloud"), description=N_("Its place moves with the turns.")
        )
        results: Results = results_field("live")
        anonymous: Literal[False] = Field(False, description="Who speaks is heard.")

    def complete(self, config: Config, material: Material) -> Config:
        books = material.details.reading_list
        if not config.brought or not books:
            return config
        book = {"title": books[0].title, "last": books[0].pages}
        given = config.reading.model_dump(exclude_none=True) if config.reading else {}
        return config.model_copy(update={"reading": Reading(**(given if "title" in given else book | given))})

    def admit(self, run: Played, voter: str, value: str, *, guest: str) -> None:
        if value == "done" and guest != self._now(run.memory):
            raise Closed(N_("It is not your turn any more."))

    def stamp(self, run: Played, value: str, id: str, now: datetime) -> dict[str, Any]:
        return {"said": value}

    def opened(self, run: Played, scene: Scene) -> Memory:
        scene.timer = None
        memory = {"queue": [], "now": None, "heard": {}, "place": run.config.reading and run.config.reading.first}
        return self._gathered(run, scene, {**memory, **run.memory})

    def closed(self, run: Played, scene: Scene) -> Memory:
        return self._ended(run, scene, run.memory, moves_place=False)

    def answered(self, run: Played, scene: Scene, guest: str, value: Mapping[str, Any]) -> Memory:
        memory, is_now = run.memory, self._now(run.memory) == guest
        match value["said"]:
            case "join" if not is_now and guest not in memory["queue"]:
                return {**memory, "queue": [*memory["queue"], guest]}
            case "pass" if is_now:
                return self._called_next(run, scene, {**memory, "now": None, "passed": self._passed(memory, guest)})
            case "pass":
                passed = self._passed(memory, guest) if guest in memory["queue"] else memory.get("passed", [])
                return {**memory, "queue": _without(memory["queue"], guest), "passed": passed}
            case "done" if is_now:
                return self._called_next(run, scene, self._ended(run, scene, memory))
        return memory

    @move("next")
    def next(self, run: Played, scene: Scene) -> Memory:
        """This turn is over, and the next who is here has theirs."""
        memory = self._gathered(run, scene, self._ended(run, scene, run.memory))
        if not memory["queue"] and self._now(run.memory) is None:
            raise Closed(N_("Nobody is waiting for a turn."))
        return self._called_next(run, scene, memory)

    @move("skip")
    def skip(self, run: Played, scene: Scene) -> Memory:
        """Go on without whose turn it is; they come again at the end of the queue."""
        now = self._now(run.memory)
        if now is None:
            raise Closed(N_("Nobody is waiting for a turn."))
        memory = self._called_next(run, scene, {**run.memory, "now": None})
        return {**memory, "queue": [*memory["queue"], now]}

    @move("call")
    def call(self, run: Played, scene: Scene, *, guest: GuestId) -> Memory:
        """Give a guest the turn, whether they asked for it or not."""
        return self._begun(run, scene, self._ended(run, scene, run.memory), self._known(run, guest))

    @move("shuffle")
    def shuffle(self, run: Played, scene: Scene) -> Memory:
        queue = list(run.memory["queue"])
        scene.rng.shuffle(queue)
        return {**run.memory, "queue": queue}

    @move("reorder")
    def reorder(self, run: Played, scene: Scene, *, order: Annotated[list[GuestId], Field(max_length=1000)]) -> Memory:
        """Those of the queue who are named come first, in this order; nobody is lost or doubled by it."""
        queue = run.memory["queue"]
        named = [guest for guest in dict.fromkeys(map(str, order)) if guest in queue]
        return {**run.memory, "queue": named + [guest for guest in queue if guest not in named]}

    @move("add")
    def add(self, run: Played, scene: Scene, *, guest: GuestId) -> Memory:
        """Put somebody at the end of the queue."""
        added, queue = self._known(run, guest), run.memory["queue"]
        if added in queue or added == self._now(run.memory):
            return run.memory
        return {**run.memory, "queue": [*queue, added]}

    @move("remove")
    def remove(self, run: Played, scene: Scene, *, guest: GuestId) -> Memory:
        """Take somebody out of the queue."""
        passed = self._passed(run.memory, str(guest))
        return {**run.memory, "queue": _without(run.memory["queue"], str(guest)), "passed": passed}

    @move("jump")
    def jump(self, run: Played, scene: Scene, *, to: Place) -> Memory:
        """Read on from this page or chapter."""
        if run.config.reading is None:
            raise invalid("to", N_("Nothing is read here."))
        return {**run.memory, "place": to}

    def time_is_up(self, run: Played, scene: Scene) -> Memory:
        """The turn goes on; everybody sees that its time is over."""
        return {**run.memory, "is_over_time": True}

    def answered_by(self, run: Played) -> list[str]:
        return list(run.memory.get("heard", ()))

    def tally(self, run: Played) -> dict[str, Any]:
        heard = run.memory.get("heard", {})
        people = [{**each, **heard[str(each["id"])]} for each in run.people(heard)]
        return {"total": len(heard), "heard": people}

    def view(self, run: Played, audience: Audience) -> dict[str, Any]:
        now, reading = run.memory.get("now"), run.config.reading
        shown: dict[str, Any] = {
            "now": None,
            "queue": run.people(run.memory.get("queue", ())),
            "is_over_time": run.memory.get("is_over_time", False),
            "place": None,
        }
        if now and (people := run.people([now["guest"]])):
            shown["now"] = {**people[0], "since": now["since"]}
        if reading:
            shown["place"] = reading.shown_from(run.memory.get("place") or reading.first)
        return shown

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return [(each["name"], each["turns"]) for each in tally["heard"]]

    def _now(self, memory: Memory) -> str | None:
        return memory["now"]["guest"] if memory.get("now") else None

    def _known(self, run: Played, guest: int) -> str:
        if str(guest) not in run.names:
            raise NotFound()
        return str(guest)

    def _passed(self, memory: Memory, guest: str) -> list[str]:
        return [*_without(memory.get("passed", []), guest), guest]

    def _gathered(self, run: Played, scene: Scene, memory: Memory) -> Memory:
        """Where everyone has a turn: with those in the queue who have come since and had none."""
        if not run.config.everyone:
            return memory
        had = {*memory["queue"], *memory["heard"], *memory.get("passed", ()), self._now(memory)}
        new = sorted(set(scene.people) - had)
        scene.rng.shuffle(new)
        return {**memory, "queue": [*memory["queue"], *new]}

    def _ended(self, run: Played, scene: Scene, memory: Memory, *, moves_place: bool = True) -> Memory:
        """After the turn that runs, if one does: it is noted how long it was, and the reading has come further."""
        now, scene.timer = memory.get("now"), None
        scene.heard.update(memory["heard"])
        if not now:
            return memory
        guest = now["guest"]
        before = memory["heard"].get(guest, {"turns": 0, "seconds": 0})
        took_s = round((scene.now - datetime.fromisoformat(now["since"])).total_seconds())
        heard = {"turns": before["turns"] + 1, "seconds": before["seconds"] + max(0, took_s)}
        scene.heard.add(guest)
        place = memory.get("place")
        if run.config.reading and place and moves_place:
            place += run.config.reading.each
        return {
            **memory,
            "now": None,
            "is_over_time": False,
            "place": place,
            "heard": {**memory["heard"], guest: heard},
        }

    def _called_next(self, run: Played, scene: Scene, memory: Memory) -> Memory:
        scene.has_moved_on, scene.timer = True, None
        here = next((guest for guest in memory["queue"] if guest in scene.people), None)
        return {**memory, "is_over_time": False} if here is None else self._begun(run, scene, memory, here)

    def _begun(self, run: Played, scene: Scene, memory: Memory, guest: str) -> Memory:
        seconds = run.config.seconds
        scene.timer = Timer(seconds, scene.now) if seconds else None
        return {
            **memory,
            "queue": _without(memory["queue"], guest),
            "passed": _without(memory.get("passed", []), guest),
            "now": {"guest": guest, "since": as_precise_text(scene.now)},
            "is_over_time": False,
        }


def _without(guests: list[str], guest: str) -> list[str]:
    return [each for each in guests if each != guest]
