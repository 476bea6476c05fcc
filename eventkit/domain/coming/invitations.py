"""Invitations: guests whom the host has written to, and who have not answered yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from ..basics import addresses
from ..basics.addresses import Person, Written
from ..basics.base import utcnow
from ..basics.errors import N_, Closed, Problem, Stale
from ..basics.text import clean, clean_line, cleaned
from ..letters import notices, opt_outs
from ..records import occurrences
from ..records.event import Event, Room, known_as
from ..records.guest import Guest
from ..records.mail import SPARED, Mail
from . import guests, replies

MOST_AT_ONCE = 200
LONGEST_NAME = 80
BETWEEN_LETTERS = timedelta(days=1)
"""The least between two invitations to one guest."""

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
            why = SPARED
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
        notices.invited(session, event, guest, message, now=now)
    return invited


@dataclass(frozen=True)
class Unanswered:
    """Somebody who was invited and has not answered; `why_not` says what speaks against asking again now."""

    guest: Guest
    why_not: str | None


def to_remind(session: Session, event: Event, *, now: datetime | None = None) -> list[Unanswered]:
    """Who has not answered, and who of them can be asked again: once a day, and nobody who wants no mails."""
    now, waiting = now or utcnow(), unanswered(session, event)
    opted_out = opt_outs.of(session, event.host_id, [guest.email for guest in waiting if guest.email])
    on_its_way = select(Mail.guest_id).where(Mail.event_id == event.id, Mail.kind == "invite")
    unsent = set(session.scalars(on_its_way.where(Mail.sent_at.is_(None), Mail.failed_at.is_(None))))

    def why_not(guest: Guest) -> str | None:
        if guest.email_key in opted_out:
            return SPARED
        if guest.invited_at and now - guest.invited_at < BETWEEN_LETTERS:
            return N_("Was written to less than a day ago; once a day is enough.")
        return N_("The mail before is still to be sent.") if guest.id in unsent else None

    return [Unanswered(guest, why_not(guest)) for guest in waiting]


def takes_replies(session: Session, event: Event, *, now: datetime | None = None) -> bool:
    """Whether somebody who is asked now can still answer, for the next date."""
    now = now or utcnow()
    return occurrences.present_or_next(session, event, now=now).takes_replies(now)


def require_wanted(session: Session, event: Event, *, now: datetime | None = None) -> None:
    """Whoever is asked again must be able to answer."""
    require_open(event)
    if not takes_replies(session, event, now=now):
        raise Closed(N_("The day until which you wanted replies is over, so nobody is asked again. Move it first."))


def chosen(waiting: Sequence[Unanswered], only: int | None = None) -> list[Guest]:
    """The one with this id, or else all who can be asked again, at most so many as may be invited at once."""
    if only is not None:
        waiting = [each for each in waiting if each.guest.id == only]
    if not waiting:
        raise Stale(N_("There is nobody to ask again: perhaps they have just answered."))
    found = [each.guest for each in waiting if each.why_not is None]
    if not found:
        why_not = waiting[0].why_not if len(waiting) == 1 else None
        raise Closed(why_not or N_("Nobody can be asked again just now. Beside each name it says why."))
    return found[:MOST_AT_ONCE]


def remind(
    session: Session, event: Event, asked: Iterable[Guest], message: str = "", *, now: datetime | None = None
) -> None:
    """Have the invitation sent once more; for their calendars it is the same meeting."""
    require_wanted(session, event, now=now)
    now = now or utcnow()
    for guest in asked:
        guest.invited_at = now
        notices.invited(session, event, guest, message, is_again=True, now=now)


def unanswered(session: Session, event: Event) -> list[Guest]:
    """Who was invited and has not answered, also not under another link with the same address; the first first."""
    query = select(Guest).where(Guest.event_id == event.id, Guest.email.is_not(None)).order_by(Guest.id)
    found = session.scalars(query.options(selectinload(Guest.replies))).all()
    answered = {guest.email_key for guest in found if guest.replies}
    return [guest for guest in found if guest.invited_at and not guest.replies and guest.email_key not in answered]


def as_table(session: Session, room: Room) -> list[list[Any]]:
    """A row for each reply, and then one for each who was invited and has not answered; the last column says which."""
    head, *rows = replies.as_table(room.event, replies.all_of(session, room))
    nothing = [""] * (len(head) - 2)
    return [
        [*head, "state"],
        *([*row, "replied"] for row in rows),
        *([guest.name, guest.email, *nothing, "invited"] for guest in unanswered(session, room.event)),
    ]


def addressed(session: Session, uid: str, email: str) -> Guest | None:
    """The guest whom a calendar's answer is about, by the event's UID and the address that was asked; who has
    answered goes before who was only invited."""
    query = (
        select(Guest)
        .join(Event, Event.id == Guest.event_id)
        .where(known_as([uid]), Guest.email_key == addresses.key(email))
    )
    found = session.scalars(query.options(selectinload(Guest.replies), joinedload(Guest.event))).all()
    return min(found, key=lambda guest: (not guest.replies, guest.invited_at is None, guest.id), default=None)


def _known(session: Session, event: Event) -> dict[str, str]:
    """Why each guest with an address is not invited again."""
    answered, waiting = N_("Has answered already."), N_("Was invited already.")
    query = (
        select(Guest).where(Guest.event_id == event.id, Guest.email.is_not(None)).options(selectinload(Guest.replies))
    )
    known: dict[str, str] = {}
    for guest in session.scalars(query):
        if guest.email_key and (guest.replies or guest.invited_at):
            known[guest.email_key] = answered if guest.replies else known.get(guest.email_key, waiting)
    return known
