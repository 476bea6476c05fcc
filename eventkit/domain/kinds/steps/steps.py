"""Steps: a recipe cooked along, the stops of a museum, the pages of a story."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ...basics.errors import N_, Closed, NotFound, invalid
from ...basics.options import Id, with_different_ids
from ..common.form import DO_TOGETHER, in_form, not_in_form, of_kind
from ..common.kind import Kind, results_field
from ..common.moves import move
from ..common.played import Audience, Material, Memory, Played, Results, Scene
from .step import MOST_STEPS, Ingredient, Marked, Marks, Step, of_details, steps_with_ids
from .timers import StepTimers

TAKES_BACK = {"not-done": "done", "no-help": "help", "no-love": "love"}


class Steps(StepTimers):
    """What counts of a guest is `{"marks": {step: [marks]}, "at": step}`. The memory has the step that is on, and the
    timers of steps: several may run, and one goes on when the room does. Nothing has to happen when a timer ends, so
    they are kept as values that every device reads the same second from.
    """

    slug, label = "steps", N_("Step by step")
    help = N_("Everyone at the same step: cooking along, a walk through a museum, the pages of a story.")
    answer = Marks | Marked
    brings = ("steps", "ingredients", "serves")

    class Config(Kind.Config):
        model_config = of_kind(DO_TOGETHER, without=("may_change", "show_at_end"))

        steps: Annotated[
            list[Step],
            Field(max_length=MOST_STEPS),
            BeforeValidator(steps_with_ids),
            AfterValidator(with_different_ids),
        ] = Field(
            [],
            title=N_("Steps"),
            description=N_("Leave them empty for the event's recipe or stops."),
            json_schema_extra=in_form(
                row=N_("Step {number}"), add=N_("Add a step"), reads="step", example=N_("Boil the water, 3 min")
            ),
        )
        pace: Literal["together", "own"] = Field(
            "together",
            title=N_("Pace"),
            json_schema_extra=in_form(
                words={"together": N_("Together: you move everyone on"), "own": N_("Each at their own pace")}
            ),
        )
        ingredients: Annotated[list[Ingredient], Field(max_length=100)] = Field(
            [],
            title=N_("Ingredients"),
            json_schema_extra=in_form(
                row=N_("Ingredient {number}"),
                add=N_("Add an ingredient"),
                reads="ingredient",
                example=N_("200 g flour"),
            ),
        )
        serves: Annotated[int, Field(ge=1, le=1000, strict=True)] | None = Field(
            None, title=N_("The amounts are for"), json_schema_extra=in_form(unit=N_("people"))
        )
        brought: Annotated[bool, Field(strict=True)] = not_in_form(
            False, "The steps follow the event's details until it is opened."
        )
        results: Results = results_field("live")
        seconds: None = Field(None, description="Steps have timers of their own.")

    def complete(self, config: Config, material: Material) -> Config:
        if config.steps:
            return config
        found = self.Config.model_validate(of_details(material.details))
        brought = {"steps": found.steps, "brought": True}
        if not config.ingredients:
            brought |= {"ingredients": found.ingredients, "serves": found.serves}
        return config.model_copy(update=brought)

    def read(self, config: Config, raw: Any) -> dict[str, Any]:
        given: str | Marked = super().read(config, raw)
        if isinstance(given, str):
            return {"mark": given, "step": None}
        if given.step not in self._ids(config):
            raise invalid("answer", N_("There is no such step."))
        return given.model_dump()

    def admit(self, run: Played, voter: str, value: Mapping[str, Any], *, guest: str) -> None:
        if not run.config.steps:
            raise Closed(N_("There is no step yet."))

    def stamp(self, run: Played, value: Mapping[str, Any], id: str, now: datetime) -> dict[str, Any]:
        """With the step that is on, where the answer names none."""
        return {**value, "step": value["step"] or self._ids(run.config)[self._at(run)]}

    def fold(self, before: dict[str, Any] | None, value: Mapping[str, Any]) -> dict[str, Any]:
        own = before or {"marks": {}, "at": None}
        step, mark = value["step"], value["mark"]
        if mark == "here":
            return {**own, "at": step}
        taken = TAKES_BACK.get(mark, mark)
        marks = [each for each in own["marks"].get(step, ()) if each != taken]
        if mark not in TAKES_BACK:
            marks = sorted([*marks, mark])
        if mark == "done":  # whoever is done needs no help any more
            marks = [each for each in marks if each != "help"]
        return {**own, "marks": {**own["marks"], step: marks}}

    def opened(self, run: Played, scene: Scene) -> Memory:
        if not run.config.steps:
            raise invalid("move", N_("Write the steps first, or fill in what the event is about."))
        return {"at": 0, "timers": {}, **run.memory}

    def closed(self, run: Played, scene: Scene) -> Memory:
        return {**run.memory, "timers": {}}

    @move("next")
    def next(self, run: Played, scene: Scene) -> Memory:
        at = self._at(run) + 1
        if at >= len(run.config.steps):
            raise Closed(N_("That was the last step."))
        return {**run.memory, "at": at}

    @move("previous")
    def previous(self, run: Played, scene: Scene) -> Memory:
        return {**run.memory, "at": max(0, self._at(run) - 1)}

    @move("jump")
    def jump(self, run: Played, scene: Scene, *, to: int | Id) -> Memory:
        """To a step by its id, or by its number from 0."""
        ids = self._ids(run.config)
        if isinstance(to, int) and 0 <= to < len(ids):
            return {**run.memory, "at": to}
        if to in ids:
            return {**run.memory, "at": ids.index(str(to))}
        raise NotFound(N_("There is no such step."))

    def answered_by(self, run: Played) -> list[str]:
        """Who is done with the step that is on; at one's own pace, with the last."""
        ids = self._ids(run.config)
        if not ids:
            return []
        asked = ids[-1] if run.config.pace == "own" else ids[self._at(run)]
        return [voter for voter, own in run.answers.items() if "done" in own["marks"].get(asked, ())]

    def tally(self, run: Played) -> dict[str, Any]:
        counts = {id: {"done": 0, "help": 0, "love": 0} for id in self._ids(run.config)}
        for own in run.answers.values():
            for step, marks in own["marks"].items():
                for mark in marks:
                    if step in counts:
                        counts[step][mark] += 1
        return {"total": len(run.answers), "steps": counts}

    def view(self, run: Played, audience: Audience) -> dict[str, Any]:
        ids, at = self._ids(run.config), self._at(run)
        timers = run.memory.get("timers", {})
        shown: dict[str, Any] = {
            "at": at,
            "step": ids[at] if ids and "at" in run.memory else None,
            "timers": [{"step": id, **timers[id]} for id in ids if id in timers],
            "timer": None,
        }
        if ids and ids[at] in timers:
            shown["timer"] = {**timers[ids[at]], "shows": False}
        if run.config.pace == "own":
            shown["places"] = self._places(run)
        if audience == "hosts" and not run.config.anonymous:
            shown["help"] = [
                {**person, "step": step}
                for step in ids
                for person in run.people(v for v, own in run.answers.items() if "help" in own["marks"].get(step, ()))
            ]
        return shown

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return [(step.title or step.text, tally["steps"][step.id]["love"]) for step in run.config.steps]

    def _places(self, run: Played) -> dict[str, int]:
        """How many are at each step, where everybody goes at their own pace."""
        ids = self._ids(run.config)
        places = dict.fromkeys(ids, 0)
        for own in run.answers.values():
            if own["at"] in places:
                places[own["at"]] += 1
        return places
