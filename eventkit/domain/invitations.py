"""Invitations: guests whom the host has written to, and who have not answered yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from . import addresses, guests, letters, opt_outs, outbox
from .addresses import Person, Written
from .base import utcnow
from .errors import N_, Closed, Problem
from .guests import Guest
from .text import clean, clean_line, cleaned

if TYPE_CHECKING:
    from .events import Event

MOST_AT_ONCE = 200
LONGEST_NAME = 80

PersonalLine = Annotated[
    str, StringConstraints(max_length=500), cleaned(lambda text: clean(text).strip()), Field(examples=["Do come!"])
]


class Message(BaseModel):
    """What the host says in their own words."""

    model_config = ConfigDict(extra="forbid")

    message: PersonalLine = ""


class Invitations(Message):
    emails: Annotated[
        list[Annotated[str, StringConstraints(max_length=1000)]],
        Field(min_length=1, max_length=addresses.MOST, examples=[["Ann <ann@example.org>", "bob@example.org"]]),
    ]

    def written(self) -> list[Written]:
        return [each for text in self.emails for each in addresses.read(text) or [Written(text, "", text)]]


@dataclass(frozen=True)
class Understood:
    """`refused` says of each why, under the text as it was written."""

    people: list[Person]
    refused: list[Problem]


def understand(session: Session, event: Event, written: Sequence[Written]) -> Understood:
    """Who can be invited of what was written, and who cannot."""
    checked = [(each, addresses.checked(each.email)) for each in written]
    emails = [email for _, email in checked if email]
    known, opted_out = _known(session, event), opt_outs.of(session, event.host_id, emails)
    people: list[Person] = []
    refused: list[Problem] = []
    seen: set[str] = set()
    for each, email in checked:
        why = N_("This is not an address such as ann@example.org.") if email is None else None
        key = addresses.key(email or "")
        if email and key in seen:
            why = N_("This address stands there twice.")
        elif email and key in known:
            why = known[key]
        elif email and key in opted_out:
            why = outbox.SPARED
        elif email and len(people) >= MOST_AT_ONCE:
            why = N_("That is more than %(most)s at once. Invite these after the others.")
        seen.add(key)
        if email and why is None:
            name = clean_line(each.name)[:LONGEST_NAME].strip()
            people.append(Person(name or email.rpartition("@")[0][:LONGEST_NAME], email))
        elif why:
            refused.append(Problem(each.text or each.email, why, most=MOST_AT_ONCE))
    return Understood(people, refused)


def require_open(event: Event) -> None:
    if event.is_cancelled:
        raise Closed(N_("This event was cancelled, so nobody can be invited."))


def invite(
    session: Session, event: Event, people: Iterable[Person], message: str = "", *, now: datetime | None = None
) -> list[Guest]:
    """Each becomes a guest without a reply, and is written to once this has committed."""
    require_open(event)
    now = now or utcnow()
    invited = []
    for person in people:
        guest, _ = guests.welcome(session, event_id=event.id, name=person.name, email=person.email, now=now)
        guest.invited_at = now
        invited.append(guest)
    session.flush()
    for guest in invited:
        letters.invited(session, event, guest, message, now=now)
    return invited


def unanswered(session: Session, event: Event) -> list[Guest]:
    """Who was invited and has not answered, also not under another link with the same address; the first first."""
    query = select(Guest).where(Guest.event_id == event.id, Guest.email.is_not(None)).order_by(Guest.id)
    found = session.scalars(query.options(joinedload(Guest.reply))).all()
    answered = {addresses.key(guest.email) for guest in found if guest.reply and guest.email}
    return [
        guest
        for guest in found
        if guest.invited_at and not guest.reply and guest.email and addresses.key(guest.email) not in answered
    ]


def addressed(session: Session, uid: str, email: str) -> Guest | None:
    """The guest whom a calendar's answer is about, by the event's UID and the address that was asked; who has
    answered goes before who was only invited."""
    from .events import Event

    query = (
        select(Guest)
        .join(Event, Event.id == Guest.event_id)
        .where(Event.uid == uid, func.lower(Guest.email) == addresses.key(email))
    )
    found = session.scalars(query.options(joinedload(Guest.reply), joinedload(Guest.event))).all()
    return min(found, key=lambda guest: (guest.reply is None, guest.invited_at is None, guest.id), default=None)


def _known(session: Session, event: Event) -> dict[str, str]:
    """Why each guest with an address is not invited again."""
    answered, waiting = N_("Has answered already."), N_("Was invited already.")
    query = select(Guest).where(Guest.event_id == event.id, Guest.email.is_not(None)).options(joinedload(Guest.reply))
    known: dict[str, str] = {}
    for guest in session.scalars(query):
        if guest.email and (guest.reply or guest.invited_at):
            known[addresses.key(guest.email)] = (
                answered if guest.reply else known.get(addresses.key(guest.email), waiting)
            )
    return known
