"""An event as a meeting: one guest is asked to it, moved with it, and told when it is called off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import vobject
from hypothesis import given, settings
from icalendar import Calendar, Event
from PIL import ImageColor

from eventkit.calendar.colours import nearest_name
from eventkit.calendar.invitation import Attendee, Party, request
from eventkit.calendar.publication import Entry
from eventkit.domain.activities import themes

from .test_publication import ANY_TEXT, assert_well_formed, lines_of

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
HANA = Party("Hana", "events@example.org")
ANN = Attendee("Ann", "ann@x.org")


@pytest.fixture(scope="session")
def asked(evening: Callable[..., Entry]) -> Callable[..., bytes]:
    def write(organizer: Party = HANA, attendee: Attendee = ANN, **changed: Any) -> bytes:
        return request(evening(**changed), organizer=organizer, attendee=attendee, now=NOW)[1]

    return write


def event_of(file: bytes) -> Event:
    return Calendar.from_ical(file).events[0]


def test_one_guest_is_asked_and_nobody_else_is_named(asked: Callable[..., bytes]) -> None:
    lines = lines_of(asked())
    assert "METHOD:REQUEST" in lines
    assert [line for line in lines if "mailto:" in line] == [
        "ATTENDEE;CN=Ann;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:ann@x.org",
        "ORGANIZER;CN=Hana:mailto:events@example.org",
    ]
    assert "DTSTART;TZID=Europe/Berlin:20261203T190000" in lines
    assert {"BEGIN:VTIMEZONE", "BEGIN:VALARM", "SEQUENCE:0", "STATUS:CONFIRMED"} <= set(lines)
    assert {"DTSTAMP:20261122T100000Z", "LAST-MODIFIED:20261121T094500Z", "UID:0190c1a2@events.example"} <= set(lines)


def test_an_answer_that_is_known_is_said(asked: Callable[..., bytes]) -> None:
    attendee = event_of(asked(attendee=Attendee("Ann", "ann@x.org", "ACCEPTED", is_asked=False)))["ATTENDEE"]
    assert (attendee.params["PARTSTAT"], attendee.params["RSVP"]) == ("ACCEPTED", "FALSE")


def test_a_cancelled_meeting_is_taken_out(asked: Callable[..., bytes]) -> None:
    file = asked(cancelled=True, sequence=3)
    assert Calendar.from_ical(file)["METHOD"] == "CANCEL"
    event = event_of(file)
    assert (event["STATUS"], event["SEQUENCE"], event["UID"]) == ("CANCELLED", 3, "0190c1a2@events.example")
    assert "mailto:ann@x.org" in str(event["ATTENDEE"])
    assert not event.subcomponents


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://meet.google.com/abc-defg-hij", "X-GOOGLE-CONFERENCE"),
        ("https://teams.microsoft.com/l/meetup-join/1", "X-MICROSOFT-SKYPETEAMSMEETINGURL"),
        ("https://teams.live.com/meet/1", "X-MICROSOFT-SKYPETEAMSMEETINGURL"),
        ("https://meet.google.com.evil.test/abc", None),
        ("https://meet.jit.si/abc", None),
    ],
)
def test_a_video_service_finds_its_own_link(asked: Callable[..., bytes], link: str, name: str | None) -> None:
    event = event_of(asked(video_url=link))
    own = {"X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"} & set(event)
    assert own == ({name} if name else set())
    assert not name or event[name] == link
    assert event["LOCATION"] == link


def test_it_looks_like_its_page(asked: Callable[..., bytes]) -> None:
    lines = lines_of(asked(colour="indigo", image_url="https://events.example/e/K7PQ2M/preview.png"))
    assert "COLOR:indigo" in lines
    (image,) = [line for line in lines if line.startswith("IMAGE")]
    assert {"VALUE=URI", "DISPLAY=BADGE"} <= set(image.partition(":")[0].split(";"))
    assert image.endswith(":https://events.example/e/K7PQ2M/preview.png")


@pytest.mark.parametrize("slug", list(themes.all_themes()))
def test_a_theme_has_a_colour_by_name(slug: str) -> None:
    assert nearest_name(themes.get(slug).palette) in ImageColor.colormap


def test_other_calendars_read_the_same(
    asked: Callable[..., bytes], read_with_icaljs: Callable[[list[bytes]], list[dict[str, Any]]]
) -> None:
    files = [asked(), asked(cancelled=True, sequence=1), asked(timezone="UTC"), asked(timezone="America/New_York")]
    by_icaljs = read_with_icaljs(files)
    for file, read in zip(files, by_icaljs, strict=True):
        event, other = event_of(file), vobject.readOne(file.decode()).vevent
        assert read["starts"] == event["DTSTART"].dt == other.dtstart.value
        assert other.attendee.value == "mailto:ann@x.org"
        assert other.uid.value == event["UID"]


@settings(max_examples=60, deadline=None)
@given(name=ANY_TEXT, title=ANY_TEXT)
def test_no_name_breaks_the_file(asked: Callable[..., bytes], name: str, title: str) -> None:
    file = asked(organizer=Party(name, HANA.email), attendee=Attendee(name, ANN.email), title=title)
    assert_well_formed(file)
    event = event_of(file)
    assert (str(event["ORGANIZER"]), str(event["ATTENDEE"])) == ("mailto:events@example.org", "mailto:ann@x.org")
    assert [line for line in lines_of(file) if line.startswith("ATTENDEE")].__len__() == 1
    vobject.readOne(file.decode())


def test_an_address_cannot_leave_its_place(asked: Callable[..., bytes]) -> None:
    event = event_of(asked(attendee=Attendee("Ann", 'a?cc=b%41#"<>@x.org')))
    assert str(event["ATTENDEE"]) == "mailto:a%3Fcc=b%2541%23%22%3C%3E@x.org"
