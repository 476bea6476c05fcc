"""Keepsakes: made and withdrawn by the host on the recap, read by whoever was given the link."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from ...domain.activities import themes
from ...domain.afterwards import keepsakes
from ...signed_in import caller
from ..context import address, edge, hosting, rates
from ..dates import Dated

blueprint = Blueprint("keepsake", __name__)
of_recap = Dated("keepsakes", __name__)


@blueprint.get("/keepsake/<token>")
def show(token: str) -> str:
    with rates().guessing(address()), edge().store.reading() as database:
        keepsake = keepsakes.find(database, token)
        event = keepsakes.event_of(database, keepsake)
        return render_template(
            "events/keepsake.html",
            event=event,
            theme=themes.get(event.theme),
            name=keepsakes.name_of(database, keepsake),
            title=keepsake.run.activity.title,
            cards=keepsakes.cards_for(database, keepsake),
        )


@of_recap.post("/keepsakes/<int:activity>")
def make(code: str, activity: int) -> AnyResponse:
    """A link for the person of the form; the one before dies."""
    person = request.form.get("person", "")
    with hosting(code, caller()) as (database, room):
        token = keepsakes.make(database, room, activity, person)
        code = room.event.code
    session["new_keepsake"] = {"code": code, "activity": activity, "person": person, "token": token}
    return redirect(url_for("recap.page", code=code, _anchor=f"keepsakes-{activity}"), 303)


@of_recap.post("/keepsakes/<int:activity>/withdraw")
def withdraw(code: str, activity: int) -> AnyResponse:
    with hosting(code, caller()) as (database, room):
        keepsakes.withdraw(database, room, activity, request.form.get("person", ""))
        code = room.event.code
    return redirect(url_for("recap.page", code=code, _anchor=f"keepsakes-{activity}"), 303)
