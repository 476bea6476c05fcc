"""Invitations by mail."""

from __future__ import annotations

from typing import Any

from ...domain.coming import invitations
from ...domain.coming.invitations import Invitations
from ...signed_in import bearer
from ...words import explain
from ..context import address, hosting, rates
from .operations import operation
from .shapes.invitations import InvitationsQueued


@operation(
    "POST",
    "/events/{code}/invitations",
    body=Invitations,
    returns=InvitationsQueued,
    status=202,
    who="host",
    refusals=(401, 403, 404, 409, 422, 429),
)
def invite(asked: Invitations, code: str) -> Any:
    """Invite by mail.

    Each address gets a letter of its own, a meeting request with it; what cannot be written to comes back with why.
    """
    with hosting(code, bearer()) as (session, room):
        invitations.require_open(room.event)
        understood = invitations.understand(session, room.event, asked.written())
        if understood.people:
            rates().check("invite from", address(), number=len(understood.people))
            rates().check("invite", room.event.code, number=len(understood.people))
            invitations.invite(session, room.event, understood.people, asked.message)
        refused = [{"email": problem.field, "message": explain(problem)} for problem in understood.refused]
        return {"queued": len(understood.people), "refused": refused}
