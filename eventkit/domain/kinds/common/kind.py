"""What a kind of activity is.

A kind is one module in `kinds/`. It says what may be set (`Config`), how an answer is read, which answers count, and
what the room may see. It never touches the database: it is handed plain values and gives plain values back.
"""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, Union, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model

from ...basics.details import Details
from ...basics.errors import N_, Closed, invalid
from ...basics.theme import Theme
from ...basics.timers import LONGEST_S, Timer
from ...basics.validation import problems_of
from .form import ASK, in_form, of_kind

Memory: TypeAlias = dict[str, Any]
Answers: TypeAlias = Mapping[str, Any]
Results: TypeAlias = Literal["reveal", "live", "host"]
Audience: TypeAlias = Literal["guests", "hosts", "stage"]
Seconds = Annotated[int, Field(ge=5, le=3600, strict=True)]


def results_field(default: Results) -> Any:
    """When guests see the results; kinds differ in what is usual."""
    words = {
        "reveal": N_("Hidden until you show them"),
        "live": N_("Shown live"),
        "host": N_("For you alone"),
    }
    return Field(default, title=N_("Results"), json_schema_extra=in_form(words=words))


@dataclass(frozen=True)
class Played:
    """A run as its kind is shown it. `memory` is what it remembers beside its answers, as JSON; `answers` is what
    counts: the folded answer of each voter, who is a guest's id or, where no link to the person is kept, a pseudonym.
    `names` has the names of guests by id."""

    config: Any
    memory: Memory = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    is_open: bool = True
    is_shown: bool = False
    timer: Timer | None = None

    def people(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """Guests as the room is told of them; who is no longer known is left out."""
        return [{"id": int(id), "name": self.names[id]} for id in ids if id in self.names]


@dataclass(frozen=True)
class Material:
    """What theme and event bring to an activity when it is made: decks of cards, and details such as a recipe."""

    theme: Theme
    details: Details = field(default_factory=Details)


@dataclass
class Scene:
    """What a step may use, and what it may set beside the memory it gives back: the timer, and who sees the results."""

    rng: random.Random
    now: datetime
    people: Mapping[str, str]
    """The guests who are here, by id."""
    new_call: Callable[[], str]
    """Gives the link of a video call of its own."""
    timer: Timer | None = None
    is_shown: bool = False
    shows_at_end: bool = False
    """Whether the results are shown when the time is up."""
    has_moved_on: bool = False
    """Set where an answer moved things on, so that a host's step from before is noticed as stale."""
    heard: set[str] = field(default_factory=set)
    """Put in who has been heard by all, for the host's list of who has not; noted at steps of the host."""


def move(step: Callable[..., Memory]) -> Callable[..., Memory]:
    """Mark a method as a move the host may make beyond open, close, reveal and hide, while the activity is open.

    It takes (run, scene, *, arguments with types) and gives the new memory; `add_time` is called `add-time` outside.
    """
    step.is_move = True  # type: ignore[attr-defined]
    return step


def move_afterwards(step: Callable[..., Memory]) -> Callable[..., Memory]:
    """The same for a move that makes sense once the activity is closed, too: what is shown may still be set aside."""
    step.is_for_afterwards = True  # type: ignore[attr-defined]
    return move(step)


class Kind:
    """The base says what varies, a kind says only that."""

    slug: ClassVar[str]
    label: ClassVar[str]
    help: ClassVar[str]
    answer: ClassVar[Any] = None
    """The pydantic type of an answer as a guest sends it; `None` where a kind takes none."""
    is_writing: ClassVar[bool] = False
    """Whether answers are words for others to read, which a muted guest may not give."""
    compares: ClassVar[bool] = False
    """Whether the figures of the recap's rows are of one kind, to be seen beside each other."""
    row_words: ClassVar[tuple[str, ...]] = ()
    """Labels of the recap's rows that are words of ours, to be translated."""
    fits_page: ClassVar[bool] = False
    """Whether it may stand on the event's page, where guests answer by a form, from before the day."""
    brings: ClassVar[tuple[str, ...]] = ()
    """The settings that are taken from the event's details where the host gives none."""
    is_steered_by_guests: ClassVar[bool] = False
    """Whether answers may move things on (`answered`)."""
    expects_all: ClassVar[bool] = True
    """Whether everybody is meant to answer, so that the host is told by name who has. Never where an answer may be
    anonymous although others are not: who is missing would give away who asked."""

    class Config(BaseModel):
        model_config = of_kind(ASK)

        results: Results = results_field("reveal")
        seconds: Seconds | None = Field(
            None,
            title=N_("Time limit"),
            description=N_("It closes by itself when the time is up."),
            json_schema_extra=in_form(unit=N_("seconds")),
        )
        show_at_end: bool = Field(False, strict=True, title=N_("Show the results when the time is up"))
        may_change: bool = Field(True, strict=True, title=N_("Guests may change their answer"))
        anonymous: bool = Field(False, strict=True, title=N_("Anonymous: nobody can tell who answered what"))

    def prepare(self, raw: Mapping[str, Any], material: Material) -> dict[str, Any]:
        """The config to store for what a host sent, completed with what theme and event bring; or Invalid."""
        try:
            config = self.Config.model_validate(dict(raw))
        except ValidationError as error:
            raise problems_of(error, prefix="config") from error
        whole = self.complete(config, material)
        stored: dict[str, Any] = whole.model_dump(mode="json", exclude_none=True)
        unset = (name for name, field in self.Config.model_fields.items() if field.default is not None)
        return stored | {name: None for name in unset if getattr(whole, name) is None}

    def complete(self, config: Any, material: Material) -> Any:
        """What theme and event add to a config when the activity is made."""
        return config

    def config_of(self, stored: Mapping[str, Any]) -> Any:
        return self.Config.model_validate(dict(stored))

    def shown_config(self, config: Any) -> dict[str, Any]:
        """The config as guests and the stage may know it."""
        return config.model_dump(mode="json", exclude_none=True)

    def read(self, config: Any, raw: Any) -> Any:
        """What a guest sent, checked; or Invalid("answer")."""
        if self._answers is None:
            raise invalid("answer", N_("This activity takes no answers."))
        try:
            return self._answers.validate_python(raw, strict=True)
        except ValidationError as error:
            if get_origin(self.answer) in (Union, UnionType):  # why it fits none of several shapes would be a riddle
                raise invalid("answer", N_("This answer could not be read.")) from error
            raise problems_of(error, prefix="answer") from error

    def is_secret(self, config: Any, value: Any) -> bool:
        """Whether this answer is kept without a link to who gave it."""
        return bool(config.anonymous)

    def admit(self, run: Played, voter: str, value: Any, *, guest: str) -> None:
        """Refuse an answer that is sound but not for now: too many, too late, of something that is gone. `guest` is who
        gives it, also where that is not kept."""
        if not run.config.may_change and voter in run.answers:
            raise Closed(N_("Your answer stands: this one cannot be changed."))

    def stamp(self, run: Played, value: Any, id: str, now: datetime) -> Any:
        """The answer as it is stored, with what only the server knows of it. `id` is its own and nobody else's."""
        return value

    def fold(self, before: Any | None, value: Any) -> Any:
        """What counts of one voter after one more stored answer; by default the newest."""
        return value

    def mine(self, run: Played, named: Any | None, secret: Any | None) -> Any | None:
        """What a guest is told counts of theirs; under their name, and under the pseudonym only they can make."""
        return named if secret is None else secret

    def answered(self, run: Played, scene: Scene, guest: str, value: Any) -> Memory:
        """The memory after an answer was stored, for kinds that guests steer, too."""
        return run.memory

    def opened(self, run: Played, scene: Scene) -> Memory:
        """The memory once the activity is open; asked again each time it is reopened."""
        return run.memory

    def revealed(self, run: Played, scene: Scene) -> Memory:
        return run.memory

    def closed(self, run: Played, scene: Scene) -> Memory:
        return run.memory

    def time_is_up(self, run: Played, scene: Scene) -> Memory | None:
        """The memory once the time is over, for kinds that go on; None closes the activity."""
        return None

    def answered_by(self, run: Played) -> Collection[str]:
        """The voters who have answered what is asked now."""
        return run.answers.keys()

    def tally(self, run: Played) -> dict[str, Any]:
        """What may be shown of the answers. Pure: never writes, never asks the clock."""
        return {"total": len(run.answers)}

    def view(self, run: Played, audience: Audience) -> dict[str, Any]:
        """The kind's own fields of an activity, beside the common ones."""
        return {}

    def is_personal(self, config: Any) -> bool:
        """Whether each guest is shown something of their own, which costs a message for each at every change."""
        return False

    def personal(self, run: Played, guest: str) -> dict[str, Any]:
        """What one guest is shown and the others are not."""
        return {}

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        """The result as label and value, for the recap and its files."""
        return []

    @move
    def start(
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

    @move
    def pause(self, run: Played, scene: Scene) -> Memory:
        scene.timer = _timer_of(scene).pause(scene.now)
        return run.memory

    @move
    def resume(self, run: Played, scene: Scene) -> Memory:
        scene.timer = _timer_of(scene).resume(scene.now)
        return run.memory

    @move
    def add_time(self, run: Played, scene: Scene, *, seconds: Annotated[int, Field(ge=-3600, le=3600)] = 60) -> Memory:
        scene.timer = _timer_of(scene).add(seconds, scene.now)
        return run.memory

    @cached_property
    def own_moves(self) -> dict[str, Callable[..., Memory]]:
        marked = (name for name in dir(type(self)) if getattr(getattr(type(self), name), "is_move", False))
        return {name.replace("_", "-"): getattr(self, name) for name in marked}

    def may_move(self, name: str, *, is_open: bool) -> bool:
        return is_open or getattr(self.own_moves[name], "is_for_afterwards", False)

    @property
    def moves(self) -> list[str]:
        return ["open", "close", "reveal", "hide", *self.own_moves]

    def step(self, name: str, run: Played, scene: Scene, arguments: Mapping[str, Any]) -> Memory:
        """Make a move of the kind's own with what the host sent for it; or Invalid."""
        try:
            settings = self._settings_of[name].model_validate(dict(arguments))
        except ValidationError as error:
            raise problems_of(error) from error
        return self.own_moves[name](run, scene, **dict(settings))

    def answer_schema(self) -> dict[str, Any] | None:
        return self._answers.json_schema() if self._answers else None

    @cached_property
    def _answers(self) -> TypeAdapter[Any] | None:
        return None if self.answer is None else TypeAdapter(self.answer)

    @cached_property
    def _settings_of(self) -> dict[str, type[BaseModel]]:
        """A model for each move, made from the method's keyword arguments."""
        return {name: _settings(name, step) for name, step in self.own_moves.items()}


def _settings(name: str, step: Callable[..., Memory]) -> type[BaseModel]:
    hints = get_type_hints(step, include_extras=True)
    keywords = [p for p in inspect.signature(step).parameters.values() if p.kind is p.KEYWORD_ONLY]
    fields: dict[str, Any] = {p.name: (hints[p.name], ... if p.default is p.empty else p.default) for p in keywords}
    return create_model(name, __config__=ConfigDict(extra="forbid", strict=True), **fields)


def _timer_of(scene: Scene) -> Timer:
    if scene.timer is None:
        raise invalid("move", N_("No time is running here."))
    return scene.timer
