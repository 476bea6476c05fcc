"""Events, their room and their recap."""

from __future__ import annotations

import hmac
from typing import Any

from flask import Response
from pydantic import RootModel

from ...domain import events, guests, hosts, replies, snapshots
from ...domain.errors import N_, NotAllowed
from ...domain.hosts import link_by_token
from ...domain.recap import as_table
from ...domain.recap import recap as recap_of
from ...domain.snapshots import RoomPicture
from ...edge import host_link, require_host, viewer_of
from ...signed_in import bearer
from ..context import address, asked_date, count, edge, rates
from ..downloads import csv_response
from .hosted import shown_to_host
from .operations import operation
from .shapes import CreatedEvent, CreateEvent, EventShape, RecapShape, RoomShape


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
        shown = shown_to_host(session, event)
    return {**shown, "host_token": token, "urls": {**shown["urls"], "host": links.host(token)}}


@operation("GET", "/events/{code}", returns=EventShape, refusals=(404,))
def show(code: str) -> Any:
    """An event; its host also sees the run of show and their own address."""
    with rates().guessing(address()), edge().viewing(code) as (session, room):
        if link := host_link(session, room, bearer()):
            return shown_to_host(session, room.event, link)
        guest = guests.by_token(session, event_id=room.event_id, token=bearer().token or "")
        sees_link = replies.sees_link(room.event, guest.reply if guest else None)
        return snapshots.event(session, room.event, edge().links, sees_link=sees_link)


@operation(
    "PATCH",
    "/events/{code}",
    body=EventChanges,
    returns=EventShape,
    who="host",
    refusals=(401, 403, 404, 422),
)
def change(changes: EventChanges, code: str) -> Any:
    """Change what is named. `sequence` rises when a calendar shows the difference."""
    with rates().guessing(address()), edge().hosting(code, bearer()) as (session, room):
        events.change(session, room, changes.root, jitsi_url=edge().config.jitsi_url)
        return shown_to_host(session, room.event, host_link(session, room, bearer()))


@operation("DELETE", "/events/{code}", returns=EventShape, who="host", refusals=(401, 403, 404))
def cancel(code: str) -> Any:
    """Cancel an event. It stays, and says so."""
    with rates().guessing(address()), edge().hosting(code, bearer()) as (session, room):
        events.cancel(session, room)
        return shown_to_host(session, room.event, host_link(session, room, bearer()))


@operation("GET", "/events/{code}/room", returns=RoomShape, who="guest", refusals=(401, 403, 404), query=("on",))
def room(code: str) -> Any:
    """The room as the bearer of the token sees it."""
    with rates().guessing(address()), edge().viewing(code, on=asked_date()) as (session, found):
        return RoomPicture(session, found, edge().links).of(viewer_of(session, found, bearer()))


@operation("GET", "/events/{code}/recap", returns=RecapShape, who="host", refusals=(401, 403, 404), query=("on",))
def recap(code: str) -> Any:
    """Who came, and each activity with its results."""
    with rates().guessing(address()), edge().viewing(code, on=asked_date()) as (session, found):
        require_host(session, found, bearer())
        return recap_of(session, found, edge().links)


@operation("GET", "/events/{code}/recap.csv", returns=None, who="host", refusals=(401, 403, 404), query=("on",))
def recap_csv(code: str) -> Response:
    """The recap as a table for a spreadsheet."""
    found = recap(code)
    return csv_response(f"recap-{found['event']['code']}", as_table(found))
