"""Signs to the host."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ..basics.base import Base


class Signal(Base):
    __tablename__ = "signal"

    room_id: Mapped[int] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"), primary_key=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), primary_key=True, index=True)
    sign: Mapped[str] = mapped_column(String(10), primary_key=True)
    at: Mapped[datetime]
