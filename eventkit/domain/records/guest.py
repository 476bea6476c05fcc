"""Guests, the links by which they are known, and what they replied."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..basics.base import Base
from .addressed import Addressed
from .event import Event

Reminder = Literal["day", "hour"]
REMINDERS: tuple[Reminder, ...] = get_args(Reminder)


class Guest(Addressed, Base):
    """`invited_at` is when the host had them written to, and `told_sequence` the SEQUENCE of the event as their
    calendar was told of it last. `stored_reminders` is None where they were never asked."""

    __tablename__ = "guest"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    avatar: Mapped[str | None] = mapped_column(String(16))
    pronouns: Mapped[str | None] = mapped_column(String(40))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    invited_at: Mapped[datetime | None]
    told_sequence: Mapped[int | None]
    stored_reminders: Mapped[str | None] = mapped_column("reminders", String(20))

    event: Mapped[Event] = relationship("Event")
    replies: Mapped[list[Reply]] = relationship("Reply", back_populates="guest", passive_deletes=True)
    standing_reply: Mapped[StandingReply | None] = relationship(
        "StandingReply", back_populates="guest", passive_deletes=True
    )

    @property
    def reminders(self) -> list[Reminder]:
        """How long before a date they want to be reminded of it by mail."""
        return [each for each in REMINDERS if each in (self.stored_reminders or "").split()]

    @reminders.setter
    def reminders(self, wanted: Collection[Reminder]) -> None:
        self.stored_reminders = " ".join(each for each in REMINDERS if each in wanted)


class GuestLink(Base):
    """One more personal link of a guest, as a mail bears it: made when the mail is sent, and kept by its hash."""

    __tablename__ = "guest_link"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]

    guest: Mapped[Guest] = relationship(innerjoin=True)


class ReplyContent:
    """What a guest answered. `plus` are the people they bring along, `answers` are by the ids of the host's
    questions. `stamped_at` is when a calendar says it answered; without, the answer was given here."""

    answer: Mapped[str] = mapped_column(String(10))
    plus: Mapped[int]
    note: Mapped[str] = mapped_column(Text)
    stored_answers: Mapped[dict[str, Any] | None] = mapped_column("answers", JSON(none_as_null=True))
    at: Mapped[datetime]
    stamped_at: Mapped[datetime | None]

    @property
    def answers(self) -> dict[str, Any]:
        return self.stored_answers or {}


class Reply(ReplyContent, Base):
    """For one date. Who says yes when all places are taken `is_waiting`, since `queued_at`."""

    __tablename__ = "reply"

    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"), primary_key=True, index=True)
    is_waiting: Mapped[bool] = mapped_column(default=False, server_default="0")
    queued_at: Mapped[datetime | None]

    guest: Mapped[Guest] = relationship(back_populates="replies", innerjoin=True)

    @property
    def party(self) -> int:
        return 1 + self.plus

    @property
    def is_coming(self) -> bool:
        return self.answer == "yes" and not self.is_waiting


class StandingReply(ReplyContent, Base):
    """For every date that is still to come: each new room of the series takes it over."""

    __tablename__ = "standing_reply"

    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), primary_key=True)

    guest: Mapped[Guest] = relationship(back_populates="standing_reply", innerjoin=True)
