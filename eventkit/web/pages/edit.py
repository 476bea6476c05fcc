"""The planning form again, with an event in it that is there already."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, session, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from ...domain.basics.errors import Invalid, NotAllowed, invalid
from ...domain.planning import changes
from ...domain.planning.requested import SCOPES
from ...domain.records import occurrences
from ...domain.records.event import Room
from ...domain.records.occurrence import Occurrence
from ...edge import require_may_write
from ...signed_in import caller
from .. import planning
from ..context import asked_date, edge, hosting, hosting_view
from ..dates import Dated
from ..forms import Form

blueprint = Dated("edit", __name__)


@blueprint.get("/edit")
def page(code: str) -> str:
    with hosting_view(code) as (_, room):
        event = occurrences.of(room)
        return _form(planning.form_of(event), event)


@blueprint.post("/edit")
def change(code: str) -> str | AnyResponse | tuple[str, int]:
    form = planning.sent(request.form.to_dict())
    with hosting_view(code) as (_, room):
        event = occurrences.of(room)
        if planning.is_at_work(form):
            return _form(form, event), 422 if form.errors else 200
    planning.settle(form)
    if form.errors:
        return _form(form, event), 422
    try:
        with hosting(code, caller()) as (database, room):
            wanted = planning.event_from(form.values, occurrences.of(room))
            _require_may_write(database, room, wanted)
            chosen = request.form.get("dates", "all")
            scope = chosen if chosen in SCOPES else "all"
            changes.change(database, room, wanted, jitsi_url=edge().config.jitsi_url, scope=scope)
            code = room.event.code
    except Invalid as refusal:
        form.refuse(refusal, planning.FIELD_NAMES)
        return _form(form, event), 422
    session["event_changed"] = code
    return redirect(url_for("host.manage", code=code), 303)


def _require_may_write(database: Session, room: Room, wanted: dict[str, Any]) -> None:
    """Said beside the field, so that nothing typed is lost."""
    try:
        require_may_write(database, room, caller(), wanted)
    except NotAllowed as refusal:
        raise invalid("host", refusal.message, **refusal.values) from None


def _form(form: Form, event: Occurrence) -> str:
    return render_template("events/edit.html", event=event, on=asked_date(), **planning.context(form))
