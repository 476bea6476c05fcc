"""The host's page of an event: who comes, what was planned, the links to it, and whether it is there at all."""

from __future__ import annotations

from typing import Any, Literal

from flask import Response, redirect, render_template, request, session, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from ...domain.activities import runs, themes
from ...domain.basics import times
from ...domain.basics.errors import Invalid
from ...domain.basics.validation import read_model
from ...domain.coming import invitations, places, replies
from ...domain.coming.guests import NewName
from ...domain.letters import feeds, outbox
from ...domain.planning import changes, events, hosts
from ...domain.planning.changes import Farewell
from ...domain.records import occurrences
from ...domain.records.event import Room
from ...domain.records.occurrence import Occurrence
from ...edge import require_first_host, require_host
from ...signed_in import caller, sign_in_host
from .. import following
from ..context import asked_date, edge, hosting, hosting_view
from ..dates import Dated
from ..downloads import csv_response
from ..forms import Form
from ..qr import qr_svg

blueprint = Dated("host", __name__)


@blueprint.get("/manage")
def manage(code: str) -> str:
    with hosting_view(code) as (database, room):
        return _manage(database, room)


@blueprint.get("/replies.csv")
def replies_csv(code: str) -> Response:
    with hosting_view(code) as (database, room):
        event = occurrences.of(room)
        name = f"replies-{event.code}-{event.on}" if event.repeat else f"replies-{event.code}"
        return csv_response(name, invitations.as_table(database, room))


@blueprint.post("/cancel")
def cancel(code: str) -> AnyResponse | tuple[str, int]:
    typed = {"message": request.form.get("message", "")}
    try:
        with hosting(code, caller()) as (database, room):
            scope: Literal["this", "all"] = "this" if request.form.get("dates") == "this" else "all"
            changes.cancel(database, room, read_model(Farewell, typed), scope=scope)
            code = room.event.code
    except Invalid as refusal:
        return _refused(code, "cancel", typed, refusal)
    return redirect(url_for("host.manage", code=code), 303)


@blueprint.post("/co-hosts")
def add_co_host(code: str) -> AnyResponse | tuple[str, int]:
    """A secret link for somebody who helps to host, shown this one time."""
    typed = {"name": request.form.get("name", "")}
    try:
        with hosting(code, caller()) as (database, room):
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
    with hosting(code, caller()) as (database, room):
        require_first_host(database, room, caller())
        hosts.withdraw_co_host(database, event_id=room.event_id, link_id=link)
        code = room.event.code
    return redirect(url_for("host.manage", code=code, _anchor="co-hosts"), 303)


@blueprint.post("/delete")
def delete(code: str) -> AnyResponse:
    """With everything in it, once its title was typed."""
    with hosting(code, caller()) as (database, room):
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
    with hosting(code, caller()) as (database, room):
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
    with hosting(code, caller()) as (database, room):
        require_first_host(database, room, caller())
        feeds.renew(database, room.event.host)
        code = room.event.code
    session["new_feed_link"] = code
    return redirect(url_for("host.manage", code=code, _anchor="follow"), 303)


def _manage(database: Session, room: Room, refused: tuple[str, Form] = ("", Form())) -> str:
    """The host's page; `refused` is a part of it and what was typed there, where that could not be taken."""
    event, code = occurrences.of(room), room.event.code
    all_replies = replies.all_of(database, room)
    is_first_host = require_host(database, room, caller()).name is None
    return render_template(
        "events/manage.html",
        event=event,
        theme=themes.get(event.theme),
        guest_link=edge().links.page(code, asked_date()),
        short_link=edge().links.join(code),
        qr_svg=qr_svg(edge().links.join(code)),
        run=runs.of_room(database, room),
        replies=all_replies,
        counts=places.counts(database, room),
        totals=replies.totals(room.event, all_replies),
        unanswered=invitations.unanswered(database, room.event),
        mails=outbox.of_event(database, room.event),
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
        dates=_dates(database, room, occurrences.upcoming(database, room.event, lingering=True)),
        dates_before=_dates(database, room, occurrences.past(database, room.event)),
        refused=dict([refused]),
    )


def _dates(database: Session, room: Room, dates: list[Occurrence]) -> list[tuple[Occurrence, dict[str, int] | None]]:
    """Dates of a series, each with its replies where there are some."""
    if room.event.repeat is None:
        return []
    counts = places.counts_by_room(database, room.event)
    return [(each, counts.get(each.room.id) if each.room else None) for each in dates]


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
