"""Lines that are pasted into the planning form and become rows. Each list has a field for them, named as the list."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from ..domain.basics.errors import N_, Invalid, invalid
from . import detail_lines, details_form, question_rows, recipes
from .forms import Form, lines
from .recipes.recipe import BULLET, NUMBER, Recipe
from .rows import COLUMNS, Row, put, typed_rows

MOST_LINES = 100
READ: dict[str, Callable[[str], Any]] = {
    "reading_list": detail_lines.book,
    "ingredients": detail_lines.ingredient,
    "steps": detail_lines.step,
    "stops": detail_lines.stop,
}
BOXES = (*COLUMNS, "recipe")
OF_A_RECIPE = ("recipe", "ingredients", "steps")
"""Where the data of a recipe's page is understood."""
ACTION = re.compile(r"paste:(?P<name>[a-z_]+)")


def paste(form: Form, action: str) -> bool:
    """Do what the button of a box asks for, `paste:stops`: its lines become rows, after those that are there. What
    cannot be read stays, with the reason beside it. False where the action is of another sort."""
    asked = ACTION.fullmatch(action)
    if asked is None or asked["name"] not in BOXES:
        return False
    name = asked["name"]
    if not form.values.get(name, "").strip():
        form.errors[name] = [_("Paste or write something here first.")]
    else:
        take(form, name)
    form.focus = f"field-{name}" if form.errors else f"note-{name}"
    return True


def take_all(form: Form) -> None:
    """Also what stands in the boxes and was not added yet."""
    for name in BOXES:
        if form.values.get(name, "").strip():
            take(form, name)


def take(form: Form, name: str) -> None:
    text = form.values[name]
    try:
        if name == "recipe" or (name in OF_A_RECIPE and recipes.is_data(text)):
            form.notes[name] = _take_recipe(form, recipes.read(text))
        else:
            form.notes[name] = _take_lines(form, name, text)
        form.values[name] = ""
    except Invalid as refusal:
        form.refuse(refusal, {"recipe": name})


def _take_lines(form: Form, name: str, text: str) -> str:
    written = lines_in(text, name)
    _append(form, name, [_row(name, line) for line in written])
    return said_of(len(written))


def lines_in(text: str, name: str) -> list[str]:
    """The lines that were pasted, without what marks them as a list; too many are refused."""
    written = _without_marks(lines(text))
    if len(written) > MOST_LINES:
        raise invalid(name, N_("That is more than %(most)s lines. Paste fewer at once."), most=MOST_LINES)
    return written


def said_of(number: int) -> str:
    return ngettext("One line was added.", "%(num)d lines were added.", number)


def _take_recipe(form: Form, recipe: Recipe) -> str:
    """What the host wrote stays; the rows are added."""
    for field, value in (("recipe_name", recipe.name), ("recipe_serves", recipe.serves)):
        if value and not form.values.get(field, "").strip():
            form.values[field] = str(value)
    said = []
    if recipe.ingredients:
        _append(form, "ingredients", [details_form.row_of("ingredients", each) for each in recipe.ingredients])
        said.append(ngettext("One ingredient was added.", "%(num)d ingredients were added.", len(recipe.ingredients)))
    if recipe.steps:
        _append(form, "steps", [details_form.row_of("steps", each) for each in recipe.steps])
        said.append(ngettext("One step was added.", "%(num)d steps were added.", len(recipe.steps)))
    if recipe.minutes:
        said.append(ngettext("It takes one minute in all.", "It takes %(num)d minutes in all.", recipe.minutes))
    return " ".join(said)


def _append(form: Form, name: str, rows: list[Row]) -> None:
    put(form.values, name, [*typed_rows(form.values, name), *rows])


def _row(name: str, line: str) -> Row:
    return question_rows.question(line) if name == "questions" else details_form.row_of(name, READ[name](line))


def _without_marks(written: list[str]) -> list[str]:
    """Without bullets, and without numbers where every line has one: a book may be called "1. FC"."""
    plain = [text for line in written if (text := BULLET.sub("", " ".join(line.split())))]
    if len(plain) > 1 and all(map(NUMBER.match, plain)):
        return [NUMBER.sub("", line) for line in plain]
    return plain
