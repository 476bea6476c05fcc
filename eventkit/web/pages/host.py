"""The host's page of an event: who comes, what was planned, the links to it, and whether it is there at all."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from ...domain import events, feeds, hosts, invitations, outbox, replies, themes, times
from ...domain.activities import runs
from ...domain.errors import Invalid
from ...domain.events import Farewell
from ...domain.guests import NewName
from ...domain.rooms import Room
from ...domain.validation import read_model
from ...edge import require_first_host, require_host
from ...signed_in import caller, sign_in_host
from .. import following, planning
from ..context import address, edge, hosting_view, rates
from ..downloads import csv_response
from ..forms import Form
from ..qr import qr_svg

blueprint = Blueprint("host", __name__, url_prefix="/e/<code>")


@blueprint.get("/manage")
def manage(code: str) -> str:
    with hosting_view(code) as (database, room):
        return _manage(database, room)


@blueprint.get("/replies.csv")
def replies_csv(code: str) -> Response:
    with hosting_view(code) as (database, room):
        return csv_response(f"replies-{room.event.code}", invitations.as_table(database, room.event))


@blueprint.post("/cancel")
def cancel(code: str) -> AnyResponse | tuple[str, int]:
    typed = {"message": request.form.get("message", "")}
    try:
        with rates().guessing(address()), edge().hosting(code, caller()) as (database, room):
            events.cancel(database, room, read_model(Farewell, typed))
            code = room.event.code
    except Invalid as refusal:
        return _refused(code, "cancel", typed, refusal)
    return redirect(url_for("host.manage", code=code), 303)


@blueprint.post("/co-hosts")
def add_co_host(code: str) -> AnyResponse | tuple[str, int]:
    """A secret link for somebody who helps to host, shown this one time."""
    typed = {"name": request.form.get("name", "")}
    try:
        with rates().guessing(address()), edge().hosting(code, caller()) as (database, room):
            require_first_host(database, room, caller())
            event, name = room.event, read_model(NewName, typed).name
            token = hosts.add_co_host(database, event_id=event.id, host=event.host, name=name)
            code = event.code
    except Invalid as refusal:
        return _refused(code, "co-hosts", typed, refusal)
    session["new_co_host"] = {"code": code, "name": name, "token": token}
    return redirect(url_for("host.manage", code=code, _anchor="co-hosts"), 303)


@blueprint.post("/co-hosts/<int:link>/withdraw")
def withdraw_co_host(code: str, link: int) -> AnyResponse:
    with rates().guessing(address()), edge().hosting(code, caller()) as (database, room):
        require_first_host(database, room, caller())
        hosts.withdraw_co_host(database, event_id=room.event_id, link_id=link)
        code = room.event.code
    return redirect(url_for("host.manage", code=code, _anchor="co-hosts"), 303)


@blueprint.get("/edit")
def edit(code: str) -> str:
    with hosting_view(code) as (_, room):
        return _form(planning.form_of(room.event), room.event)


@blueprint.post("/edit")
def change(code: str) -> str | AnyResponse | tuple[str, int]:
    form = planning.sent(request.form.to_dict())
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
    return redirect(url_for("host.manage", code=code), 303)


@blueprint.post("/delete")
def delete(code: str) -> AnyResponse:
    """With everything in it, once its title was typed."""
    with rates().guessing(address()), edge().hosting(code, caller()) as (database, room):
        require_first_host(database, room, caller())
        typed = " ".join(request.form.get("title", "").split()).casefold()
        if typed != " ".join(room.event.title.split()).casefold():
            session["delete_refused"] = room.event.code
            return redirect(url_for("host.manage", code=room.event.code, _anchor="delete"), 303)
        events.delete(database, room)
    session["event_deleted"] = True
    return redirect(url_for("pages.home"), 303)


@blueprint.post("/host-link")
def new_link(code: str) -> AnyResponse:
    """A new secret link, in place of the one before."""
    with rates().guessing(address()), edge().hosting(code, caller()) as (database, room):
        require_first_host(database, room, caller())
        event = room.event
        token = hosts.renew_link(database, event_id=event.id, host=event.host)
        link, code = hosts.link_by_token(database, token), event.code
    if link:
        sign_in_host(link.id)
    session["new_host_link"] = {"code": code, "token": token}
    return redirect(url_for("host.manage", code=code), 303)


@blueprint.post("/feed-link")
def new_feed_link(code: str) -> AnyResponse:
    """A new link to the host's feed; calendars that follow the one before find nothing there any more."""
    with rates().guessing(address()), edge().hosting(code, caller()) as (database, room):
        require_first_host(database, room, caller())
        feeds.renew(database, room.event.host)
        code = room.event.code
    session["new_feed_link"] = code
    return redirect(url_for("host.manage", code=code, _anchor="follow"), 303)


def _form(form: Form, event: Any) -> str:
    return render_template("events/edit.html", event=event, **planning.context(form))


def _manage(database: Session, room: Room, refused: tuple[str, Form] = ("", Form())) -> str:
    """The host's page; `refused` is a part of it and what was typed there, where that could not be taken."""
    event, code = room.event, room.event.code
    all_replies = replies.all_of(database, event)
    is_first_host = require_host(database, room, caller()).name is None
    return render_template(
        "events/manage.html",
        event=event,
        theme=themes.get(event.theme),
        guest_link=edge().links.page(code),
        short_link=edge().links.join(code),
        qr_svg=qr_svg(edge().links.join(code)),
        run=runs.of_room(database, room),
        replies=all_replies,
        counts=replies.counts(database, event),
        totals=replies.totals(event, all_replies),
        unanswered=invitations.unanswered(database, event),
        mails=outbox.of_event(database, event),
        wall_clock=times.wall_clock,
        sets_mail=edge().config.sets_mail,
        is_first_host=is_first_host,
        co_hosts=hosts.co_hosts(database, event.id) if is_first_host else [],
        feed=following.offered(feeds.of_host(database, event.host_id)) if is_first_host else None,
        is_new_feed=session.pop("new_feed_link", None) == code,
        host_link=_once("new_host_link", code),
        co_host_link=_once("new_co_host", code),
        is_changed=session.pop("event_changed", None) == code,
        is_kept=session.pop("delete_refused", None) == code,
        refused=dict([refused]),
    )


def _refused(code: str, part: str, typed: dict[str, str], refusal: Invalid) -> tuple[str, int]:
    form = Form(typed)
    form.refuse(refusal)
    with hosting_view(code) as (database, room):
        return _manage(database, room, (part, form)), refusal.status


def _once(what: str, code: str) -> dict[str, Any] | None:
    """A secret link that was just made, this one time."""
    if session.get(what, {}).get("code") != code:
        return None
    made: dict[str, Any] = session.pop(what)
    return {**made, "url": edge().links.host(made["token"])}
