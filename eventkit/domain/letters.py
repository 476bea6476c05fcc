"""What guests and hosts are written about. Each is queued beside the change that it tells of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from . import addresses, outbox
from .errors import N_, invalid
from .guests import Guest

if TYPE_CHECKING:
    from .events import Event


def invited(
    session: Session, event: Event, guest: Guest, message: str, *, is_again: bool = False, now: datetime | None = None
) -> None:
    """`message` is what the host says in their own words; `is_again` where it is not the first time."""
    data = {"message": message, "is_again": True} if is_again else {"message": message}
    _write(session, "invite", event, guest, data=data, now=now)


def reply_kept(session: Session, event: Event, guest: Guest, *, is_new: bool, now: datetime | None = None) -> None:
    """After the first reply: what was kept, and the guest's own link to change it."""
    if is_new:
        _write(session, "reply", event, guest, now=now)


def moved_up(session: Session, event: Event, guest: Guest, *, now: datetime | None = None) -> None:
    _write(session, "moved-up", event, guest, now=now)


def event_changed(session: Session, event: Event, what: Collection[str], *, now: datetime | None = None) -> None:
    """To all who come, may, wait or were invited: `what` names the fields they planned around."""
    for guest in _expecting(session, event):
        _write(session, "changed", event, guest, data={"what": sorted(what)}, now=now)


def event_cancelled(session: Session, event: Event, *, now: datetime | None = None) -> None:
    for guest in _expecting(session, event):
        _write(session, "cancelled", event, guest, now=now)


def for_the_host(session: Session, event: Event, *, now: datetime | None = None) -> None:
    """A letter by which the host sees that mails arrive."""
    if event.host.email is None:
        raise invalid("email", N_("Write your address with what was planned first."))
    outbox.queue(
        session,
        "test",
        to_email=event.host.email,
        to_name=event.host.name,
        language=event.language,
        event_id=event.id,
        now=now,
    )


def _expecting(session: Session, event: Event) -> list[Guest]:
    """All who have an address and have not said no, each address once: with a reply rather than without."""
    query = select(Guest).where(Guest.event_id == event.id, Guest.email.is_not(None)).options(joinedload(Guest.reply))
    found: dict[str, Guest] = {}
    for guest in session.scalars(query.order_by(Guest.id)):
        if guest.email and (guest.reply or guest.invited_at):
            key = addresses.key(guest.email)
            if guest.reply or key not in found:
                found[key] = guest
    return [guest for guest in found.values() if guest.reply is None or guest.reply.answer != "no"]


def _write(
    session: Session,
    kind: str,
    event: Event,
    guest: Guest,
    *,
    data: dict[str, Any] | None = None,
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
