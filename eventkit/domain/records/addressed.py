"""The e-mail address of a guest or host, kept with the key by which it is compared."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, validates

from ..basics import addresses

LONGEST_KEY = 320


class Addressed:
    """`email_key` follows `email`. Compare by the key alone: what databases make of capital letters differs, and
    SQLite knows only those of ASCII."""

    email: Mapped[str | None] = mapped_column(String(254))
    email_key: Mapped[str | None] = mapped_column(String(LONGEST_KEY), index=True)

    @validates("email")
    def _follow(self, _name: str, email: str | None) -> str | None:
        self.email_key = email and addresses.key(email)
        return email
