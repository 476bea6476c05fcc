"""Replies to an event."""

from __future__ import annotations

from typing import Any

from ...domain.basics.base import as_text
from ...domain.coming import guests, replies, replying
from ...domain.coming.replying import ReplyFields
from ...domain.records.guest import Reply
from ...edge import require_host
from ...signed_in import bearer
from ..context import acting_in, count, viewing
from .operations import operation
from .shapes.replies import ReplyKept, ReplyShape


@operation(
    "POST",
    "/events/{code}/replies",
    body=ReplyFields,
    returns=ReplyKept,
    status=201,
    refusals=(403, 404, 409, 422, 429),
    query=("on",),
)
def reply(fields: ReplyFields, code: str) -> Any:
    """Reply to an event.

    The first reply gives a guest token; with it, the reply is changed (200).
    """
    count("reply")
    with acting_in(code) as (session, room):
        token = bearer().token
        guest = guests.known(session, event_id=room.event_id, token=token) if token else None
        kept, new_token = replying.reply(session, room, fields, guest=guest)
        shown = {**_shown(kept), "reminders": kept.guest.reminders}
    return ({**shown, "guest_token": new_token}, 201) if new_token else (shown, 200)


@operation(
    "GET", "/events/{code}/replies", returns=list[ReplyShape], who="host", refusals=(401, 403, 404), query=("on",)
)
def listing(code: str) -> Any:
    """Everybody's reply, of a repeating event for one date."""
    with viewing(code) as (session, room):
        require_host(session, room, bearer())
        return [_shown(each) for each in replies.all_of(session, room)]


def _shown(reply: Reply) -> dict[str, Any]:
    return {
        "name": reply.guest.name, "email": reply.guest.email, "answer": reply.answer, "plus": reply.plus,
        "note": reply.note, "answers": reply.answers, "waiting": reply.is_waiting, "at": as_text(reply.at),
    }  # fmt: skip
