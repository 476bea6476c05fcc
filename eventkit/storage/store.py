"""The two doors: `reading()` sees one moment, `transaction()` changes it, commits, and then tells."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from ..domain.activities.ledgers import Ledgers
from ..domain.basics.errors import Unavailable
from ..domain.basics.news import News
from . import sqlite as ours

log = logging.getLogger(__name__)

POSTGRES_LIMITS = "-c lock_timeout=5s -c statement_timeout=15s -c idle_in_transaction_session_timeout=30s"


class Store:
    """One database. On SQLite the writing pool of one connection is the write lock."""

    def __init__(self, url: str) -> None:
        self.writing, self.snapshots = _engines(url)
        self._ledgers = Ledgers()
        self._listeners: list[Callable[[list[News]], None]] = []

    def listen(self, listener: Callable[[list[News]], None]) -> None:
        """Be told the news of each transaction after its commit."""
        self._listeners.append(listener)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent moment; keep it short, an open reader keeps SQLite's log from being cleared."""
        with _reachable(), Session(self.snapshots, expire_on_commit=False, info={"ledgers": self._ledgers}) as session:
            yield session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Commits when the block ends well, and only then hands the news to the listeners.

        Never open one inside another.
        """
        info: dict[str, Any] = {"ledgers": self._ledgers, "news": []}
        with _reachable(), Session(self.writing, expire_on_commit=False, info=info) as session, session.begin():
            yield session
        self._tell(info["news"])

    def ping(self) -> None:
        with self.snapshots.connect() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        self.writing.dispose()
        self.snapshots.dispose()

    def _tell(self, news: list[News]) -> None:
        for listener in self._listeners if news else ():
            try:
                listener(news)
            except Exception:
                log.exception("a listener failed; the change itself is stored")


@contextmanager
def _reachable() -> Iterator[None]:
    """A database that is away, or busy for too long, is Unavailable: the same request may be sent again."""
    try:
        yield
    except (OperationalError, PoolTimeout, sqlite3.OperationalError) as error:
        log.exception("the database did not answer")
        raise Unavailable() from error


def _engines(url: str) -> tuple[Engine, Engine]:
    where = make_url(url)
    if where.get_backend_name() == "sqlite":
        if where.database:
            Path(where.database).parent.mkdir(parents=True, exist_ok=True)
        return (
            ours.engine(url, begin="BEGIN IMMEDIATE", pool_size=1),
            ours.engine(url, begin="BEGIN", pragmas=("query_only=ON",), pool_size=8),
        )
    where = where.set(drivername="postgresql+psycopg")
    common = {"pool_size": 8, "pool_pre_ping": True, "connect_args": {"options": POSTGRES_LIMITS}}
    reading = {"isolation_level": "REPEATABLE READ", "execution_options": {"postgresql_readonly": True}}
    return create_engine(where, **common), create_engine(where, **common, **reading)
