"""Bringing events from another calendar: choose a file or paste it, look at what was understood, create."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ...calendar import reader
from ...calendar.drafts import Draft
from ...calendar.reader import Reading
from ...domain.activities import themes
from ...domain.basics import times
from ...domain.basics.base import utcnow
from ...domain.basics.errors import Invalid, Problem
from ...domain.basics.validation import read_model
from ...domain.planning import hosts
from ...domain.planning.event_fields import HostFields
from ...signed_in import caller, sign_in_host
from ...words import explain, language_of_reader
from ..context import count, edge
from ..forms import Form
from ..importing.events import BroughtIn, Wishes, bring_in
from ..importing.fields import date_of, notes_on, title_of
from ..importing.problems import told
from ..importing.standings import Known, links_of, standings

blueprint = Blueprint("imports", __name__)
FIELD_NAMES = {"name": "host_name", "email": "host_email"}


@blueprint.get("/import")
def start() -> str:
    return _start(Form())


@blueprint.post("/import")
def bring() -> str | Response | tuple[str, int]:
    """Both steps: a file or what was pasted is read and shown; what was shown and chosen becomes events."""
    count("import")
    form = Form(request.form.to_dict())
    file = request.files.get("file")
    raw = file.read() if file and file.filename else form.values.get("calendar", "").encode("utf-8", "replace")
    try:
        reading = reader.read(raw)
    except Invalid as refusal:
        form.errors["calendar"] = [explain(problem) for problem in refusal.problems]
        return _start(form), 422
    form.values["calendar"] = reading.text
    if form.values.get("action") == "create":
        return _create(form, reading)
    with edge().store.reading() as database:
        _propose(database, form, reading)
        return _preview(database, form, reading)


def _create(form: Form, reading: Reading) -> str | Response | tuple[str, int]:
    chosen = {place: draft for place, draft in enumerate(reading.drafts) if form.values.get(f"take-{place}")}
    wishes = _wishes(form, chosen)
    if not chosen:
        form.errors["take"] = [_("Choose at least one event.")]
    _check_passphrase(form)
    if not form.errors and wishes:
        try:
            return _bring_in(chosen, wishes)
        except Invalid as refusal:
            form.refuse(refusal)
    with edge().store.reading() as database:
        return _preview(database, form, reading), 422


def _bring_in(chosen: Mapping[int, Draft], wishes: Wishes) -> str | Response:
    """All that was chosen, or nothing."""
    for _draft in chosen:
        count("plan")
    with edge().store.transaction() as database:
        made, refused = bring_in(edge(), database, chosen, wishes, caller())
        if refused:
            raise Invalid(*(Problem(f"take-{place}", each.message, **each.values) for place, each in refused.items()))
        return _made(database, made)


def _wishes(form: Form, chosen: Mapping[int, Draft]) -> Wishes | None:
    zone = form.values.get("timezone", "").strip() or None
    if any(draft.timezone is None for draft in chosen.values()) and (zone is None or not times.is_zone(zone)):
        form.errors["timezone"] = [_("Choose a time zone from the list, such as Europe/Berlin.")]
    host = {"name": form.values.get("host_name", ""), "email": form.values.get("host_email")}
    try:
        fields = read_model(HostFields, host)
    except Invalid as refusal:
        form.refuse(refusal, FIELD_NAMES)
        return None
    chosen_themes = {place: form.values.get(f"theme-{place}", "") for place in chosen}
    return Wishes(fields.model_dump(), zone, language_of_reader(), chosen_themes)


def _check_passphrase(form: Form) -> None:
    wanted, given = edge().config.create_passphrase, form.values.pop("passphrase", "")
    if wanted is not None and not hmac.compare_digest(given.encode(), wanted.encode()):
        form.errors["passphrase"] = [_("That is not the passphrase of this site. Ask whoever runs it.")]


def _propose(database: Session, form: Form, reading: Reading) -> None:
    """What is chosen before the host has said anything: all that is still to come, and the theme its words suggest."""
    links = hosts.links_of(database, caller().host_links)
    if links:
        form.values.update(host_name=links[-1].host.name, host_email=links[-1].host.email or "")
    known, now = standings(database, reading.drafts, links), utcnow()
    for place, (draft, there) in enumerate(zip(reading.drafts, known, strict=True)):
        form.values[f"theme-{place}"] = draft.suggested_theme
        zone = draft.timezone or "UTC"
        on = date_of(draft, zone, now)
        is_over = len(reading.drafts) > 1 and times.at_utc(on.starts_at, zone) < now
        if there.standing == "mine" or (there.standing == "new" and draft.status != "cancelled" and not is_over):
            form.values[f"take-{place}"] = "1"


def _preview(database: Session, form: Form, reading: Reading) -> str:
    known = standings(database, reading.drafts, links_of(database, caller()))
    return render_template(
        "imports/preview.html",
        form=form,
        drafts=[_shown(draft, there) for draft, there in zip(reading.drafts, known, strict=True)],
        problems=told(reading.problems),
        themes=list(themes.all_themes().values()),
        zones=times.zone_names(),
        asks_passphrase=edge().config.create_passphrase is not None,
        is_fresh=form.values.get("action") != "create",
    )


def _shown(draft: Draft, there: Known) -> dict[str, Any]:
    on = date_of(draft, None)
    return {
        "draft": draft,
        "title": title_of(draft),
        "on": on,
        "notes": notes_on(draft, on),
        "standing": there.standing,
        "event": there.event,
        "can_be_taken": there.standing == "mine" or (there.standing == "new" and draft.status != "cancelled"),
    }


def _made(database: Session, made: list[BroughtIn]) -> str | Response:
    """One event is shown by itself; of several the secret links are shown here, this once."""
    for each in made:
        link = hosts.link_by_token(database, each.token) if each.token else None
        if link:
            sign_in_host(link.id)
    if len(made) == 1:
        (one,) = made
        if one.token:
            session["new_host_link"] = {"code": one.event.code, "token": one.token}
        return redirect(url_for("host.manage", code=one.event.code), 303)
    return render_template("imports/made.html", made=made, links=edge().links)


def _start(form: Form) -> str:
    return render_template("imports/start.html", form=form)
