"""Rooms: the live place of one date of an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..basics.errors import N_, Closed
from ..basics.news import PeopleChanged, RoomChanged, tell
from ..basics.room_settings import RoomSettings
from ..basics.validation import read_model
from ..records.event import Room


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
