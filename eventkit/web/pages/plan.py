"""Planning an event."""

from __future__ import annotations

import hmac

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ...domain.activities import themes
from ...domain.basics.errors import Invalid
from ...domain.basics.validation import read_model
from ...domain.planning import events, hosts
from ...domain.planning.event_fields import NewEvent
from ...domain.records import occurrences
from ...edge import require_host
from ...signed_in import caller, sign_in_host
from .. import planning
from ..context import count, edge, viewing
from ..forms import Form

blueprint = Blueprint("plan", __name__)


@blueprint.get("/new")
def new() -> str:
    like = request.args.get("like")
    if like:
        with viewing(like) as (database, room):
            require_host(database, room, caller())
            return _form(planning.another_like(occurrences.of(room)))
    chosen = themes.all_themes().get(request.args.get("theme", ""))
    return _form(planning.fresh(chosen or next(iter(themes.all_themes().values()))), is_fresh=True)


@blueprint.post("/new")
def create() -> str | Response | tuple[str, int]:
    form = planning.sent(request.form.to_dict())
    if planning.is_at_work(form):
        return _form(form), 422 if form.errors else 200
    count("plan")
    config = edge().config
    _check_passphrase(form, config.create_passphrase)
    planning.settle(form)
    try:
        fields = read_model(NewEvent, planning.event_from(form.values))
        if form.errors:
            return _form(form), 422
        with edge().store.transaction() as database:
            links = hosts.links_of(database, caller().host_links)
            event, token = events.plan(
                database,
                fields,
                jitsi_url=config.jitsi_url,
                domain=edge().links.domain,
                hosts_known=hosts.own_hosts(links),
            )
            new_link = hosts.link_by_token(database, token)
    except Invalid as refusal:
        form.refuse(refusal, planning.FIELD_NAMES)
        return _form(form), 422
    if new_link:
        sign_in_host(new_link.id)
    session["new_host_link"] = {"code": event.code, "token": token}
    session["has_planned"] = True
    return redirect(url_for("host.manage", code=event.code), 303)


def _form(form: Form, *, is_fresh: bool = False) -> str:
    """A fresh form is offered the draft in the browser, unless an event was made of it; one that came back is the
    draft; another like an event is neither."""
    return render_template(
        "events/new.html",
        asks_passphrase=edge().config.create_passphrase is not None,
        is_fresh=is_fresh,
        draft="offer" if is_fresh else "keep" if request.method == "POST" else None,
        has_planned=is_fresh and session.pop("has_planned", False),
        **planning.context(form),
    )


def _check_passphrase(form: Form, wanted: str | None) -> None:
    """The wrong one is said beside its field, with everything else as it was typed."""
    given = form.values.pop("passphrase", "")
    if wanted is not None and not hmac.compare_digest(given.encode(), wanted.encode()):
        form.errors["passphrase"] = [_("That is not the passphrase of this site. Ask whoever runs it.")]
