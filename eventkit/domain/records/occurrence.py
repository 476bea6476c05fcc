"""One date of an event, with what it has of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Generic, TypeVar

from ..basics import times
from ..basics.details import Details
from .event import Event, Room
from .planned import Planned

LONGEST_MOVE = timedelta(days=60)
"""How far from its day in the series an occurrence may be moved."""


T = TypeVar("T")


class OfEvent(Generic[T]):
    """What belongs to the event as a whole and can be asked of each of its dates, too."""

    def __init__(self, read: Callable[[Event], T]) -> None:
        self._read = read

    def __get__(self, occurrence: Occurrence, _type: type) -> T:
        return self._read(occurrence.event)


@dataclass(frozen=True, eq=False)
class Occurrence:
    """One date of an event: what is `planned` for all dates, and what is different on this one.

    `on` is its day in the series, which identifies it even when it is moved; `wall` is when the series has it. `room`
    is None where nobody has looked for it yet, and then nothing is different. Two are equal when they are the same date
    of the same event, whatever else they hold.
    """

    event: Event
    planned: Planned
    on: date
    wall: datetime
    room: Room | None = None

    id = OfEvent(lambda event: event.id)
    code = OfEvent(lambda event: event.code)
    host = OfEvent(lambda event: event.host)
    host_id = OfEvent(lambda event: event.host_id)
    theme = OfEvent(lambda event: event.theme)
    language = OfEvent(lambda event: event.language)
    capacity = OfEvent(lambda event: event.capacity)
    shows_names = OfEvent(lambda event: event.shows_names)
    link_for = OfEvent(lambda event: event.link_for)
    sends_reminders = OfEvent(lambda event: event.sends_reminders)
    sends_thanks = OfEvent(lambda event: event.sends_thanks)
    questions = OfEvent(lambda event: event.questions)
    stored_questions = OfEvent(lambda event: event.stored_questions)
    repeat = OfEvent(lambda event: event.repeat)
    sequence = OfEvent(lambda event: event.sequence)
    created_at = OfEvent(lambda event: event.created_at)
    updated_at = OfEvent(lambda event: event.updated_at)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Occurrence) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[int, date]:
        return self.event.id, self.on

    @property
    def changes(self) -> dict[str, Any]:
        return (self.room and self.room.stored_changes) or {}

    @property
    def title(self) -> str:
        return str(self._own("title"))

    @property
    def starts_at(self) -> datetime:
        moved = self.changes.get("starts_at")
        return datetime.fromisoformat(moved) if moved else self.wall

    @property
    def duration_minutes(self) -> int:
        return int(self._own("duration_minutes"))

    @property
    def description(self) -> str:
        return str(self._own("description"))

    @property
    def dress_code(self) -> str | None:
        return self._own("dress_code")

    @property
    def video_url(self) -> str | None:
        return self._own("video_url")

    @property
    def stored_details(self) -> dict[str, Any]:
        return dict(self._own("stored_details"))

    @property
    def details(self) -> Details:
        return Details.model_validate(self.stored_details)

    @property
    def timezone(self) -> str:
        return self.planned.timezone

    @property
    def starts_at_utc(self) -> datetime:
        return times.at_utc(self.starts_at, self.timezone)

    @property
    def ends_at_utc(self) -> datetime:
        return self.starts_at_utc + timedelta(minutes=self.duration_minutes)

    @property
    def is_cancelled(self) -> bool:
        return self.event.is_cancelled or (self.room is not None and self.room.is_cancelled)

    @property
    def status(self) -> str:
        return "cancelled" if self.is_cancelled else "planned"

    @property
    def cancel_message(self) -> str | None:
        return self.event.cancel_message or (self.room and self.room.cancel_message) or None

    @property
    def reply_by(self) -> date | None:
        """As many days before this date as the host wants replies before the first one."""
        wanted = self.event.reply_by
        return wanted and wanted + (self.on - self.event.starts_at.date())

    def is_over(self, now: datetime) -> bool:
        return now >= self.ends_at_utc

    def takes_replies(self, now: datetime) -> bool:
        """Whether the day until which the host wants replies is not over yet, where the event is."""
        if self.reply_by is None:
            return True
        return now < times.at_utc(datetime.combine(self.reply_by + timedelta(days=1), time()), self.timezone)

    def _own(self, name: str) -> Any:
        return self.changes[name] if name in self.changes else getattr(self.planned, name)
