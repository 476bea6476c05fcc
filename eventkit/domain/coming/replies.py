"""Replies: who comes to an event, who waits for a place, and what they answered the host."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, EmailStr, Field
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, contains_eager

from ..basics.base import as_text, utcnow
from ..basics.errors import N_, Closed, Invalid, Stale, invalid
from ..basics.text import Prose, ShortLine, empty_is_none
from ..letters import notices
from ..records import occurrences
from ..records.event import Event, Room
from ..records.guest import Given, Guest, Reminder, Reply, StandingReply
from ..records.parts import sees_link
from . import guests, questions

Answer = Literal["yes", "no", "maybe"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
USUAL_REMINDERS: tuple[Reminder, ...] = ("day",)
"""Of who gives an address and does not say."""
SAME_SECOND = timedelta(seconds=1)
"""Calendars stamp whole seconds: what was answered here in the same one is not newer."""


_STANDINGS = (case((Reply.is_waiting, "waiting"), else_=Reply.answer), func.count(), func.sum(Reply.plus))


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
    _check(session, room, fields, given, now)
    if guest is None:
        guest, token = guests.introduce(session, event, fields.name, email=fields.email, now=now)
    else:
        guest.name, guest.email = fields.name, fields.email
    if fields.reminders is not None:
        guest.reminders = fields.reminders
    elif guest.stored_reminders is None and guest.email:
        guest.reminders = list(USUAL_REMINDERS)
    others = _answers_but_of(session, room, guest.id)
    answers = questions.read(event.questions, fields.answers, others, required=fields.answer == "yes")
    kept = _keep(session, room, guest, fields, answers, given, now)
    kept.stamped_at = None
    move_up(session, room, now=now)
    is_for_all = event.repeat is not None and fields.dates == "all"
    is_new = given is None or (is_for_all and session.get(StandingReply, guest.id) is None)
    if is_for_all:
        _keep_for_all(session, room, guest, fields, answers, now=now)
    notices.reply_kept(session, room, guest, is_new=is_new, is_for_all=is_for_all, now=now)
    session.flush()
    return kept, token


def reply_by_calendar(
    session: Session,
    room: Room,
    guest: Guest,
    answer: Answer,
    *,
    stamped_at: datetime,
    sequence: int | None = None,
    note: str = "",
    dates: Literal["this", "all"] = "this",
    now: datetime | None = None,
) -> Reply:
    """Keep what a guest answered in their calendar (RFC 5546 section 3.2.3); Stale when something newer is kept, or
    when it answers an older version of the event than that guest was told of.

    A calendar cannot ask the host's questions, so what was answered to them stays as it is. Who has to wait for a
    place, or may see the video link only now, is written to, as their calendar does not know that.
    """
    event, now = room.event, now or utcnow()
    given, stamped_at = of_guest(session, room, guest), min(stamped_at, now)
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
    _check(session, room, fields, given, now)
    was_waiting, saw_link = given is not None and given.is_waiting, sees_link(event, given)
    answers = _still_possible(session, room, guest, given.answers if given else {})
    kept = _keep(session, room, guest, fields, answers, given, now)
    kept.stamped_at = stamped_at
    if event.repeat is not None and dates == "all":
        _keep_for_all(session, room, guest, fields, answers, stamped_at=stamped_at, now=now)
    is_news = (kept.is_waiting and not was_waiting) or (
        occurrences.of(room).video_url is not None and sees_link(event, kept) and not saw_link
    )
    move_up(session, room, now=now)
    notices.reply_kept(session, room, guest, is_new=is_news, now=now)
    session.flush()
    return kept


def take_over(session: Session, room: Room) -> None:
    """Put the replies of those who answered for all dates into a room that is new, as of when they did, the earliest
    first."""
    query = select(StandingReply).join(StandingReply.guest).where(Guest.event_id == room.event_id)
    standing = session.scalars(query.options(contains_eager(StandingReply.guest)).order_by(StandingReply.at, Guest.id))
    for each in standing.all():
        kept = _keep_again(session, room, each.guest, each, each.answers, None, each.at)
        kept.stamped_at = each.stamped_at


def _keep_for_all(
    session: Session,
    room: Room,
    guest: Guest,
    fields: ReplyFields,
    answers: dict[str, Any],
    *,
    stamped_at: datetime | None = None,
    now: datetime,
) -> None:
    """Of the dates that are to come, those whose rooms are there; the others take it over once they are."""
    standing = session.get(StandingReply, guest.id) or StandingReply(guest_id=guest.id)
    _write(standing, fields, answers, now)
    standing.stamped_at = stamped_at
    session.add(standing)
    session.flush()
    for each in occurrences.with_rooms(session, room.event):
        if each.room and each.room is not room and not each.is_over(now) and not each.is_cancelled:
            given = of_guest(session, each.room, guest)
            kept = _keep_again(session, each.room, guest, fields, answers, given, now)
            kept.stamped_at = stamped_at
            move_up(session, each.room, now=now)


def _keep_again(
    session: Session,
    room: Room,
    guest: Guest,
    said: ReplyFields | StandingReply,
    answers: dict[str, Any],
    given: Reply | None,
    now: datetime,
) -> Reply:
    """In one room more, without what others bring there already; a party that has grown waits where it does not fit."""
    left = places_left(session, room)
    if given and given.is_coming and left is not None and said.plus - given.plus > left:
        given.answer = "maybe"  # gives the place back, to be judged anew as a whole
        session.flush()
    return _keep(session, room, guest, said, _still_possible(session, room, guest, answers), given, now)


def _keep(
    session: Session,
    room: Room,
    guest: Guest,
    said: ReplyFields | StandingReply,
    answers: dict[str, Any],
    given: Reply | None,
    now: datetime,
) -> Reply:
    given = given or Reply(guest_id=guest.id, room_id=room.id, is_waiting=False)
    given.is_waiting = _has_to_wait(session, room, said, given)
    given.queued_at = (given.queued_at or now) if given.is_waiting else None
    _write(given, said, answers, now)
    session.add(given)
    session.flush()
    return given


def _write(given: Given, said: ReplyFields | StandingReply, answers: dict[str, Any], now: datetime) -> None:
    given.answer, given.plus, given.note, given.at = said.answer, said.plus, said.note, now
    given.stored_answers = answers or None


def of_guest(session: Session, room: Room, guest: Guest) -> Reply | None:
    return session.get(Reply, (guest.id, room.id))


def move_up(session: Session, room: Room, *, now: datetime | None = None) -> list[Reply]:
    """Give free places to those who wait: the longest first, and past a party that does not fit. They are told."""
    query = _in(room).where(Reply.is_waiting).options(contains_eager(Reply.guest))
    moved = []
    for waiting in session.scalars(query.order_by(Reply.queued_at, Reply.guest_id)):
        left = places_left(session, room)
        if left is not None and waiting.party > left:
            continue
        waiting.is_waiting, waiting.queued_at = False, None
        session.flush()
        notices.moved_up(session, room, waiting.guest, now=now)
        moved.append(waiting)
    return moved


def places_left(session: Session, room: Room) -> int | None:
    """How many more may come; None where there is no limit."""
    if room.event.capacity is None:
        return None
    return max(0, room.event.capacity - counts(session, room)["yes"])


def counts(session: Session, room: Room) -> dict[str, int]:
    """How many come, with the people they bring, and how many of those wait for a place; how many may; how many do
    not."""
    query = select(*_STANDINGS).where(Reply.room_id == room.id)
    return _counted(session.execute(query.group_by(_STANDINGS[0])))


def _counted(rows: Iterable[Any]) -> dict[str, int]:
    found = {answer: (number, number + int(plus)) for answer, number, plus in rows}
    nobody = (0, 0)
    return {
        "yes": found.get("yes", nobody)[1],
        "maybe": found.get("maybe", nobody)[0],
        "no": found.get("no", nobody)[0],
        "waiting": found.get("waiting", nobody)[1],
    }


def counts_by_room(session: Session, event: Event) -> dict[int, dict[str, int]]:
    """The same for every room of an event that somebody replied for."""
    query = select(Reply.room_id, *_STANDINGS).join(Room, Room.id == Reply.room_id).where(Room.event_id == event.id)
    found: dict[int, list[Any]] = {}
    for room_id, *row in session.execute(query.group_by(Reply.room_id, _STANDINGS[0])):
        found.setdefault(room_id, []).append(row)
    return {room_id: _counted(rows) for room_id, rows in found.items()}


def all_of(session: Session, room: Room) -> list[Reply]:
    query = _in(room).options(contains_eager(Reply.guest))
    return list(session.scalars(query.order_by(Reply.at, Reply.guest_id)))


def coming(session: Session, room: Room) -> list[str]:
    """The names of those who come, in the order in which they said so."""
    query = _in(room).where(Reply.answer == "yes", Reply.is_waiting.is_(False))
    return list(session.scalars(query.with_only_columns(Guest.name).order_by(Reply.at, Reply.guest_id)))


def who_see_link(session: Session, room: Room) -> frozenset[int]:
    """The ids of the guests who are shown a link that is only for those who come or may."""
    query = _in(room).where(Reply.answer != "no", Reply.is_waiting.is_(False))
    return frozenset(session.scalars(query.with_only_columns(Reply.guest_id)))


def asked(session: Session, room: Room, *, but: int | None = None) -> list[dict[str, Any]]:
    """The host's questions as guests are asked them; what the guest `but` brings themselves counts as still wanted."""
    return (
        questions.shown(room.event.questions, _answers_but_of(session, room, but))
        if room.event.stored_questions
        else []
    )


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


def _check(session: Session, room: Room, fields: ReplyFields, given: Reply | None, now: datetime) -> None:
    occurrence = occurrences.of(room)
    if occurrence.is_cancelled:
        raise Closed(N_("This event was cancelled, so there is nothing to reply to."))
    takes_back = given is not None and fields.answer == "no"
    if not takes_back and not occurrence.takes_replies(now):
        raise Closed(N_("Replies were wanted earlier, so this one came too late. Write to whoever invited you."))
    if given is not None and given.is_coming and fields.answer == "yes" and fields.plus > given.plus:
        left = places_left(session, room)
        if left is not None and fields.plus - given.plus > left:
            raise invalid("plus", N_("There is no place for so many: %(most)s at most."), most=given.plus + left)


def _has_to_wait(session: Session, room: Room, said: ReplyFields | StandingReply, given: Reply) -> bool:
    if said.answer != "yes" or given.is_coming:
        return False
    left = places_left(session, room)
    return left is not None and 1 + said.plus > left


def _answers_but_of(session: Session, room: Room, guest_id: int | None) -> list[dict[str, Any]]:
    """What those who come or may answered; somebody who does not come brings nothing."""
    query = _in(room).where(Reply.answer != "no").with_only_columns(Reply.guest_id, Reply.stored_answers)
    return [answers or {} for id, answers in session.execute(query) if id != guest_id]


def _still_possible(session: Session, room: Room, guest: Guest, answers: dict[str, Any]) -> dict[str, Any]:
    """What was answered before, without what others bring by now."""
    others = _answers_but_of(session, room, guest.id)
    try:
        return questions.read(room.event.questions, answers, others, required=False)
    except Invalid as refusal:
        gone = {problem.field.removeprefix("answers.") for problem in refusal.problems}
        return {id: answer for id, answer in answers.items() if id not in gone}


def _in(room: Room) -> Any:
    return select(Reply).join(Reply.guest).where(Reply.room_id == room.id)
