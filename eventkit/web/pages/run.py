"""The run of show of an event: what is done together, in which order, for how long."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from ...domain import kinds
from ...domain.activities import run_of_show, runs, themes
from ...domain.activities.run_of_show import ActivityChanges, NewActivity
from ...domain.basics.errors import DomainError, Invalid, NotFound
from ...domain.basics.validation import read_model
from ...domain.records.event import Room
from ...signed_in import caller
from ...words import explain
from .. import config_form
from ..context import edge, hosting, hosting_view
from ..dates import Dated
from ..forms import Form, whole

blueprint = Dated("run", __name__)


@blueprint.get("/run")
def show(code: str) -> str:
    with hosting_view(code) as (database, room):
        return _show(database, room)


@blueprint.post("/run")
def change(code: str) -> AnyResponse | tuple[str, int]:
    """One of the buttons: its value says what to do and with which activity, such as `up:12`."""
    action, _colon, which = request.form.get("action", "").partition(":")
    try:
        with hosting(code, caller()) as (database, room):
            code = room.event.code
            anchor = _do(database, room, action, int(which) if which.isdecimal() else -1)
    except NotFound:
        anchor = None  # it was taken away meanwhile, and the page shows what is there
    except DomainError as refusal:
        with hosting_view(code) as (database, room):
            return _show(database, room, problem=explain(refusal)), refusal.status
    return redirect(url_for("run.show", code=code, _anchor=anchor), 303)


@blueprint.get("/run/new")
def new(code: str) -> str:
    with hosting_view(code) as (_database, room):
        kind = kinds.get(request.args.get("kind", ""))
        return _form(room, kind, Form({"minutes": "5", **_typed(kind, {})}), {}, None)


@blueprint.post("/run/new")
def create(code: str) -> AnyResponse | tuple[str, int]:
    form, kind = Form(request.form.to_dict()), kinds.get(request.args.get("kind", ""))
    fields = {"title": form.values.get("title", ""), "minutes": whole(form.values.get("minutes", "")) or None}
    try:
        with hosting(code, caller()) as (database, room):
            code = room.event.code
            config = config_form.config_from(kind, {}, request.form)
            added = run_of_show.add(
                database, room.event, read_model(NewActivity, {**fields, "kind": kind.slug, "config": config})
            )
            anchor = f"activity-{added.id}"
    except Invalid as refusal:
        form.refuse(refusal, config_form.field_names(kind))
        with hosting_view(code) as (database, room):
            return _form(room, kind, form, {}, None), refusal.status
    return redirect(url_for("run.show", code=code, _anchor=anchor), 303)


@blueprint.get("/run/<int:activity>")
def edit(code: str, activity: int) -> str:
    with hosting_view(code) as (database, room):
        planned = _planned(database, room, activity)
        values = {
            "title": planned.title,
            "minutes": str(planned.minutes or ""),
            **_typed(planned.kind_of, planned.stored_config),
        }
        return _form(room, planned.kind_of, Form(values), planned.stored_config, activity)


@blueprint.post("/run/<int:activity>")
def save(code: str, activity: int) -> AnyResponse | tuple[str, int]:
    form = Form(request.form.to_dict())
    fields: dict[str, Any] = {"title": form.values.get("title", "")}
    if minutes := whole(form.values.get("minutes", "")):
        fields["minutes"] = minutes
    with hosting_view(code) as (database, room):
        planned = _planned(database, room, activity)
    try:
        with hosting(code, caller()) as (database, room):
            code = room.event.code
            if config := config_form.config_from(planned.kind_of, planned.stored_config, request.form):
                fields["config"] = config
            run_of_show.edit(database, room, activity, read_model(ActivityChanges, fields))
    except Invalid as refusal:
        form.refuse(refusal, config_form.field_names(planned.kind_of))
        with hosting_view(code) as (database, room):
            return _form(room, planned.kind_of, form, planned.stored_config, activity), refusal.status
    return redirect(url_for("run.show", code=code, _anchor=f"activity-{activity}"), 303)


def _do(database: Session, room: Room, action: str, which: int) -> str | None:
    """Do what a button says; gives the place of the page to come back to."""
    if action == "starter":
        starter = _starter(room, str(which))
        if starter is None:
            raise NotFound()
        new = NewActivity(kind=starter.kind, title=starter.title, config=starter.config, minutes=5)
        return f"activity-{run_of_show.add(database, room.event, new).id}"
    run = runs.find(database, room, which)
    at = [each.activity_id for each in runs.of_room(database, room)].index(which)
    if action in ("up", "down"):
        place = max(0, at - 1) if action == "up" else at + 1
        run_of_show.edit(database, room, which, ActivityChanges(position=place))
    elif action == "remove":
        run_of_show.remove(database, room, which)
        session["activity_removed"] = run.activity.title
        return None
    elif action in ("page", "off-page"):
        run_of_show.edit(database, room, which, ActivityChanges(on_page=action == "page"))
    elif action in ("open", "close", "reveal", "hide"):
        edge().move(database, room, which, action, version=None, arguments={})
    return f"activity-{which}"


def _show(database: Session, room: Room, *, problem: str | None = None) -> str:
    event = room.event
    theme = themes.get(event.theme, event.language)
    return render_template(
        "events/run.html",
        event=event,
        theme=themes.get(event.theme),
        run=runs.of_room(database, room),
        starters=theme.starters,
        kinds=[kind for kind in kinds.all_kinds().values() if kind.slug != "quiz"],
        problem=problem,
        removed=session.pop("activity_removed", None),
    )


def _form(room: Room, kind: Any, form: Form, config: dict[str, Any], activity: int | None) -> str:
    settings = config_form.settings_of(kind, config)
    labels = {"title": _("Title"), "minutes": _("Minutes"), **{each.field: _(each.label) for each in settings}}
    return render_template(
        "events/activity.html",
        event=room.event,
        theme=themes.get(room.event.theme),
        kind=kind,
        form=form,
        labels=labels,
        settings=settings,
        words=config_form.WORDS,
        is_whole=config_form.is_whole(kind),
        activity=activity,
    )


def _typed(kind: Any, config: dict[str, Any]) -> dict[str, str]:
    return {each.field: config_form.as_typed(each) for each in config_form.settings_of(kind, config)}


def _starter(room: Room, number: str) -> Any:
    starters = themes.get(room.event.theme, room.event.language).starters
    return starters[int(number)] if number.isdecimal() and int(number) < len(starters) else None


def _planned(database: Session, room: Room, activity: int) -> Any:
    found = next((run.activity for run in runs.of_room(database, room) if run.activity_id == activity), None)
    if found is None:
        raise NotFound()
    return found
