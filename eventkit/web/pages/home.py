"""The front page, and the ways in: a typed code, a short link, the secret link of a host."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask import session as browser
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response

from ...domain.basics.base import utcnow
from ...domain.basics.errors import Invalid, NotFound
from ...domain.basics.tokens import is_code, read_code
from ...domain.basics.validation import read_model
from ...domain.coming import guests
from ...domain.coming.replying import ANSWERS
from ...domain.letters import feeds
from ...domain.planning import hosts
from ...domain.planning.hosts import Address, link_by_token
from ...domain.records import occurrences
from ...domain.records.event import Event
from ...domain.records.host import HostLink
from ...signed_in import caller, remember_guest, sign_in_host
from ...words import choose as choose_language
from ...words import language_of_reader
from .. import following
from ..context import asked_date, count, edge, rates, viewing
from ..forms import Form

blueprint = Blueprint("pages", __name__)

PLACES = {"room": "room.room", "recap": "recap.page"}
"""Where a guest's personal link leads on to, beside the event's page."""


@blueprint.get("/")
def home() -> str:
    return _home(Form())


def _home(join: Form, sign_in: Form | None = None) -> str:
    with edge().store.reading() as session:
        links = caller().host_links
        query = select(Event).join(HostLink, HostLink.event_id == Event.id).where(HostLink.id.in_(links))
        hosted = session.scalars(query.options(selectinload(Event.stretches))).unique().all() if links else []
        now = utcnow()
        listed = sorted(occurrences.next_of(session, hosted, now=now), key=lambda each: (each.starts_at_utc, each.id))
        return render_template(
            "home.html",
            upcoming=[event for event in listed if not event.is_over(now)],
            feeds=[following.offered(feed) for feed in feeds.of_links(session, links)],
            past=[event for event in reversed(listed) if event.is_over(now)],
            join=join,
            sign_in=sign_in or Form(),
            is_asked=bool(browser.pop("sign_in_asked", False)),
            is_deleted=bool(browser.pop("event_deleted", False)),
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


@blueprint.post("/sign-in")
def ask_for_sign_in() -> Response | tuple[str, int]:
    """A host who lost their link gets one by mail. Whether the address is known is not to be told from the answer."""
    count("sign in")
    form = Form({"email": request.form.get("email", "")})
    try:
        email = read_model(Address, form.values).email
    except Invalid as refusal:
        form.refuse(refusal)
        return _home(Form(), form), 422
    rates().check("mail to a host", email.lower())
    with edge().store.transaction() as session:
        hosts.ask_for_sign_in(session, email, language=language_of_reader())
    browser["sign_in_asked"] = True
    return redirect(url_for("pages.home", _anchor="sign-in"), 303)


@blueprint.get("/sign-in/<token>")
def confirm_sign_in(token: str) -> str:
    """What checks links in mails opens them: only the button on this page uses the link up."""
    count("sign in")
    with edge().store.reading() as session:
        if not hosts.is_sign_in(session, token):
            raise hosts.used_up()
    return render_template("sign_in.html", token=token)


@blueprint.post("/sign-in/<token>")
def sign_in_by_mail(token: str) -> Response:
    count("sign in")
    with edge().store.transaction() as session:
        links = hosts.sign_in(session, token)
    for link in links:
        sign_in_host(link)
    return redirect(url_for("pages.home", _anchor="yours"), 303)


@blueprint.get("/g/<token>")
def sign_in_guest(token: str) -> Response:
    """A guest's personal link: on whatever device it is opened, they are the same guest.

    With `?answer=yes`, as mails have it, that answer is chosen on the page. It is kept only once the guest sends it:
    what checks links in mails opens all of them. `?to=room` and `?to=recap` lead there, of a series to the date of
    `on`."""
    count("sign in")
    with edge().store.reading() as session:
        guest = guests.of_link(session, token)
        code = guest.event.code
        known = guests.by_token(session, event_id=guest.event_id, token=caller().guest_tokens.get(code, ""))
    if known is None or known.id != guest.id:  # who is here already keeps the token under which they answered
        remember_guest(code, token)
    answer, to = request.args.get("answer"), request.args.get("to")
    if to in PLACES:
        return redirect(url_for(PLACES[to], code=code, on=asked_date()), 303)
    if answer in ANSWERS:
        return redirect(url_for("event.page", code=code, on=asked_date(), answer=answer, _anchor="reply"), 303)
    return redirect(url_for("event.page", code=code, on=asked_date()), 303)


def _to_room(typed: str) -> Response:
    with viewing(typed) as (_session, room):
        return redirect(url_for("room.room", code=room.event.code))
