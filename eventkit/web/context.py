"""What every handler starts from: the doors to the domain, and who asks."""

from __future__ import annotations

from datetime import date

from flask import Flask, current_app, request

from ..domain.errors import N_, invalid
from ..edge import Edge
from ..rates import Rates
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
    """The date of an occurrence, asked for by `?on=`."""
    asked = request.args.get("on")
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        raise invalid("on", N_("Write the date as YYYY-MM-DD.")) from None


def init(app: Flask, edge: Edge, rates: Rates) -> None:
    app.extensions["edge"], app.extensions["rates"] = edge, rates
    app.jinja_env.globals.update(links=edge.links, preview_of=preview_of)
