"""Moves: the steps a host may take in an activity beyond open, close, reveal and hide."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from ...basics.validation import problems_of
from .played import Memory, Played, Scene

Step = TypeVar("Step", bound=Callable[..., Memory])


def move(name: str, *, afterwards: bool = False) -> Callable[[Step], Step]:
    """Mark a method as the move of this name, which the host may make while the activity is open; with `afterwards`
    also once it is closed.

    The method takes (run, scene, *, arguments with types) and gives the new memory. A kind that means something else by
    a move of the base gives it a method of its own: no method may stand for two things.
    """

    def mark(step: Step) -> Step:
        step.move_name, step.is_for_afterwards = name, afterwards  # type: ignore[attr-defined]
        return step

    return mark


class Moves:
    """Finds the moves among its methods, and makes one with what the host sent for it."""

    @cached_property
    def own_moves(self) -> dict[str, Callable[..., Memory]]:
        """By their names. What a kind says of a name goes before what it inherits."""
        found: dict[str, Callable[..., Memory]] = {}
        for each in type(self).__mro__:
            for attribute, value in vars(each).items():
                if hasattr(value, "move_name"):
                    found.setdefault(value.move_name, getattr(self, attribute))
        return dict(sorted(found.items()))

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

    @cached_property
    def _settings_of(self) -> dict[str, type[BaseModel]]:
        """A model for each move, made from the method's keyword arguments."""
        return {name: _settings(name, step) for name, step in self.own_moves.items()}


def _settings(name: str, step: Callable[..., Memory]) -> type[BaseModel]:
    hints = get_type_hints(step, include_extras=True)
    keywords = [p for p in inspect.signature(step).parameters.values() if p.kind is p.KEYWORD_ONLY]
    fields: dict[str, Any] = {p.name: (hints[p.name], ... if p.default is p.empty else p.default) for p in keywords}
    return create_model(name, __config__=ConfigDict(extra="forbid", strict=True), **fields)
