"""An event's own pages: for guests, for the host, and afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request, session, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from ...domain import events, guests, keepsakes, replies, themes
from ...domain.errors import Invalid
from ...domain.guests import Guest
from ...domain.recap import recap
from ...domain.replies import Reply, ReplyFields
from ...domain.rooms import Room
from ...domain.validation import read_model
from ...edge import is_host, require_host
from ...signed_in import caller, remember_guest
from ..context import address, count, edge, rates
from ..downloads import csv_response
from ..forms import Form, whole
from ..qr import qr_svg

blueprint = Blueprint("event", __name__, url_prefix="/e/<code>")


@blueprint.get("")
def page(code: str) -> str:
    with rates().guessing(address()), edge().viewing(code) as (database, room):
        own = _own_reply(database, room)
        return _page(database, room, _reply_form(own), own, sent=bool(session.pop("reply_sent", False)))


@blueprint.post("/reply")
def reply(code: str) -> AnyResponse | tuple[str, int]:
    count("reply")
    typed = request.form.to_dict()
    form = Form({name: typed.get(name, "") for name in ("name", "email", "answer", "plus", "note")})
    try:
        fields = read_model(ReplyFields, _reply_from(form))
    except Invalid as refusal:
        form.refuse(refusal)
        with rates().guessing(address()), edge().viewing(code) as (database, room):
            return _page(database, room, form, _own_reply(database, room)), 422
    with rates().guessing(address()), edge().acting_in(code) as (database, room):
        _reply, token = replies.reply(database, room.event, fields, guest=_known_guest(database, room))
        code = room.event.code
    if token:
        remember_guest(code, token)
    session["reply_sent"] = True
    return redirect(url_for("event.page", code=code, _anchor="reply"), 303)


@blueprint.get("/manage")
def manage(code: str) -> str:
    with hosting_view(code) as (database, room):
        event = room.event
        return render_template(
            "events/manage.html",
            event=event,
            theme=themes.get(event.theme),
            host_link=_new_host_link(event.code),
            guest_link=edge().links.page(event.code),
            short_link=edge().links.join(event.code),
            qr_svg=qr_svg(edge().links.join(event.code)),
            replies=replies.all_of(database, event),
            counts=replies.counts(database, event),
            is_changed=session.pop("event_changed", None) == event.code,
            is_kept=session.pop("delete_refused", None) == event.code,
        )


@blueprint.post("/cancel")
def cancel(code: str) -> AnyResponse:
    with edge().hosting(code, caller()) as (database, room):
        events.cancel(database, room)
        code = room.event.code
    return redirect(url_for("event.manage", code=code), 303)


@blueprint.get("/recap")
def recap_page(code: str) -> str:
    with hosting_view(code) as (database, room):
        return render_template(
            "events/recap.html",
            event=room.event,
            theme=themes.get(room.event.theme),
            recap=recap(database, room, edge().links),
            thanked=keepsakes.of_room(database, room),
            new_keepsake=_new_keepsake(room.event.code),
        )


@blueprint.get("/recap.json")
def recap_json(code: str) -> Response:
    return jsonify(_recap(code))


@blueprint.get("/recap.csv")
def recap_csv(code: str) -> Response:
    return csv_response(_recap(code))


def _page(database: Session, room: Room, form: Form, own: Reply | None, *, sent: bool = False) -> str:
    event = room.event
    return render_template(
        "events/page.html",
        event=event,
        theme=themes.get(event.theme),
        counts=replies.counts(database, event),
        form=form,
        reply=own,
        sent=sent,
        own_link=_own_link(event.code) if own else None,
        is_host=is_host(database, room, caller()),
        qr_svg=qr_svg(edge().links.join(event.code)),
    )


def _recap(code: str) -> dict[str, Any]:
    with hosting_view(code) as (database, room):
        return recap(database, room, edge().links)


@contextmanager
def hosting_view(code: str) -> Iterator[tuple[Session, Room]]:
    """The event's room to look at, for its host alone."""
    with rates().guessing(address()), edge().viewing(code) as (database, room):
        require_host(database, room, caller())
        yield database, room


def _new_host_link(code: str) -> str | None:
    """The secret link right after planning, this one time."""
    if session.get("new_host_link", {}).get("code") != code:
        return None
    return edge().links.host(session.pop("new_host_link")["token"])


def _new_keepsake(code: str) -> dict[str, Any] | None:
    """The link that was just made, this one time."""
    if session.get("new_keepsake", {}).get("code") != code:
        return None
    made: dict[str, Any] = session.pop("new_keepsake")
    return {**made, "url": edge().links.keepsake(made["token"])}


def _known_guest(database: Session, room: Room) -> Guest | None:
    token = caller().guest_tokens.get(room.event.code)
    return guests.by_token(database, event_id=room.event_id, token=token) if token else None


def _own_reply(database: Session, room: Room) -> Reply | None:
    guest = _known_guest(database, room)
    return guest.reply if guest else None


def _own_link(code: str) -> str | None:
    token = caller().guest_tokens.get(code)
    return edge().links.guest(token) if token else None


def _reply_form(own: Reply | None) -> Form:
    if own is None:
        return Form()
    return Form(
        {
            "name": own.guest.name,
            "email": own.guest.email or "",
            "answer": own.answer,
            "plus": str(own.plus),
            "note": own.note,
        }
    )


def _reply_from(form: Form) -> dict[str, Any]:
    return {**form.values, "answer": form.values["answer"] or None, "plus": whole(form.values["plus"]) or 0}
