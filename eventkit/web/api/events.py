"""Events, their room and their recap."""

from __future__ import annotations

import hmac
from typing import Any

from flask import Response, request
from pydantic import RootModel

from ...domain.afterwards.recap import as_table
from ...domain.afterwards.recap import recap as recap_of
from ...domain.basics.errors import N_, NotAllowed, invalid
from ...domain.coming import guests, replies
from ...domain.planning import changes as changing
from ...domain.planning import events, hosts
from ...domain.planning.hosts import link_by_token
from ...domain.planning.requested import SCOPES, Scope
from ...domain.records import parts
from ...domain.views import snapshots
from ...domain.views.room_pictures import RoomPicture
from ...edge import host_link, require_host, require_may_write, viewer_of
from ...signed_in import bearer
from ..context import asked_date, count, edge, hosting, viewing
from ..downloads import csv_response
from .hosted import shown_to_host
from .operations import operation
from .shapes.events import CreatedEvent, CreateEvent, EventShape
from .shapes.recap import RecapShape
from .shapes.room import RoomShape


class EventChanges(RootModel[dict[str, Any]]):
    """Any of the fields an event is planned with, but `activities`; what is left out stays."""


@operation("POST", "/events", body=CreateEvent, returns=CreatedEvent, status=201, refusals=(403, 422, 429))
def create(fields: CreateEvent) -> Any:
    """Plan an event.

    With a host's token the event belongs to the same host; in any case it gets a host token of its own.
    """
    count("plan")
    config, links = edge().config, edge().links
    if config.create_passphrase and not hmac.compare_digest(
        (fields.passphrase or "").encode(), config.create_passphrase.encode()
    ):
        raise NotAllowed(N_("Planning here needs the passphrase of this site. Ask whoever runs it."))
    with edge().store.transaction() as session:
        link = link_by_token(session, bearer().token or "")
        event, token = events.plan(
            session, fields, jitsi_url=config.jitsi_url, domain=links.domain, hosts_known=hosts.own_hosts([link])
        )
        shown = shown_to_host(session, event.rooms[0])
    return {**shown, "host_token": token, "urls": {**shown["urls"], "host": links.host(token)}}


@operation("GET", "/events/{code}", returns=EventShape, refusals=(404,), query=("on",))
def show(code: str) -> Any:
    """An event; its host also sees the run of show and their own address.

    Of a repeating event it is one date: that of `on`, or else the present or the next one."""
    with viewing(code) as (session, room):
        if link := host_link(session, room, bearer()):
            return shown_to_host(session, room, link)
        guest = guests.by_token(session, event_id=room.event_id, token=bearer().token or "")
        sees_link = parts.sees_link(room.event, replies.of_guest(session, room, guest) if guest else None)
        return snapshots.event(session, room, edge().links, sees_link=sees_link)


@operation(
    "PATCH",
    "/events/{code}",
    body=EventChanges,
    returns=EventShape,
    who="host",
    refusals=(401, 403, 404, 422),
    query=("on", "dates"),
)
def change(changes: EventChanges, code: str) -> Any:
    """Change what is named. `sequence` rises when a calendar shows the difference.

    Of a repeating event `dates` says for which it is meant: `this`, `following` (this and all later ones) or `all`. It
    is `this` where the date is named by `on`, and otherwise `all`. What is named is how it is to be on that date."""
    with hosting(code, bearer()) as (session, room):
        require_may_write(session, room, bearer(), changes.root)
        changing.change(session, room, changes.root, jitsi_url=edge().config.jitsi_url, scope=_scope())
        return shown_to_host(session, room, host_link(session, room, bearer()))


@operation("DELETE", "/events/{code}", returns=EventShape, who="host", refusals=(401, 403, 404, 422), query=("on",))
def cancel(code: str) -> Any:
    """Cancel an event, or the one date that is named by `on`. It stays, and says so."""
    with hosting(code, bearer()) as (session, room):
        changing.cancel(session, room, scope="this" if asked_date() else "all")
        return shown_to_host(session, room, host_link(session, room, bearer()))


def _scope() -> Scope:
    asked = request.args.get("dates") or ("this" if asked_date() else "all")
    if asked not in SCOPES:
        raise invalid("dates", N_("Choose one of %(expected)s."), expected=", ".join(SCOPES))
    return asked


@operation("GET", "/events/{code}/room", returns=RoomShape, who="guest", refusals=(401, 403, 404), query=("on",))
def room(code: str) -> Any:
    """The room as the bearer of the token sees it."""
    with viewing(code) as (session, found):
        return RoomPicture(session, found, edge().links).of(viewer_of(session, found, bearer()))


@operation("GET", "/events/{code}/recap", returns=RecapShape, who="host", refusals=(401, 403, 404), query=("on",))
def recap(code: str) -> Any:
    """Who came, and each activity with its results."""
    with viewing(code) as (session, found):
        require_host(session, found, bearer())
        return recap_of(session, found, edge().links)


@operation("GET", "/events/{code}/recap.csv", returns=None, who="host", refusals=(401, 403, 404), query=("on",))
def recap_csv(code: str) -> Response:
    """The recap as a table for a spreadsheet."""
    found = recap(code)
    return csv_response(f"recap-{found['event']['code']}", as_table(found))
