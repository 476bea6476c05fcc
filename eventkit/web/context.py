"""What every handler starts from: the doors to the domain, and who asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from flask import Flask, current_app, g, request
from sqlalchemy.orm import Session

from ..calendar.in_words import repeats
from ..domain.basics.errors import N_, invalid
from ..domain.coming import guests, replies
from ..domain.records import parts
from ..domain.records.event import Room
from ..domain.records.guest import Guest
from ..edge import Caller, Edge, is_host, require_host
from ..rates import Rates
from ..signed_in import caller
from .previews import preview_of


def edge() -> Edge:
    return current_app.extensions["edge"]


def rates() -> Rates:
    return current_app.extensions["rates"]


def address() -> str:
    return request.remote_addr or ""


def count(what: str) -> None:
    """Count one more of this from the sender's address; TooFast when it is one too many."""
    rates().check(what, address())


def asked_date() -> date | None:
    """The date of an occurrence, asked for by the path of a page or by `?on=`."""
    if on := g.get("on"):
        return on
    asked = request.args.get("on")
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        raise invalid("on", N_("Write the date as YYYY-MM-DD.")) from None


@contextmanager
def viewing(code: str) -> Iterator[tuple[Session, Room]]:
    """A room by its code, on the date that is asked for, to look at."""
    with rates().guessing(address()), edge().viewing(code, on=asked_date()) as found:
        yield found


@contextmanager
def acting_in(code: str) -> Iterator[tuple[Session, Room]]:
    """The same, to change something."""
    with rates().guessing(address()), edge().acting_in(code, on=asked_date()) as found:
        yield found


@contextmanager
def hosting(code: str, who: Caller) -> Iterator[tuple[Session, Room]]:
    """The same as its host; anybody else is refused."""
    with rates().guessing(address()), edge().hosting(code, who, on=asked_date()) as found:
        yield found


@contextmanager
def hosting_view(code: str) -> Iterator[tuple[Session, Room]]:
    """The event's room to look at, for its host alone."""
    with viewing(code) as (database, room):
        require_host(database, room, caller())
        yield database, room


def known_guest(database: Session, room: Room) -> Guest | None:
    """The guest this browser is, where it was one before."""
    token = caller().guest_tokens.get(room.event.code)
    return guests.by_token(database, event_id=room.event_id, token=token) if token else None


def sees_link(database: Session, room: Room) -> bool:
    """Whether the reader is shown the video link."""
    if room.event.link_for == "all" or is_host(database, room, caller()):
        return True
    guest = known_guest(database, room)
    return parts.sees_link(room.event, replies.of_guest(database, room, guest) if guest else None)


def init(app: Flask, edge: Edge, rates: Rates) -> None:
    app.extensions["edge"], app.extensions["rates"] = edge, rates
    app.jinja_env.globals.update(links=edge.links, preview_of=preview_of, repeats_in_words=repeats)
