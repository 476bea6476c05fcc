"""What a kind of activity is.

A kind is one module in `kinds/`. It says what may be set (`Config`), how an answer is read, which answers count, and
what the room may see. It never touches the database: it is handed plain values and gives plain values back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cached_property
from types import UnionType
from typing import Any, ClassVar, Union, get_origin

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from ...basics.errors import N_, Closed, invalid
from ...basics.validation import problems_of
from .form import ASK, in_form, of_kind
from .played import Audience, Material, Memory, Played, Results, Scene, Seconds
from .time_limit import TimeLimit


def results_field(default: Results) -> Any:
    """When guests see the results; kinds differ in what is usual."""
    words = {
        "reveal": N_("Hidden until you show them"),
        "live": N_("Shown live"),
        "host": N_("For you alone"),
    }
    return Field(default, title=N_("Results"), json_schema_extra=in_form(words=words))


class Kind(TimeLimit):
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

    def answer_schema(self) -> dict[str, Any] | None:
        return self._answers.json_schema() if self._answers else None

    @cached_property
    def _answers(self) -> TypeAdapter[Any] | None:
        return None if self.answer is None else TypeAdapter(self.answer)
