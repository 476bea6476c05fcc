"""A wall of things people wrote: ideas, questions. Others may vote one up, the host lets in, sets aside, spotlights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from ...basics.base import as_precise_text
from ...basics.errors import N_, Closed, Full, NotFound, invalid
from ...basics.validation import problems_of
from .kind import Kind
from .moves import move
from .played import Audience, Memory, Played, Scene

Id = Annotated[str, StringConstraints(min_length=1, max_length=64)]
MOST_VOTES = 500


class Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Upvote(Given):
    upvote: Id


class Unvote(Given):
    unvote: Id


class Withdraw(Given):
    withdraw: Id


class Wall(Kind):
    """What counts of one voter is `{"entries": {id: entry}, "upvoted": [ids]}`. An entry's id ends in `-a` where it is
    kept without a link to its author, so that whoever withdraws it later is known by the same pseudonym."""

    is_writing = True
    shown_as: ClassVar[str]
    """The name of the list in the tally."""
    own_as: ClassVar[str]
    """The name of a guest's own entries in what they are told counts of theirs."""
    messages: ClassVar[Mapping[str, type[BaseModel]]] = {"upvote": Upvote, "unvote": Unvote}
    """What a guest may send as an object, by the field that tells them apart."""

    class Config(Kind.Config):
        moderated: bool = Field(False, strict=True, title=N_("You read each one before others see it"))

    def most(self, config: Any) -> int:
        """How many entries one voter may have."""
        raise NotImplementedError

    def takes_votes(self, config: Any) -> bool:
        return True

    def replaces(self, config: Any) -> bool:
        """Whether a new entry takes the place of the one before."""
        return False

    def read(self, config: Any, raw: Any) -> Any:
        named = next((name for name in self.messages if isinstance(raw, dict) and name in raw), None)
        if named is None:
            raise invalid("answer", N_("This answer could not be read."))
        try:
            given = self.messages[named].model_validate(raw)
        except ValidationError as error:
            raise problems_of(error, prefix="answer") from error
        return given.model_dump()

    def is_secret(self, config: Any, value: Any) -> bool:
        if "withdraw" in value:
            return str(value["withdraw"]).endswith("-a")
        return bool(config.anonymous or value.get("anonymous"))

    def admit(self, run: Played, voter: str, value: Mapping[str, Any], *, guest: str) -> None:
        own = run.answers.get(voter) or {"entries": {}, "upvoted": []}
        if "text" in value:
            self._admit_entry(run, own)
        elif "withdraw" in value:
            if value["withdraw"] not in own["entries"]:
                raise invalid("answer", N_("You can only take back what is yours."))
        else:
            self._admit_vote(run, own, value)

    def stamp(self, run: Played, value: Mapping[str, Any], id: str, now: datetime) -> dict[str, Any]:
        if "text" not in value:
            return dict(value)
        is_secret = self.is_secret(run.config, value)
        written = {name: each for name, each in value.items() if name != "anonymous"}
        stamped = {**written, "id": f"{id}-a" if is_secret else id, "at": as_precise_text(now)}
        return {**stamped, "replaces": True} if self.replaces(run.config) else stamped

    def fold(self, before: dict[str, Any] | None, value: Mapping[str, Any]) -> dict[str, Any]:
        entries = dict(before["entries"]) if before else {}
        upvoted = list(before["upvoted"]) if before else []
        if "text" in value:
            kept = {} if value.get("replaces") else entries
            entry = {name: each for name, each in value.items() if name not in ("id", "replaces")}
            entries = {**kept, value["id"]: entry}
        elif "withdraw" in value:
            entries.pop(value["withdraw"], None)
        else:
            given = value.get("upvote") or value.get("unvote")
            upvoted = [id for id in upvoted if id != given] + ([given] if "upvote" in value else [])
        return {"entries": entries, "upvoted": upvoted}

    def mine(self, run: Played, named: Any | None, secret: Any | None) -> dict[str, Any]:
        own: list[tuple[str, Any]] = []
        upvoted: list[str] = []
        for each in filter(None, (named, secret)):
            own += each["entries"].items()
            upvoted += each["upvoted"]
        own.sort(key=lambda item: (item[1]["at"], item[0]))
        return {self.own_as: [{"id": id, **_without_time(entry)} for id, entry in own], "upvoted": upvoted}

    @move("approve", afterwards=True)
    def approve(self, run: Played, scene: Scene, *, id: Id) -> Memory:
        """Let an entry in, or back in."""
        self.find(run, id)
        memory = without_id(run.memory, "dismissed", id)
        return with_id(without_id(memory, "answered", id), "approved", id)

    @move("dismiss", afterwards=True)
    def dismiss(self, run: Played, scene: Scene, *, id: Id) -> Memory:
        """Set an entry aside; nobody but the host sees it until it is approved again."""
        self.find(run, id)
        memory = without_id(run.memory, "approved", id)
        return unpinned(with_id(memory, "dismissed", id), id)

    @move("pin", afterwards=True)
    def pin(self, run: Played, scene: Scene, *, id: Id) -> Memory:
        """Put an entry in the spotlight, for all to see."""
        self.find(run, id)
        return {**with_id(without_id(run.memory, "dismissed", id), "approved", id), "pinned": id}

    @move("unpin", afterwards=True)
    def unpin(self, run: Played, scene: Scene) -> Memory:
        return {**run.memory, "pinned": None}

    def answered_by(self, run: Played) -> list[str]:
        return [voter for voter, own in run.answers.items() if own["entries"] or own["upvoted"]]

    def tally(self, run: Played) -> dict[str, Any]:
        shown = [entry for entry in self._entries(run) if self._is_let_in(run, entry["id"])]
        return {"total": len(self.answered_by(run)), self.shown_as: sorted(shown, key=_most_votes_first)}

    def view(self, run: Played, audience: Audience) -> dict[str, Any]:
        entries = {entry["id"]: entry for entry in self._entries(run)}
        pinned = entries.get(run.memory.get("pinned") or "")
        shown: dict[str, Any] = {"spotlight": pinned if run.is_open else None}
        if audience == "hosts":
            dismissed = run.memory.get("dismissed", ())
            shown["dismissed"] = [entry for id, entry in entries.items() if id in dismissed]
            shown["waiting"] = [
                entry for id, entry in entries.items() if id not in dismissed and not self._is_let_in(run, id)
            ]
        return shown

    def _admit_entry(self, run: Played, own: Mapping[str, Any]) -> None:
        if self.replaces(run.config):
            if own["entries"] and not run.config.may_change:
                raise Closed(N_("Your answer stands: this one cannot be changed."))
        elif len(own["entries"]) >= self.most(run.config):
            raise Full(N_("You have sent %(most)s, which is all there is room for."), most=self.most(run.config))

    def _admit_vote(self, run: Played, own: Mapping[str, Any], value: Mapping[str, Any]) -> None:
        if not self.takes_votes(run.config):
            raise invalid("answer", N_("Nothing is voted on here."))
        id = value.get("upvote") or value.get("unvote") or ""
        if id in own["entries"]:
            raise invalid("answer", N_("This one is yours: let others vote for it."))
        if "upvote" in value and not (self._is_there(run, id) and self._is_let_in(run, id)):
            raise NotFound(N_("That one is gone."))
        if len(own["upvoted"]) >= MOST_VOTES:
            raise Full()

    def _entries(self, run: Played) -> Iterator[dict[str, Any]]:
        """Everything written and not taken back, oldest first."""
        votes = Counter(id for own in run.answers.values() for id in own["upvoted"])
        written = [
            (entry["at"], id, voter, entry)
            for voter, own in run.answers.items()
            for id, entry in own["entries"].items()
        ]
        for at, id, voter, entry in sorted(written, key=lambda each: each[:2]):
            named = {"name": run.names[voter]} if voter in run.names else {}
            yield {"id": id, **entry, **named, "votes": votes[id], "at": at}

    def find(self, run: Played, id: str) -> None:
        if not self._is_there(run, id):
            raise NotFound(N_("That one is gone."))

    def _is_there(self, run: Played, id: str) -> bool:
        return any(id in own["entries"] for own in run.answers.values())

    def _is_let_in(self, run: Played, id: str) -> bool:
        if id in run.memory.get("dismissed", ()):
            return False
        return not run.config.moderated or id in run.memory.get("approved", ())


def _without_time(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in entry.items() if name != "at"}


def _most_votes_first(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    """Then the oldest; ids last, so that the order is the same for everybody."""
    return (-entry["votes"], entry["at"], entry["id"])


def with_id(memory: Memory, name: str, id: str) -> Memory:
    return memory if id in memory.get(name, ()) else {**memory, name: [*memory.get(name, ()), id]}


def without_id(memory: Memory, name: str, id: str) -> Memory:
    return {**memory, name: [each for each in memory.get(name, ()) if each != id]}


def unpinned(memory: Memory, id: str) -> Memory:
    return {**memory, "pinned": None} if memory.get("pinned") == id else memory
