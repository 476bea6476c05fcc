"""Doing what the clock decides: when a time limit ends, its activity closes or goes on.

Every process watches and any may act: the end is a value in a row, and what is done already is not done again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import gevent
from gevent.event import Event

from ..domain.activities import engine
from ..domain.basics.base import utcnow
from ..domain.basics.news import ActivityMoved, News, RoomChanged
from ..edge import Edge

log = logging.getLogger(__name__)

LOOK_EVERY_S = 5.0
"""At the latest, for timers that another process started."""
AFTER_THE_END_S = 0.02
"""An alarm that rings early would find nothing to do."""


class Alarm:
    def __init__(self, edge: Edge) -> None:
        self._edge, self._wake = edge, Event()

    def hear(self, news: Sequence[News]) -> None:
        if any(isinstance(each, ActivityMoved | RoomChanged) for each in news):
            self._wake.set()

    def run(self) -> None:
        while True:
            try:
                self._wake.clear()
                self._wake.wait(self._settle())
            except Exception:
                log.exception("could not look for time limits that ended; trying again")
                gevent.sleep(1.0)

    def _settle(self) -> float:
        """Settle what is due, and give the seconds until there may be more."""
        with self._edge.store.reading() as session:
            due = engine.next_due(session)
        if due is not None and due <= utcnow():
            with self._edge.store.transaction() as session:
                engine.settle_due(session)
            return 0.0
        left_s = LOOK_EVERY_S if due is None else (due - utcnow()).total_seconds() + AFTER_THE_END_S
        return max(0.0, min(LOOK_EVERY_S, left_s))
