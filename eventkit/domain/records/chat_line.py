"""Lines of the chat."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..basics.base import Base
from .guest import Guest


class ChatLine(Base):
    """Of a guest, or of the host where there is none. One that was deleted is gone."""

    __tablename__ = "chat_line"
    __table_args__ = (Index("ix_chat_line_room_id_id", "room_id", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"))
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime]

    guest: Mapped[Guest | None] = relationship()
