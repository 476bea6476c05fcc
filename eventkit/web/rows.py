"""Rows of fields in a form, one for each book, ingredient or question: `reading_list-0-title`. Buttons of the form add
them, take them out and move them, so that no script is needed. Another form hands in the `columns` of its own lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping, Sequence

from .forms import Form

Columns = Mapping[str, Sequence[str]]
COLUMNS: Columns = {
    "reading_list": ("title", "author", "pages", "link"),
    "ingredients": ("item", "amount", "substitutes"),
    "steps": ("text", "minutes"),
    "stops": ("title", "note", "link"),
    "questions": ("text", "kind", "lines", "required", "id"),
    "skipped": ("day",),
}
"""The fields of a row, by the name of the list; the first is where somebody begins."""
MARKS = ("kind", "required", "id")
"""Columns that hold something in an empty row, too."""
BEGINS_EMPTY = ("questions", "skipped")
MOST_ROWS = 200
"""More than any list may have; what comes after is not read."""
FIELD = re.compile(r"(?P<name>[a-z_]+)-(?P<number>[0-9]{1,4})-(?P<column>[a-z_]+)")
ACTION = re.compile(r"(?P<what>add|remove|up|down):(?P<name>[a-z_]+)(?::(?P<number>[0-9]{1,4}))?")

Row = dict[str, str]


def rows_in(values: Mapping[str, str], name: str, columns: Columns = COLUMNS) -> list[Row]:
    """The rows of a list as they were typed and in their order, the empty ones with them."""
    found: dict[int, Row] = {}
    for field, text in values.items():
        read = FIELD.fullmatch(field)
        if read and read["name"] == name and read["column"] in columns[name]:
            found.setdefault(int(read["number"]), {})[read["column"]] = text
    return [found[number] for number in sorted(found)[:MOST_ROWS]]


def typed_rows(values: Mapping[str, str], name: str, columns: Columns = COLUMNS) -> list[Row]:
    """The rows that hold something."""
    return [row for row in rows_in(values, name, columns) if _holds_something(row)]


def fields_of(name: str, rows: Sequence[Mapping[str, str]], columns: Columns = COLUMNS) -> dict[str, str]:
    """The rows as the fields of a form, numbered from 0."""
    return {
        f"{name}-{number}-{column}": row.get(column, "")
        for number, row in enumerate(rows)
        for column in columns[name]
    }  # fmt: skip


def put(
    values: MutableMapping[str, str], name: str, rows: Sequence[Mapping[str, str]], columns: Columns = COLUMNS
) -> None:
    """Put these rows in place of those of before."""
    for field in [field for field in values if (read := FIELD.fullmatch(field)) and read["name"] == name]:
        del values[field]
    values.update(fields_of(name, rows, columns))


def renumber(values: MutableMapping[str, str], columns: Columns = COLUMNS, *, keep_empty: bool = True) -> None:
    """Number the rows of every list without gaps; the empty ones may be left out."""
    for name in columns:
        found = rows_in(values, name, columns) if keep_empty else typed_rows(values, name, columns)
        put(values, name, found, columns)


def shown(values: Mapping[str, str], columns: Columns = COLUMNS) -> dict[str, int]:
    """How many rows of each list the page has: of most at least one to begin with."""
    return {name: max(len(rows_in(values, name, columns)), int(name not in BEGINS_EMPTY)) for name in columns}


def rearrange(form: Form, action: str, columns: Columns = COLUMNS) -> bool:
    """Do what the button of a row asks for, and say where to go on: `add:stops`, `remove:stops:1`, `up:stops:1`,
    `down:stops:1`. False where the action is of another sort. Nothing is judged."""
    asked = ACTION.fullmatch(action)
    if asked is None or asked["name"] not in columns:
        return False
    name, at = asked["name"], int(asked["number"] or 0)
    rows = rows_in(form.values, name, columns)
    form.focus = f"add-{name}"
    if asked["what"] == "add":
        form.focus = f"field-{name}-{len(rows)}-{columns[name][0]}"
        rows.append({})
    elif at >= len(rows):
        return True
    elif asked["what"] == "remove":
        del rows[at]
        if rows:
            form.focus = f"remove-{name}-{min(at, len(rows) - 1)}"
    else:
        to = max(at - 1, 0) if asked["what"] == "up" else min(at + 1, len(rows) - 1)
        rows.insert(to, rows.pop(at))
        form.focus = _mover(name, asked["what"], to, len(rows))
    put(form.values, name, rows, columns)
    return True


def _mover(name: str, direction: str, at: int, count: int) -> str:
    """The button to press for the same again; at an end the one that leads back."""
    if at == 0:
        direction = "down"
    elif at == count - 1:
        direction = "up"
    return f"{direction}-{name}-{at}"


def _holds_something(row: Row) -> bool:
    """A question about what people cannot eat says enough by its kind."""
    return row.get("kind") == "diet" or any(text.strip() for column, text in row.items() if column not in MARKS)
