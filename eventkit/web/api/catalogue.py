"""What there is to choose from."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from ...domain import kinds
from ...domain.activities import themes
from ...domain.basics.errors import N_, invalid
from ...domain.kinds.common.form import GROUPS
from ...domain.kinds.common.kind import Kind
from ..config_form import pasting
from ..config_form.settings import group_of, settings_of
from .operations import operation
from .shapes.catalogue import KindShape, ThemeShape
from .shapes.settings import PastedLines, ReadRows


@operation("GET", "/themes", returns=list[ThemeShape])
def all_themes() -> Any:
    """Every theme."""
    return [
        {
            **theme.model_dump(mode="json", exclude={"palette", "decks"}),
            "name": _(theme.name),
            "promise": _(theme.promise),
            "decks": {name: len(cards) for name, cards in theme.decks.items()},
        }
        for theme in themes.all_themes().values()
    ]


@operation("GET", "/kinds", returns=list[KindShape])
def all_kinds() -> Any:
    """Every kind of activity, with the JSON Schema of its config and of an answer, its form, and its moves."""
    return [
        {
            "kind": kind.slug,
            "label": _(kind.label),
            "help": _(kind.help),
            "group": _(group_of(kind.Config)),
            "config": kind.Config.model_json_schema(),
            "form": [setting.as_json() for setting in settings_of(kind.Config)],
            "answer": kind.answer_schema(),
            "moves": kind.moves,
        }
        for kind in sorted(kinds.all_kinds().values(), key=_as_offered)
    ]


@operation("POST", "/kinds/rows", body=PastedLines, returns=ReadRows, refusals=(422,))
def read_rows(pasted: PastedLines) -> Any:
    """Read lines as the rows of a setting.

    Each line becomes one object: a step as `Boil the water, 3 min`, an ingredient as `200 g flour`.
    """
    settings = settings_of(kinds.get(pasted.kind).Config)
    found = next((each for each in settings if each.name == pasted.setting and each.control == "rows"), None)
    if found is None:
        raise invalid("setting", N_("This kind has no such list."))
    return {"rows": pasting.entries_in(found, pasted.text)}


def _as_offered(kind: Kind) -> tuple[int, str]:
    """By what they are for, then as the reader spells them."""
    return GROUPS.index(group_of(kind.Config)), str(_(kind.label)).casefold()
