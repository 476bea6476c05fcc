"""Calendars of other programs."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import gettext as _

from ...calendar import reader
from ...calendar.drafts import Draft
from ...domain.basics.errors import N_, Invalid, NotAllowed, Problem, invalid
from ...domain.basics.times import is_zone
from ...domain.planning import hosts
from ...signed_in import bearer
from ...words import language_of_reader
from ..context import count, edge
from ..importing.events import Wishes, bring_in
from ..importing.fields import as_json
from ..importing.problems import refusals_told, told
from .hosted import shown_to_host
from .operations import operation
from .shapes.imports import ImportShape


@operation(
    "POST",
    "/imports",
    returns=ImportShape,
    takes="text/calendar",
    refusals=(403, 413, 422, 429),
    query=("create", "host", "timezone"),
)
def read(raw: bytes) -> Any:
    """Read a calendar, and make events of it.

    The body is a calendar file of one megabyte at most, as Google, Outlook, Apple, Thunderbird, Zoom and others export
    it. What cannot be read is told in `problems` with its line; the rest still comes in. With `create=true` each draft
    becomes an event with a host token of its own (201); one that was made of the same entry before, and that the token
    hosts, is changed instead. Of what repeats the next date is made. `timezone` is for times that name none, `host` is
    the name of the host where no host's token says it; the passphrase of the site goes in the header `Passphrase`.
    """
    count("import")
    is_to_create = request.args.get("create", "").lower() in ("true", "1")
    if is_to_create:
        _check_passphrase()
    reading = reader.read(raw)
    answer: dict[str, Any] = {
        "drafts": [as_json(draft) for draft in reading.drafts],
        "problems": told(reading.problems),
    }
    if not is_to_create:
        return answer
    if not reading.drafts:
        raise invalid("calendar", reading.problems[0].message, **reading.problems[0].values)
    for _draft in reading.drafts:
        count("plan")
    drafts = dict(enumerate(reading.drafts))
    caller, links = bearer(), edge().links
    with edge().store.transaction() as session:
        link = hosts.link_by_token(session, caller.token or "")
        wishes = Wishes(_host(link.host.name if link else ""), _zone(), language_of_reader())
        made, refused = bring_in(edge(), session, drafts, wishes, caller)
        shown = []
        for each in made:
            room, token = each.event.rooms[0], each.token or caller.token
            event = shown_to_host(session, room, hosts.link_to(session, event_id=each.event.id, token=token))
            urls = {**event["urls"], "host": links.host(token or "")}
            shown.append({**event, "host_token": token, "urls": urls, "notes": list(each.notes)})
    if not made:
        raise _nothing_made(drafts, refused)
    answer["problems"] += refusals_told(drafts, refused)
    return {**answer, "events": shown}, 201


def _nothing_made(drafts: Mapping[int, Draft], refused: Mapping[int, Invalid]) -> Invalid:
    """Each refusal with the line of its event, or with the parameter that would help."""
    return Invalid(
        *(
            Problem(
                f"calendar.{drafts[at].line}" if problem.field == "calendar" else problem.field,
                problem.message,
                **problem.values,
            )
            for at, refusal in refused.items()
            for problem in refusal.problems
        )
    )


def _host(known_as: str) -> dict[str, str]:
    return {"name": request.args.get("host", "").strip() or known_as or _("Host")}


def _zone() -> str | None:
    zone = request.args.get("timezone") or None
    if zone is not None and not is_zone(zone):
        raise invalid("timezone", N_("Choose a time zone from the list, such as Europe/Berlin."))
    return zone


def _check_passphrase() -> None:
    wanted = edge().config.create_passphrase
    given = request.headers.get("Passphrase", "")
    if wanted and not hmac.compare_digest(given.encode(), wanted.encode()):
        raise NotAllowed(N_("Planning here needs the passphrase of this site. Ask whoever runs it."))
