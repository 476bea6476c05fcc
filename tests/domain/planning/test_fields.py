"""Every field of an event: taken by API and form, shown, and noticed by whom the table says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from eventkit.domain.basics.addresses import Person
from eventkit.domain.basics.base import utcnow
from eventkit.domain.basics.errors import Invalid
from eventkit.domain.basics.fields import FIELDS, EventField
from eventkit.domain.basics.links import Links
from eventkit.domain.coming import invitations
from eventkit.domain.planning import changes
from eventkit.domain.planning.event_fields import EventFields
from eventkit.domain.planning.requested import Scope
from eventkit.domain.planning.writing import written
from eventkit.domain.records import occurrences
from eventkit.domain.records.event import Event
from eventkit.domain.records.mail import Mail
from eventkit.domain.records.planned import Stretch
from eventkit.domain.views import snapshots
from eventkit.web.planning import event_from, form_of

from ..conftest import Evening

NAMES = {field.name for field in FIELDS}
every_field = pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
OTHERWISE: dict[str, Any] = {
    "title": "Another evening",
    "theme": "open",
    "starts_at": "2026-12-03T20:00",
    "timezone": "America/New_York",
    "duration_minutes": 45,
    "description": "Bring a chair.",
    "dress_code": "Pyjamas",
    "video_url": "https://example.org/other",
    "repeat": "FREQ=WEEKLY;COUNT=5",
    "skipped": ["2026-12-24"],
    "details": {"prompt": "A day that changed you"},
    "host": {"name": "Hanna"},
    "language": "de",
    "capacity": 30,
    "reply_by": "2026-12-01",
    "shows_names": True,
    "link_for": "replied",
    "sends_reminders": False,
    "sends_thanks": False,
    "questions": [{"kind": "text", "text": "Allergies?"}],
}
"""Of each field something that the event of these tests does not have."""
NOW = utcnow().replace(year=2026, month=11, day=1)


@pytest.fixture
def series(session: Session) -> Evening:
    return Evening(session, repeat="FREQ=WEEKLY;COUNT=6", skipped=["2026-12-17"], video_url="https://example.org/call")


def change(series: Evening, field: EventField, scope: Scope = "all") -> Event:
    wanted = {field.name: OTHERWISE[field.name]}
    return changes.change(series.session, series.room, wanted, jitsi_url="https://jitsi.test", scope=scope, now=NOW)


def test_the_table_and_the_rules_know_the_same_fields() -> None:
    assert NAMES == set(EventFields.model_fields) == set(OTHERWISE)
    assert len(NAMES) == len(FIELDS)


def test_each_field_has_its_column(series: Evening) -> None:
    for field in FIELDS:
        assert hasattr(series.event if field.belongs_to == "event" else Stretch, field.column), field


def test_the_api_shows_every_field(series: Evening) -> None:
    assert set(snapshots.event(series.session, series.room, Links("https://eventkit.test"))) >= NAMES


def test_the_form_holds_and_reads_every_field(series: Evening) -> None:
    here = occurrences.of(series.room)
    typed = form_of(here).values | {"asks_mails": "1"}
    assert set(event_from(typed, here)) == NAMES
    fields = {**event_from(typed, here), "repeat": None, "skipped": []}
    assert EventFields.model_validate(fields) == EventFields.model_validate(
        {**written(here), "repeat": None, "skipped": []}
    )


@every_field
def test_what_is_changed_is_kept(series: Evening, field: EventField) -> None:
    before = written(occurrences.of(series.room))
    change(series, field)
    after = written(occurrences.of(series.room))
    assert after[field.name] != before[field.name]
    unaffected = NAMES - {field.name, "repeat", "skipped", "reply_by"}
    assert {name for name in unaffected if after[name] != before[name]} == set()


@every_field
def test_the_sequence_rises_only_when_a_calendar_shows_the_difference(series: Evening, field: EventField) -> None:
    assert (change(series, field).sequence > 0) == field.in_calendars


@every_field
def test_guests_are_written_to_only_when_they_planned_around_it(series: Evening, field: EventField) -> None:
    invitations.invite(series.session, series.event, [Person("Gus", "gus@example.org")], now=NOW - timedelta(days=2))
    change(series, field)
    told = series.session.scalars(select(Mail).where(Mail.kind == "changed")).all()
    assert bool(told) == field.planned_around


@every_field
def test_one_date_differs_only_in_what_belongs_to_a_date(series: Evening, field: EventField) -> None:
    if field.belongs_to == "date":
        change(series, field, "this")
        assert list(series.room.stored_changes or {}) == [field.column]
    else:
        with pytest.raises(Invalid, match="the same for all dates"):
            change(series, field, "this")
