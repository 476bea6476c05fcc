"""The door of a room: who is let in, who waits, who is turned away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..basics import names
from ..basics.base import inserting, utcnow
from ..basics.errors import N_, DomainError, NotAllowed, NotFound, ShownOut
from ..coming import guests
from ..records.attendance import Attendance, Place
from ..records.event import Room
from ..records.guest import Guest
from . import presence, rooms


@dataclass(frozen=True)
class Arrival:
    """A connection that wants to be in a room, as a known guest or as a new one by name. `device` is a pseudonym of
    their browser."""

    room_id: int
    connection: str
    guest_id: int | None
    name: str
    avatar: str | None = None
    pronouns: str | None = None
    device: str | None = None


@dataclass(frozen=True)
class Arrived:
    """The guest, with the token where they are new. Who waits at the door sees nothing of the room until the host lets
    them in."""

    guest: Guest
    token: str | None
    place: Place = "guest"
    is_muted: bool = False


def arrive(
    session: Session, arrivals: Sequence[Arrival], *, now: datetime | None = None
) -> list[Arrived | DomainError]:
    """Let many in at once. A connection that is here already arrives as the same one."""
    now = now or utcnow()
    open_rooms = {room.id: room for room in rooms.lock_all(session, {each.room_id for each in arrivals})}
    doors = {room.id: _Door(session, room, arrivals) for room in open_rooms.values()}
    outcomes = [_admit(session, each, doors.get(each.room_id), now) for each in arrivals]
    session.flush()
    here = [(each, outcome) for each, outcome in zip(arrivals, outcomes, strict=True) if isinstance(outcome, Arrived)]
    if here:
        _note(session, here, now)
    for room_id in sorted({each.room_id for each, _ in here}):
        rooms.people_changed(session, open_rooms[room_id])
    session.flush()
    return outcomes


class _Door:
    """Who is let into one room."""

    def __init__(self, session: Session, room: Room, arrivals: Sequence[Arrival]) -> None:
        asked = {each.guest_id for each in arrivals if each.room_id == room.id and each.guest_id is not None}
        self.room, self.settings = room, room.settings
        self.known, self._standing = {}, {}
        if asked:
            by_id = select(Guest).where(Guest.id.in_(asked), Guest.event_id == room.event_id)
            self.known = {guest.id: guest for guest in session.scalars(by_id)}
            standing = select(Attendance).where(Attendance.room_id == room.id, Attendance.guest_id.in_(asked))
            self._standing = {each.guest_id: each for each in session.scalars(standing)}
        blocked = select(Attendance.device).where(Attendance.room_id == room.id, Attendance.is_blocked)
        self._blocked = set(session.scalars(blocked)) - {None}

    def let_in_known(self, guest: Guest, arrival: Arrival) -> Arrived:
        standing = self._standing.get(guest.id)
        if standing is None and arrival.device in self._blocked:
            raise self._turned_away()
        if standing and standing.place == "outside":
            raise self._turned_away()
        if standing:
            return Arrived(guest, None, standing.place, standing.is_muted)
        return Arrived(guest, None, self._first_place)

    def let_in_new(self, session: Session, arrival: Arrival, now: datetime) -> Arrived:
        if arrival.device in self._blocked:
            raise self._turned_away()
        if self.settings.locked:
            raise NotAllowed(N_("%(host)s has locked the room, so nobody new can come in."), host=self._host)
        names.check(arrival.name, host=self._host, refused=self.settings.refused_names)
        guest, token = guests.welcome(
            session,
            event_id=self.room.event_id,
            name=arrival.name,
            avatar=arrival.avatar,
            pronouns=arrival.pronouns,
            now=now,
        )
        return Arrived(guest, token, self._first_place)

    @property
    def _first_place(self) -> Place:
        return "waiting" if self.settings.approve else "guest"

    @property
    def _host(self) -> str:
        return self.room.event.host.name

    def _turned_away(self) -> ShownOut:
        return ShownOut(host=self._host)


def _admit(session: Session, arrival: Arrival, door: _Door | None, now: datetime) -> Arrived | DomainError:
    try:
        if door is None:
            return NotFound()
        if arrival.guest_id is None:
            return door.let_in_new(session, arrival, now)
        guest = door.known.get(arrival.guest_id)
        return door.let_in_known(guest, arrival) if guest else guests.unknown()
    except DomainError as refusal:
        return refusal


def _note(session: Session, here: list[tuple[Arrival, Arrived]], now: datetime) -> None:
    presence.note(session, [(each.connection, each.room_id, arrived.guest.id) for each, arrived in here], now=now)
    attended = [
        {
            "room_id": each.room_id, "guest_id": arrived.guest.id, "arrived_at": now, "device": each.device,
            "is_waiting": arrived.place == "waiting", "is_muted": False, "is_removed": False, "is_blocked": False,
        }
        for each, arrived in here
    ]  # fmt: skip
    session.execute(inserting(session, Attendance).on_conflict_do_nothing(), attended)
