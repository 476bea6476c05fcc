"""What the host changes about an event: what was planned, the secret link, and whether it is there at all."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from ...domain import events, hosts
from ...domain.errors import Invalid
from ...signed_in import caller, sign_in_host
from .. import planning
from ..context import address, edge, rates
from ..forms import Form
from .event import hosting_view

blueprint = Blueprint("host", __name__, url_prefix="/e/<code>")


@blueprint.get("/edit")
def edit(code: str) -> str:
    with hosting_view(code) as (_, room):
        return _form(planning.form_of(room.event), room.event)


@blueprint.post("/edit")
def change(code: str) -> str | Response | tuple[str, int]:
    form = planning.sent(request.form)
    with hosting_view(code) as (_, room):
        event = room.event
        if planning.is_at_work(form):
            return _form(form, event), 422 if form.errors else 200
    planning.settle(form)
    if form.errors:
        return _form(form, event), 422
    try:
        with edge().hosting(code, caller()) as (database, room):
            changes = planning.event_from(form.values, room.event)
            events.change(database, room, changes, jitsi_url=edge().config.jitsi_url)
            code = room.event.code
    except Invalid as refusal:
        form.refuse(refusal, planning.FIELD_NAMES)
        return _form(form, event), 422
    session["event_changed"] = code
    return redirect(url_for("event.manage", code=code), 303)


@blueprint.post("/delete")
def delete(code: str) -> Response:
    """With everything in it, once its title was typed."""
    with rates().guessing(address()), edge().hosting(code, caller()) as (database, room):
        typed = " ".join(request.form.get("title", "").split()).casefold()
        if typed != " ".join(room.event.title.split()).casefold():
            session["delete_refused"] = room.event.code
            return redirect(url_for("event.manage", code=room.event.code, _anchor="delete"), 303)
        events.delete(database, room)
    session["event_deleted"] = True
    return redirect(url_for("pages.home"), 303)


@blueprint.post("/host-link")
def new_link(code: str) -> Response:
    """A new secret link, in place of all from before."""
    with rates().guessing(address()), edge().hosting(code, caller()) as (database, room):
        event = room.event
        token = hosts.renew_link(database, event_id=event.id, host=event.host)
        link, code = hosts.link_by_token(database, token), event.code
    if link:
        sign_in_host(link.id)
    session["new_host_link"] = {"code": code, "token": token}
    return redirect(url_for("event.manage", code=code), 303)


def _form(form: Form, event: Any) -> str:
    return render_template("events/edit.html", event=event, **planning.context(form))
