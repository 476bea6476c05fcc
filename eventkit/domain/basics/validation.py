"""Pydantic's findings in words for people, each with the field it belongs to."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from .errors import N_, Invalid, Problem

M = TypeVar("M", bound=BaseModel)
REQUIRED = N_("This is needed.")
WORDS = {
    "missing": REQUIRED,
    "none_required": N_("This must stay empty."),
    "extra_forbidden": N_("There is no such field. Check its name."),
    "string_type": N_("This must be text."),
    "string_too_long": N_("This is too long: at most %(max_length)s characters."),
    "int_type": N_("This must be a whole number."),
    "int_parsing": N_("This must be a whole number."),
    "int_from_float": N_("This must be a whole number."),
    "float_type": N_("This must be a number."),
    "bool_type": N_("This must be true or false."),
    "greater_than_equal": N_("This must be %(ge)s or more."),
    "less_than_equal": N_("This must be %(le)s or less."),
    "too_long": N_("Give at most %(max_length)s."),
    "too_short": N_("Give at least %(min_length)s."),
    "list_type": N_("This must be a list."),
    "dict_type": N_("This must be an object with named fields."),
    "model_type": N_("This must be an object with named fields."),
    "model_attributes_type": N_("This must be an object with named fields."),
    "value_error": N_(  # of our models only an email address raises it
        "Write an address such as ann@example.org."
    ),
    "literal_error": N_("Choose one of %(expected)s."),
}
UNREADABLE = N_("This could not be read.")


def problems_of(error: ValidationError, *, prefix: str = "") -> Invalid:
    """The same findings as an Invalid, fields written as a path: `details.recipe.steps.0.text`."""
    return Invalid(*(_problem(found, prefix) for found in error.errors(include_url=False)[:50]))


def read_model(model: type[M], raw: Any) -> M:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise problems_of(error) from error


def _problem(found: Any, prefix: str) -> Problem:
    path = [prefix] if prefix else []
    path += [str(part) for part in found["loc"] if not str(part).startswith(("function-", "constrained-"))]
    kind, values = found["type"], dict(found.get("ctx") or {})
    values.pop("error", None)
    if kind == "eventkit":
        return Problem(".".join(path), found["msg"] if not values else values.pop("message", found["msg"]), **values)
    if kind == "string_too_short":
        short = (
            REQUIRED if values.get("min_length") == 1 else N_("This is too short: at least %(min_length)s characters.")
        )
        return Problem(".".join(path), short, **values)
    return Problem(".".join(path) or "body", WORDS.get(kind, UNREADABLE), **values)
