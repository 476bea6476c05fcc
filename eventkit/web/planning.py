"""The planning form: flat fields and lines on the page, an event with typed details behind it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ..domain import themes, times
from ..domain.base import utcnow
from ..domain.events import Event
from ..domain.themes import Theme
from ..domain.times import is_zone, wall_clock
from . import details_form
from .forms import Form, whole

FIELD_NAMES = {
    "starts_at": "date",
    "host.name": "host_name",
    "host": "host_name",
    **details_form.FIELD_NAMES,
}


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
        }
    )


def context(form: Form) -> dict[str, Any]:
    """What the form's template needs beside it."""
    known = themes.all_themes()
    chosen = known.get(form.values.get("theme", "")) or next(iter(known.values()))
    return {"form": form, "themes": list(known.values()), "theme": chosen, "zones": times.zone_names()}


def event_from(values: Mapping[str, str]) -> dict[str, Any]:
    """What was typed, as the API would take it; what cannot be right is left for the domain to refuse."""
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
        "host": {"name": typed.get("host_name", "")},
        "details": details_form.details_from(values),
    }
    if (minutes := whole(typed.get("duration_minutes", ""))) is not None:
        event["duration_minutes"] = minutes
    return event


def another_like(event: Event) -> Form:
    """The same again on the next day of the week that is still to come; the video link may be one that is used up."""
    form = form_of(event)
    day, today = event.starts_at.date(), wall_clock(utcnow(), event.timezone).date()
    weeks = max(1, -(-((today - day).days + 1) // 7))
    form.values |= {"date": (day + timedelta(weeks=weeks)).isoformat()}
    if "/eventkit-" in form.values["video_url"]:  # a room that was made for this one
        form.values |= {"video_url": "", "video_auto": "on"}
    return form


def form_of(event: Event) -> Form:
    """An event as it would have been typed."""
    return Form(
        {
            "title": event.title,
            "theme": event.theme,
            "date": event.starts_at.date().isoformat(),
            "time": event.starts_at.strftime("%H:%M"),
            "timezone": event.timezone,
            "duration_minutes": str(event.duration_minutes),
            "dress_code": event.dress_code or "",
            "description": event.description,
            "video_url": event.video_url or "",
            "host_name": event.host.name,
            **details_form.fields_of(event.stored_details),
        }
    )
