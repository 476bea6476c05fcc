"""What there is to choose from."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from ...domain import kinds
from ...domain.activities import themes
from .operations import operation
from .shapes.catalogue import KindShape, ThemeShape


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
    """Every kind of activity, with the JSON Schema of its config and of an answer, and its moves."""
    return [
        {
            "kind": kind.slug,
            "label": _(kind.label),
            "help": _(kind.help),
            "config": kind.Config.model_json_schema(),
            "answer": kind.answer_schema(),
            "moves": kind.moves,
        }
        for kind in kinds.all_kinds().values()
    ]
