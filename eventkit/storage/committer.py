"""Group commit: what arrives together shares one transaction, and is acknowledged after its commit."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import gevent
from gevent.event import AsyncResult, Event
from sqlalchemy.orm import Session

from ..domain.basics.errors import DomainError
from .store import Store

log = logging.getLogger(__name__)

GATHER_S = (0.003, 0.02)
"""How long a batch is gathered: as long as the last one took, within these bounds, so that it grows with the load."""

MOST_AT_ONCE = 1000
R = TypeVar("R")

Verb = Callable[[Session, Sequence[Any]], Sequence[Any]]
"""Takes many requests and gives an outcome for each: a result, or the DomainError it is refused with."""


class Committer:
    """One greenlet that writes for all. Verbs are run in the order they were declared, each over the batch's requests
    to it, so that all transactions take their locks in one order."""

    def __init__(self, store: Store, verbs: Sequence[Verb]) -> None:
        self._store, self._verbs = store, list(verbs)
        self._waiting: list[tuple[Verb, Any, AsyncResult]] = []
        self._wake = Event()
        self._greenlet: gevent.Greenlet | None = None

    def submit(self, verb: Callable[[Session, Sequence[Any]], Sequence[R | DomainError]], request: Any) -> R:
        """Wait until the request is stored and give its result, or raise why it was not."""
        if self._greenlet is None or self._greenlet.dead:
            self._greenlet = gevent.spawn(self._run)
        outcome = AsyncResult()
        self._waiting.append((verb, request, outcome))
        self._wake.set()
        return outcome.get()

    def _run(self) -> None:
        shortest, longest = GATHER_S
        last_took_s = 0.0
        while True:
            self._wake.wait()
            gevent.sleep(min(longest, max(shortest, last_took_s)))
            self._wake.clear()
            batch, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            if self._waiting:
                self._wake.set()
            started = time.monotonic()
            self._commit(batch)
            last_took_s = time.monotonic() - started

    def _commit(self, batch: list[tuple[Verb, Any, AsyncResult]]) -> None:
        answered: list[tuple[AsyncResult, Any]] = []
        try:
            with self._store.transaction() as session:
                for verb in self._verbs:
                    of_verb = [(request, result) for asked, request, result in batch if asked is verb]
                    if of_verb:
                        outcomes = verb(session, [request for request, _ in of_verb])
                        answered += zip((result for _, result in of_verb), outcomes, strict=True)
        except Exception as error:
            log.exception("a batch of %d could not be stored", len(batch))
            for _, _, result in batch:
                result.set_exception(error)
            return
        for result, outcome in answered:
            if isinstance(outcome, Exception):
                result.set_exception(outcome)
            else:
                result.set(outcome)
