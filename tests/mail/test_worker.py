"""From the outbox to the mail server: nothing is lost, nothing holds others up, and no secret is left behind."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage

import gevent
import pytest
import requests
from sqlalchemy import func, select, update

from eventkit.domain.basics.base import utcnow
from eventkit.domain.letters import outbox
from eventkit.domain.planning import hosts
from eventkit.domain.records.guest import GuestLink
from eventkit.domain.records.mail import Mail
from eventkit.mail.worker import Worker
from eventkit.storage.tables import metadata
from tests.people import Host, until
from tests.servers import Server, free_port

from .conftest import Office
from .post import HANG_UP, Post, recipient

TO_START_S = 40
"""A process on a busy machine."""
GUS, IVY, LEE = "gus@example.org", "ivy@example.org", "lee@example.org"


def test_one_refused_recipient_holds_nobody_up(office: Office, post: Post) -> None:
    code = office.plan()
    for name in ("Gus", "Ivy", "Lee"):
        office.reply(code, name)
    post.will_say(IVY, "550 5.1.1 nobody of that name")
    office.send_all()
    assert office.states() == {GUS: "sent", IVY: "failed", LEE: "sent"}
    assert [mail.answer for mail in office.mails()] == ["250 kept", "550 5.1.1 nobody of that name", "250 kept"]
    with office.store.transaction() as session:
        assert len(outbox.retry(session, office.event(code))) == 1
    office.send_all()
    assert office.states()[IVY] == "sent"


def test_what_is_refused_for_now_goes_later_and_before_what_came_after_it(office: Office, post: Post) -> None:
    code = office.plan()
    office.reply(code)
    post.will_say(GUS, "451 try again later", HANG_UP)
    office.send_all()
    office.change(code, duration_minutes=45)
    office.send_all()
    assert post.letters == []
    for tries in (2, 3):
        office.let_time_pass()
        office.send_all()
        assert office.mails()[0].tries == tries
    assert [letter["Subject"] for letter in post.to(GUS)] == [
        "You are coming: Thursday book club",
        "Changed: Thursday book club",
    ]


def test_a_letter_that_cannot_be_written_fails_alone(office: Office, post: Post) -> None:
    code = office.plan()
    office.reply(code)
    office.queue("riddle", LEE, event_id=office.event(code).id, guest_id=office.guest(code).id)
    office.send_all()
    assert office.states() == {GUS: "sent", LEE: "failed"}
    assert office.mails()[1].answer == "This letter could not be written. The server's log says why."


def test_what_is_of_no_event_any_more_is_dropped(office: Office, post: Post) -> None:
    code = office.plan()
    office.reply(code)
    office.delete(code)
    office.queue("reply", IVY)
    office.send_all()
    assert (post.letters, office.mails()) == ([], [])


def test_one_connection_serves_a_batch(office: Office, post: Post) -> None:
    code = office.plan()
    for number in range(8):
        office.reply(code, f"Guest{number}")
    office.send_all()
    assert (len(post.letters), len(post.sessions)) == (8, 1)


def test_while_there_is_no_mail_server_all_wait(open_office: Callable[..., Office], database_url: str) -> None:
    port = free_port()
    office = open_office(f"smtp://127.0.0.1:{port}", database_url)
    code = office.plan()
    for name in ("Gus", "Ivy"):
        office.reply(code, name)
    office.send_all()
    assert office.states() == {GUS: "waiting", IVY: "waiting"}
    assert all("refused" in (mail.answer or "") and mail.tries == 1 for mail in office.mails())
    with office.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(GuestLink)) == 0
    with Post(port=port) as post:
        office.let_time_pass()
        office.send_all()
        assert sorted(map(recipient, post.letters)) == [GUS, IVY]


def test_what_was_sent_a_month_ago_is_forgotten(office: Office, post: Post) -> None:
    office.reply(office.plan())
    office.send_all()
    with office.store.transaction() as session:
        session.execute(update(Mail).values(sent_at=utcnow() - timedelta(days=31)))
    office.worker.forget_old()
    assert office.mails() == []


def test_no_secret_is_kept_in_any_table(office: Office, post: Post) -> None:
    code = office.plan(host={"name": "Zora", "email": "zora@example.org"})
    for name in ("Gus", "Ivy"):
        office.reply(code, name)
    with office.store.transaction() as session:
        hosts.ask_for_sign_in(session, "zora@example.org", language="en")
    post.will_say(IVY, "451 later")
    office.send_all()
    office.let_time_pass()
    office.send_all()
    written = "\n".join(part for letter in post.letters for part in text_parts(letter))
    secrets = set(re.findall(r"/(?:g|sign-in)/([\w-]{20,})", written))
    assert len(secrets) == 3
    with office.store.reading() as session:
        stored = "\n".join(str(row) for table in metadata.sorted_tables for row in session.execute(select(table)))
    assert GUS in stored
    assert not [secret for secret in secrets if secret in stored]


def test_a_worker_is_woken_by_the_commit_that_queued_a_mail(office: Office, post: Post) -> None:
    worker = Worker(office.app, office.edge, look_every_s=3600)
    office.store.listen(worker.hear)
    worker.start()
    gevent.sleep(0)  # it has looked once, and waits
    office.reply(office.plan())
    until(lambda: [gevent.sleep(0.01), *post.to(GUS)][1:])
    worker.end(patience_s=1)


def test_a_server_sends_what_a_reply_queued(serve: Callable[..., Server], post: Post) -> None:
    hana = Host(serve(MAIL_URL=post.url, MAIL_FROM="Ours <ours@example.org>").url)
    reply_to(hana)
    (letter,) = until(lambda: post.to(GUS))
    assert letter["From"].addresses[0].addr_spec == "ours@example.org"
    assert re.search(r"http://127\.0\.0\.1:\d+/g/", text_parts(letter)[0])


def test_a_server_can_leave_its_mails_to_others(
    serve: Callable[..., Server], work: Callable[..., Server], post: Post, database_url: str
) -> None:
    reply_to(Host(serve("serve", "--no-mail", MAIL_URL="smtp://127.0.0.1:1").url))
    work(database_url, post)
    until(lambda: post.to(GUS), patience_s=TO_START_S)


def test_a_worker_ends_within_seconds_though_the_mail_server_dawdles(
    work: Callable[..., Server], open_office: Callable[..., Office], post: Post, database_url: str
) -> None:
    office = open_office(post.url, database_url)
    code = office.plan()
    for name in ("Gus", "Ivy"):
        office.reply(code, name)
    post.dawdles_s = 30
    worker = work(database_url, post)
    until(lambda: post.sessions, patience_s=TO_START_S)
    began = time.monotonic()
    worker.stop()
    assert time.monotonic() - began < 10
    assert [(mail.state, mail.tries) for mail in office.mails()] == [("waiting", 1), ("waiting", 0)]


@pytest.mark.postgres
def test_no_mail_is_lost_when_a_worker_is_killed_in_the_middle(
    work: Callable[..., Server], open_office: Callable[..., Office], post: Post, postgres_url: str
) -> None:
    office = open_office(post.url, postgres_url)
    office.invite_many(office.plan(), 200)
    post.dawdles_s = 0.01
    doomed, _ = work(postgres_url, post), work(postgres_url, post)
    until(lambda: len(post.letters) > 30, patience_s=TO_START_S)
    doomed.kill()
    assert len(post.letters) < 200
    until(lambda: not office.unsent(due_by=utcnow()), patience_s=TO_START_S)
    office.let_time_pass()
    until(lambda: not office.unsent(), patience_s=TO_START_S)

    stored = {f"<{mail.message_key}@127.0.0.1>": mail.to_email for mail in office.mails()}
    arrived = Counter((letter["Message-ID"], recipient(letter)) for letter in post.letters)
    assert len(stored) == 200
    assert set(arrived) == set(stored.items())
    assert arrived.total() <= 201  # the one that was being taken in when the worker died


def reply_to(hana: Host) -> None:
    gus = {"name": "Gus", "answer": "yes", "email": GUS}
    said = requests.post(f"{hana.url}/api/v1/events/{hana.code}/replies", json=gus, timeout=10)
    assert said.status_code == 201, said.text


def text_parts(letter: EmailMessage) -> list[str]:
    return [str(part.get_content()) for part in letter.walk() if part.get_content_maintype() == "text"]


@pytest.fixture
def work() -> Iterator[Callable[..., Server]]:
    """Start workers in processes of their own."""
    started: list[Server] = []

    def start(database_url: str, post: Post) -> Server:
        settings = {"DATABASE_URL": database_url, "MAIL_URL": post.url, "BASE_URL": "http://127.0.0.1:5000"}
        started.append(Server(settings, "work").launch())
        return started[-1]

    yield start
    for worker in started:
        worker.stop()
