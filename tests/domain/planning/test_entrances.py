"""Rooms of a series are made when they are looked for, by many at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from eventkit.domain.basics.validation import read_model
from eventkit.domain.coming import places, replying
from eventkit.domain.coming.replying import ReplyFields
from eventkit.domain.planning import entrances, events
from eventkit.domain.planning.event_fields import NewEvent
from eventkit.domain.records.event import Room
from eventkit.storage.store import Store
from tests.people import plan

FIRST = date(2036, 12, 4)


@pytest.fixture
def code(any_store: Store) -> str:
    fields = read_model(NewEvent, plan(starts_at="2036-12-04T19:00", repeat="FREQ=WEEKLY;COUNT=9", capacity=4))
    with any_store.transaction() as session:
        event, _ = events.plan(session, fields, jitsi_url="https://jitsi.test", domain="eventkit.test")
        return event.code


def test_many_who_look_at_once_find_the_same_room(any_store: Store, code: str) -> None:
    def look(number: int) -> tuple[date, int]:
        with any_store.transaction() as session:
            room = entrances.find(session, code, on=FIRST + timedelta(weeks=number % 3), lock=True)
            return room.on, room.id

    with ThreadPoolExecutor(12) as together:
        found = set(together.map(look, range(48)))
    assert len(found) == 3
    with any_store.reading() as session:
        assert len(session.scalars(select(Room)).all()) == 3


def test_replies_for_all_dates_at_once_leave_nobody_out_and_let_nobody_in_twice(any_store: Store, code: str) -> None:
    def reply(number: int) -> None:
        fields = ReplyFields(name=f"Guest {number}", answer="yes", dates="all")
        with any_store.transaction() as session:
            replying.reply(
                session, entrances.find(session, code, on=FIRST + timedelta(weeks=number % 4), lock=True), fields
            )

    with ThreadPoolExecutor(8) as together:
        list(together.map(reply, range(8)))
    for week in range(5):
        with any_store.transaction() as session:
            room = entrances.find(session, code, on=FIRST + timedelta(weeks=week), lock=True)
            assert places.counts(session, room) == {"yes": 4, "maybe": 0, "no": 0, "waiting": 4}
