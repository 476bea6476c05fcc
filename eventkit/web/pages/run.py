"""The run of show of an event: what is done together, in which order, for how long."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, session, url_for
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
from ..config_form.page import Page, can_make
from ..context import edge, hosting, hosting_view
from ..dates import Dated
from ..forms import whole

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
        page = Page(kinds.get(request.args.get("kind", "")), {})
        page.form.values["minutes"] = "5"
        return _form(room, page, None)


@blueprint.post("/run/new")
def create(code: str) -> AnyResponse | tuple[str, int]:
    page = Page(kinds.get(request.args.get("kind", "")), {}, request.form.to_dict())
    if page.is_at_work():
        with hosting_view(code) as (_database, room):
            return _form(room, page, None), 200
    typed = page.form.values
    fields = {"title": typed.get("title", ""), "minutes": whole(typed.get("minutes", "")) or None}
    try:
        with hosting(code, caller()) as (database, room):
            code = room.event.code
            wanted = {**fields, "kind": page.kind.slug, "config": page.config()}
            added = run_of_show.add(database, room.event, read_model(NewActivity, wanted))
            anchor = f"activity-{added.id}"
    except Invalid as refusal:
        return _refused(code, page, refusal, None)
    return redirect(url_for("run.show", code=code, _anchor=anchor), 303)


@blueprint.get("/run/<int:activity>")
def edit(code: str, activity: int) -> str:
    with hosting_view(code) as (database, room):
        planned = _planned(database, room, activity)
        page = Page(planned.kind_of, planned.stored_config)
        page.form.values |= {"title": planned.title, "minutes": str(planned.minutes or "")}
        return _form(room, page, activity)


@blueprint.post("/run/<int:activity>")
def save(code: str, activity: int) -> AnyResponse | tuple[str, int]:
    with hosting_view(code) as (database, room):
        planned = _planned(database, room, activity)
        page = Page(planned.kind_of, planned.stored_config, request.form.to_dict())
        if page.is_at_work():
            return _form(room, page, activity), 200
    fields: dict[str, Any] = {"title": page.form.values.get("title", "")}
    if minutes := whole(page.form.values.get("minutes", "")):
        fields["minutes"] = minutes
    try:
        with hosting(code, caller()) as (database, room):
            code = room.event.code
            if config := page.config():
                fields["config"] = config
            run_of_show.edit(database, room, activity, read_model(ActivityChanges, fields))
    except Invalid as refusal:
        return _refused(code, page, refusal, activity)
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
        kinds=[kind for kind in kinds.all_kinds().values() if can_make(kind)],
        problem=problem,
        removed=session.pop("activity_removed", None),
    )


def _form(room: Room, page: Page, activity: int | None) -> str:
    theme = themes.get(room.event.theme)
    return render_template(
        "events/activity.html", event=room.event, theme=theme, page=page, form=page.form, activity=activity
    )


def _refused(code: str, page: Page, refusal: Invalid, activity: int | None) -> tuple[str, int]:
    page.refuse(refusal)
    with hosting_view(code) as (_database, room):
        return _form(room, page, activity), refusal.status


def _starter(room: Room, number: str) -> Any:
    starters = themes.get(room.event.theme, room.event.language).starters
    return starters[int(number)] if number.isdecimal() and int(number) < len(starters) else None


def _planned(database: Session, room: Room, activity: int) -> Any:
    found = next((run.activity for run in runs.of_room(database, room) if run.activity_id == activity), None)
    if found is None:
        raise NotFound()
    return found
