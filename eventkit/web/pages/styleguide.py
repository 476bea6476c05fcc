"""All parts of the pages beside each other, from the real style sheets and macros. Only where no guests are."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext as _

from ...config import ROOT
from ...domain import kinds
from ...domain.activities import themes
from ...domain.records.event import Event
from ..config_form.settings import Setting, settings_of
from ..context import edge
from ..forms import Form

blueprint = Blueprint("styleguide", __name__)

COMPONENTS = tuple(sorted(path.stem for path in (ROOT / "static" / "css" / "components").glob("*.css")))


@blueprint.get("/styleguide")
def show() -> str:
    """`?theme=` shows it in the colours of a theme, `?dir=rtl` from right to left."""
    if edge().config.is_https:
        abort(404)
    theme = themes.all_themes().get(request.args.get("theme", "")) or next(iter(themes.all_themes().values()))
    direction = {"text_direction": "rtl"} if request.args.get("dir") == "rtl" else {}
    return render_template(
        "styleguide.html",
        theme=theme,
        themes=themes.all_themes().values(),
        components=COMPONENTS,
        tokens=tokens(),
        event=_sample(theme.slug),
        settings=_settings(),
        form=Form(
            {
                "title": "Thursday book club",
                "ingredients-0-item": _("Butter"),
                "ingredients-0-amount": "50 g",
                "config-reading": "on",
                "discussion-0-minute": "12",
            },
            {"email": [_("Write an address such as ann@example.org.")]},
        ),
        **direction,
    )


@cache
def tokens() -> dict[str, tuple[str, ...]]:
    """The names of the tokens, as they stand in tokens.css: colours, sizes of type, spaces."""
    sheet = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    return {
        "colours": tuple(dict.fromkeys(re.findall(r"--([\w-]+): oklch\(", sheet))),
        "steps": tuple(re.findall(r"--(step-[\d-]+):", sheet)),
        "spaces": tuple(re.findall(r"--(space-\d):", sheet)),
    }


def _settings() -> list[Setting]:
    """One that is written in rows, and one that is made of parts."""
    settings = (each for kind in ("countdown", "turns") for each in settings_of(kinds.get(kind).Config))
    return [each for each in settings if each.control in ("rows", "group")]


def _sample(theme: str) -> Event:
    starts_at = datetime(2026, 12, 3, 19, 0)  # noqa: DTZ001
    return Event(
        code="K7QM4XWD",
        title="Thursday book club",
        theme=theme,
        starts_at=starts_at,
        timezone="Europe/Berlin",
        duration_minutes=60,
    )
