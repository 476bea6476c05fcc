"""The choices of a poll."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from ..errors import N_
from ..text import Line, refused

FEWEST, MOST = 2, 26


Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


class Option(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Id
    text: Line


def with_ids(raw: Any, *, prefix: str = "o") -> Any:
    """Plain strings become options; those without an id get the first that is free: o1, o2 …"""
    if not isinstance(raw, list):
        return raw
    options = [{"text": item} if isinstance(item, str) else item for item in raw]
    taken = {item.get("id") for item in options if isinstance(item, dict)}
    free = (name for n in range(1, 10_000) if (name := f"{prefix}{n}") not in taken)
    return [{"id": next(free), **item} if isinstance(item, dict) and "id" not in item else item for item in options]


def that_differ(options: list[Option]) -> list[Option]:
    if len({option.id for option in options}) < len(options):
        raise refused(N_("Two options have the same id."))
    if len({option.text.casefold() for option in options}) < len(options):
        raise refused(N_("Two options read the same. Change one of them."))
    return options


Options = Annotated[
    list[Option], Field(min_length=FEWEST, max_length=MOST), BeforeValidator(with_ids), AfterValidator(that_differ)
]


def ids_of(options: list[Option]) -> list[str]:
    return [option.id for option in options]


def counted(options: list[Option], choices: Iterable[str]) -> dict[str, int]:
    """How often each option was chosen, also where it was never."""
    given = Counter(choices)
    return {option.id: given[option.id] for option in options}
