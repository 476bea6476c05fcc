"""Replies for all dates of a series that are to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from ..records import occurrences
from ..records.event import Room
from ..records.guest import Guest, Reply, StandingReply
from . import places
from .keeping import Said, keep, still_possible, write
from .replies import of_guest
from .waiting import move_up


def keep_for_all(session: Session, room: Room, guest: Guest, said: Said, *, now: datetime) -> None:
    """`room` is where the reply was given and is kept already. Of the other dates that are to come, those whose rooms
    are there take it now, and the others once they are made."""
    standing = session.get(StandingReply, guest.id) or StandingReply(guest_id=guest.id)
    write(standing, said)
    session.add(standing)
    session.flush()
    for each in occurrences.with_rooms(session, room.event):
        if each.room and each.room is not room and not each.is_over(now) and not each.is_cancelled:
            _keep_here_too(session, each.room, guest, said, of_guest(session, each.room, guest))
            move_up(session, each.room, now=now)


def take_over(session: Session, room: Room) -> None:
    """Put the replies of those who answered for all dates into a room that is new, as of when they did, the earliest
    first."""
    query = select(StandingReply).join(StandingReply.guest).where(Guest.event_id == room.event_id)
    standing = session.scalars(query.options(contains_eager(StandingReply.guest)).order_by(StandingReply.at, Guest.id))
    for each in standing.all():
        said = Said(each.answer, each.plus, each.note, each.answers, each.at, each.stamped_at)
        _keep_here_too(session, room, each.guest, said, None)


def _keep_here_too(session: Session, room: Room, guest: Guest, said: Said, given: Reply | None) -> None:
    """In one room more, without what others bring there already; a party that has grown waits where it does not fit."""
    left = places.left(session, room)
    if given and given.is_coming and left is not None and said.plus - given.plus > left:
        given.answer = "maybe"  # gives the place back, to be judged anew as a whole
        session.flush()
    keep(session, room, guest, replace(said, answers=still_possible(session, room, guest, said.answers)), given)
