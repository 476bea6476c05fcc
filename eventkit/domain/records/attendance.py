"""How guests stand in a room."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..basics.base import Base
from .guest import Guest

Place = Literal["guest", "waiting", "outside"]


class Attendance(Base):
    """One guest in one room. `device` is a pseudonym of the browser they came with, so that a blocked one is known.
    `said_at` is when they last wrote in the chat."""

    __tablename__ = "attendance"
    __table_args__ = (Index("ix_attendance_room_id_device", "room_id", "device"),)

    room_id: Mapped[int] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"), primary_key=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), primary_key=True, index=True)
    arrived_at: Mapped[datetime]
    device: Mapped[str | None] = mapped_column(String(64))
    hand_at: Mapped[datetime | None]
    spoke_at: Mapped[datetime | None]
    said_at: Mapped[datetime | None]
    is_waiting: Mapped[bool] = mapped_column(default=False, server_default="0")
    is_muted: Mapped[bool] = mapped_column(default=False, server_default="0")
    is_removed: Mapped[bool] = mapped_column(default=False, server_default="0")
    is_blocked: Mapped[bool] = mapped_column(default=False, server_default="0")

    guest: Mapped[Guest] = relationship(innerjoin=True)

    @property
    def place(self) -> Place:
        """Where they are: in the room, at the door, or shown out of it."""
        if self.is_removed or self.is_blocked:
            return "outside"
        return "waiting" if self.is_waiting else "guest"
