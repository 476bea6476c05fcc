"""Answers, as a log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ..basics.base import Base


class Answer(Base):
    """`voter` is the guest's id, or for an anonymous activity a pseudonym that only the guest's own token can make."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("run_id", "voter", "key"),
        Index("ix_answer_run_id_id", "run_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"))
    voter: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(64))
    value: Mapped[Any] = mapped_column(JSON)
    at: Mapped[datetime]
