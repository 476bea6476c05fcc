"""The moves that give any activity a time limit."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ...basics.errors import N_, invalid
from ...basics.timers import LONGEST_S, Timer
from .moves import Moves, move
from .played import Memory, Played, Scene


class TimeLimit(Moves):
    @move("start")
    def start_timer(
        self,
        run: Played,
        scene: Scene,
        *,
        seconds: Annotated[int, Field(ge=5, le=LONGEST_S)] = 60,
        show: bool = False,
    ) -> Memory:
        """Give it a time limit from now, and say whether its end shows the results."""
        scene.timer, scene.shows_at_end = Timer(seconds, scene.now), show and run.config.results != "host"
        return run.memory

    @move("pause")
    def pause_timer(self, run: Played, scene: Scene) -> Memory:
        scene.timer = _timer_of(scene).pause(scene.now)
        return run.memory

    @move("resume")
    def resume_timer(self, run: Played, scene: Scene) -> Memory:
        scene.timer = _timer_of(scene).resume(scene.now)
        return run.memory

    @move("add-time")
    def add_to_timer(
        self, run: Played, scene: Scene, *, seconds: Annotated[int, Field(ge=-3600, le=3600)] = 60
    ) -> Memory:
        scene.timer = _timer_of(scene).add(seconds, scene.now)
        return run.memory


def _timer_of(scene: Scene) -> Timer:
    if scene.timer is None:
        raise invalid("move", N_("No time is running here."))
    return scene.timer
