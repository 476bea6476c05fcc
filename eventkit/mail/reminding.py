"""Queues the letters that the clock decides. Any number of processes may do so at once: see
`domain/letters/reminders.py`."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from ..domain.basics.errors import NotFound
from ..domain.letters import outbox, reminders
from ..edge import Edge

MOST_AT_ONCE = 200


def plan(edge: Edge, *, now: datetime) -> bool:
    """Queue what is due by now, and say whether there is more than can be taken at once."""
    with edge.store.reading() as session:
        found = reminders.find(session, now=now)
    rooms = found.rooms[:MOST_AT_ONCE]
    for code, on in rooms:
        with suppress(NotFound), edge.acting_in(code, on=on):
            pass  # whoever looks for a room has it made
    if rooms:
        with edge.store.reading() as session:
            found = reminders.find(session, now=now)
    if found.letters:
        with edge.store.transaction() as session:
            outbox.queue_once(session, found.letters[:MOST_AT_ONCE])
    return max(len(found.letters), len(found.rooms)) > MOST_AT_ONCE
