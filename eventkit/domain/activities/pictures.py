"""Pictures that belong to an event: kept with everything else of it, and gone with it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ..basics.base import utcnow
from ..basics.errors import N_, Full, NotFound
from ..basics.tokens import new_token
from ..records.event import Event
from ..records.picture import Picture

MOST_OF_AN_EVENT = 500
MOST_OF_A_GUEST = 10


def keep(
    session: Session,
    event: Event,
    content: bytes,
    media_type: str,
    *,
    guest_id: int | None = None,
    now: datetime | None = None,
) -> Picture:
    """Keep a picture that has been checked: the host's, or a guest's, of whom the newest few are kept."""
    if guest_id is not None:
        own = select(Picture.id).where(Picture.event_id == event.id, Picture.guest_id == guest_id)
        oldest = session.scalars(own.order_by(Picture.id.desc()).offset(MOST_OF_A_GUEST - 1)).all()
        session.execute(delete(Picture).where(Picture.id.in_(oldest)))
    number = session.scalar(select(func.count()).where(Picture.event_id == event.id)) or 0
    if number >= MOST_OF_AN_EVENT:
        raise Full(N_("An event has room for %(most)s pictures."), most=MOST_OF_AN_EVENT)
    picture = Picture(
        event_id=event.id,
        guest_id=guest_id,
        name=new_token(),
        media_type=media_type,
        content=content,
        created_at=now or utcnow(),
    )
    session.add(picture)
    session.flush()
    return picture


def find(session: Session, name: str) -> Picture:
    picture = session.scalar(select(Picture).where(Picture.name == name))
    if picture is None:
        raise NotFound()
    return picture
