"""The settings of an activity as a form, made from the JSON Schema of its kind, and back.

Lists are written one a line; what an entry is made of stands between bars. What is nested further is left to the
console in the room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from werkzeug.datastructures import MultiDict

from ..domain.basics.errors import N_
from ..domain.kinds.common.kind import Kind
from .forms import lines, whole

Control = Literal["check", "choice", "number", "line", "lines"]
OURS = ("brought", "deck", "link", "picture")
"""Set by us, or with more than a form can give."""
WORDS = {
    "reveal": N_("Hidden until you show them"),
    "live": N_("Shown live"),
    "host": N_("For you alone"),
    "stars": N_("Stars"),
    "numbers": N_("Numbers"),
    "together": N_("You move all"),
    "own": N_("Each at their own pace"),
}
LABELS = {
    "results": N_("Results"),
    "anonymous": N_("Anonymous: nobody can tell who answered what"),
    "may_change": N_("Guests may change their answer"),
    "seconds": N_("Time limit in seconds; empty for none"),
    "show_at_end": N_("Show the results when the time is up"),
    "proposals": N_("Guests may propose options"),
    "min": N_("Choices at least"),
    "max": N_("Choices at most"),
    "options": N_("Options, one a line"),
    "cards": N_("Cards, one a line"),
    "awards": N_("Awards, one a line"),
    "teams": N_("Teams, one a line"),
    "pairs": N_("Pairs, one a line: Tea | Coffee"),
    "steps": N_("Steps, one a line: Title | what to do | minutes"),
    "ingredients": N_("Ingredients, one a line: Flour | 200 g"),
    "discussion": N_("What to talk about, one a line: minute | question"),
    "serves": N_("For how many people"),
}
"""Where the description of a setting would not do as its label."""


@dataclass(frozen=True)
class Setting:
    """One field of the form. `columns` are the parts of an entry of a list, where it has several; `may_lack` is whether
    it may be left out."""

    name: str
    label: str
    control: Control
    value: Any
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    may_lack: bool = False

    @property
    def field(self) -> str:
        return f"config-{self.name}"


def settings_of(kind: Kind, config: Mapping[str, Any]) -> list[Setting]:
    """What the form shows of a kind's settings; of the longer lists first, since they are what it is about."""
    schema = kind.Config.model_json_schema()
    found = [_setting(name, field, config.get(name), schema) for name, field in schema["properties"].items()]
    return sorted((each for each in found if each), key=lambda setting: ORDER.index(setting.control))


ORDER: tuple[Control, ...] = ("lines", "line", "number", "choice", "check")


def is_whole(kind: Kind) -> bool:
    """Whether the form holds all that the host may set."""
    names = kind.Config.model_json_schema()["properties"].keys() - set(OURS)
    return len(names) == len([each for each in settings_of(kind, {}) if each.name not in OURS])


def config_from(kind: Kind, before: Mapping[str, Any], typed: MultiDict[str, str]) -> dict[str, Any]:
    """What was changed, as the domain would take it: a setting that reads as before is left out."""
    changed = {}
    for setting in settings_of(kind, before):
        value = _read(setting, typed)
        if value != _read(setting, MultiDict({setting.field: as_typed(setting)})):
            changed[setting.name] = value
    return changed


def field_names(kind: Kind) -> dict[str, str]:
    """Which field of the form a refusal of a setting belongs to."""
    return {f"config.{name}": f"config-{name}" for name in kind.Config.model_fields}


def as_typed(setting: Setting) -> str:
    """The value as it stands in its field."""
    value = setting.value
    if setting.control == "check":
        return "on" if value else ""
    if setting.control == "lines":
        return "\n".join(_line(entry, setting.columns) for entry in value or ())
    return "" if value is None else str(value)


def _setting(name: str, field: Mapping[str, Any], value: Any, schema: Mapping[str, Any]) -> Setting | None:
    if name in OURS:
        return None
    shape = _shape(field, schema)
    label = LABELS.get(name) or field.get("description") or name
    value = field.get("default") if value is None else value
    may_lack = any(each.get("type") == "null" for each in field.get("anyOf", ()))
    if "enum" in shape:
        choices = tuple((each, WORDS.get(each, each)) for each in shape["enum"])
        return Setting(name, label, "choice", value, choices=choices)
    kinds: dict[str, Control] = {"boolean": "check", "integer": "number", "number": "number", "string": "line"}
    if control := kinds.get(shape.get("type", "")):
        least, most = shape.get("minimum"), shape.get("maximum")
        return Setting(name, label, control, value, least=least, most=most, may_lack=may_lack)
    if shape.get("type") == "array":
        columns = _columns(_shape(shape["items"], schema), schema)
        if columns is not None:
            return Setting(name, label, "lines", value, columns=columns, may_lack=may_lack)
    return None


def _shape(field: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of a field without what only says that it may be left out, and with what it refers to."""
    options = [each for each in field.get("anyOf", ()) if each.get("type") != "null"]
    field = {**field, **options[0]} if options else field
    return schema["$defs"][field["$ref"].rpartition("/")[2]] if "$ref" in field else field


def _columns(entry: Mapping[str, Any], schema: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The parts of an entry that a line can hold; None where it is made of more."""
    if entry.get("type") == "string":
        return ()
    parts = {name: _shape(part, schema) for name, part in entry.get("properties", {}).items() if name != "id"}
    if any(part.get("type") == "array" for name, part in parts.items() if name in entry.get("required", ())):
        return None
    plain = (name for name, part in parts.items() if part.get("type") in ("string", "integer", "number"))
    return tuple(name for name in plain if name not in (*OURS, "seconds"))


def _read(setting: Setting, typed: MultiDict[str, str]) -> Any:
    text = typed.get(setting.field, "").strip()
    if setting.control == "check":
        return bool(text)
    if setting.control == "number":
        return _number(text)
    if setting.control == "lines":
        entries = [_entry(line, setting.columns) for line in lines(text)]
        return entries or (None if setting.may_lack else [])
    return text or None


def _entry(line: str, columns: tuple[str, ...]) -> Any:
    if len(columns) < 2:
        return line
    parts = [part.strip() for part in line.split("|", len(columns) - 1)]
    entry = {name: part for name, part in zip(columns, parts, strict=False) if part}
    return {name: _number(part) if name in ("minute", "minutes") else part for name, part in entry.items()}


def _line(entry: Any, columns: tuple[str, ...]) -> str:
    if isinstance(entry, str):
        return entry
    parts = [entry.get(name) for name in columns]
    while parts and parts[-1] is None:
        parts.pop()
    return " | ".join("" if part is None else f"{part:g}" if isinstance(part, float) else str(part) for part in parts)


def _number(text: str) -> int | float | str | None:
    try:
        return whole(text) if not text or "." not in text else float(text)
    except ValueError:
        return text
