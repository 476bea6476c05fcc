"""The outbox: mails as rows, written in the transaction of what caused them and sent afterwards.

A row says to whom and what about; the letter is written from the present state when it is sent, so that a mail that
had to wait is not wrong, and no secret link is ever stored.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.orm import Session, aliased

from ..basics.base import inserting, utcnow
from ..basics.news import MailQueued, tell
from ..basics.text import clean_line
from ..records.event import Event
from ..records.mail import Mail

FIRST_WAIT = timedelta(seconds=30)
"""After the first refusal; each wait is twice the one before."""
LONGEST_WAIT = timedelta(hours=1)
PATIENCE = timedelta(days=3)
FEWEST_TRIES = 8
"""A mail that was due late, or that the host has tried anew, gets an hour of tries, however old it is."""
KEPT_FOR = timedelta(days=30)
LONGEST_ANSWER = 500


def queue(
    session: Session,
    kind: str,
    *,
    to_email: str,
    to_name: str,
    language: str,
    event_id: int | None = None,
    guest_id: int | None = None,
    data: dict[str, Any] | None = None,
    due_at: datetime | None = None,
    now: datetime | None = None,
) -> Mail:
    """Have a mail sent once this transaction has committed."""
    now = now or utcnow()
    mail = Mail(
        event_id=event_id,
        guest_id=guest_id,
        kind=kind,
        to_name=to_name,
        to_email=to_email,
        language=language,
        data=data or {},
        message_key=str(uuid.uuid4()),
        created_at=now,
        due_at=due_at or now,
        tries=0,
    )
    session.add(mail)
    tell(session, MailQueued())
    return mail


def queue_once(session: Session, mails: Iterable[Mail]) -> None:
    """The same for mails whose keys say what they are: one whose key is there already is not queued again, whoever
    queued it and whatever became of it."""
    columns = [column.key for column in Mail.__table__.columns if column.key != "id"]
    in_order = sorted(mails, key=lambda mail: mail.message_key)  # so that two who queue the same never block each other
    if in_order:
        rows = [{name: getattr(mail, name) for name in columns} for mail in in_order]
        session.execute(inserting(session, Mail).on_conflict_do_nothing(), rows)
        tell(session, MailQueued())


def claim(session: Session, *, now: datetime, lease: timedelta, most: int) -> list[Mail]:
    """Take mails that are due, so that nobody else does for as long as the lease runs; whoever does not report until
    then has died with them, and they are due again.

    Each address is written to in order: a mail waits for an earlier one that is being sent or is to be tried again.
    """
    before = aliased(Mail)
    goes_first = (
        select(before.id)
        .where(before.to_email == Mail.to_email, before.id < Mail.id, before.sent_at.is_(None))
        .where(before.failed_at.is_(None), or_(before.due_at <= now, before.tries > 0))
    )
    due = (
        select(Mail.id)
        .where(Mail.due_at <= now, Mail.sent_at.is_(None), Mail.failed_at.is_(None), ~goes_first.exists())
        .order_by(Mail.due_at, Mail.id)
        .limit(most)
        .with_for_update(skip_locked=True, of=Mail)
        .cte("due")  # read once: PostgreSQL might run a subquery again, and lock more than `most`
    )
    taking = update(Mail).where(Mail.id.in_(select(due.c.id))).values(due_at=now + lease, tries=Mail.tries + 1)
    as_taken = {"synchronize_session": False, "populate_existing": True}
    taken = session.scalars(taking.returning(Mail), execution_options=as_taken)
    return sorted(taken, key=lambda mail: mail.id)


def give_back(session: Session, mail: Mail, *, now: datetime) -> None:
    """It was claimed and not tried: it is due as before."""
    session.execute(_if_still_claimed(mail).values(due_at=now, tries=mail.tries - 1))


def sent(session: Session, mail: Mail, answer: str, *, now: datetime) -> None:
    session.execute(update(Mail).where(Mail.id == mail.id).values(sent_at=now, failed_at=None, answer=_kept(answer)))


def refused_for_now(session: Session, mail: Mail, answer: str, *, now: datetime) -> None:
    """Try again later, ever more seldom; a mail that nobody took for three days has failed."""
    if mail.tries >= FEWEST_TRIES and now - mail.created_at >= PATIENCE:
        refused_for_good(session, mail, answer, now=now)
        return
    wait = min(FIRST_WAIT * 2 ** min(mail.tries - 1, FEWEST_TRIES), LONGEST_WAIT)
    session.execute(_if_still_claimed(mail).values(due_at=now + wait, answer=_kept(answer)))


def refused_for_good(session: Session, mail: Mail, answer: str, *, now: datetime) -> None:
    session.execute(_if_still_claimed(mail).values(failed_at=now, answer=_kept(answer)))


def drop(session: Session, mail: Mail) -> None:
    """What it tells is not so any more."""
    session.execute(delete(Mail).where(Mail.id == mail.id))


def of_event(session: Session, event: Event) -> list[Mail]:
    """For the host: every mail of the event with its state and what the mail server said, the newest first."""
    return list(session.scalars(select(Mail).where(Mail.event_id == event.id).order_by(Mail.id.desc())))


def retry(
    session: Session, event: Event, *, only: Collection[int] | None = None, now: datetime | None = None
) -> list[int]:
    """Have the event's mails that failed tried anew, or those of them with these ids; gives the ids."""
    failed = and_(Mail.event_id == event.id, Mail.failed_at.is_not(None))
    if only is not None:
        failed = and_(failed, Mail.id.in_(only))
    trying = update(Mail).where(failed).values(failed_at=None, tries=0, due_at=now or utcnow())
    tried = list(session.scalars(trying.returning(Mail.id)))
    if tried:
        tell(session, MailQueued())
    return tried


def forget_old(session: Session, *, now: datetime) -> None:
    """Delete what was settled a month ago: it holds addresses, and nobody asks for it any more."""
    session.execute(delete(Mail).where(or_(Mail.sent_at < now - KEPT_FOR, Mail.failed_at < now - KEPT_FOR)))


def _if_still_claimed(mail: Mail) -> Any:
    """Of a lease that ran out nobody reports: somebody else has the mail by now."""
    return update(Mail).where(Mail.id == mail.id, Mail.tries == mail.tries, Mail.sent_at.is_(None))


def _kept(answer: str) -> str:
    return clean_line(answer)[:LONGEST_ANSWER]
