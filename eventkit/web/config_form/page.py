"""The form of an activity as a page: fields and rows, the boxes for pasting, and what the buttons inside it do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from ...domain.basics.errors import Invalid
from ...domain.kinds.common.kind import Kind
from .. import pasted, rows
from ..forms import Form
from . import fields, pasting
from .settings import settings_of

PASTE = re.compile(r"paste:(?P<name>[a-z_]+)")


class Page:
    """A form that is being filled in. `before` is the config it was made from."""

    def __init__(self, kind: Kind, before: Mapping[str, Any], values: Mapping[str, str] | None = None) -> None:
        self.kind, self.before = kind, before
        self.settings = settings_of(kind.Config)
        self.columns = fields.columns_of(self.settings)
        self.form = Form({**fields.fields_of(self.settings, before)} if values is None else dict(values))
        rows.renumber(self.form.values, self.columns)

    @property
    def views(self) -> str:
        """What is left to the console in the room."""
        return ", ".join(_(setting.label) for setting in self.settings if setting.control == "view")

    @property
    def row_counts(self) -> dict[str, int]:
        return rows.shown(self.form.values, self.columns)

    @property
    def labels(self) -> dict[str, str]:
        """What the summary of mistakes calls each field."""
        named = {"title": _("Title"), "minutes": _("Minutes")}
        for setting in self.settings:
            if setting.control != "rows":
                named[f"config-{setting.name}"] = setting.whole_label
                named |= {f"config-{setting.name}-{part.name}": part.whole_label for part in setting.columns}
                continue
            named[setting.name] = _(setting.label)
            for number in range(self.row_counts[setting.name]):
                row = _(setting.row).replace("{number}", str(number + 1))
                named |= {
                    f"{setting.name}-{number}-{part.name}": f"{row}, {part.whole_label}" for part in setting.columns
                }
        return named

    def is_at_work(self) -> bool:
        """Whether one of the buttons inside the form was pressed: it is shown again without being judged."""
        action = self.form.values.get("action", "")
        return rows.rearrange(self.form, action, self.columns) or self._paste(action)

    def config(self) -> dict[str, Any]:
        """What was changed. What stands in the boxes for pasting becomes rows first; or Invalid."""
        for name in self.columns:
            if self.form.values.get(name, "").strip():
                self._take(name)
        rows.renumber(self.form.values, self.columns, keep_empty=False)
        return fields.config_from(self.settings, self.before, self.form.values)

    def refuse(self, refusal: Invalid) -> None:
        self.form.refuse(refusal, fields.names_of(self.settings))

    def _paste(self, action: str) -> bool:
        asked = PASTE.fullmatch(action)
        if asked is None or asked["name"] not in self.columns:
            return False
        name = asked["name"]
        if not self.form.values.get(name, "").strip():
            self.form.errors[name] = [_("Paste or write something here first.")]
        else:
            try:
                self._take(name)
            except Invalid as refusal:
                self.form.refuse(refusal)
        self.form.focus = f"field-{name}" if self.form.errors else f"note-{name}"
        return True

    def _take(self, name: str) -> None:
        """The lines of a box become rows, after those that are there."""
        setting = next(each for each in self.settings if each.name == name)
        new = [fields.row_of(setting, entry) for entry in pasting.entries_in(setting, self.form.values[name])]
        values = self.form.values
        rows.put(values, name, [*rows.typed_rows(values, name, self.columns), *new], self.columns)
        self.form.notes[name] = pasted.said_of(len(new))
        values[name] = ""


def can_make(kind: Kind) -> bool:
    """Whether the page has all that a new activity of this kind needs."""
    views = (setting.name for setting in settings_of(kind.Config) if setting.control == "view")
    return not any(kind.Config.model_fields[name].is_required() for name in views)
