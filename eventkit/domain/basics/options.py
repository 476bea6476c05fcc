"""The choices of a poll, and which row of a list is which when it is written again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from .errors import N_, Full
from .text import Line, refused

FEWEST, MOST = 2, 26


NUMBERED = re.compile(r"([A-Za-z_-]*)([0-9]{1,9})")
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
    """The rows of a list as they are to be stored, for what somebody wrote in their place.

    A row is known by the id it carries, else because it reads like one from before, else because it stands in the same
    place and no row was added or taken out. A known row is changed: what it does not name stays, a null takes it away,
    and the lists in it are kept alike. A new row gets an id that no row has or had. Lists without ids are replaced.
    """
    if not isinstance(written, list) or not isinstance(before, list):
        return written
    known = [row for row in before if isinstance(row, dict) and "id" in row]
    if not known:
        return written
    fresh = fresh_ids([*known, *written])
    return [
        _changed(row, former) if former else _as_new(row, known, fresh)
        for row, former in zip(written, _formers(written, known), strict=True)
    ]


def _formers(written: list[Any], known: list[dict[str, Any]]) -> list[dict[str, Any] | None]:
    """For each row that was written the one from before that it is; None for a new one."""
    by_id = {row["id"]: row for row in known}
    found = [by_id.pop(_id_of(row), None) for row in written]
    free = list(by_id.values())
    for at, row in enumerate(written):
        if found[at] is None and _id_of(row) is None:
            found[at] = next((each for each in free if _reads_like(row, each)), None)
            free = [each for each in free if each is not found[at]]
    tells_ids = any(_id_of(row) is not None for row in written)
    if len(written) == len(known) and not tells_ids:  # who sends ids has said by them which rows are new
        found = [former or (known[at] if known[at] in free else None) for at, former in enumerate(found)]
    return found


def _id_of(row: Any) -> str | None:
    id = row.get("id") if isinstance(row, dict) else None
    return id if isinstance(id, str) else None


def fresh_ids(known: Iterable[Any], *, prefix: str = "o") -> Iterator[str]:
    """Ids after all that are there: what is new must not inherit the answers of what was taken out."""
    numbered = [found for row in known if (found := NUMBERED.fullmatch(_id_of(row) or ""))]
    prefix = numbered[0][1] if numbered else prefix
    return (f"{prefix}{n}" for n in count(max((int(found[2]) for found in numbered), default=0) + 1))


READ_AS = ("title", "text", "item", "name")
"""What a row is known by, in the kinds that have such lists."""


def _reads_like(row: Any, former: Mapping[str, Any]) -> bool:
    """Whether all that the row says of what it is known by is as before; a plain text may be any of it."""
    if isinstance(row, str):
        return any(_folded(row) == _folded(former.get(name)) for name in READ_AS)
    said = [name for name in READ_AS if isinstance(row, dict) and isinstance(row.get(name), str)]
    return bool(said) and all(_folded(row[name]) == _folded(former.get(name)) for name in said)


def _folded(text: Any) -> str | None:
    return " ".join(text.casefold().split()) if isinstance(text, str) else None


def _changed(row: Any, former: dict[str, Any]) -> Any:
    if isinstance(row, str):
        named = next((name for name in READ_AS if _folded(former.get(name)) == _folded(row)), None)
        return {**former, named or _name_of_text(former): row}
    if not isinstance(row, dict):
        return row
    said = {name: keep_ids(value, former.get(name)) for name, value in row.items()}
    whole = {**former, **said, "id": former["id"]}
    return {name: value for name, value in whole.items() if value is not None}


def _as_new(row: Any, known: list[dict[str, Any]], fresh: Iterator[str]) -> Any:
    if isinstance(row, str):
        return {_name_of_text(known[0]): row, "id": next(fresh)}
    return {**row, "id": next(fresh)} if isinstance(row, dict) and row.get("id") is None else row


def _name_of_text(row: Mapping[str, Any]) -> str:
    """What a plain text is in a list of such rows."""
    return next((name for name in READ_AS if name in row), "text")


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
    if any(_reads_like(text, option) for option in options):
        return options
    if len(options) >= MOST:
        raise Full(N_("There are as many options as fit: choose one of them."))
    return [*options, {"id": next(fresh_ids(options)), "text": text}]


def ids_of(options: list[Option]) -> list[str]:
    return [option.id for option in options]


def counted(options: list[Option], choices: Iterable[str]) -> dict[str, int]:
    """How often each option was chosen, also where it was never."""
    given = Counter(choices)
    return {option.id: given[option.id] for option in options}
