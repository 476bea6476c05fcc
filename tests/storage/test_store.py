"""The two doors to the database, and group commit."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import gevent
import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from eventkit.domain.basics.base import utcnow
from eventkit.domain.basics.errors import DomainError, NotFound, Unavailable
from eventkit.domain.basics.news import News, PeopleChanged, tell
from eventkit.domain.records.host import Host
from eventkit.storage.committer import Committer
from eventkit.storage.store import Store


def add_host(session: Session, name: str) -> str:
    if name == "bad":
        raise NotFound()
    session.add(Host(name=name, created_at=utcnow()))
    session.flush()
    return name


def add_hosts(session: Session, names: Sequence[str]) -> list[str | DomainError]:
    """A verb for many, each judged alone."""
    outcomes: list[str | DomainError] = []
    for name in names:
        try:
            outcomes.append(add_host(session, name))
        except DomainError as refusal:
            outcomes.append(refusal)
    return outcomes


def number_of_hosts(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(Host)) or 0


def test_news_is_told_after_the_commit_and_not_without_one(any_store: Store) -> None:
    told: list[tuple[News, int]] = []
    any_store.listen(lambda news: told.extend((each, number_of_hosts(any_store)) for each in news))
    with any_store.transaction() as session:
        add_host(session, "Hana")
        tell(session, PeopleChanged(1))
    with pytest.raises(NotFound), any_store.transaction() as session:
        add_host(session, "Olive")
        tell(session, PeopleChanged(2))
        raise NotFound()
    assert told == [(PeopleChanged(1), 1)]
    assert number_of_hosts(any_store) == 1


def test_a_listener_that_fails_does_not_touch_the_others(store: Store) -> None:
    told: list[News] = []

    def fails(news: list[News]) -> None:
        raise RuntimeError("out of order")

    store.listen(fails)
    store.listen(told.extend)
    with store.transaction() as session:
        tell(session, PeopleChanged(1))
    assert told == [PeopleChanged(1)]


def test_a_reader_sees_one_moment_and_cannot_write(any_store: Store) -> None:
    with any_store.reading() as session:
        before = session.scalar(select(func.count()).select_from(Host))
        with any_store.transaction() as writing:
            add_host(writing, "Hana")
        assert session.scalar(select(func.count()).select_from(Host)) == before
        with pytest.raises(DBAPIError):
            session.execute(text("DELETE FROM host"))


def test_times_come_back_as_they_went_in_and_naive_ones_are_refused(any_store: Store) -> None:
    now = utcnow()
    with any_store.transaction() as session:
        session.add(Host(name="Hana", created_at=now))
    with any_store.reading() as session:
        assert session.scalar(select(Host.created_at)) == now
        assert session.scalar(select(Host.id).where(Host.created_at == now)) is not None
    with pytest.raises(Exception, match="naive"), any_store.transaction() as session:
        session.add(Host(name="Hana", created_at=now.replace(tzinfo=None)))


def test_a_busy_database_is_waited_for(store: Store, database_url: str) -> None:
    other = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.3, lambda: other.execute("COMMIT"))
    release.start()
    started = time.monotonic()
    with store.transaction() as session:
        add_host(session, "Hana")
    assert time.monotonic() - started > 0.2
    release.join()
    other.close()


def test_a_database_that_stays_busy_is_given_up_and_works_again_later(
    store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eventkit.storage.sqlite.PATIENCE_S", 0.1)
    other = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable), store.transaction() as session:
        add_host(session, "Hana")
    other.execute("COMMIT")
    other.close()
    with store.transaction() as session:
        add_host(session, "Hana")
    assert number_of_hosts(store) == 1


def test_what_arrives_together_shares_a_commit_and_a_refusal_stands_alone(any_store: Store) -> None:
    committer = Committer(any_store, [add_hosts])
    commits: list[int] = []
    any_store.listen(lambda news: commits.append(len(news)))
    names = [f"host {number}" for number in range(20)] + ["bad"]
    asked = [gevent.spawn(committer.submit, add_hosts, name) for name in names]
    gevent.joinall(asked, timeout=10)
    assert [greenlet.value for greenlet in asked[:-1]] == names[:-1]
    assert isinstance(asked[-1].exception, NotFound)
    assert number_of_hosts(any_store) == 20


def test_a_batch_that_cannot_be_stored_is_refused_whole_and_the_next_one_works(store: Store) -> None:
    def breaks(session: Session, requests: object) -> list[None]:
        raise RuntimeError("the disk is full")

    committer = Committer(store, [breaks, add_hosts])
    with pytest.raises(RuntimeError, match="disk"):
        committer.submit(breaks, 1)
    assert committer.submit(add_hosts, "Hana") == "Hana"


def test_commits_leave_the_event_loop_free(tmp_path: Path) -> None:
    """In a process of its own, since patching cannot be undone: a commit held up in its thread holds up nobody else."""
    import subprocess
    import sys

    program = f"""
from gevent import monkey; monkey.patch_all()
import gevent, time
from sqlalchemy import text
from eventkit.storage import sqlite as ours
engine = ours.engine("sqlite:///{tmp_path}/a.db", begin="BEGIN IMMEDIATE", pool_size=1)
pool = ours._commit_pool()
pool.spawn(monkey.get_original("time", "sleep"), 0.5)
longest = 0.0
def tick():
    global longest
    last = time.monotonic()
    while True:
        gevent.sleep(0.001)
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
ticker = gevent.spawn(tick)
with engine.begin() as c:
    c.execute(text("CREATE TABLE t (x)"))
assert longest < 0.3, longest
print("free")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout.strip() == "free", done.stderr
