"""Mails to send, and what became of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ..basics.base import Base
from ..basics.errors import N_

SPARED = N_("Has asked for no more mails.")
UNREADABLE = N_("This letter could not be written. The server's log says why.")


class Mail(Base):
    """`kind` names the letter, `data` is what it needs beside event and guest. `due_at` is when it is to be sent or
    tried again; `answer` is what the mail server said last. Its Message-ID stays the same over all tries."""

    __tablename__ = "mail"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    to_name: Mapped[str] = mapped_column(String(80))
    to_email: Mapped[str] = mapped_column(String(254), index=True)
    language: Mapped[str] = mapped_column(String(8))
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    message_key: Mapped[str] = mapped_column(String(36), unique=True)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(Text)

    @property
    def state(self) -> Literal["sent", "failed", "spared", "waiting"]:
        if self.sent_at:
            return "sent"
        if self.failed_at:
            return "spared" if self.answer == SPARED else "failed"
        return "waiting"

    @property
    def is_answer_ours(self) -> bool:
        """Whether `answer` is to be translated; the words of mail servers stay as they are."""
        return self.answer in (SPARED, UNREADABLE)
