"""Languages: which one a person gets, refusals in it, and the texts of the browser's scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from babel import Locale
from babel.messages.pofile import read_po
from flask import Flask, current_app, request, session
from flask_babel import Babel, force_locale, get_locale, gettext

from .domain.activities.themes import TRANSLATIONS
from .domain.basics.errors import DomainError, Problem

ENGLISH = ("en", "en_GB")
"""The texts are the same; dates and times are not."""


def init(app: Flask) -> None:
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(TRANSLATIONS))
    Babel(app, locale_selector=_locale_of_reader)
    translated = sorted(folder.name for folder in TRANSLATIONS.glob("*") if (folder / "LC_MESSAGES").is_dir())
    app.extensions["languages"] = ["en", *translated]
    app.context_processor(
        lambda: {
            "lang": str(get_locale()).replace("_", "-"),
            "text_direction": get_locale().text_direction,
            "languages": names_of(app.extensions["languages"]),
        }
    )


def names_of(languages: list[str]) -> dict[str, str]:
    """Each language by its own name: {"en": "English", "de": "Deutsch"}."""
    return {code: (Locale.parse(code).get_display_name() or code).capitalize() for code in languages}


def language_of_reader() -> str:
    """The language of this request's reader, as events keep it: without a country."""
    return get_locale().language


def choose(language: str) -> None:
    """Keep a language for this browser; one that is not there changes nothing."""
    if language in current_app.extensions["languages"]:
        session["language"] = language
        session.permanent = True


@contextmanager
def speaking(app: Flask, language: str) -> Iterator[Locale]:
    """Speak the language of an event or of whoever will read it, or English where there is no catalogue of it."""
    known = (*ENGLISH, *app.extensions["languages"])
    spoken = next((each for each in (language, language.partition("_")[0]) if each in known), "en")
    with app.app_context(), force_locale(spoken):
        yield get_locale()


def say(message: str, values: dict[str, Any]) -> str:
    """A message of the domain in the reader's language."""
    return gettext(message, **values)


def explain(refusal: DomainError | Problem, *, app: Flask | None = None, locale: str | None = None) -> str:
    """Why something was refused, in the reader's language; outside a request the app and the locale are to be given."""
    if app is None:
        return say(refusal.message, refusal.values)
    with app.app_context(), force_locale(locale or "en"):
        return say(refusal.message, refusal.values)


def script_messages() -> Mapping[str, str]:
    """The texts of the browser's scripts in the reader's language: what differs from English."""
    return _texts_of_scripts(language_of_reader())


@cache
def _texts_of_scripts(language: str) -> Mapping[str, str]:
    catalogue = TRANSLATIONS / language / "LC_MESSAGES" / "scripts.po"
    if not catalogue.exists():
        return {}
    with catalogue.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id and message.string}


def _locale_of_reader() -> str | None:
    """What was chosen here, else what the browser asks for."""
    known = [*ENGLISH, *current_app.extensions["languages"]]
    asked = [tag.replace("_", "-") for tag in known]
    best = (request.accept_languages.best_match(asked) or "en").replace("-", "_")
    chosen = session.get("language")
    if chosen in known and not best.startswith(str(chosen)):  # who chose English and reads British stays British
        return str(chosen)
    return best
