"""Replies: what guests answer on the event's page or by the API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, EmailStr, Field
from sqlalchemy.orm import Session

from ..basics.base import utcnow
from ..basics.text import Prose, ShortLine, empty_is_none
from ..letters import notices
from ..records.event import Room
from ..records.guest import Guest, Reminder, Reply, StandingReply
from . import guests, questions
from .keeping import Answer, Said, keep, require_taken
from .replies import answers_but_of, of_guest
from .standing import keep_for_all
from .waiting import move_up

ANSWERS: tuple[Answer, ...] = get_args(Answer)
USUAL_REMINDERS: tuple[Reminder, ...] = ("day",)
"""Of who gives an address and does not say."""


class ReplyFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: ShortLine
    email: Annotated[EmailStr | None, BeforeValidator(empty_is_none)] = None
    answer: Answer
    plus: Annotated[int, Field(strict=True, ge=0, le=9)] = 0
    note: Prose = ""
    answers: dict[str, Any] = Field({}, description="By the ids of the host's questions.")
    dates: Literal["this", "all"] = Field(
        "this", description="Of an event that repeats: whether it is for this date or for all that are to come."
    )
    reminders: Annotated[list[Reminder], Field(max_length=8)] | None = Field(
        None,
        description="How long before a date to be reminded of it by mail; `[]` is never. Left out, it stays as it was, "
        'and with the first e-mail address it is `["day"]`.',
        examples=[["day", "hour"]],
    )


def reply(
    session: Session,
    room: Room,
    fields: ReplyFields,
    *,
    guest: Guest | None = None,
    now: datetime | None = None,
) -> tuple[Reply, str | None]:
    """Keep a guest's answer. A known guest changes theirs; a new one gets a token, which also enters the room.

    Who says yes to a full event waits; whoever makes place lets those who wait the longest and fit in move up.
    """
    event, now, token = room.event, now or utcnow(), None
    given = of_guest(session, room, guest) if guest else None
    require_taken(session, room, fields.answer, fields.plus, given, now)
    if guest is None:
        guest, token = guests.introduce(session, event, fields.name, email=fields.email, now=now)
    else:
        guest.name, guest.email = fields.name, fields.email
    _choose_reminders(guest, fields)
    others = answers_but_of(session, room, guest.id)
    answers = questions.read(event.questions, fields.answers, others, required=fields.answer == "yes")
    said = Said(fields.answer, fields.plus, fields.note, answers, now)
    kept = keep(session, room, guest, said, given)
    move_up(session, room, now=now)
    is_for_all = event.repeat is not None and fields.dates == "all"
    is_new = given is None or (is_for_all and session.get(StandingReply, guest.id) is None)
    if is_for_all:
        keep_for_all(session, room, guest, said, now=now)
    notices.reply_kept(session, room, guest, is_new=is_new, is_for_all=is_for_all, now=now)
    session.flush()
    return kept, token


def _choose_reminders(guest: Guest, fields: ReplyFields) -> None:
    if fields.reminders is not None:
        guest.reminders = fields.reminders
    elif guest.stored_reminders is None and guest.email:
        guest.reminders = list(USUAL_REMINDERS)
