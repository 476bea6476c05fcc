"""Planning, changing and cancelling an event."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from eventkit.domain.activities import runs
from eventkit.domain.basics.errors import Invalid, NotFound
from eventkit.domain.basics.news import RoomChanged
from eventkit.domain.basics.tokens import CODE_ALPHABET, read_code
from eventkit.domain.basics.validation import read_model
from eventkit.domain.planning import changes, entrances, hosts
from eventkit.domain.planning.event_fields import NewEvent
from tests.people import plan

from ..conftest import Evening

JITSI = "https://jitsi.test"


def test_a_new_event_has_a_code_people_can_read_aloud(evening: Evening) -> None:
    assert len(evening.event.code) == 8
    assert set(evening.event.code) <= set(CODE_ALPHABET)
    assert not set("0O1IL") & set(CODE_ALPHABET)


def test_a_code_is_read_in_any_case_with_dashes_and_spaces() -> None:
    assert read_code(" k7qm-4 xwd ") == "K7QM4XWD"


def test_the_themes_own_run_of_show_is_taken_when_none_is_given(session: Session) -> None:
    for theme in ("book-club", "cooking-class", "story-time"):
        event = Evening(session, theme=theme, activities=None).event
        assert len(runs.of_room(session, entrances.find(session, event.code))) >= 4


@pytest.mark.parametrize(
    ("given", "zone", "wall", "utc"),
    [
        ("2026-12-03T19:00", "Europe/Berlin", "2026-12-03T19:00", "2026-12-03T18:00Z"),
        ("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T03:30", "2026-03-29T01:30Z"),  # skipped: moves forward
        ("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30Z"),  # twice: the first
        ("2026-12-03T18:00:00Z", "Europe/Berlin", "2026-12-03T19:00", "2026-12-03T18:00Z"),
        ("2026-12-03T13:00:00-05:00", "Asia/Kolkata", "2026-12-03T23:30", "2026-12-03T18:00Z"),
        ("2026-12-03T19:00", "America/Vancouver", "2026-12-03T19:00", "2026-12-04T02:00Z"),
    ],
)
def test_a_start_is_a_wall_clock_in_its_zone(session: Session, given: str, zone: str, wall: str, utc: str) -> None:
    event = Evening(session, starts_at=given, timezone=zone).event
    assert event.starts_at.isoformat(timespec="minutes") == wall
    assert event.starts_at_utc.strftime("%Y-%m-%dT%H:%MZ") == utc


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": 5}, "title"),
        ({"title": "\u0000\u202e"}, "title"),
        ({"theme": "no-such-theme"}, "theme"),
        ({"starts_at": "tomorrow"}, "starts_at"),
        ({"starts_at": "2026-12-03"}, "starts_at"),
        ({"starts_at": 1764788400}, "starts_at"),
        ({"starts_at": "0001-01-01T00:00"}, "starts_at"),
        ({"starts_at": "9999-12-31T23:59"}, "starts_at"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"timezone": None}, "timezone"),
        ({"duration_minutes": 0}, "duration_minutes"),
        ({"duration_minutes": True}, "duration_minutes"),
        ({"duration_minutes": "60"}, "duration_minutes"),
        ({"video_url": "javascript:alert(1)"}, "video_url"),
        ({"video_url": "https://user:secret@example.org"}, "video_url"),
        ({"video_url": "https://example.org/\x00"}, "video_url"),
        ({"repeat": "FREQ=HOURLY"}, "repeat"),
        ({"details": {"no_such": 1}}, "details.no_such"),
        ({"details": {"reading_list": [{"title": "Emma", "pages": True}]}}, "details.reading_list.0.pages"),
        ({"host": {"name": ""}}, "host.name"),
        ({"host": {"name": "Hana", "email": "nobody"}}, "host.email"),
        ({"surprise": 1}, "surprise"),
        ({"activities": [{"kind": "no-such", "title": "x"}]}, "activities.0.kind"),
        ({"activities": [{"kind": "single", "title": "x", "config": {}}]}, "activities.0.config.options"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_field(session: Session, change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        Evening(session, **change)
    assert field in [problem.field for problem in refusal.value.problems]


def test_a_known_detail_of_another_theme_is_kept(session: Session) -> None:
    event = Evening(session, theme="book-club", details={"recipe": {"name": "Soup"}}).event
    assert event.details.recipe is not None


def test_a_jitsi_room_is_made_on_request(session: Session) -> None:
    first, second = (Evening(session, video_url="auto").event.video_url for _ in range(2))
    assert first is not None
    assert first.startswith(f"{JITSI}/")
    assert first != second


@pytest.mark.parametrize(
    ("change", "rises"),
    [
        ({"title": "Friday book club"}, True),
        ({"starts_at": "2026-12-04T19:00"}, True),
        ({"timezone": "Europe/London"}, True),
        ({"dress_code": "Hats"}, True),
        ({"details": {"reading_list": [{"title": "Emma"}]}}, True),
        ({"host": {"name": "Hana B."}}, True),
        ({"title": "Thursday book club"}, False),
        ({"host": {"email": "hana@example.org"}}, False),
        ({}, False),
    ],
)
def test_sequence_rises_only_when_a_calendar_shows_the_change(
    evening: Evening, change: dict[str, Any], rises: bool
) -> None:
    changes.change(evening.session, evening.room, change, jitsi_url=JITSI)
    assert evening.event.sequence == int(rises)
    assert any(isinstance(news, RoomChanged) for news in evening.session.info["news"][-1:]) == rises


def test_a_change_keeps_what_it_does_not_name(session: Session) -> None:
    evening = Evening(session, dress_code="Hats", details={"reading_list": [{"title": "Emma"}]}, video_url="auto")
    link = evening.event.video_url
    changes.change(session, evening.room, {"title": "Another title"}, jitsi_url=JITSI)
    assert evening.event.dress_code == "Hats"
    assert evening.event.video_url == link
    assert evening.event.details.reading_list is not None
    assert evening.event.host.name == "Hana"


def test_a_change_that_cannot_be_right_changes_nothing(evening: Evening) -> None:
    with pytest.raises(Invalid):
        changes.change(evening.session, evening.room, {"title": "New", "timezone": "Nowhere"}, jitsi_url=JITSI)
    assert evening.event.title == "Thursday book club"


def test_an_event_that_moves_takes_its_room_along(evening: Evening) -> None:
    changes.change(evening.session, evening.room, {"starts_at": "2026-12-10T19:00"}, jitsi_url=JITSI)
    assert evening.room.on.isoformat() == "2026-12-10"


def test_cancelling_twice_is_cancelling_once(evening: Evening) -> None:
    for _ in range(2):
        changes.cancel(evening.session, evening.room)
    assert (evening.event.status, evening.event.sequence) == ("cancelled", 1)


def test_only_the_bearer_of_its_own_token_hosts_an_event(session: Session) -> None:
    first, second = Evening(session), Evening(session)
    assert hosts.link_to(session, event_id=first.event.id, token=first.host_token)
    assert not hosts.link_to(session, event_id=first.event.id, token=second.host_token)
    assert not hosts.link_to(session, event_id=first.event.id, token="")


def test_a_host_token_is_stored_only_as_a_fingerprint(evening: Evening) -> None:
    link = hosts.link_by_token(evening.session, evening.host_token)
    assert link is not None
    assert evening.host_token not in link.token_hash


def test_there_is_no_room_on_another_day(evening: Evening) -> None:
    with pytest.raises(NotFound):
        entrances.find(evening.session, evening.event.code, on=evening.room.on.replace(day=4))


@pytest.mark.parametrize(("theme", "minutes"), [("book-club", 60), ("cooking-class", 75), ("story-time", 30)])
def test_an_event_is_as_long_as_its_theme_when_nothing_else_is_said(theme: str, minutes: int) -> None:
    assert read_model(NewEvent, plan(theme=theme)).duration_minutes == minutes
    assert read_model(NewEvent, plan(theme=theme, duration_minutes=45)).duration_minutes == 45
