"""Rooms: the live place of one date of an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import JSON, Date, ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from ..basics.base import Base
from ..basics.errors import N_, Closed
from ..basics.news import PeopleChanged, RoomChanged, tell
from ..basics.text import ShortLine
from ..basics.validation import read_model

if TYPE_CHECKING:
    from ..planning.events import Event


class Room(Base):
    """`on` is its day in the event's series. `version` rises with each change of what the room holds and of who is in
    it, and never falls. `stored_changes` are what this date has otherwise than what is planned for all: some of
    `plans.OF_A_DATE`. `cancel_message` is what the host said when cancelling this one date."""

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


class RoomSettings(BaseModel):
    """What the host decides about a room. A locked one lets nobody new in; with `approve` whoever is new waits at the
    door. In a quiet one guests listen: they react and answer, and neither write nor give signs nor raise hands.
    `slow_s` is the pause between two chat lines of one guest; `refused_names` are words no name may hold."""

    model_config = ConfigDict(extra="forbid")

    locked: Annotated[bool, Field(strict=True)] = False
    approve: Annotated[bool, Field(strict=True)] = False
    chat: Annotated[bool, Field(strict=True)] = True
    quiet: Annotated[bool, Field(strict=True)] = False
    slow_s: Annotated[int, Field(strict=True, ge=0, le=600)] = 0
    refused_names: Annotated[list[ShortLine], Field(max_length=100)] = []


def lock_all(session: Session, room_ids: Iterable[int]) -> Sequence[Room]:
    """Lock several rooms, always in the order of their ids, so that two transactions never wait for each other."""
    query = select(Room).where(Room.id.in_(set(room_ids))).order_by(Room.id)
    return session.scalars(
        query.with_for_update(of=Room, key_share=True).execution_options(populate_existing=True)
    ).all()


def decide(session: Session, room: Room, wanted: Mapping[str, Any]) -> None:
    """Change what the host decides about the room; what is not named stays."""
    settings = read_model(RoomSettings, {**(room.stored_settings or {}), **wanted})
    room.stored_settings = settings.model_dump(mode="json", exclude_defaults=True)
    changed(session, room)
    session.flush()


def require_voices(room: Room) -> None:
    """Refuse what would disturb a quiet room."""
    if room.settings.quiet:
        raise Closed(N_("The room is quiet now. Reactions and applause are welcome."))


def changed(session: Session, room: Room) -> None:
    """Note that the room is no longer what people see, and have them told."""
    room.version += 1
    tell(session, RoomChanged(room.id))


def people_changed(session: Session, room: Room) -> None:
    """Note that somebody came, went or stands otherwise, and have everybody told who is here."""
    room.version += 1
    tell(session, PeopleChanged(room.id))
