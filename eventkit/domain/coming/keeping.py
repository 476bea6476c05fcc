"""Keeping one reply for one date, however it came: by the page, by a calendar, or for all dates at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy.orm import Session

from ..basics.errors import N_, Closed, Invalid, invalid
from ..records import occurrences
from ..records.event import Room
from ..records.guest import Guest, Reply, ReplyContent
from . import places, questions, waiting
from .replies import answers_but_of

Answer = Literal["yes", "no", "maybe"]


@dataclass(frozen=True)
class Said:
    """What somebody says, in words that were checked. `answers` are to the host's questions; `stamped_at` is when a
    calendar says it answered."""

    answer: str
    plus: int
    note: str
    answers: dict[str, Any]
    at: datetime
    stamped_at: datetime | None = None


def require_taken(session: Session, room: Room, answer: Answer, plus: int, given: Reply | None, now: datetime) -> None:
    """Refuse a reply to what was cancelled, one that comes too late, and a party that has grown out of its places.
    Whoever came can always take it back."""
    occurrence = occurrences.of(room)
    if occurrence.is_cancelled:
        raise Closed(N_("This event was cancelled, so there is nothing to reply to."))
    takes_back = given is not None and answer == "no"
    if not takes_back and not occurrence.takes_replies(now):
        raise Closed(N_("Replies were wanted earlier, so this one came too late. Write to whoever invited you."))
    if given is not None and given.is_coming and answer == "yes" and plus > given.plus:
        left = places.left(session, room)
        if left is not None and plus - given.plus > left:
            raise invalid("plus", N_("There is no place for so many: %(most)s at most."), most=given.plus + left)


def keep(session: Session, room: Room, guest: Guest, said: Said, given: Reply | None) -> Reply:
    """`given` is what the guest said for this date before. Who comes already keeps their place."""
    reply = given or Reply(guest_id=guest.id, room_id=room.id, is_waiting=False)
    is_new_here = said.answer == "yes" and not reply.is_coming
    reply.is_waiting = is_new_here and waiting.has_to_wait(session, room, plus=said.plus)
    reply.queued_at = (reply.queued_at or said.at) if reply.is_waiting else None
    write(reply, said)
    session.add(reply)
    session.flush()
    return reply


def write(reply: ReplyContent, said: Said) -> None:
    reply.answer, reply.plus, reply.note, reply.at = said.answer, said.plus, said.note, said.at
    reply.stored_answers, reply.stamped_at = said.answers or None, said.stamped_at


def still_possible(session: Session, room: Room, guest: Guest, answers: dict[str, Any]) -> dict[str, Any]:
    """What was answered before, without what others bring by now."""
    others = answers_but_of(session, room, guest.id)
    try:
        return questions.read(room.event.questions, answers, others, required=False)
    except Invalid as refusal:
        gone = {problem.field.removeprefix("answers.") for problem in refusal.problems}
        return {id: answer for id, answer in answers.items() if id not in gone}
