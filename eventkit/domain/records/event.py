"""Events, and the rooms of their dates."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..basics import asked
from ..basics.asked import Question
from ..basics.base import Base
from ..basics.room_settings import RoomSettings
from .host import Host
from .planned import Planned, Stretch


class Event(Planned, Base):
    """What is planned for its dates, or for those after its `stretches`, and what is the same for all of them.
    `sequence` rises with each change that a calendar shows (RFC 5545 section 3.8.7.4).

    `language` is that of its mails, calendar files and decks. `capacity` counts guests with the people they bring.
    Replies are taken through `reply_by`, a day in `timezone`; of a series it is meant for the first date, and for the
    others as many days before. With `shows_names` guests see who else comes, and with `link_for` "replied" only those
    who come see the video link. `cancel_message` is what the host said when cancelling. `imported_uid` is the UID of
    the calendar entry it was made of. Guests who want it are reminded of each date where it `sends_reminders`, and are
    written to once more afterwards where it `sends_thanks`."""

    __tablename__ = "event"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    host_id: Mapped[int] = mapped_column(ForeignKey("host.id", ondelete="CASCADE"), index=True)
    theme: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(8), default="en", server_default="en")
    capacity: Mapped[int | None]
    reply_by: Mapped[date | None] = mapped_column(Date)
    shows_names: Mapped[bool] = mapped_column(default=False, server_default="0")
    link_for: Mapped[str] = mapped_column(String(10), default="all", server_default="all")
    sends_reminders: Mapped[bool] = mapped_column(default=True, server_default="1")
    sends_thanks: Mapped[bool] = mapped_column(default=True, server_default="1")
    stored_questions: Mapped[list[Any] | None] = mapped_column("questions", JSON(none_as_null=True))
    status: Mapped[str] = mapped_column(String(20), default="planned")
    cancel_message: Mapped[str | None] = mapped_column(Text)
    imported_uid: Mapped[str | None] = mapped_column(String(255), index=True)
    sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    host: Mapped[Host] = relationship()
    rooms: Mapped[list[Room]] = relationship(back_populates="event", passive_deletes=True)
    stretches: Mapped[list[Stretch]] = relationship(order_by="Stretch.ends_before", passive_deletes=True)

    @property
    def questions(self) -> list[Question]:
        return asked.stored.validate_python(self.stored_questions or [])

    @property
    def host_name(self) -> str:
        return self.host.name

    @property
    def is_cancelled(self) -> bool:
        return self.status == "cancelled"


def known_as(uids: Collection[str]) -> ColumnElement[bool]:
    """Whether calendars know an event, or a stretch of it, by one of these."""
    return Event.uid.in_(uids) | Event.stretches.any(Stretch.uid.in_(uids))


class Room(Base):
    """`on` is its day in the event's series. `version` rises with each change of what the room holds and of who is in
    it, and never falls. `stored_changes` are what is different on this date: some of `fields.OF_A_DATE`.
    `cancel_message` is what the host said when cancelling this one date."""

    __tablename__ = "room"
    __table_args__ = (UniqueConstraint("event_id", "on"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    on: Mapped[date] = mapped_column(Date)
    version: Mapped[int] = mapped_column(default=1)
    stored_settings: Mapped[dict[str, Any] | None] = mapped_column("settings", JSON(none_as_null=True))
    stored_changes: Mapped[dict[str, Any] | None] = mapped_column("changes", JSON(none_as_null=True))
    is_cancelled: Mapped[bool] = mapped_column(default=False, server_default="0")
    cancel_message: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]

    event: Mapped[Event] = relationship("Event", back_populates="rooms")

    @property
    def settings(self) -> RoomSettings:
        return RoomSettings.model_validate(self.stored_settings or {})
