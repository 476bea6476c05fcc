"""The outbox: who takes which mail when, and what becomes of those that were refused."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from eventkit.domain.basics.news import MailQueued
from eventkit.domain.letters import outbox
from eventkit.domain.records.mail import Mail
from eventkit.storage.store import Store

from ..conftest import Evening

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
LEASE = timedelta(minutes=10)


def at(**later: float) -> datetime:
    return NOW + timedelta(**later)


def write(session: Session, to: str = "gus@example.org", **options: Any) -> Mail:
    mail = outbox.queue(session, "reply", to_email=to, to_name="Gus", language="en", **{"now": NOW, **options})
    session.flush()
    return mail


def take(session: Session, now: datetime = NOW, most: int = 100) -> list[Mail]:
    return outbox.claim(session, now=now, lease=LEASE, most=most)


@pytest.fixture
def any_session(any_store: Store) -> Iterator[Session]:
    with any_store.transaction() as session:
        yield session


def test_a_mail_is_taken_once_and_again_when_the_lease_has_run_out(any_session: Session) -> None:
    mail = write(any_session)
    assert take(any_session) == [mail]
    assert (mail.tries, mail.due_at) == (1, NOW + LEASE)
    assert take(any_session, at(minutes=9)) == []
    assert take(any_session, at(minutes=10)) == [mail]
    assert mail.tries == 2


def test_no_more_are_taken_than_asked_for_and_the_oldest_first(any_session: Session) -> None:
    mails = [write(any_session, f"guest{n}@example.org", due_at=at(seconds=-n)) for n in range(5)]
    assert take(any_session, most=2) == [mails[3], mails[4]]
    assert take(any_session, most=2) == [mails[1], mails[2]]


def test_what_is_due_later_waits(any_session: Session) -> None:
    mail = write(any_session, due_at=at(hours=1))
    assert take(any_session, at(minutes=59)) == []
    assert take(any_session, at(minutes=60)) == [mail]


def test_each_address_is_written_to_in_order(any_session: Session) -> None:
    first, second, ivys = write(any_session), write(any_session), write(any_session, "ivy@example.org")
    assert take(any_session) == [first, ivys]
    outbox.refused_for_now(any_session, first, "451 later", now=NOW)
    assert take(any_session) == []
    assert take(any_session, at(minutes=1)) == [first]
    outbox.sent(any_session, first, "250 ok", now=at(minutes=1))
    assert take(any_session, at(minutes=1)) == [second]


def test_a_mail_that_failed_holds_nobody_up(any_session: Session) -> None:
    first, second = write(any_session), write(any_session)
    take(any_session)
    outbox.refused_for_good(any_session, first, "550 nobody here", now=NOW)
    assert take(any_session) == [second]


def test_a_mail_for_next_week_does_not_hold_up_todays(any_session: Session) -> None:
    next_weeks, todays = write(any_session, due_at=at(days=7)), write(any_session)
    assert take(any_session) == [todays]
    assert take(any_session, at(days=7))[:1] == [next_weeks]


def test_tries_become_seldom_up_to_one_an_hour_and_end_after_three_days(any_session: Session) -> None:
    mail, now = write(any_session), NOW
    waits = []
    while mail.state == "waiting":
        assert take(any_session, now) == [mail]
        outbox.refused_for_now(any_session, mail, "451 later", now=now)
        any_session.refresh(mail)
        waits.append((mail.due_at - now).total_seconds())
        assert len(waits) < 200
        now = mail.due_at if mail.state == "waiting" else now
    assert waits[:9] == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert timedelta(days=3) <= now - NOW < timedelta(days=3, hours=1)
    assert (mail.state, mail.answer) == ("failed", "451 later")


def test_a_mail_that_is_due_late_is_not_given_up_at_its_first_try(any_session: Session) -> None:
    mail = write(any_session, due_at=at(days=7))
    take(any_session, at(days=7))
    outbox.refused_for_now(any_session, mail, "451 later", now=at(days=7))
    any_session.refresh(mail)
    assert mail.state == "waiting"


def test_who_comes_too_late_to_report_a_refusal_changes_nothing(any_session: Session) -> None:
    write(any_session)
    (slow,) = take(any_session)
    any_session.expunge(slow)
    (quick,) = take(any_session, at(minutes=10))
    outbox.refused_for_good(any_session, slow, "550", now=at(minutes=11))
    any_session.refresh(quick)
    assert quick.state == "waiting"
    outbox.sent(any_session, quick, "250 ok", now=at(minutes=11))
    outbox.refused_for_now(any_session, slow, "451", now=at(minutes=12))
    any_session.refresh(quick)
    assert (quick.state, quick.answer) == ("sent", "250 ok")


def test_a_mail_that_is_given_back_is_as_it_was(any_session: Session) -> None:
    mail = write(any_session)
    take(any_session)
    outbox.give_back(any_session, mail, now=NOW)
    assert take(any_session) == [mail]
    assert mail.tries == 1


def test_the_host_sees_what_became_of_each_and_tries_what_failed_anew(any_session: Session) -> None:
    evening, another = Evening(any_session), Evening(any_session)
    for name in ("gus", "ivy", "lee"):
        write(any_session, f"{name}@example.org", event_id=evening.event.id)
    elsewhere = write(any_session, "zoe@example.org", event_id=another.event.id)
    gus, ivy, lee, zoe = take(any_session)
    outbox.sent(any_session, gus, "250 ok", now=NOW)
    for mail in (ivy, zoe):
        outbox.refused_for_good(any_session, mail, "550 nobody\r\n here\u202e", now=NOW)
    outbox.refused_for_now(any_session, lee, "451 later", now=NOW)
    any_session.expire_all()
    shown = [(mail.to_email, mail.state, mail.answer) for mail in outbox.of_event(any_session, evening.event)]
    assert shown == [
        ("lee@example.org", "waiting", "451 later"),
        ("ivy@example.org", "failed", "550 nobody here"),
        ("gus@example.org", "sent", "250 ok"),
    ]
    assert outbox.retry(any_session, evening.event, only=[gus.id, elsewhere.id], now=NOW) == []
    assert outbox.retry(any_session, evening.event, now=at(days=9)) == [ivy.id]
    assert ivy in take(any_session, at(days=9))
    outbox.refused_for_now(any_session, ivy, "451 later", now=at(days=9))
    any_session.refresh(ivy)
    assert ivy.state == "waiting"


def test_what_was_settled_a_month_ago_is_forgotten(any_session: Session) -> None:
    for name in ("gus", "ivy", "lee"):
        write(any_session, f"{name}@example.org")
    gus, ivy, lee = take(any_session)
    outbox.sent(any_session, gus, "250 ok", now=NOW)
    outbox.refused_for_good(any_session, ivy, "550", now=NOW)
    outbox.forget_old(any_session, now=at(days=30))
    assert len(any_session.scalars(select(Mail)).all()) == 3
    outbox.forget_old(any_session, now=at(days=31))
    assert any_session.scalars(select(Mail)).all() == [lee]


def test_whoever_sends_is_told_after_the_commit(store: Store) -> None:
    told: list[Any] = []
    store.listen(told.extend)
    with store.transaction() as session:
        write(session)
    assert told == [MailQueued()]


@pytest.mark.postgres
def test_many_take_at_once_and_no_mail_is_taken_twice(postgres_url: str) -> None:
    store = Store(postgres_url)
    with store.transaction() as session:
        for number in range(200):
            write(session, f"guest{number % 150}@example.org")

    def take_all(_: int) -> list[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        while True:
            with store.transaction() as session:
                some = outbox.claim(session, now=NOW, lease=LEASE, most=7)
            assert len(some) <= 7
            if not some:
                return found
            found += [(mail.id, mail.to_email) for mail in some]

    with ThreadPoolExecutor(6) as pool:
        taken = [each for found in pool.map(take_all, range(6)) for each in found]
    store.close()
    assert len(taken) == len({id for id, _ in taken}) == len({to for _, to in taken}) == 150
