"""Replies: who comes to an event."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, EmailStr, Field
from sqlalchemy import ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, contains_eager, mapped_column, relationship

from . import guests, names
from .base import Base, utcnow
from .errors import N_, Closed
from .events import Event
from .guests import Guest
from .text import Prose, ShortLine, empty_is_none


class Reply(Base):
    """`plus` are the people a guest brings along."""

    __tablename__ = "reply"

    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), primary_key=True)
    answer: Mapped[str] = mapped_column(String(10))
    plus: Mapped[int]
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]

    guest: Mapped[Guest] = relationship(back_populates="reply", innerjoin=True)


class ReplyFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: ShortLine
    email: Annotated[EmailStr | None, BeforeValidator(empty_is_none)] = None
    answer: Literal["yes", "no", "maybe"]
    plus: Annotated[int, Field(strict=True, ge=0, le=9)] = 0
    note: Prose = ""


def reply(
    session: Session,
    event: Event,
    fields: ReplyFields,
    *,
    guest: Guest | None = None,
    now: datetime | None = None,
) -> tuple[Reply, str | None]:
    """Keep a guest's answer. A known guest changes theirs; a new one gets a token, which also enters the room."""
    if event.is_cancelled:
        raise Closed(N_("This event was cancelled, so there is nothing to reply to."))
    now, token = now or utcnow(), None
    if guest is None:
        names.check(fields.name, host=event.host.name, refused=())
        guest, token = guests.welcome(session, event_id=event.id, name=fields.name, email=fields.email, now=now)
        session.flush()
    else:
        guest.name, guest.email = fields.name, fields.email
    given = session.get(Reply, guest.id)
    if given is None:
        given = Reply(guest_id=guest.id)
        session.add(given)
    given.answer, given.plus, given.note, given.at = fields.answer, fields.plus, fields.note, now
    session.flush()
    return given, token


def counts(session: Session, event: Event) -> dict[str, int]:
    """How many come, with the people they bring; how many may; how many do not."""
    query = select(Reply.answer, func.count(), func.sum(Reply.plus)).join(Reply.guest).where(Guest.event_id == event.id)
    found = {answer: (number, plus) for answer, number, plus in session.execute(query.group_by(Reply.answer))}
    number, plus = found.get("yes", (0, 0))
    return {
        "yes": number + int(plus),
        "maybe": found.get("maybe", (0, 0))[0],
        "no": found.get("no", (0, 0))[0],
    }


def all_of(session: Session, event: Event) -> list[Reply]:
    query = select(Reply).join(Reply.guest).where(Guest.event_id == event.id).options(contains_eager(Reply.guest))
    return list(session.scalars(query.order_by(Reply.at, Reply.guest_id)))
