"""The timers of steps: several may run, and one goes on when the room does."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from ...basics.errors import N_, NotFound, invalid
from ...basics.options import Id
from ...basics.timers import LONGEST_S, Timer
from ..common.kind import Kind
from ..common.moves import move
from ..common.played import Memory, Played, Scene


class StepTimers(Kind):
    """Nothing has to happen when one ends, so they are kept in the memory, as values that every device reads the same
    second from."""

    @move("start")
    def start_step_timer(
        self,
        run: Played,
        scene: Scene,
        *,
        step: Id | None = None,
        seconds: Annotated[int, Field(ge=1, le=LONGEST_S)] | None = None,
    ) -> Memory:
        """Start the timer of a step, by default of the one that is on; also again."""
        id = self._step_id(run, step)
        lasts_s = seconds or next(each.lasts_s for each in run.config.steps if each.id == id)
        if not lasts_s:
            raise invalid("seconds", N_("Say how long, because this step has no time of its own."))
        return self._timed(run, id, Timer(lasts_s, scene.now))

    @move("pause")
    def pause_step_timer(self, run: Played, scene: Scene, *, step: Id | None = None) -> Memory:
        id, timer = self._running(run, step)
        return self._timed(run, id, timer.pause(scene.now))

    @move("resume")
    def resume_step_timer(self, run: Played, scene: Scene, *, step: Id | None = None) -> Memory:
        id, timer = self._running(run, step)
        return self._timed(run, id, timer.resume(scene.now))

    @move("add-time")
    def add_to_step_timer(
        self,
        run: Played,
        scene: Scene,
        *,
        step: Id | None = None,
        seconds: Annotated[int, Field(ge=-3600, le=3600)] = 60,
    ) -> Memory:
        id, timer = self._running(run, step)
        return self._timed(run, id, timer.add(seconds, scene.now))

    @move("stop")
    def stop_step_timer(self, run: Played, scene: Scene, *, step: Id | None = None) -> Memory:
        """Take a step's timer away."""
        id, _ = self._running(run, step)
        return {**run.memory, "timers": {each: timer for each, timer in run.memory["timers"].items() if each != id}}

    def _ids(self, config: Any) -> list[str]:
        return [step.id for step in config.steps]

    def _at(self, run: Played) -> int:
        """Where the room is; steps that were taken out since end with the last."""
        return max(0, min(run.memory.get("at", 0), len(run.config.steps) - 1))

    def _step_id(self, run: Played, step: str | None) -> str:
        ids = self._ids(run.config)
        if not ids or (step is not None and step not in ids):
            raise NotFound(N_("There is no such step."))
        return step or ids[self._at(run)]

    def _running(self, run: Played, step: str | None) -> tuple[str, Timer]:
        id = self._step_id(run, step)
        values = run.memory.get("timers", {}).get(id)
        if values is None:
            raise invalid("move", N_("No time is running here."))
        return id, Timer.of_values(values)

    def _timed(self, run: Played, id: str, timer: Timer) -> Memory:
        return {**run.memory, "timers": {**run.memory.get("timers", {}), id: timer.as_values()}}
