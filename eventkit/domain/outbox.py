"""The outbox: mails as rows, written in the transaction of what caused them and sent afterwards.

A row says to whom and what about; the letter is written from the present state when it is sent, so that a mail that
had to wait is not wrong, and no secret link is ever stored.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from .base import Base, utcnow


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


def queue(
    session: Session,
    kind: str,
    *,
    to_email: str,
    to_name: str,
    language: str,
    event_id: int | None = None,
    guest_id: int | None = None,
    data: dict[str, Any] | None = None,
    due_at: datetime | None = None,
    now: datetime | None = None,
) -> Mail:
    """Have a mail sent once this transaction has committed."""
    now = now or utcnow()
    mail = Mail(
        event_id=event_id,
        guest_id=guest_id,
        kind=kind,
        to_name=to_name,
        to_email=to_email,
        language=language,
        data=data or {},
        message_key=str(uuid.uuid4()),
        created_at=now,
        due_at=due_at or now,
        tries=0,
    )
    session.add(mail)
    return mail
