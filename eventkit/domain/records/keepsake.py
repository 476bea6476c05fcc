"""Links to the cards for one person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..basics.base import Base
from .activity import Run


class Keepsake(Base):
    """`person` is `guest:` with an id, or `name:` with the name of somebody who is no guest."""

    __tablename__ = "keepsake"
    __table_args__ = (UniqueConstraint("run_id", "person"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"))
    person: Mapped[str] = mapped_column(String(220))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]

    run: Mapped[Run] = relationship(innerjoin=True)
