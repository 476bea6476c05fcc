"""An office: an application without a server that plans, replies, and sends what it queued."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from eventkit.app import create_app
from eventkit.config import Config
from eventkit.domain.basics import addresses
from eventkit.domain.basics.base import utcnow
from eventkit.domain.basics.validation import read_model
from eventkit.domain.coming import guests, invitations, replies, replying
from eventkit.domain.coming.replying import ReplyFields
from eventkit.domain.letters import notices, outbox
from eventkit.domain.planning import changes, entrances, events
from eventkit.domain.planning.event_fields import NewEvent
from eventkit.domain.records.event import Event
from eventkit.domain.records.guest import Guest, Reply
from eventkit.domain.records.mail import Mail
from eventkit.edge import Edge
from eventkit.mail.letters import Desk
from eventkit.mail.worker import Worker, sender_of
from tests.people import plan

from .post import Post


class Office:
    def __init__(self, *, database_url: str, mail_url: str) -> None:
        config = Config(
            base_url="https://events.example.org",
            secret_key="a key for tests only, of some length",
            database_url=database_url,
            rate_limits=False,
            mail_url=mail_url,
            mail_from="Events of ours <events@example.org>",
        )
        self.app = create_app(config)
        self.edge: Edge = self.app.extensions["edge"]
        self.worker: Worker = self.app.extensions["mail"]
        self.store = self.edge.store
        self.desk = Desk(
            self.app, self.edge.links, sender=sender_of(config.mail_from), secret=self.edge.config.secret_key
        )

    def plan(self, **changes: Any) -> str:
        with self.store.transaction() as session:
            fields = read_model(NewEvent, plan(**{"activities": [], **changes}))
            event, _ = events.plan(session, fields, jitsi_url="https://jitsi.test", domain="eventkit.test")
            return event.code

    def reply(
        self,
        code: str,
        name: str = "Gus",
        answer: str = "yes",
        *,
        waits: bool = False,
        now: datetime | None = None,
        **fields: Any,
    ) -> None:
        given = {"name": name, "answer": answer, "email": f"{name.lower()}@example.org", **fields}
        with self.store.transaction() as session:
            room = entrances.find(session, code, now=now)
            reply, _ = replying.reply(session, room, read_model(ReplyFields, given), now=now)
            if waits:
                reply.is_waiting, reply.queued_at = True, utcnow()

    def answer_anew(self, code: str, who: str, /, **columns: Any) -> None:
        """Change the reply of a guest, or the guest, without any letter."""
        with self.store.transaction() as session:
            room = entrances.find(session, code)
            reply = next(each for each in replies.all_of(session, room) if each.guest.name == who)
            for column, value in columns.items():
                setattr(reply if hasattr(Reply, column) else reply.guest, column, value)

    def invite(self, code: str, *people: str, message: str = "") -> list[str]:
        """Invite these, and give back the words of what was refused."""
        with self.store.transaction() as session:
            event = entrances.find(session, code).event
            found = invitations.understand(session, event, [w for text in people for w in addresses.read(text)])
            invitations.invite(session, event, found.people, message)
            return [problem.message for problem in found.refused]

    def change(self, code: str, **fields: Any) -> None:
        with self.store.transaction() as session:
            changes.change(session, entrances.find(session, code), fields, jitsi_url="https://jitsi.test")

    def set(self, code: str, **columns: Any) -> None:
        """Change the row itself, as no host could."""
        with self.store.transaction() as session:
            for column, value in columns.items():
                setattr(entrances.find(session, code).event, column, value)

    def cancel(self, code: str, message: str = "") -> None:
        with self.store.transaction() as session:
            changes.cancel(session, entrances.find(session, code), changes.Farewell(message=message))

    def delete(self, code: str) -> None:
        with self.store.transaction() as session:
            events.delete(session, entrances.find(session, code))

    def invite_many(self, code: str, number: int) -> None:
        """Guests who said yes, each with a letter to come."""
        with self.store.transaction() as session:
            room = entrances.find(session, code)
            for each in range(number):
                name, email = f"Guest {each}", f"guest{each}@example.org"
                guest, _ = guests.welcome(session, event_id=room.event_id, name=name, email=email)
                session.flush()
                session.add(Reply(guest_id=guest.id, room_id=room.id, answer="yes", plus=0, note="", at=utcnow()))
                notices.reply_kept(session, room, guest, is_new=True)

    def let_time_pass(self) -> None:
        """All that waits for its next try, or for a lease to run out, is due."""
        with self.store.transaction() as session:
            session.execute(update(Mail).where(Mail.sent_at.is_(None)).values(due_at=utcnow()))

    def unsent(self, *, due_by: datetime | None = None) -> int:
        """How many have not gone, or of those how many should have."""
        query = select(func.count()).select_from(Mail).where(Mail.sent_at.is_(None))
        with self.store.reading() as session:
            return session.scalar(query.where(Mail.due_at <= due_by) if due_by else query) or 0

    def queue(self, kind: str, to: str, **fields: Any) -> None:
        with self.store.transaction() as session:
            outbox.queue(session, kind, to_email=to, to_name="", language="en", **fields)

    def send_all(self) -> None:
        while self.worker.send_due():
            pass

    def mails(self) -> list[Mail]:
        with self.store.reading() as session:
            return list(session.scalars(select(Mail).order_by(Mail.id)))

    def states(self) -> dict[str, str]:
        return {mail.to_email: mail.state for mail in self.mails()}

    def guest(self, code: str) -> Guest:
        """The one who has replied."""
        with self.store.reading() as session:
            (reply,) = replies.all_of(session, entrances.find(session, code))
            return reply.guest

    def event(self, code: str) -> Event:
        with self.store.reading() as session:
            event = entrances.find(session, code).event
            assert event.host
            return event


@pytest.fixture
def post(shared_post: Post) -> Post:
    shared_post.forget()
    return shared_post


@pytest.fixture
def office(shared_office: Office, post: Post) -> Office:
    """With nothing left to send."""
    with shared_office.store.transaction() as session:
        session.execute(delete(Mail))
    return shared_office


@pytest.fixture
def open_office() -> Iterator[Callable[[str, str], Office]]:
    """An office of one's own, on a database of one's own."""
    opened: list[Office] = []

    def open(mail_url: str, database_url: str) -> Office:
        opened.append(Office(database_url=database_url, mail_url=mail_url))
        return opened[-1]

    yield open
    for office in opened:
        office.store.close()


@pytest.fixture(scope="session")
def shared_post() -> Iterator[Post]:
    with Post() as post:
        yield post


@pytest.fixture(scope="session")
def shared_office(template: Path, tmp_path_factory: pytest.TempPathFactory, shared_post: Post) -> Iterator[Office]:
    file = tmp_path_factory.mktemp("office") / "eventkit.db"
    shutil.copy(template, file)
    office = Office(database_url=f"sqlite:///{file}", mail_url=shared_post.url)
    yield office
    office.store.close()
