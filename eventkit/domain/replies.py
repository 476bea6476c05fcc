"""Replies: who comes to an event, who waits for a place, and what they answered the host."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, EmailStr, Field
from sqlalchemy import JSON, ForeignKey, String, Text, case, func, select
from sqlalchemy.orm import Mapped, Session, contains_eager, mapped_column, relationship

from . import guests, letters, questions
from .base import Base, as_text, utcnow
from .errors import N_, Closed, Invalid, Stale, invalid
from .guests import Guest
from .text import Prose, ShortLine, empty_is_none

if TYPE_CHECKING:
    from .events import Event

Answer = Literal["yes", "no", "maybe"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
SAME_SECOND = timedelta(seconds=1)
"""Calendars stamp whole seconds: what was answered here in the same one is not newer."""


class Reply(Base):
    """`plus` are the people a guest brings along. Who says yes when all places are taken `is_waiting`, since
    `queued_at`. `answers` are by the ids of the host's questions. `stamped_at` is when a calendar says it answered;
    without, the answer was given here."""

    __tablename__ = "reply"

    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), primary_key=True)
    answer: Mapped[str] = mapped_column(String(10))
    plus: Mapped[int]
    note: Mapped[str] = mapped_column(Text)
    stored_answers: Mapped[dict[str, Any] | None] = mapped_column("answers", JSON(none_as_null=True))
    is_waiting: Mapped[bool] = mapped_column(default=False, server_default="0")
    queued_at: Mapped[datetime | None]
    at: Mapped[datetime]
    stamped_at: Mapped[datetime | None]

    guest: Mapped[Guest] = relationship(back_populates="reply", innerjoin=True)

    @property
    def answers(self) -> dict[str, Any]:
        return self.stored_answers or {}

    @property
    def party(self) -> int:
        return 1 + self.plus

    @property
    def is_coming(self) -> bool:
        return self.answer == "yes" and not self.is_waiting


class ReplyFields(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: ShortLine
    email: Annotated[EmailStr | None, BeforeValidator(empty_is_none)] = None
    answer: Answer
    plus: Annotated[int, Field(strict=True, ge=0, le=9)] = 0
    note: Prose = ""
    answers: dict[str, Any] = Field({}, description="By the ids of the host's questions.")


def reply(
    session: Session,
    event: Event,
    fields: ReplyFields,
    *,
    guest: Guest | None = None,
    now: datetime | None = None,
) -> tuple[Reply, str | None]:
    """Keep a guest's answer. A known guest changes theirs; a new one gets a token, which also enters the room.

    Who says yes to a full event waits; whoever makes place lets those who wait the longest and fit in move up.
    """
    now, token = now or utcnow(), None
    given = session.get(Reply, guest.id) if guest else None
    _check(session, event, fields, given, now)
    if guest is None:
        guest, token = guests.introduce(session, event, fields.name, email=fields.email, now=now)
    else:
        guest.name, guest.email = fields.name, fields.email
    others = _answers_but_of(session, event, guest.id)
    answers = questions.read(event.questions, fields.answers, others, required=fields.answer == "yes")
    kept = _keep(session, event, guest, fields, answers, given, now)
    kept.stamped_at = None
    move_up(session, event, now=now)
    letters.reply_kept(session, event, guest, is_new=given is None, now=now)
    session.flush()
    return kept, token


def reply_by_calendar(
    session: Session,
    event: Event,
    guest: Guest,
    answer: Answer,
    *,
    stamped_at: datetime,
    sequence: int | None = None,
    note: str = "",
    now: datetime | None = None,
) -> Reply:
    """Keep what a guest answered in their calendar (RFC 5546 section 3.2.3); Stale when something newer is kept, or
    when it answers an older version of the event than that guest was told of.

    A calendar cannot ask the host's questions, so what was answered to them stays as it is. Who has to wait for a
    place, or may see the video link only now, is written to, as their calendar does not know that.
    """
    now = now or utcnow()
    given, stamped_at = session.get(Reply, guest.id), min(stamped_at, now)
    if sequence is not None and guest.told_sequence is not None and sequence < guest.told_sequence:
        raise Stale(N_("This answers an older version of the event."))
    if given and stamped_at <= (given.stamped_at or given.at.replace(microsecond=0) - SAME_SECOND):
        raise Stale(N_("A newer answer is kept already."))
    fields = ReplyFields.model_construct(
        name=guest.name,
        email=guest.email,
        answer=answer,
        plus=given.plus if given else 0,
        note=note or (given.note if given else ""),
    )
    _check(session, event, fields, given, now)
    was_waiting, saw_link = given is not None and given.is_waiting, sees_link(event, given)
    answers = _still_possible(session, event, guest, given.answers if given else {})
    kept = _keep(session, event, guest, fields, answers, given, now)
    kept.stamped_at = stamped_at
    is_news = (kept.is_waiting and not was_waiting) or (
        event.video_url is not None and sees_link(event, kept) and not saw_link
    )
    move_up(session, event, now=now)
    letters.reply_kept(session, event, guest, is_new=is_news, now=now)
    session.flush()
    return kept


def _keep(
    session: Session,
    event: Event,
    guest: Guest,
    fields: ReplyFields,
    answers: dict[str, Any],
    given: Reply | None,
    now: datetime,
) -> Reply:
    given = given or Reply(guest_id=guest.id, is_waiting=False)
    given.is_waiting = _has_to_wait(session, event, fields, given)
    given.queued_at = (given.queued_at or now) if given.is_waiting else None
    given.answer, given.plus, given.note, given.at = fields.answer, fields.plus, fields.note, now
    given.stored_answers = answers or None
    session.add(given)
    session.flush()
    return given


def move_up(session: Session, event: Event, *, now: datetime | None = None) -> list[Reply]:
    """Give free places to those who wait: the longest first, and past a party that does not fit. They are told."""
    query = _of_event(event).where(Reply.is_waiting).options(contains_eager(Reply.guest))
    moved = []
    for waiting in session.scalars(query.order_by(Reply.queued_at, Reply.guest_id)):
        left = places_left(session, event)
        if left is not None and waiting.party > left:
            continue
        waiting.is_waiting, waiting.queued_at = False, None
        session.flush()
        letters.moved_up(session, event, waiting.guest, now=now)
        moved.append(waiting)
    return moved


def places_left(session: Session, event: Event) -> int | None:
    """How many more may come; None where there is no limit."""
    if event.capacity is None:
        return None
    return max(0, event.capacity - counts(session, event)["yes"])


def counts(session: Session, event: Event) -> dict[str, int]:
    """How many come, with the people they bring, and how many of those wait for a place; how many may; how many do
    not."""
    standing = case((Reply.is_waiting, "waiting"), else_=Reply.answer)
    query = select(standing, func.count(), func.sum(Reply.plus)).join(Reply.guest).where(Guest.event_id == event.id)
    found = {answer: (number, number + int(plus)) for answer, number, plus in session.execute(query.group_by(standing))}
    nobody = (0, 0)
    return {
        "yes": found.get("yes", nobody)[1],
        "maybe": found.get("maybe", nobody)[0],
        "no": found.get("no", nobody)[0],
        "waiting": found.get("waiting", nobody)[1],
    }


def all_of(session: Session, event: Event) -> list[Reply]:
    query = _of_event(event).options(contains_eager(Reply.guest))
    return list(session.scalars(query.order_by(Reply.at, Reply.guest_id)))


def coming(session: Session, event: Event) -> list[str]:
    """The names of those who come, in the order in which they said so."""
    query = _of_event(event).where(Reply.answer == "yes", Reply.is_waiting.is_(False))
    return list(session.scalars(query.with_only_columns(Guest.name).order_by(Reply.at, Reply.guest_id)))


def sees_link(event: Event, reply: Reply | None) -> bool:
    """Whether a guest with this reply is shown the video link."""
    return event.link_for == "all" or (reply is not None and not reply.is_waiting and reply.answer in ("yes", "maybe"))


def who_see_link(session: Session, event: Event) -> frozenset[int]:
    """The ids of the guests who are shown a link that is only for those who come or may."""
    query = _of_event(event).where(Reply.answer != "no", Reply.is_waiting.is_(False))
    return frozenset(session.scalars(query.with_only_columns(Reply.guest_id)))


def asked(session: Session, event: Event, *, but: int | None = None) -> list[dict[str, Any]]:
    """The host's questions as guests are asked them; what the guest `but` brings themselves counts as still wanted."""
    return questions.shown(event.questions, _answers_but_of(session, event, but)) if event.stored_questions else []


def totals(event: Event, replies: Sequence[Reply]) -> list[dict[str, Any]]:
    """What was answered to the host's questions by those who come or may."""
    given = [(each.guest.name, each.answers) for each in replies if each.answer != "no"]
    return questions.totals(event.questions, given)


def as_table(event: Event, replies: Sequence[Reply]) -> list[list[Any]]:
    """A row for each guest, with a column for each of the host's questions."""
    asked = event.questions
    head = ["name", "email", "answer", "waiting", "with them", "note", "at", *(question.text for question in asked)]
    return [head] + [
        [
            each.guest.name, each.guest.email or "", each.answer, "yes" if each.is_waiting else "", each.plus,
            each.note, as_text(each.at),
            *(questions.in_words(q, each.answers[q.id]) if q.id in each.answers else "" for q in asked),
        ]
        for each in replies
    ]  # fmt: skip


def _check(session: Session, event: Event, fields: ReplyFields, given: Reply | None, now: datetime) -> None:
    if event.is_cancelled:
        raise Closed(N_("This event was cancelled, so there is nothing to reply to."))
    takes_back = given is not None and fields.answer == "no"
    if not takes_back and not event.takes_replies(now):
        raise Closed(N_("Replies were wanted earlier, so this one came too late. Write to whoever invited you."))
    if given is not None and given.is_coming and fields.answer == "yes" and fields.plus > given.plus:
        left = places_left(session, event)
        if left is not None and fields.plus - given.plus > left:
            raise invalid("plus", N_("There is no place for so many: %(most)s at most."), most=given.plus + left)


def _has_to_wait(session: Session, event: Event, fields: ReplyFields, given: Reply) -> bool:
    if fields.answer != "yes" or given.is_coming:
        return False
    left = places_left(session, event)
    return left is not None and 1 + fields.plus > left


def _answers_but_of(session: Session, event: Event, guest_id: int | None) -> list[dict[str, Any]]:
    """What those who come or may answered; somebody who does not come brings nothing."""
    query = _of_event(event).where(Reply.answer != "no").with_only_columns(Reply.guest_id, Reply.stored_answers)
    return [answers or {} for id, answers in session.execute(query) if id != guest_id]


def _still_possible(session: Session, event: Event, guest: Guest, answers: dict[str, Any]) -> dict[str, Any]:
    """What was answered before, without what others bring by now."""
    others = _answers_but_of(session, event, guest.id)
    try:
        return questions.read(event.questions, answers, others, required=False)
    except Invalid as refusal:
        gone = {problem.field.removeprefix("answers.") for problem in refusal.problems}
        return {id: answer for id, answer in answers.items() if id not in gone}


def _of_event(event: Event) -> Any:
    return select(Reply).join(Reply.guest).where(Guest.event_id == event.id)
