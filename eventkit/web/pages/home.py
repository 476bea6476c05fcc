"""The front page, and the ways in: a typed code, a short link, the secret link of a host."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask import session as browser
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from ...domain import guests
from ...domain.errors import NotFound
from ...domain.events import Event
from ...domain.hosts import HostLink, link_by_token
from ...domain.tokens import is_code, read_code
from ...signed_in import caller, remember_guest, sign_in_host
from ...words import choose as choose_language
from ..context import address, count, edge, rates
from ..forms import Form

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> str:
    return _home(Form())


def _home(join: Form) -> str:
    with edge().store.reading() as session:
        links = caller().host_links
        query = select(Event).join(HostLink, HostLink.event_id == Event.id).where(HostLink.id.in_(links))
        events = session.scalars(query.order_by(Event.starts_at_utc.desc())).unique().all() if links else []
        return render_template(
            "home.html", events=events, join=join, is_deleted=bool(browser.pop("event_deleted", False))
        )


@blueprint.get("/j")
def join() -> str | Response | tuple[str, int]:
    """A code typed in the box. One that leads nowhere is shown again with what to do."""
    typed = request.args.get("code", "")
    form = Form({"code": typed})
    if not read_code(typed):
        form.errors["code"] = [_("Type the code of your event, such as K7QM-4XWD.")]
        return _home(form), 422
    try:
        return _to_room(typed)
    except NotFound:
        form.errors["code"] = [_("No event has this code. Look at it once more: it has eight letters and digits.")]
        return _home(form), 404


@blueprint.get("/j/<code>")
def short_link(code: str) -> Response:
    return _to_room(code)


@blueprint.get("/<code>")
def bare_code(code: str) -> Response:
    """A code typed behind the address of the site. What cannot be a code is simply not here, and no guess."""
    if not is_code(read_code(code)):
        abort(404)
    return _to_room(code)


@blueprint.post("/language")
def language() -> Response:
    """The language of the pages in this browser, and back to where it was chosen."""
    choose_language(request.form.get("language", ""))
    back = urlsplit(request.form.get("back", "/"))
    path = f"/{back.path.lstrip('/')}"
    return redirect(f"{path}?{back.query}" if back.query else path, 303)


@blueprint.get("/h/<token>")
def sign_in(token: str) -> Response:
    """The secret host link: the token never stays in the address bar."""
    count("sign in")
    with edge().store.reading() as session:
        link = link_by_token(session, token)
        if link is None:
            raise NotFound(_("This host link is not valid any more. Check that it was copied whole."))
        sign_in_host(link.id)
        code = session.get_one(Event, link.event_id).code
    return redirect(url_for("host.manage", code=code), 303)


@blueprint.get("/g/<token>")
def sign_in_guest(token: str) -> Response:
    """A guest's personal link: on whatever device it is opened, they are the same guest."""
    count("sign in")
    with edge().store.reading() as session:
        code = guests.of_link(session, token).event.code
    remember_guest(code, token)
    return redirect(url_for("event.page", code=code), 303)


def _to_room(typed: str) -> Response:
    with rates().guessing(address()), edge().viewing(typed) as (_session, room):
        return redirect(url_for("room.room", code=room.event.code))
