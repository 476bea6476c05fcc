"""Events: what a host plans."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete as sql_delete
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..activities import themes
from ..activities.run_of_show import NewActivity, add
from ..basics.base import utcnow
from ..basics.news import RoomChanged, tell
from ..basics.tokens import new_code
from ..coming import guests
from ..letters import feeds
from ..records.event import Event, Room, known_as
from ..records.host import Host
from . import entrances, hosts
from .event_fields import NewEvent
from .writing import write_for_all, write_plan


def plan(
    session: Session,
    fields: NewEvent,
    *,
    jitsi_url: str,
    domain: str,
    hosts_known: Iterable[Host] = (),
    imported_uid: str | None = None,
    now: datetime | None = None,
) -> tuple[Event, str]:
    """A new event with its room and run of show, and the secret host token: the only time it is known.

    It joins the other events of a known host who is called the same.
    """
    now = now or utcnow()
    same = (host for host in hosts_known if host.name == fields.host.name and fields.host.email in (None, host.email))
    host = next(same, None) or Host(name=fields.host.name, email=fields.host.email, created_at=now)
    event = Event(
        code=_free_code(session), uid=f"{uuid.uuid4()}@{domain}", host=host, created_at=now, updated_at=now, sequence=0,
        status="planned", imported_uid=imported_uid,
    )  # fmt: skip
    write_for_all(event, fields)
    write_plan(event, fields, jitsi_url)
    session.add(event)
    session.flush()
    feeds.open_for_host(session, host, now=now)
    entrances.make(session, event, event.starts_at.date(), now=now)
    theme, run = themes.get(event.theme, event.language), fields.activities
    if run is None:
        run = [NewActivity(kind=p.kind, title=p.title, config=p.config, minutes=p.minutes) for p in theme.run]
    for number, activity in enumerate(run):
        add(session, event, activity, where=f"activities.{number}")
    return event, hosts.give_link(session, event_id=event.id, host=host, now=now)


def delete(session: Session, room: Room) -> None:
    """Take the event away with everything in it; a host who has no other event is forgotten, too."""
    event, host = room.event, room.event.host
    emails = guests.addresses_of(session, event.id)
    tell(session, RoomChanged(room.id))
    session.execute(sql_delete(Event).where(Event.id == event.id))
    session.expire_all()
    feeds.forget_unused(session, emails)
    hosts.forget_if_done(session, host)


def of_calendar_entries(session: Session, uids: Iterable[str]) -> Sequence[Event]:
    """Events that were made of these calendar entries, by anybody, or whose own entries these are; the newest first."""
    wanted = list(uids)
    query = select(Event).where(Event.imported_uid.in_(wanted) | known_as(wanted))
    return session.scalars(query.order_by(Event.id.desc())).all()


def _free_code(session: Session) -> str:
    while session.scalar(select(Event.id).where(Event.code == (code := new_code()))) is not None:
        pass
    return code
