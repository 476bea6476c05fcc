"""What the form of a kind holds: its settings as plain data, read from the JSON Schema of its config.

The page draws them without a script (`templates/macros/settings.html`), and the console in the room draws the same
(`static/js/room/console/form/`). Both show what a config lacks by the default, and name in the end what changed.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from flask_babel import gettext as _
from pydantic import BaseModel

Control = Literal["check", "choice", "number", "line", "link", "lines", "rows", "group", "view"]
"""`lines` is a list of texts, or of options that are known by their text; `rows` a list of objects, `group` one object,
`view` what only a view of its own in the browser can say."""
LONGEST_LINE = 200
"""Longer texts get a box of several lines."""
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Setting:
    """One setting, or a column of `rows` or of a `group`. All texts are in English, to be translated.

    `least` and `most` bound a number, or the length of a list or text. `times` is how often the number that is shown is
    stored: 60 for what is stored in seconds and shown in minutes. A number that is as large as the list `all_of` is
    long stands for all of it, and is shown empty.
    """

    name: str
    label: str
    control: Control
    hint: str = ""
    default: Any = None
    may_lack: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    least: float | None = None
    most: float | None = None
    is_whole: bool = False
    unit: str = ""
    times: int = 1
    all_of: str = ""
    row: str = ""
    add: str = ""
    reads: str = ""
    example: str = ""
    view: str = ""
    has_ids: bool = False
    columns: tuple[Setting, ...] = ()

    @property
    def is_long(self) -> bool:
        return self.control == "line" and (self.most or 0) > LONGEST_LINE

    @property
    def whole_label(self) -> str:
        """The label in the reader's language, with what the control itself asks for."""
        label = _(self.label)
        return _("%(label)s, one a line", label=label) if self.control == "lines" else label

    @property
    def paste_hint(self) -> str:
        """How a line is written that is pasted into rows."""
        if self.example:
            return _("Such as: %(example)s", example=_(self.example))
        return " | ".join(_(column.label) for column in self.columns)

    def as_json(self) -> dict[str, Any]:
        """The same for the browser, in the reader's language, without what says nothing."""
        said = {
            **{name: getattr(self, name) for name in PLAIN},
            "label": self.whole_label,
            **{name: _(text) for name in WORDS if (text := getattr(self, name))},
            "paste_hint": self.paste_hint if self.control == "rows" else "",
            "default": self.shown_default,
            "choices": [[value, _(words)] for value, words in self.choices],
            "columns": [column.as_json() for column in self.columns],
        }
        return {name: value for name, value in said.items() if value is not False and value not in (None, "", [])}

    @property
    def shown_default(self) -> Any:
        """What a new activity is shown to have; the texts in a list are ours."""
        if self.control != "lines" or not self.default:
            return self.default
        return [_(each["text"] if isinstance(each, Mapping) else each) for each in self.default]


PLAIN = (
    "name", "control", "may_lack", "least", "most", "is_whole", "is_long", "times", "all_of", "view", "has_ids",
)  # fmt: skip
WORDS = ("hint", "unit", "row", "add")


@cache
def settings_of(model: type[BaseModel]) -> tuple[Setting, ...]:
    """The settings of a config, in the order in which its class declares them and then those that it inherits."""
    schema = model.model_json_schema()
    without = schema["form"]["without"]
    return tuple(each for each in _settings(model, schema) if each.name not in without)


def group_of(model: type[BaseModel]) -> str:
    """The heading under which the kind is offered."""
    return str(model.model_json_schema()["form"]["group"])


def _settings(model: type[BaseModel], schema: Schema) -> Iterator[Setting]:
    for name in _in_order(model):
        if found := _setting(name, schema["properties"][name], schema):
            yield found


def _in_order(model: type[BaseModel]) -> list[str]:
    declared = (name for each in model.__mro__ for name in inspect.get_annotations(each))
    return [name for name in dict.fromkeys(declared) if name in model.model_fields]


def _setting(name: str, given: Schema, schema: Schema) -> Setting | None:
    """None where there is nothing to set: it is always the same, or not for a form."""
    said, shape = given.get("form", {}), _shape(given, schema)
    if said is False or "const" in shape or shape.get("type") == "null":
        return None
    says = {
        key: said[key] for key in ("unit", "times", "all_of", "row", "add", "reads", "example", "view") if key in said
    }
    return Setting(
        name,
        given.get("title", name),
        hint=given.get("description", ""),
        default=given.get("default"),
        may_lack=any(each.get("type") == "null" for each in given.get("anyOf", ())),
        **says,
        **_control(shape, said, schema),
    )


def _control(shape: Schema, said: Schema, schema: Schema) -> dict[str, Any]:
    if "view" in said:
        return {"control": "view"}
    if "enum" in shape:
        return {
            "control": "choice",
            "choices": tuple((each, said.get("words", {}).get(each, each)) for each in shape["enum"]),
        }
    match shape["type"]:
        case "boolean":
            return {"control": "check"}
        case "integer" | "number" as sort:
            least = shape.get("minimum", shape.get("exclusiveMinimum"))
            return {"control": "number", "least": least, "most": shape.get("maximum"), "is_whole": sort == "integer"}
        case "string":
            return {"control": "link" if shape.get("format") == "uri" else "line", "most": shape.get("maxLength")}
        case "object":
            return {"control": "group", "columns": _columns(shape, schema)}
    return _list(shape, schema)


def _list(shape: Schema, schema: Schema) -> dict[str, Any]:
    bounds = {"least": shape.get("minItems"), "most": shape.get("maxItems")}
    entry = _shape(shape["items"], schema)
    parts = entry.get("properties", {})
    if entry["type"] == "string" or parts.keys() == {"id", "text"}:
        return {"control": "lines", **bounds}
    columns = (replace(column, hint="") for column in _columns(entry, schema))
    return {"control": "rows", **bounds, "has_ids": "id" in parts, "columns": tuple(columns)}


def _columns(entry: Schema, schema: Schema) -> tuple[Setting, ...]:
    found = (_setting(name, part, schema) for name, part in entry["properties"].items() if name != "id")
    return tuple(each for each in found if each)


def _shape(property: Schema, schema: Schema) -> Schema:
    """The schema of a property without what only says that it may be left out, and with what it refers to."""
    options = [each for each in property.get("anyOf", ()) if each.get("type") != "null"]
    whole = {**property, **options[0]} if options else property
    return schema["$defs"][whole["$ref"].rpartition("/")[2]] if "$ref" in whole else whole
