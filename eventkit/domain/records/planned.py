"""What is planned for the dates of an event: written once, and meant for all of them.

Where a series was changed from one of its dates on, what was planned for the dates before stays as a stretch.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import JSON, Date, DateTime, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ..basics import times
from ..basics.base import Base
from ..basics.details import Details
from ..repeats.dates import starts_of
from ..repeats.rule import Rule, read_rule

ONCE = "FREQ=DAILY;COUNT=1"
"""What is left of a series that repeats no more: it stays one, so that its dates before are still known."""


class Planned:
    """`starts_at` is the wall clock in `timezone` at which it starts, or starts for the first time; `repeat` the rule
    by which it comes again (RFC 5545 section 3.3.10), but on the days that are `skipped`. `uid` is by what calendars
    know it."""

    uid: Mapped[str] = mapped_column(String(255), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    starts_at: Mapped[datetime] = mapped_column(DateTime())
    timezone: Mapped[str] = mapped_column(String(64))
    duration_minutes: Mapped[int]
    description: Mapped[str] = mapped_column(Text)
    dress_code: Mapped[str | None] = mapped_column(String(200))
    video_url: Mapped[str | None] = mapped_column(Text)
    repeat: Mapped[str | None] = mapped_column(Text)
    stored_skipped: Mapped[list[str] | None] = mapped_column("skipped", JSON(none_as_null=True))
    stored_details: Mapped[dict[str, Any]] = mapped_column("details", JSON)

    @classmethod
    def of_a_rule(cls, starts_at: datetime, timezone: str, repeat: str | None) -> Planned:
        """Nothing but its dates."""
        return Stretch(starts_at=starts_at, timezone=timezone, repeat=repeat, ends_before=date.max)

    @property
    def own_rule(self) -> str | None:
        """The rule as a host would write it; None for what takes place once."""
        return None if self.repeat == ONCE else self.repeat

    @property
    def skipped(self) -> list[date]:
        return [date.fromisoformat(day) for day in self.stored_skipped or ()]

    @property
    def rule(self) -> Rule | None:
        return read_rule(self.repeat, self.starts_at, self.timezone) if self.repeat else None

    @property
    def details(self) -> Details:
        return Details.model_validate(self.stored_details)

    @property
    def starts_at_utc(self) -> datetime:
        return times.at_utc(self.starts_at, self.timezone)

    @property
    def before(self) -> date | None:
        """The first day that is not meant any more; None where there is no such day."""
        return None

    def walls(self, since: date | None = None, *, skips: bool = True) -> Iterator[datetime]:
        """The wall clocks at which it starts, in order. Those before `since` may be left out, and those that are
        skipped are."""
        rule, skipped = self.rule, set(self.skipped if skips else ())
        walls = starts_of(rule, self.starts_at, since) if rule else iter((self.starts_at,))
        if self.before:
            end = self.before
            walls = takewhile(lambda wall: wall.date() < end, walls)
        return (wall for wall in walls if wall.date() not in skipped)

    def wall_on(self, day: date) -> datetime | None:
        """When it starts on that day; None where that is none of its dates."""
        coming = (wall for wall in self.walls(day) if wall.date() >= day)
        found = next(coming, None)
        return found if found and found.date() == day else None


class Stretch(Planned, Base):
    """What was planned for the dates of an event before a day on which it changed."""

    __tablename__ = "stretch"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    ends_before: Mapped[date] = mapped_column(Date)

    @property
    def before(self) -> date | None:
        return self.ends_before
