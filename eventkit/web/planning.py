"""The planning form: flat fields and rows on the page, an event with typed details behind it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from ..domain.activities import themes
from ..domain.basics import times
from ..domain.basics.base import utcnow
from ..domain.basics.theme import Theme
from ..domain.basics.times import is_zone, wall_clock
from ..domain.planning.writing import written
from ..domain.records.occurrence import Occurrence
from ..words import language_of_reader
from . import details_form, pasted, question_rows, repeat_form, rows
from .context import edge
from .forms import Form, whole

FIELD_NAMES = {
    "starts_at": "date",
    "host.name": "host_name",
    "host.email": "host_email",
    "host": "host_name",
    **details_form.FIELD_NAMES,
    **question_rows.FIELD_NAMES,
    "skipped.*": "skipped-*-day",
    "skipped": "repeat",
}
USUAL = {"capacity": "", "reply_by": "", "shows_names": "", "link_for": "all"}
"""What those fields hold where a host asks for nothing in particular."""
MADE_OF_SEVERAL = ("starts_at", "host", "repeat", "skipped", "details", "questions")
"""The fields of an event that are more than one field of the form; the others are the same in both."""
MAILS = ("sends_reminders", "sends_thanks")
"""Asked where mail is set up, and then the form holds `asks_mails`: a box that is not ticked is not sent."""


def fresh(theme: Theme, zone: str = "UTC") -> Form:
    """A form with good defaults: a week from now at seven in the evening, as long as the theme takes."""
    day = wall_clock(utcnow() + timedelta(days=7), zone if is_zone(zone) else "UTC")
    return Form(
        {
            "theme": theme.slug,
            "date": day.date().isoformat(),
            "time": "19:00",
            "timezone": zone,
            "duration_minutes": str(theme.duration_minutes),
            "video_auto": "on",
            "link_for": "all",
            "language": language_of_reader(),
            **dict.fromkeys(MAILS, "1"),
        }
    )


def sent(values: Mapping[str, str]) -> Form:
    """A form as a browser sends it."""
    form = Form(dict(values))
    rows.renumber(form.values)
    return form


def is_at_work(form: Form) -> bool:
    """Whether the host pressed one of the buttons inside the form, and it is shown again without being judged: another
    theme, a row to add, to take out or to move, lines to paste."""
    action = form.values.get("action", "")
    is_inside = action == "theme" or rows.rearrange(form, action) or pasted.paste(form, action)
    if is_inside:
        form.values.pop("passphrase", None)
    return is_inside


def settle(form: Form) -> None:
    """Before it is judged: what stands in the boxes for pasting becomes rows, and empty rows are left out."""
    pasted.take_all(form)
    rows.renumber(form.values, keep_empty=False)
    repeat_form.judge(form)


def context(form: Form) -> dict[str, Any]:
    """What the form's template needs beside it."""
    known = themes.all_themes()
    chosen = known.get(form.values.get("theme", "")) or next(iter(known.values()))
    return {
        "form": form,
        "themes": list(known.values()),
        "theme": chosen,
        "zones": times.zone_names(),
        "row_counts": rows.shown(form.values),
        "asks_more": _asks_more(form),
        "repeats": _ways_to_repeat(form),
        "sets_mail": edge().config.sets_mail,
    }


def _ways_to_repeat(form: Form) -> dict[str, str]:
    ways = {
        "": _("Never"),
        "weekly": _("Every week"),
        "fortnightly": _("Every two weeks"),
        "monthly-weekday": _("Every month by weekday (the first Thursday …)"),
        "monthly-last": _("Every month on the last such weekday"),
        "monthly-day": _("Every month by date (the 15th …)"),
    }
    is_other = form.values.get("repeat") == repeat_form.AS_IT_IS
    return (
        {**ways, repeat_form.AS_IT_IS: _("As it is: %(rule)s", rule=form.values.get("repeat_rule", ""))}
        if is_other
        else ways
    )


def _asks_more(form: Form) -> bool:
    """Whether what few hosts ask for is to be seen: it holds something, or something is wrong with it."""
    fields = (*USUAL, "language", "questions")
    if any(name.split("-")[0] in fields for name in (*form.errors, *form.notes)):
        return True
    if form.values.get("language", language_of_reader()) != language_of_reader():
        return True
    asked = any(form.values.get(name, usual) != usual for name, usual in USUAL.items())
    unticked = "" if "asks_mails" in form.values else "1"
    asked |= not all(form.values.get(name, unticked) for name in MAILS)
    return asked or bool(rows.rows_in(form.values, "questions")) or form.focus.startswith("add-questions")


def event_from(values: Mapping[str, str], before: Occurrence | None = None) -> dict[str, Any]:
    """What was typed, as the API would take it; what cannot be right is left for the domain to refuse. Questions that
    were asked `before` keep their ids."""
    typed = {name: text.strip() for name, text in values.items()}
    day, time = typed.get("date", ""), typed.get("time", "")
    event: dict[str, Any] = {
        "title": typed.get("title", ""),
        "theme": typed.get("theme", ""),
        "starts_at": f"{day}T{time}" if day and time else "",
        "timezone": typed.get("timezone", ""),
        "description": values.get("description", ""),
        "dress_code": typed.get("dress_code", ""),
        "video_url": typed.get("video_url") or ("auto" if typed.get("video_auto") else None),
        "host": {"name": typed.get("host_name", ""), "email": typed.get("host_email") or None},
        "details": details_form.details_from(values),
        "capacity": whole(typed.get("capacity", "")),
        "reply_by": typed.get("reply_by") or None,
        "shows_names": bool(typed.get("shows_names")),
        "link_for": typed.get("link_for") or "all",
        "questions": question_rows.questions_from(values, (before and before.stored_questions) or ()),
        **repeat_form.repeat_from(values),
    }
    if typed.get("asks_mails"):
        event |= {name: bool(typed.get(name)) for name in MAILS}
    if language := typed.get("language"):
        event["language"] = language
    if (minutes := whole(typed.get("duration_minutes", ""))) is not None:
        event["duration_minutes"] = minutes
    return event


def another_like(event: Occurrence) -> Form:
    """The same again on the next day of the week that is still to come; the video link may be one that is used up, and
    the day until which replies are wanted moves along, unless it would be over already."""
    form = form_of(event)
    day, today = event.starts_at.date(), wall_clock(utcnow(), event.timezone).date()
    weeks = max(1, -(-((today - day).days + 1) // 7))
    form.values |= {"date": (day + timedelta(weeks=weeks)).isoformat()}
    form.values |= {"reply_by": _moved(event.reply_by, weeks, today)}
    if "/eventkit-" in form.values["video_url"]:  # a room that was made for this one
        form.values |= {"video_url": "", "video_auto": "on"}
    return form


def _moved(day: date | None, weeks: int, today: date) -> str:
    moved = day and day + timedelta(weeks=weeks)
    return moved.isoformat() if moved and moved >= today else ""


def _as_typed(value: str | int | bool | None) -> str:
    """As it stands in its field; a box that is ticked holds 1."""
    if isinstance(value, bool):
        return "1" if value else ""
    return "" if value is None else str(value)


def form_of(event: Occurrence) -> Form:
    """An event as it would have been typed."""
    values = written(event)
    return Form(
        {
            **{name: _as_typed(values[name]) for name in values if name not in MADE_OF_SEVERAL},
            "date": event.starts_at.date().isoformat(),
            "time": event.starts_at.strftime("%H:%M"),
            "host_name": event.host.name,
            "host_email": event.host.email or "",
            **repeat_form.fields_of(event.planned),
            **details_form.fields_of(event.stored_details),
            **question_rows.rows_of(event.stored_questions or ()),
        }
    )
