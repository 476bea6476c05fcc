"""The settings of an activity as the fields of a form, and back.

A setting is written in `config-<name>`, the parts of a group in `config-<name>-<part>`, and rows as
`eventkit/web/rows.py` has them: `steps-0-title`, with the id of the row in `steps-0-id`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .. import rows
from ..forms import lines, whole
from .settings import Setting

Values = Mapping[str, str]
Settings = Sequence[Setting]


def fields_of(settings: Iterable[Setting], config: Mapping[str, Any]) -> dict[str, str]:
    """A config as it stands in the form; what it lacks is shown by its default."""
    fields: dict[str, str] = {}
    for setting in settings:
        value = config.get(setting.name, setting.shown_default)
        if setting.control == "rows":
            fields |= rows.fields_of(
                setting.name, [row_of(setting, each) for each in value or ()], columns_of([setting])
            )
        elif setting.control != "view":
            fields |= _fields(f"config-{setting.name}", setting, value, config)
    return fields


def config_from(settings: Settings, before: Mapping[str, Any], values: Values) -> dict[str, Any]:
    """What was changed, as the domain would take it: a setting that reads as before is left out."""
    changed = {}
    for setting in settings:
        value = _read_setting(setting, values)
        was = {setting.name: [], **before} if setting.control in ("lines", "rows") else before
        if value != _read_setting(setting, fields_of([setting], was)):
            changed[setting.name] = value
    spread = {each.name: _read_setting(each, values) for each in settings if each.all_of in changed}
    return {**spread, **changed}


def row_of(setting: Setting, entry: Mapping[str, Any]) -> rows.Row:
    """An object of a list as it stands in its row."""
    shown = {column.name: _text(column, entry.get(column.name), entry) for column in setting.columns}
    return {**shown, "id": entry.get("id", "")}


def columns_of(settings: Iterable[Setting]) -> dict[str, tuple[str, ...]]:
    """The fields of a row in each list, for `eventkit/web/rows.py`."""
    return {each.name: (*_names(each), "id") for each in settings if each.control == "rows"}


def names_of(settings: Iterable[Setting]) -> dict[str, str]:
    """Which field of the form a path of the domain's is written in."""
    names = {}
    for setting in settings:
        is_list = setting.control == "rows"
        path, field = f"config.{setting.name}", setting.name if is_list else f"config-{setting.name}"
        names[path] = field
        for part in _names(setting):
            names |= {f"{path}.*.{part}": f"{field}-*-{part}"} if is_list else {f"{path}.{part}": f"{field}-{part}"}
    return names


def _names(setting: Setting) -> list[str]:
    return [column.name for column in setting.columns]


def _fields(name: str, setting: Setting, value: Any, config: Mapping[str, Any]) -> dict[str, str]:
    if setting.control != "group":
        return {name: _text(setting, value, config)}
    parts = value or {}
    shown = {
        f"{name}-{part.name}": _text(part, parts.get(part.name, part.shown_default), parts) for part in setting.columns
    }
    return {name: "on" if value is not None else "", **shown}


def _text(setting: Setting, value: Any, config: Mapping[str, Any]) -> str:
    if value is None:
        return ""
    match setting.control:
        case "check":
            return "on" if value else ""
        case "lines":
            return "\n".join(each["text"] if isinstance(each, Mapping) else each for each in value)
        case "number":
            stands_for_all = setting.all_of and value >= len(config.get(setting.all_of) or ())
            return "" if stands_for_all else _number(value, setting.times)
    return str(value)


def _number(value: float, times: int) -> str:
    """Two decimals of a minute are exact enough to give every number of seconds again."""
    shown = round(value / times, 2) if times > 1 else value
    return str(int(shown)) if shown == int(shown) else repr(shown)


def _read_setting(setting: Setting, values: Values) -> Any:
    if setting.control == "rows":
        typed = rows.typed_rows(values, setting.name, columns_of([setting]))
        return [_read_row(setting, row) for row in typed] or ([] if not setting.may_lack else None)
    return _read(f"config-{setting.name}", setting, values)


def _read_row(setting: Setting, row: Values) -> dict[str, Any]:
    """A row that is there already says of each column what it holds now, also that it is empty."""
    entry = {column.name: _read(column.name, column, row) for column in setting.columns}
    if row.get("id"):
        return {"id": row["id"], **entry}
    return {name: value for name, value in entry.items() if value not in (None, [])}


def _read(name: str, setting: Setting, values: Values) -> Any:
    text = values.get(name, "").strip()
    match setting.control:
        case "check":
            return bool(text)
        case "group":
            if setting.may_lack and not text:
                return None
            return {part.name: _read(f"{name}-{part.name}", part, values) for part in setting.columns}
        case "lines":
            return lines(text) or (None if setting.may_lack else [])
        case "number" if text:
            return _stored(setting, text)
    return text or (None if setting.may_lack else setting.default)


def _stored(setting: Setting, text: str) -> int | float | str | None:
    """A number where one was typed; anything else as it is, for the domain to refuse."""
    try:
        value = whole(text) if "." not in text else float(text)
    except ValueError:
        return text
    if not isinstance(value, (int, float)):
        return value
    return round(value * setting.times) if setting.times > 1 else value
