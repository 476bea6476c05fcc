"""Calendar feeds."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..basics.base import Base
from .host import Host


class Feed(Base):
    """Of a host, or of whoever has the address `email`, as `addresses.key` has it. `content_hash` is of what it said
    last, and `changed_at` since when it says that."""

    __tablename__ = "feed"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    host_id: Mapped[int | None] = mapped_column(ForeignKey("host.id", ondelete="CASCADE"), unique=True)
    email: Mapped[str | None] = mapped_column(String(320), unique=True)
    mark: Mapped[str] = mapped_column(String(16))
    content_hash: Mapped[str | None] = mapped_column(String(64))
    changed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    host: Mapped[Host | None] = relationship()
