"""Two truths and a lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..basics.errors import N_, Closed, invalid
from ..basics.text import Line
from ..basics.validation import problems_of
from .common.form import BREAK_THE_ICE, of_kind
from .common.kind import Kind
from .common.moves import move
from .common.places import places
from .common.played import Audience, Memory, Played, Scene

Which = Annotated[int, Field(ge=0, le=2, strict=True)]


class Statements(BaseModel):
    model_config = ConfigDict(extra="forbid")

    statements: Annotated[list[Line], Field(min_length=3, max_length=3)]
    lie: Which


class Guess(BaseModel):
    model_config = ConfigDict(extra="forbid")

    guess: Which
    author: Annotated[int, Field(strict=True)] | None = Field(None, description=N_("Whose lie is guessed."))


class TwoTruths(Kind):
    """Each writes three statements, of which one is made up; then the room guesses, one person after the other. A point
    for each right guess, and one for everybody whom a lie has fooled."""

    slug, label = "two-truths", N_("Two truths and a lie")
    help = N_("Everyone writes two true things and a made-up one. Then the room guesses, person by person.")
    answer = Statements | Guess
    is_writing = True

    class Config(Kind.Config):
        model_config = of_kind(BREAK_THE_ICE)

        results: Literal["reveal"] = Field("reveal", description="The lie is shown by the host.")
        anonymous: Literal[False] = Field(False, description="People are guessed about by name.")

    def read(self, config: Config, raw: Any) -> dict[str, Any]:
        model: type[Guess | Statements] = Guess if isinstance(raw, dict) and "guess" in raw else Statements
        try:
            given = model.model_validate(raw)
        except ValidationError as error:
            raise problems_of(error, prefix="answer") from error
        return given.model_dump()

    def admit(self, run: Played, voter: str, value: Mapping[str, Any], *, guest: str) -> None:
        if "statements" in value:
            if voter in self._order(run)[: run.memory.get("at", -1) + 1]:
                raise Closed(N_("The room has begun to guess yours, so they stay as they are."))
            return
        author = self._author(run)
        if author is None:
            raise Closed(N_("The guessing has not begun."))
        if value["author"] is not None and str(value["author"]) != author:
            raise Closed(N_("The room has gone on to somebody else."))
        if author == voter:
            raise invalid("answer", N_("These are yours: let the others guess."))
        if run.is_shown:
            raise Closed(N_("The lie is out already."))
        if not run.config.may_change and author in run.answers.get(voter, {}).get("guesses", {}):
            raise Closed(N_("Your answer stands: this one cannot be changed."))

    def stamp(self, run: Played, value: Mapping[str, Any], id: str, now: datetime) -> dict[str, Any]:
        return {**value, "author": self._author(run)} if "guess" in value else dict(value)

    def fold(self, before: dict[str, Any] | None, value: Mapping[str, Any]) -> dict[str, Any]:
        own = before or {"guesses": {}}
        if "statements" in value:
            return {**own, **value}
        return {**own, "guesses": {**own["guesses"], value["author"]: value["guess"]}}

    @move("next")
    def next(self, run: Played, scene: Scene) -> Memory:
        """Start the guessing, or go on to the next person; who wrote since is guessed last."""
        order, at = self._order(run), run.memory.get("at", -1) + 1
        late = sorted(self._writers(run) - set(order))
        scene.rng.shuffle(late)
        order += late
        if at >= len(order):
            raise Closed(
                N_("Everybody who wrote has been guessed.") if order else N_("Nobody has written anything yet.")
            )
        scene.is_shown = False
        return {**run.memory, "order": order, "at": at}

    def answered_by(self, run: Played) -> Collection[str]:
        """While others guess, the author has nothing left to do."""
        author = self._author(run)
        return {author, *self._guesses(run)} if author else self._writers(run)

    def tally(self, run: Played) -> dict[str, Any]:
        author, guesses = self._author(run), self._guesses(run)
        given = Counter(guesses.values())
        tally: dict[str, Any] = {
            "total": len(guesses) if author else len(self._writers(run)),
            "counts": {str(n): given[n] for n in range(3)},
        }
        if author:
            tally["lie"] = run.answers[author]["lie"]
        return {**tally, "scores": places(self._points(run), run.names)}

    def view(self, run: Played, audience: Audience) -> dict[str, Any]:
        author, order = self._author(run), self._order(run)
        return {
            "phase": "guessing" if author else "writing",
            "written": len(self._writers(run)),
            "author": author and {"id": int(author), "name": run.names.get(author, "")},
            "statements": author and run.answers[author]["statements"],
            "number": run.memory.get("at", -1) + 1,
            "of": len(set(order) | self._writers(run)),
        }

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        lines: list[tuple[str, Any]] = []
        for author in self._order(run)[: run.memory.get("at", -1) + 1]:
            own = run.answers[author]
            lines.append((run.names.get(author, ""), own["statements"][own["lie"]]))
        return lines + [(each["name"], each["points"]) for each in tally["scores"]]

    def _writers(self, run: Played) -> set[str]:
        return {voter for voter, own in run.answers.items() if "statements" in own}

    def _order(self, run: Played) -> list[str]:
        return list(run.memory.get("order", ()))

    def _author(self, run: Played) -> str | None:
        """Whose statements are being guessed."""
        order, at = self._order(run), run.memory.get("at", -1)
        return order[at] if 0 <= at < len(order) and order[at] in run.answers else None

    def _guesses(self, run: Played) -> dict[str, int]:
        author = self._author(run)
        return {voter: own["guesses"][author] for voter, own in run.answers.items() if author in own["guesses"]}

    def _points(self, run: Played) -> dict[str, int]:
        """Of those whose lie is out."""
        out = self._order(run)[: run.memory.get("at", -1) + bool(run.is_shown)]
        points: Counter[str] = Counter()
        for voter, own in run.answers.items():
            for author, guess in own["guesses"].items():
                if author in out and author in run.answers:
                    points[voter if guess == run.answers[author]["lie"] else author] += 1
        return dict(points)
