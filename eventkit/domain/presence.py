"""Who is in a room now.

Presence is a row for each connection with a time to live: a server that dies leaves nobody behind for longer than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Select, String, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, contains_eager, mapped_column

from . import guests, names, rooms
from .attendance import Attendance, Place
from .base import Base, as_precise_text, inserting, utcnow
from .errors import N_, DomainError, NotAllowed, NotFound, ShownOut
from .guests import Guest
from .news import PeopleChanged, tell
from .rooms import Room

TIME_TO_LIVE = timedelta(seconds=45)
NAMES_SHOWN = 60
NAMES_SHOWN_TO_HOSTS = 400


class Presence(Base):
    __tablename__ = "presence"

    connection: Mapped[str] = mapped_column(String(64), primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"), index=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), index=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)


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
        _changed(session, open_rooms[room_id])
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
    connected = {
        each.connection: {
            "connection": each.connection, "room_id": each.room_id, "guest_id": arrived.guest.id, "seen_at": now
        }
        for each, arrived in here
    }  # fmt: skip
    upsert = inserting(session, Presence)
    columns = {name: upsert.excluded[name] for name in ("room_id", "guest_id", "seen_at")}
    session.execute(upsert.on_conflict_do_update(index_elements=["connection"], set_=columns), list(connected.values()))
    attended = [
        {
            "room_id": each.room_id, "guest_id": arrived.guest.id, "arrived_at": now, "device": each.device,
            "is_waiting": arrived.place == "waiting", "is_muted": False, "is_removed": False, "is_blocked": False,
        }
        for each, arrived in here
    ]  # fmt: skip
    session.execute(inserting(session, Attendance).on_conflict_do_nothing(), attended)


def stay(session: Session, connections: Sequence[str], *, now: datetime | None = None) -> None:
    session.execute(update(Presence).where(Presence.connection.in_(connections)).values(seen_at=now or utcnow()))


def leave(session: Session, connections: Sequence[str]) -> None:
    _drop(session, Presence.connection.in_(connections))


def sweep(session: Session, *, now: datetime | None = None) -> None:
    """Forget the connections that have not been heard of for longer than their time to live."""
    _drop(session, Presence.seen_at < (now or utcnow()) - TIME_TO_LIVE)


def here(session: Session, room_id: int, *, now: datetime | None = None) -> dict[str, str]:
    """The names of the guests who are in a room, by their id as text."""
    query = select(Guest.id, Guest.name).where(Guest.id.in_(_here(room_id, now or utcnow()))).order_by(Guest.id)
    return {str(id): name for id, name in session.execute(query)}


def people(session: Session, room: Room, *, now: datetime | None = None) -> dict[str, Any]:
    """How many guests are here, and the first of them; who has a hand up comes first, in the order of the hands."""
    now = now or utcnow()
    count = session.scalar(select(func.count()).select_from(_here(room.id, now).subquery())) or 0
    listed = _standings(room.id).where(Guest.id.in_(_here(room.id, now)))
    return {
        "version": room.version,
        "count": count,
        "people": [_person(standing) for standing in session.scalars(listed.limit(NAMES_SHOWN))],
    }


def people_for_hosts(session: Session, room: Room, *, now: datetime | None = None) -> dict[str, Any]:
    """The same with everybody who has been, who waits at the door, and how each stands."""
    now = now or utcnow()
    present = set(session.scalars(_here(room.id, now)))
    outside = set(session.scalars(_here(room.id, now, is_in=False)))
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


def _here(room_id: int, now: datetime, *, is_in: bool = True) -> Select[int]:
    """The ids of guests with a connection to a room: who is in, or who waits at the door."""
    is_outside = Attendance.is_waiting | Attendance.is_removed | Attendance.is_blocked
    return (
        select(Presence.guest_id)
        .join(Attendance, (Attendance.room_id == Presence.room_id) & (Attendance.guest_id == Presence.guest_id))
        .where(Presence.room_id == room_id, Presence.seen_at >= now - TIME_TO_LIVE)
        .where(~is_outside if is_in else is_outside)
        .distinct()
    )


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


def _drop(session: Session, which: Any) -> None:
    gone = session.scalars(delete(Presence).where(which).returning(Presence.room_id)).all()
    for room in rooms.lock_all(session, gone):
        _changed(session, room)


def _changed(session: Session, room: Room) -> None:
    room.version += 1
    tell(session, PeopleChanged(room.id))
