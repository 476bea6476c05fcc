"""What guests and hosts are written about. Each is queued beside the change that it tells of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from . import outbox
from .guests import Guest

if TYPE_CHECKING:
    from .events import Event


def reply_kept(session: Session, event: Event, guest: Guest, *, is_new: bool, now: datetime | None = None) -> None:
    """After the first reply: what was kept, and the guest's own link to change it."""
    if is_new:
        _write(session, "reply", event, guest, now=now)


def moved_up(session: Session, event: Event, guest: Guest, *, now: datetime | None = None) -> None:
    _write(session, "moved-up", event, guest, now=now)


def event_changed(session: Session, event: Event, what: Collection[str], *, now: datetime | None = None) -> None:
    """To all who come, may or wait: `what` names the fields they planned around."""
    for guest in _expecting(session, event):
        _write(session, "changed", event, guest, data={"what": sorted(what)}, now=now)


def event_cancelled(session: Session, event: Event, *, now: datetime | None = None) -> None:
    for guest in _expecting(session, event):
        _write(session, "cancelled", event, guest, now=now)


def _expecting(session: Session, event: Event) -> list[Guest]:
    query = select(Guest).join(Guest.reply).where(Guest.event_id == event.id, Guest.email.is_not(None))
    return [guest for guest in session.scalars(query.order_by(Guest.id)) if guest.reply and guest.reply.answer != "no"]


def _write(
    session: Session,
    kind: str,
    event: Event,
    guest: Guest,
    *,
    data: dict[str, list[str]] | None = None,
    now: datetime | None = None,
) -> None:
    if guest.email:
        outbox.queue(
            session,
            kind,
            to_email=guest.email,
            to_name=guest.name,
            language=event.language,
            event_id=event.id,
            guest_id=guest.id,
            data=data,
            now=now,
        )
