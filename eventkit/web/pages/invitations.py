"""Inviting by mail, and what became of the mails: for the host alone. Works without JavaScript."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from ...domain.activities import themes
from ...domain.basics import addresses, times
from ...domain.basics.addresses import Written
from ...domain.basics.errors import Closed, DomainError, Invalid, Stale, TooFast
from ...domain.basics.validation import read_model
from ...domain.coming import invitations
from ...domain.coming.invitations import Message, Understood
from ...domain.letters import notices, outbox
from ...domain.records import occurrences
from ...signed_in import caller
from ...words import explain
from ..context import address, edge, hosting, hosting_view, rates
from ..forms import Form
from ..uploads import text_of

blueprint = Blueprint("invitations", __name__, url_prefix="/e/<code>")


@blueprint.get("/invite")
def invite(code: str) -> str:
    sent, reminded = (int(session.pop(what, 0)) for what in ("invitations_sent", "reminders_sent"))
    return _page(code, Form(), sent=sent, reminded=reminded)


@blueprint.post("/invite")
def send(code: str) -> str | AnyResponse | tuple[str, int]:
    """First to look at what was understood, then to send it; what could not be sent stays in the form."""
    form = Form({name: request.form.get(name, "") for name in ("emails", "message")})
    uploaded = request.files.get("file")
    with hosting_view(code) as (_, room):
        code = room.event.code
    try:
        if uploaded:
            _take_file(form, text_of(uploaded))
        message = read_model(Message, {"message": form.values["message"]}).message
        written = addresses.read(form.values["emails"])
        if request.form.get("action") != "send":
            return _page(code, form, understood=_understood(code, written))
        with hosting(code, caller()) as (database, room):
            understood = invitations.understand(database, room.event, written)
            if understood.people:
                invitations.require_open(room.event)
                _count(code, len(understood.people))
                invitations.invite(database, room.event, understood.people, message)
    except (Invalid, Closed, TooFast) as refusal:
        _refuse(form, refusal, "emails")
        return _page(code, form), refusal.status
    if not understood.refused and understood.people:
        session["invitations_sent"] = len(understood.people)
        return redirect(url_for("invitations.invite", code=code), 303)
    form.values["emails"] = "\n".join(problem.field for problem in understood.refused)
    return _page(code, form, understood=Understood([], understood.refused), sent=len(understood.people))


@blueprint.post("/remind")
def remind(code: str) -> AnyResponse | tuple[str, int]:
    """Ask one who has not answered again, or all of them."""
    form, only = Form({"reminder": request.form.get("reminder", "")}), request.form.get("guest", type=int)
    try:
        message = read_model(Message, {"message": form.values["reminder"]}).message
        with rates().guessing(address()), edge().hosting(code, caller()) as (database, room):
            code = room.event.code
            invitations.require_wanted(database, room.event)
            asked = invitations.chosen(invitations.to_remind(database, room.event), only)
            _count(code, len(asked))
            invitations.remind(database, room.event, asked, message)
    except (Invalid, Closed, Stale, TooFast) as refusal:
        _refuse(form, refusal, "guest", {"message": "reminder"})
        return _page(code, Form(), reminder=form), refusal.status
    session["reminders_sent"] = len(asked)
    return redirect(url_for("invitations.invite", code=code), 303)


@blueprint.get("/mails")
def mails(code: str) -> str:
    with hosting_view(code) as (database, room):
        event = room.event
        return render_template(
            "invitations/mails.html",
            event=occurrences.present_or_next(database, event),
            theme=themes.get(event.theme),
            mails=outbox.of_event(database, event),
            wall_clock=times.wall_clock,
            sets_mail=edge().config.sets_mail,
            notice=session.pop("mails_notice", None),
        )


@blueprint.post("/mails/retry")
def retry(code: str) -> AnyResponse:
    """Have one mail that failed sent again, or all of them."""
    with hosting(code, caller()) as (database, room):
        only = request.form.get("mail", type=int)
        tried = outbox.retry(database, room.event, only=None if only is None else [only])
        code = room.event.code
    session["mails_notice"] = "retried" if tried else "nothing"
    return redirect(url_for("invitations.mails", code=code), 303)


@blueprint.post("/mails/test")
def test(code: str) -> AnyResponse:
    """A letter to the host, who sees by it that mails arrive."""
    with hosting(code, caller()) as (database, room):
        code = room.event.code
        if room.event.host.email:
            rates().check("mail to a host", room.event.host.email.lower())
            notices.for_the_host(database, room.event)
            session["mails_notice"] = "test"
    return redirect(url_for("invitations.mails", code=code), 303)


def _count(code: str, number: int) -> None:
    """So many more mails to guests, from this address and of this event."""
    rates().check("invite from", address(), number=number)
    rates().check("invite", code, number=number)


def _refuse(form: Form, refusal: DomainError, field: str, names: dict[str, str] | None = None) -> None:
    """What is about no field in particular stands beside this one."""
    if isinstance(refusal, Invalid):
        form.refuse(refusal, names)
    else:
        form.errors[field] = [explain(refusal)]


def _take_file(form: Form, text: str) -> None:
    """What a file holds is written below what was typed, so that it is kept and can be changed like it."""
    found = "\n".join(map(_as_line, addresses.read(text)))
    form.values["emails"] = "\n".join(part for part in (form.values["emails"].rstrip(), found) if part)


def _as_line(written: Written) -> str:
    name = written.name.replace('"', "'").replace("<", "").replace(">", "")
    if "@" not in written.email:
        return written.text
    return f'"{name}" <{written.email}>' if name else written.email


def _understood(code: str, written: list[Written]) -> Understood:
    with hosting_view(code) as (database, room):
        return invitations.understand(database, room.event, written)


def _page(code: str, form: Form, **what: Any) -> str:
    with hosting_view(code) as (database, room):
        event = room.event
        return render_template(
            "invitations/invite.html",
            event=occurrences.present_or_next(database, event),
            theme=themes.get(event.theme),
            form=form,
            most=invitations.MOST_AT_ONCE,
            waiting=invitations.to_remind(database, event),
            takes_replies=invitations.takes_replies(database, event),
            wall_clock=times.wall_clock,
            guest_link=edge().links.page(event.code),
            sets_mail=edge().config.sets_mail,
            **{"sent": 0, "reminded": 0, "understood": None, "reminder": Form(), **what},
        )
