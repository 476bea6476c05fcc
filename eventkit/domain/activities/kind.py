"""What a kind of activity is.

A kind is one module in `kinds/`. It says what may be set (`Config`), how an answer is read, which answers count, and
what the room may see. It never touches the database: it is handed plain values and gives plain values back.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from ..errors import N_, invalid
from ..validation import problems_of

if TYPE_CHECKING:
    from ..themes import Theme

Memory: TypeAlias = dict[str, Any]
Answers: TypeAlias = Mapping[str, Any]
Audience: TypeAlias = Literal["guests", "hosts", "stage"]


def move(step: Callable[..., Memory]) -> Callable[..., Memory]:
    """Mark a method as a move the host may make beyond open, close, reveal and hide.

    It takes (config, memory, rng, **arguments) and gives the new memory; `add_time` is called `add-time` outside.
    """
    step.is_move = True  # type: ignore[attr-defined]
    return step


class Kind:
    """The base says what varies, a kind says only that. `memory` is what a run remembers beside its answers, as JSON;
    `answers` is what counts: the folded answer of each voter (a guest, or a pseudonym where answers are anonymous)."""

    slug: ClassVar[str]
    label: ClassVar[str]
    help: ClassVar[str]
    answer: ClassVar[Any] = None
    """The pydantic type of an answer as a guest sends it; `None` where a kind takes none."""

    class Config(BaseModel):
        model_config = ConfigDict(extra="forbid")

        results: Literal["reveal", "live", "host"] = Field(
            "reveal", description="Hidden until the host shows them, shown live, or for the host alone."
        )
        anonymous: bool = Field(False, strict=True, description="Answers are stored without a link to the person.")

    def prepare(self, raw: Mapping[str, Any], theme: Theme) -> dict[str, Any]:
        """The config to store for what a host sent, completed with the theme's material; or Invalid."""
        try:
            config = self.Config.model_validate(dict(raw))
        except ValidationError as error:
            raise problems_of(error, prefix="config") from error
        return self.complete(config, theme).model_dump(mode="json", exclude_none=True)

    def complete(self, config: Any, theme: Theme) -> Any:
        """What the theme adds to a config when the activity is made."""
        return config

    def config_of(self, stored: Mapping[str, Any]) -> Any:
        return self.Config.model_validate(dict(stored))

    def shown_config(self, config: Any) -> dict[str, Any]:
        """The config as guests and the stage may know it."""
        return config.model_dump(mode="json", exclude_none=True)

    def read(self, config: Any, raw: Any) -> Any:
        """What a guest sent, as it is stored; or Invalid("answer")."""
        if self._answers is None:
            raise invalid("answer", N_("This activity takes no answers."))
        try:
            return self._answers.validate_python(raw, strict=True)
        except ValidationError as error:
            raise problems_of(error, prefix="answer") from error

    def admit(self, config: Any, before: Any | None, value: Any) -> None:
        """Refuse (Full) what is more than one voter may give; `before` is what counts of theirs so far."""

    def fold(self, before: Any | None, value: Any) -> Any:
        """What counts of one voter after one more answer; by default the newest."""
        return value

    def opened(self, config: Any, memory: Memory, rng: random.Random) -> Memory:
        """The memory once the activity is open; asked again each time it is reopened."""
        return memory

    def tally(self, config: Any, memory: Memory, answers: Answers) -> dict[str, Any]:
        """Counting answers → what may be shown. Pure: never writes, never asks the clock."""
        return {"total": len(answers)}

    def view(self, config: Any, memory: Memory, audience: Audience) -> dict[str, Any]:
        """The kind's own fields of an activity, beside the common ones."""
        return {}

    def rows(self, config: Any, memory: Memory, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        """The result as label and value, for the recap and its files."""
        return []

    @cached_property
    def own_moves(self) -> dict[str, Callable[..., Memory]]:
        marked = (name for name in dir(type(self)) if getattr(getattr(type(self), name), "is_move", False))
        return {name.replace("_", "-"): getattr(self, name) for name in marked}

    @property
    def moves(self) -> list[str]:
        return ["open", "close", "reveal", "hide", *self.own_moves]

    def answer_schema(self) -> dict[str, Any] | None:
        return self._answers.json_schema() if self._answers else None

    @cached_property
    def _answers(self) -> TypeAdapter[Any] | None:
        return None if self.answer is None else TypeAdapter(self.answer)
