"""Dates of an event as values."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from eventkit.domain.planning import entrances
from eventkit.domain.records import occurrences

from ..conftest import Evening


def test_the_same_date_is_one_in_a_set_however_it_was_found(session: Session) -> None:
    series = Evening(session, repeat="FREQ=WEEKLY;COUNT=2")
    second = date(2026, 12, 10)
    before = occurrences.on_day(session, series.event, second)
    room = entrances.find(session, series.event.code, on=second, lock=True)
    assert before is not None
    assert before.room is None
    assert len({before, occurrences.of(room)}) == 1
    assert occurrences.of(series.room) not in {before}
