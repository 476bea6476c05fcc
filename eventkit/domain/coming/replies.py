"""Who said what for one date, for the host's page, the tables, and the form of the next guest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from ..basics.base import as_text
from ..records.event import Event, Room
from ..records.guest import Guest, Reply
from . import questions


def of_guest(session: Session, room: Room, guest: Guest) -> Reply | None:
    return session.get(Reply, (guest.id, room.id))


def all_of(session: Session, room: Room) -> list[Reply]:
    """In the order in which they were given."""
    query = in_room(room).options(contains_eager(Reply.guest))
    return list(session.scalars(query.order_by(Reply.at, Reply.guest_id)))


def coming(session: Session, room: Room) -> list[str]:
    """The names of those who come, in the order in which they said so."""
    query = in_room(room).where(Reply.answer == "yes", Reply.is_waiting.is_(False))
    return list(session.scalars(query.with_only_columns(Guest.name).order_by(Reply.at, Reply.guest_id)))


def who_see_link(session: Session, room: Room) -> frozenset[int]:
    """The ids of the guests who are shown a link that is only for those who come or may."""
    query = in_room(room).where(Reply.answer != "no", Reply.is_waiting.is_(False))
    return frozenset(session.scalars(query.with_only_columns(Reply.guest_id)))


def answers_but_of(session: Session, room: Room, guest_id: int | None) -> list[dict[str, Any]]:
    """What those who come or may answered; somebody who does not come brings nothing."""
    query = in_room(room).where(Reply.answer != "no").with_only_columns(Reply.guest_id, Reply.stored_answers)
    return [answers or {} for id, answers in session.execute(query) if id != guest_id]


def asked(session: Session, room: Room, *, but: int | None = None) -> list[dict[str, Any]]:
    """The host's questions as guests are asked them; what the guest `but` brings themselves counts as still wanted."""
    if not room.event.stored_questions:
        return []
    return questions.shown(room.event.questions, answers_but_of(session, room, but))


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


def in_room(room: Room) -> Any:
    return select(Reply).join(Reply.guest).where(Reply.room_id == room.id)
