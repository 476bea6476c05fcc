"""An event's page as guests are sent it: what, when, the reply, and polls from before the day."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, session, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from ...calendar.event_file import web_calendars
from ...domain.activities import run_of_show, runs, themes
from ...domain.activities.run_of_show import Proposal
from ...domain.activities.submissions import GivenAnswer
from ...domain.basics.asked import DIETS
from ...domain.basics.base import utcnow
from ...domain.basics.errors import Closed, DomainError, Invalid
from ...domain.basics.validation import read_model
from ...domain.coming import guests, places, replies, replying
from ...domain.coming.guests import NewName
from ...domain.coming.replying import USUAL_REMINDERS, ReplyFields
from ...domain.records import occurrences
from ...domain.records.event import Room
from ...domain.records.guest import REMINDERS, Guest, Reply
from ...domain.records.occurrence import Occurrence
from ...edge import guest_viewer, is_host
from ...signed_in import caller, remember_guest
from ...words import explain
from .. import page_polls, questions_form
from ..context import acting_in, count, edge, known_guest, sees_link, viewing
from ..dates import Dated
from ..forms import Form, whole
from ..page_polls import Refused
from ..qr import qr_svg

blueprint = Dated("event", __name__)

REPLY_FIELDS = ("name", "email", "answer", "plus", "note", "dates")
REMINDER_FIELDS = {f"remind_{each}": each for each in REMINDERS}
"""Asked where mail is set up, and then the form holds `asks_reminders`: a box that is not ticked is not sent."""


@blueprint.get("")
def page(code: str) -> str:
    with viewing(code) as (database, room):
        guest = known_guest(database, room)
        own = _own_reply(database, room, guest)
        form, chosen = _reply_form(guest, own), request.args.get("answer", "")
        if chosen in replying.ANSWERS:
            form.values["answer"] = chosen
        else:
            chosen = ""
        sent = bool(session.pop("reply_sent", False))
        return _page(database, room, form, own.answers if own else {}, sent=sent, chosen=chosen)


@blueprint.post("/reply")
def reply(code: str) -> AnyResponse | tuple[str, int]:
    count("reply")
    form = Form({name: request.form.get(name, "") for name in (*REPLY_FIELDS, *REMINDER_FIELDS, "asks_reminders")})
    with viewing(code) as (database, room):
        code, questions = room.event.code, room.event.questions
    answers = questions_form.answers_from(questions, request.form)
    try:
        fields = read_model(ReplyFields, {**_reply_from(form), "answers": answers})
        with acting_in(code) as (database, room):
            _reply, token = replying.reply(database, room, fields, guest=known_guest(database, room))
    except (Invalid, Closed) as refusal:
        if isinstance(refusal, Invalid):
            form.refuse(refusal, questions_form.field_names(questions))
        else:
            form.errors["answer"] = [explain(refusal)]
        with viewing(code) as (database, room):
            return _page(database, room, form, answers), refusal.status
    if token:
        remember_guest(code, token)
    session["reply_sent"] = True
    return redirect(url_for("event.page", code=code, _anchor="reply"), 303)


@blueprint.post("/polls/<int:poll>")
def answer(code: str, poll: int) -> AnyResponse | tuple[str, int]:
    """A vote or a proposal, by somebody who is known in this browser or says their name with it."""
    count("reply")
    typed, chosen = request.form, request.form.getlist("option")
    proposes = typed.get("action") == "propose"
    try:
        with acting_in(code) as (database, room):
            code, room_id = room.event.code, room.id
            takes_several = runs.find(database, room, poll).activity.kind == "multiple"
            guest, new_token = known_guest(database, room), None
            if guest is None:
                name = read_model(NewName, {"name": typed.get("name", "")}).name
                guest, new_token = guests.introduce(database, room.event, name)
            if proposes:
                proposal = read_model(Proposal, {"text": typed.get("text", "")})
                run_of_show.propose(database, room, poll, proposal, guest_id=guest.id)
        if new_token:
            remember_guest(code, new_token)
        if not proposes:
            with viewing(code) as (database, room):
                viewer = guest_viewer(database, room, caller())
            given = chosen if takes_several else (chosen or [""])[0]
            edge().answer(
                viewer, room_id, poll, read_model(GivenAnswer, {"answer": given, "key": typed.get("key", "")})
            )
    except DomainError as refusal:
        refused = Refused(poll, explain(refusal), tuple(chosen), typed.get("text", ""), typed.get("name", ""))
        with viewing(code) as (database, room):
            guest = known_guest(database, room)
            own = _own_reply(database, room, guest)
            page = _page(database, room, _reply_form(guest, own), own.answers if own else {}, refused=refused)
            return page, refusal.status
    return redirect(url_for("event.page", code=code, _anchor=f"poll-{poll}"), 303)


def _page(
    database: Session,
    room: Room,
    form: Form,
    answers: dict[str, Any],
    *,
    sent: bool = False,
    chosen: str = "",
    refused: Refused | None = None,
) -> str:
    event, guest, token = occurrences.of(room), known_guest(database, room), caller().guest_tokens.get(room.event.code)
    own = _own_reply(database, room, guest)
    return render_template(
        "events/page.html",
        **_of_event(database, room, event),
        **_of_replies(database, room, event, guest),
        answers=answers,
        polls=page_polls.shown(database, room, guest, token),
        refused=refused,
        form=form,
        guest=guest,
        reply=own,
        sent=sent,
        chosen=chosen,
        standing=guest.standing_reply if guest and room.event.repeat else None,
        own_link=edge().links.guest(token) if own and token else None,
        is_host=is_host(database, room, caller()),
    )


def _of_event(database: Session, room: Room, event: Occurrence) -> dict[str, Any]:
    """What it is, when, and how to get there."""
    links, now, is_shown_link = edge().links, utcnow(), sees_link(database, room)
    coming = occurrences.upcoming(database, room.event, now=now, lingering=True) if room.event.repeat else []
    return {
        "event": event,
        "theme": themes.get(event.theme),
        "is_over": event.is_over(now),
        "takes_replies": event.takes_replies(now),
        "dates": coming,
        "sees_link": is_shown_link,
        "web_calendars": web_calendars(event, links, has_video=is_shown_link),
        "qr_svg": qr_svg(links.join(event.code)),
    }


def _of_replies(database: Session, room: Room, event: Occurrence, guest: Guest | None) -> dict[str, Any]:
    """Who comes, and what a reply is asked."""
    return {
        "counts": places.counts(database, room),
        "places_left": places.left(database, room),
        "names": replies.coming(database, room) if event.shows_names else [],
        "questions": replies.asked(database, room, but=guest.id if guest else None),
        "diets": DIETS,
        "sets_mail": edge().config.sets_mail,
    }


def _own_reply(database: Session, room: Room, guest: Guest | None) -> Reply | None:
    return replies.of_guest(database, room, guest) if guest else None


def _reply_form(guest: Guest | None, own: Reply | None) -> Form:
    """As the guest left it; who was invited finds their name and address there."""
    is_asked = guest is not None and guest.stored_reminders is not None
    reminders = guest.reminders if guest and is_asked else USUAL_REMINDERS
    form = Form({f"remind_{each}": "1" for each in reminders})
    if guest is None:
        return form
    form.values.update(name=guest.name, email=guest.email or "")
    if own:
        form.values.update(answer=own.answer, plus=str(own.plus), note=own.note)
    return form


def _reply_from(form: Form) -> dict[str, Any]:
    typed = form.values
    reminders = [each for name, each in REMINDER_FIELDS.items() if typed[name]]
    return {
        **{name: typed[name] for name in REPLY_FIELDS},
        "reminders": reminders if typed["asks_reminders"] else None,
        "answer": typed["answer"] or None,
        "plus": whole(typed["plus"]) or 0,
        "dates": typed["dates"] or "this",
    }
