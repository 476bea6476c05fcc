"""SQLite, so that a busy file or a slow disk never stalls the server.

All waiting is at BEGIN, in naps that let others run, never in SQLite's own busy handler. Commits (which wait for the
disk under `synchronous=FULL`) run in a thread, statements do not.
"""

from __future__ import annotations

import sqlite3
import time
from typing import Any

from gevent import monkey
from gevent.threadpool import ThreadPool
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

PATIENCE_S = 5.0
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
_commits: ThreadPool | None = None


class OffHub(sqlite3.Connection):
    """A connection whose commits leave the event loop free, where there is one."""

    def commit(self) -> None:
        if self.in_transaction:
            _commit_pool().apply(super().commit)


def engine(url: str, *, begin: str, pragmas: tuple[str, ...] = (), pool_size: int) -> Engine:
    """An engine whose transactions start with `begin`: the driver's own ways lose savepoints and tear reads."""
    greenlets = monkey.is_module_patched("threading")
    made = create_engine(
        url,
        connect_args={"timeout": 0.02, **({"factory": OffHub} if greenlets else {})},
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
    )

    @event.listens_for(made, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        for pragma in (*PRAGMAS, *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(made, "begin")
    def begin_patiently(connection: Connection) -> None:
        _begin(connection.connection.driver_connection, begin)  # type: ignore[arg-type]

    return made


def _begin(connection: sqlite3.Connection, statement: str) -> None:
    deadline, nap_s = time.monotonic() + PATIENCE_S, 0.001
    while True:
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(nap_s)
        nap_s = min(nap_s * 2, 0.025)


def _commit_pool() -> ThreadPool:
    """A thread of its own: in the shared pool a slow name look-up would delay every commit."""
    global _commits
    if _commits is None:
        _commits = ThreadPool(1)
    return _commits
