"""The countdown: watch or listen together, everyone at the same second."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ...basics.base import as_precise_text
from ...basics.errors import N_, Closed, Full
from ...basics.text import OptionalLine, OptionalLink, Sentence, check_emoji
from ...basics.timers import LONGEST_S, Timer
from ..common.form import DO_TOGETHER, in_form, not_in_form, of_kind
from ..common.kind import Kind, results_field
from ..common.moves import move
from ..common.played import Audience, Material, Memory, Played, Results, Scene
from .reactions import moments, timeline

MOST_REACTIONS = 300
Lead = Annotated[int, Field(ge=1, le=60)]
"""Seconds from the host's word until it plays: 3, 2, 1."""


class Discussion(BaseModel):
    model_config = ConfigDict(extra="forbid")

    minute: Annotated[float, Field(ge=0, le=LONGEST_S / 60)] = Field(title=N_("Minute"))
    text: Sentence = Field(title=N_("To talk about"))


class Reaction(BaseModel):
    model_config = ConfigDict(extra="forbid")

    react: Annotated[str, AfterValidator(check_emoji)]


class Countdown(Kind):
    """The memory holds the playhead: at which second it was (`at`), and since when it has moved (`since`, which may be
    still to come; None while it stands). Every device works out the same second from the two.

    What counts of a guest is `{"ready": bool, "reactions": [[second, emoji], …]}`.
    """

    slug, label = "countdown", N_("Watch together")
    help = N_(
        "Everyone presses play at the same moment, pauses and goes on together. See afterwards where you laughed."
    )
    answer = Literal["ready", "not-ready"] | Reaction
    brings = ("title", "link", "minutes")

    class Config(Kind.Config):
        model_config = of_kind(DO_TOGETHER, without=("may_change", "show_at_end"))

        title: OptionalLine = Field(
            None,
            title=N_("What you watch"),
            description=N_("Leave title, link and length empty for what the event's page says."),
        )
        link: OptionalLink = Field(None, title=N_("Link"))
        minutes: Annotated[float, Field(gt=0, le=LONGEST_S / 60)] | None = Field(
            None, title=N_("Length"), json_schema_extra=in_form(unit=N_("minutes"))
        )
        discussion: Annotated[list[Discussion], Field(max_length=50)] = Field(
            [],
            title=N_("To talk about"),
            description=N_("Each is shown when its minute has come."),
            json_schema_extra=in_form(
                row=N_("Topic {number}"),
                add=N_("Add a topic"),
                reads="topic",
                example=N_("12 What would you have done?"),
            ),
        )
        brought: Annotated[bool, Field(strict=True)] = not_in_form(
            False, "Title, link and length follow the event's details."
        )
        results: Results = results_field("live")
        seconds: None = Field(None, description="What is watched has a length of its own.")

    def complete(self, config: Config, material: Material) -> Config:
        watch = material.details.watch
        given = config.title or config.link or config.minutes
        if given and not config.brought:
            return config
        found = watch.model_dump(include={"title", "link", "minutes"}, exclude_none=True) if watch else {}
        return config.model_copy(update={**found, "brought": True})

    def shown_config(self, config: Config) -> dict[str, Any]:
        """Without what is still to be talked about, which would give the story away."""
        return config.model_dump(mode="json", exclude={"discussion"}, exclude_none=True)

    def read(self, config: Config, raw: Any) -> Any:
        given = super().read(config, raw)
        return given.model_dump() if isinstance(given, Reaction) else {"ready": given == "ready"}

    def admit(self, run: Played, voter: str, value: Mapping[str, Any], *, guest: str) -> None:
        if "ready" in value:
            return
        if run.memory.get("since") is None:
            raise Closed(N_("Nothing is playing now."))
        if len(run.answers.get(voter, {}).get("reactions", ())) >= MOST_REACTIONS:
            raise Full(N_("You have sent %(most)s, which is all there is room for."), most=MOST_REACTIONS)

    def stamp(self, run: Played, value: Mapping[str, Any], id: str, now: datetime) -> dict[str, Any]:
        return dict(value) if "ready" in value else {**value, "at": round(self._at(run.memory, now), 1)}

    def fold(self, before: dict[str, Any] | None, value: Mapping[str, Any]) -> dict[str, Any]:
        own = before or {"ready": False, "reactions": []}
        if "ready" in value:
            return {**own, "ready": value["ready"]}
        return {**own, "reactions": [*own["reactions"], [value["at"], value["react"]]]}

    def mine(self, run: Played, named: Any | None, secret: Any | None) -> dict[str, Any]:
        own = named or secret or {"ready": False, "reactions": []}
        return {"ready": own["ready"], "reactions": len(own["reactions"])}

    def opened(self, run: Played, scene: Scene) -> Memory:
        scene.timer = None
        return {"at": 0.0, "since": None, "has_begun": False, "asked": [], **run.memory}

    def closed(self, run: Played, scene: Scene) -> Memory:
        return self._stopped(run, scene)

    @move("start")
    def play(self, run: Played, scene: Scene, *, seconds: Lead = 5) -> Memory:
        """Count down and play, from the beginning or from where it was paused."""
        return self._played(run, scene, seconds)

    @move("resume")
    def play_on(self, run: Played, scene: Scene, *, seconds: Lead = 3) -> Memory:
        return self._played(run, scene, seconds)

    @move("pause")
    def stand_still(self, run: Played, scene: Scene) -> Memory:
        return self._stopped(run, scene)

    @move("jump")
    def jump(self, run: Played, scene: Scene, *, to: Annotated[float, Field(ge=0, le=LONGEST_S)]) -> Memory:
        """Stand at this second, until all have found it and the host goes on."""
        return self._timed(run, scene, {**self._stopped(run, scene), "at": float(to)})

    @move("add-time")
    def shift(self, run: Played, scene: Scene, *, seconds: Annotated[int, Field(ge=-3600, le=3600)]) -> Memory:
        """Move the playhead by so many seconds, also while it plays: when the host's own player is ahead or behind."""
        memory = run.memory
        at = min(max(0.0, self._at(memory, scene.now) + seconds), LONGEST_S)
        since = memory["since"] and as_precise_text(max(scene.now, _moment(memory["since"])))
        return self._timed(run, scene, {**memory, "at": round(at, 3), "since": since})

    def time_is_up(self, run: Played, scene: Scene) -> Memory:
        """Something is to be talked about now."""
        return self._timed(run, scene, run.memory)

    def answered_by(self, run: Played) -> list[str]:
        return [voter for voter, own in run.answers.items() if own["ready"]]

    def tally(self, run: Played) -> dict[str, Any]:
        return {
            "total": len(run.answers),
            "ready": len(self.answered_by(run)),
            "timeline": timeline(self._reactions(run), run.config.minutes),
            "moments": moments(self._reactions(run)),
        }

    def view(self, run: Played, audience: Audience) -> dict[str, Any]:
        discussion = sorted(run.config.discussion, key=lambda each: each.minute)
        asked = run.memory.get("asked", ())
        return {
            "playhead": {"at": run.memory.get("at", 0.0), "since": run.memory.get("since")},
            "has_begun": run.memory.get("has_begun", False),
            "discussion": [each.model_dump() for number, each in enumerate(discussion) if number in asked],
            "timer": None,
        }

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return [(f"{_as_digits(each['at'])} {each['emoji']}", each["people"]) for each in tally["moments"]]

    def _at(self, memory: Memory, now: datetime) -> float:
        """The second that is played at a moment."""
        since, at = memory.get("since"), float(memory.get("at", 0.0))
        return at if since is None else at + max(0.0, (now - _moment(since)).total_seconds())

    def _played(self, run: Played, scene: Scene, lead: int) -> Memory:
        if run.memory["since"] is not None:
            return run.memory
        since = as_precise_text(scene.now + timedelta(seconds=lead))
        return self._timed(run, scene, {**run.memory, "since": since, "has_begun": True})

    def _stopped(self, run: Played, scene: Scene) -> Memory:
        scene.timer = None
        return {**run.memory, "at": round(self._at(run.memory, scene.now), 3), "since": None}

    def _timed(self, run: Played, scene: Scene, memory: Memory) -> Memory:
        """With what is to be talked about by now, and the clock set to what comes next."""
        at = self._at(memory, scene.now)
        minutes = sorted(each.minute for each in run.config.discussion)
        asked = [number for number, minute in enumerate(minutes) if minute * 60 <= at and memory["has_begun"]]
        ahead = [minute * 60 for minute in minutes if minute * 60 > at]
        scene.timer = None
        if memory["since"] is not None and ahead:
            waits_s = max(0.0, (_moment(memory["since"]) - scene.now).total_seconds())
            scene.timer = Timer(waits_s + ahead[0] - at, scene.now)
        return {**memory, "asked": sorted({*memory["asked"], *asked})}

    def _reactions(self, run: Played) -> list[tuple[float, str, str]]:
        """Second, emoji and voter of each."""
        given = ((at, emoji, voter) for voter, own in run.answers.items() for at, emoji in own["reactions"])
        return sorted(given)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _as_digits(seconds: float) -> str:
    """23:10, or 1:02:03."""
    minutes, s = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{s:02d}" if hours else f"{minutes}:{s:02d}"
