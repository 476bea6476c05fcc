"""The people of a room: how they are shown, and what the host decides about each."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session, contains_eager

from ..basics.base import as_precise_text, utcnow
from ..basics.text import ShortLine
from ..kinds.common.played import Audience
from ..records.activity import Run
from ..records.attendance import Attendance
from ..records.event import Room
from ..records.guest import Guest
from . import attendance, presence, rooms

NAMES_SHOWN = 60
NAMES_SHOWN_TO_HOSTS = 400


def for_each_audience(session: Session, room: Room, *, hosts: bool = True) -> dict[Audience, dict[str, Any]]:
    """Who is here, as each audience sees it; without the hosts' view where nobody would look at it."""
    for_all = shown(session, room)
    seen: dict[Audience, dict[str, Any]] = {"guests": for_all, "stage": for_all}
    return {**seen, "hosts": shown_to_hosts(session, room)} if hosts else seen


def shown(session: Session, room: Room, *, now: datetime | None = None) -> dict[str, Any]:
    """How many guests are here, and the first of them; who has a hand up comes first, in the order of the hands."""
    now = now or utcnow()
    count = session.scalar(select(func.count()).select_from(presence.in_room(room.id, now).subquery())) or 0
    listed = _standings(room.id).where(Guest.id.in_(presence.in_room(room.id, now)))
    return {
        "version": room.version,
        "count": count,
        "people": [_person(standing) for standing in session.scalars(listed.limit(NAMES_SHOWN))],
    }


def shown_to_hosts(session: Session, room: Room, *, now: datetime | None = None) -> dict[str, Any]:
    """The same with everybody who has been, who waits at the door, and how each stands."""
    now = now or utcnow()
    present = set(session.scalars(presence.in_room(room.id, now)))
    outside = set(session.scalars(presence.in_room(room.id, now, is_in=False)))
    listed = session.scalars(_standings(room.id).limit(NAMES_SHOWN_TO_HOSTS)).all()
    return {
        "version": room.version,
        "count": len(present),
        "people": [
            {
                **_person(each),
                "here": each.guest_id in present,
                "spoke": each.spoke_at is not None,
                "waiting": each.is_waiting and each.guest_id in outside,
                "muted": each.is_muted,
                "removed": each.is_removed,
                "blocked": each.is_blocked,
            }
            for each in listed
        ],
    }


class PersonChanges(BaseModel):
    """How a guest is to stand from now on; only what is named changes, and everything can be taken back.

    Muted: their words do not reach the room. Removed: out of the room until let in again. Blocked: out, and their
    browser cannot come back under another name. `waiting: false` lets them in, `hand: false` and `spoke` note that
    they had their turn.
    """

    model_config = ConfigDict(extra="forbid")

    guest: Annotated[int, Field(strict=True, ge=0, le=2**53)]
    name: ShortLine | None = None
    muted: Annotated[bool, Field(strict=True)] | None = None
    removed: Annotated[bool, Field(strict=True)] | None = None
    blocked: Annotated[bool, Field(strict=True)] | None = None
    spoke: Annotated[bool, Field(strict=True)] | None = None
    waiting: Literal[False] | None = None
    hand: Literal[False] | None = None


def change(session: Session, room: Room, changes: PersonChanges, *, now: datetime | None = None) -> Attendance:
    """The host's word on one guest of this room."""
    standing = attendance.find(session, room, changes.guest)
    before = (standing.place, standing.is_muted)
    for name in ("muted", "removed", "blocked", "waiting"):
        wanted = getattr(changes, name)
        if wanted is not None:
            setattr(standing, f"is_{name}", wanted)
    if changes.hand is False:
        standing.hand_at = None
    if changes.spoke is not None:
        standing.spoke_at = (now or utcnow()) if changes.spoke else None
    if changes.name is not None:
        standing.guest.name = changes.name
        _names_changed(session, room)
    if changes.name is not None or before != (standing.place, standing.is_muted):
        rooms.changed(session, room)
    else:
        rooms.people_changed(session, room)
    session.flush()
    return standing


def _names_changed(session: Session, room: Room) -> None:
    """What names somebody is shown anew."""
    session.execute(update(Run).where(Run.room_id == room.id, Run.state != "draft").values(version=Run.version + 1))


def _standings(room_id: int) -> Select[Attendance]:
    return (
        select(Attendance)
        .join(Attendance.guest)
        .where(Attendance.room_id == room_id)
        .options(contains_eager(Attendance.guest))
        .order_by(Attendance.hand_at.is_(None), Attendance.hand_at, Attendance.guest_id)
    )


def _person(standing: Attendance) -> dict[str, Any]:
    guest = standing.guest
    shown: dict[str, Any] = {"id": guest.id, "name": guest.name}
    if guest.avatar:
        shown["avatar"] = guest.avatar
    if guest.pronouns:
        shown["pronouns"] = guest.pronouns
    if standing.hand_at:
        shown["hand"] = as_precise_text(standing.hand_at)
    return shown
