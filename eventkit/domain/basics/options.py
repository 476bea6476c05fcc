"""The choices of a poll."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from .errors import N_, Full
from .text import Line, refused

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


def keep_ids(written: Any, before: Any) -> Any:
    """A list that was written anew, with the ids of those from before that read the same, or else, where none was added
    or taken out, stand in the same place: so that answers stay with what they were given to."""
    if not isinstance(written, list) or not isinstance(before, list):
        return written
    known = [item for item in before if isinstance(item, dict) and "id" in item]
    if not known:
        return written
    kept: list[Any] = [None] * len(written)
    free = list(known)
    for at, item in enumerate(written):
        kept[at] = next((each for each in free if _reading(each) == _reading(item)), None)
        free = [each for each in free if each is not kept[at]]
    if len(written) == len(known):
        kept = [mine or (known[at] if known[at] in free else None) for at, mine in enumerate(kept)]
    fresh = _fresh_ids(known)
    return [
        _like(item, former) if former else _like(item, {"id": next(fresh), **_sample(known)})
        for item, former in zip(written, kept, strict=True)
    ]


def _fresh_ids(known: list[dict[str, Any]]) -> Iterator[str]:
    """Ids after all that are there: what is new must not inherit the answers of what was taken out."""
    numbered = [found for item in known if (found := re.fullmatch(r"([A-Za-z_-]*)(\d+)", item["id"]))]
    prefix = numbered[0][1] if numbered else "o"
    return (f"{prefix}{n}" for n in count(max((int(found[2]) for found in numbered), default=0) + 1))


def _sample(known: list[dict[str, Any]]) -> dict[str, Any]:
    """What an item of this list is made of, without what it holds."""
    return dict.fromkeys(name for item in known[:1] for name in item if name in READ_AS)


READ_AS = ("text", "title", "item", "name")
"""What an item is known by, in the kinds that have such lists."""


def _reading(item: Any) -> str | None:
    text = item if isinstance(item, str) else None
    if isinstance(item, dict):
        text = next((item[name] for name in READ_AS if isinstance(item.get(name), str)), None)
    return text and " ".join(text.casefold().split())


def _like(item: Any, former: dict[str, Any]) -> Any:
    """The item with the id of the former, also further in."""
    if isinstance(item, str):
        return {next(name for name in READ_AS if name in former): item, "id": former["id"]}
    if not isinstance(item, dict) or "id" in item:
        return item
    inner = {name: keep_ids(value, former.get(name)) for name, value in item.items()}
    return {**inner, "id": former["id"]}


class HasId(Protocol):
    id: str


Item = TypeVar("Item", bound=HasId)


def with_different_ids(items: list[Item]) -> list[Item]:
    if len({item.id for item in items}) < len(items):
        raise refused(N_("Two of these have the same id."))
    return items


def that_differ(options: list[Option]) -> list[Option]:
    with_different_ids(options)
    if len({option.text.casefold() for option in options}) < len(options):
        raise refused(N_("Two options read the same. Change one of them."))
    return options


Options = Annotated[
    list[Option], Field(min_length=FEWEST, max_length=MOST), BeforeValidator(with_ids), AfterValidator(that_differ)
]


def added(options: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The options with one more, under an id that none before has had; the same where one reads so already."""
    if any(_reading(option) == _reading(text) for option in options):
        return options
    if len(options) >= MOST:
        raise Full(N_("There are as many options as fit: choose one of them."))
    return [*options, {"id": next(_fresh_ids(options)), "text": text}]


def ids_of(options: list[Option]) -> list[str]:
    return [option.id for option in options]


def counted(options: list[Option], choices: Iterable[str]) -> dict[str, int]:
    """How often each option was chosen, also where it was never."""
    given = Counter(choices)
    return {option.id: given[option.id] for option in options}
