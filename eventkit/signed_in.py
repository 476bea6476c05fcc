"""What a browser is signed in as, in its session cookie (signed, HttpOnly): the events it hosts or replied to.

The cookie bears references to host links, which can be revoked, and the tokens of guests, which the browser was given.
"""

from __future__ import annotations

from flask import request, session

from .domain.basics.tokens import new_token
from .edge import Caller

MOST_LINKS_KEPT = 100
"""More than a calendar of fifty events brings at once."""
MOST_GUESTS_KEPT = 20


def caller() -> Caller:
    """Who sent this request, by the cookie alone."""
    return Caller(
        host_links=tuple(session.get("host_links", ())),
        guest_tokens=dict(session.get("guest_tokens", {})),
        device=session.get("device"),
    )


def bearer() -> Caller:
    """Who sent this request, by its Authorization header alone: a cookie must never act through the API."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return Caller(token=token.strip() or None) if scheme.lower() == "bearer" else Caller()


def sign_in_host(link_id: int) -> None:
    kept = [id for id in session.get("host_links", ()) if id != link_id]
    session["host_links"] = [*kept, link_id][-MOST_LINKS_KEPT:]
    session.permanent = True


def remember_guest(code: str, token: str) -> None:
    kept = {c: t for c, t in session.get("guest_tokens", {}).items() if c != code}
    session["guest_tokens"] = dict([*kept.items(), (code, token)][-MOST_GUESTS_KEPT:])
    session.permanent = True


def remember_device() -> None:
    """Give this browser a number by which a room can tell that it was blocked; it leads to nothing else."""
    if "device" not in session:
        session["device"] = new_token()
        session.permanent = True
