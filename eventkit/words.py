"""Languages: which one a person gets, refusals in it, and the texts of the browser's scripts."""

from __future__ import annotations

from typing import Any

from babel import Locale
from flask import Flask, current_app, request
from flask_babel import Babel, force_locale, get_locale, get_translations, gettext

from .domain.errors import DomainError, Problem
from .domain.themes import TRANSLATIONS

ENGLISH = ("en", "en_GB")
"""The texts are the same; dates and times are not."""


def init(app: Flask) -> None:
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(TRANSLATIONS))
    babel = Babel(app, locale_selector=lambda: _best_of(app.extensions["languages"]))
    with app.app_context():
        translated = {str(locale) for locale in babel.list_translations()}
    app.extensions["languages"] = [*ENGLISH, *sorted(translated - set(ENGLISH))]
    app.jinja_env.globals.update(script_messages=script_messages)
    app.context_processor(
        lambda: {"lang": str(get_locale()).replace("_", "-"), "text_direction": get_locale().text_direction}
    )


def _best_of(languages: list[str]) -> str | None:
    best = request.accept_languages.best_match([language.replace("_", "-") for language in languages])
    return best and best.replace("-", "_")


def languages() -> dict[str, str]:
    """The languages there are, each by its own name."""
    named = {code: Locale.parse(code).get_display_name() or code for code in current_app.extensions["languages"]}
    return {code: name[:1].upper() + name[1:] for code, name in named.items()}


def say(message: str, values: dict[str, Any]) -> str:
    """A message of the domain in the reader's language."""
    return gettext(message, **values)


def explain(refusal: DomainError | Problem, *, app: Flask | None = None, locale: str | None = None) -> str:
    """Why something was refused, in the reader's language; outside a request the app and the locale are to be given."""
    if app is None:
        return say(refusal.message, refusal.values)
    with app.app_context(), force_locale(locale or "en"):
        return say(refusal.message, refusal.values)


def script_messages() -> dict[str, str]:
    """The catalogue of this language for the browser: what differs from English."""
    catalogue = getattr(get_translations(), "_catalog", {})
    return {message: text for message, text in catalogue.items() if message and isinstance(message, str) and text}
