"""Activities as rows: what is planned for an event, and its run in each of the event's rooms."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from ..basics.errors import NotFound
from ..records.activity import Activity, Run
from ..records.event import Room


def of_room(session: Session, room: Room) -> list[Run]:
    """All of a room, in the order of its run of show."""
    query = select(Run).join(Run.activity).where(Run.room_id == room.id).order_by(Activity.position, Activity.id)
    return list(session.scalars(query.options(joinedload(Run.activity))))


def find(session: Session, room: Room, activity_id: int) -> Run:
    """An activity of this room; one from elsewhere is not there."""
    query = select(Run).where(Run.room_id == room.id, Run.activity_id == activity_id).options(joinedload(Run.activity))
    run = session.scalar(query.with_for_update(of=Run, key_share=True).execution_options(populate_existing=True))
    if run is None:
        raise NotFound()
    return run
