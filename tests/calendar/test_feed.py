"""A calendar to follow: many events, each as in its own file, and nothing that changes by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import vobject
from icalendar import Calendar

from eventkit.calendar.feed import feed
from eventkit.calendar.publication import Entry, Words, publish
from eventkit.calendar.web_calendars import follow_links, webcal

from .test_publication import assert_well_formed, lines_of

ENGLISH, GERMAN = Words(), Words(call_line="Zum Videogespräch: {link}")


def of(evening: Callable[..., Entry], *changes: dict[str, Any]) -> bytes:
    return feed("Events of Hana", [(evening(uid=f"{n}@x", **changed), ENGLISH) for n, changed in enumerate(changes)])


def test_the_calendar_says_its_name_and_when_to_look_again(evening: Callable[..., Entry]) -> None:
    lines = lines_of(of(evening, {}))
    assert lines[: lines.index("BEGIN:VTIMEZONE")] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//eventkit//eventkit//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Events of Hana",
        "X-WR-CALNAME:Events of Hana",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]


def test_an_event_stands_there_as_in_its_own_file_but_for_the_reminder(evening: Callable[..., Entry]) -> None:
    entry = evening(sequence=3)
    followed, alone = lines_of(feed("Events", [(entry, ENGLISH)])), lines_of(publish(entry, now=entry.updated_at))
    reminder = slice(alone.index("BEGIN:VALARM"), alone.index("END:VALARM") + 1)
    del alone[reminder]
    assert "DTSTAMP:20261121T094500Z" in followed
    assert followed[followed.index("BEGIN:VEVENT") :] == alone[alone.index("BEGIN:VEVENT") :]


def test_nobody_is_named_as_a_party(evening: Callable[..., Entry]) -> None:
    file = of(evening, {}, {"cancelled": True})
    assert not any(word in file for word in (b"ATTENDEE", b"ORGANIZER", b"mailto:", b"VALARM"))


def test_a_zone_that_several_events_use_stands_there_once(evening: Callable[..., Entry]) -> None:
    file = of(evening, {}, {"timezone": "America/New_York"}, {}, {"timezone": "UTC"}, {"timezone": "America/New_York"})
    lines = lines_of(file)
    assert [line for line in lines if line.startswith("TZID:")] == ["TZID:Europe/Berlin", "TZID:America/New_York"]
    assert lines.count("BEGIN:VEVENT") == 5
    assert lines.index("BEGIN:VEVENT") > max(n for n, line in enumerate(lines) if line == "END:VTIMEZONE")


def test_each_event_speaks_its_own_language(evening: Callable[..., Entry]) -> None:
    file = feed("Events", [(evening(uid="1@x"), ENGLISH), (evening(uid="2@x"), GERMAN)])
    english, german = Calendar.from_ical(file).events
    assert str(english["DESCRIPTION"]).startswith("Join the video call: https://")
    assert str(german["DESCRIPTION"]).startswith("Zum Videogespräch: https://")


def test_a_calendar_without_events_is_one_too() -> None:
    file = feed("Events of Ünal; & Söhne, \\o/", [])
    assert_well_formed(file)
    assert Calendar.from_ical(file).events == []
    assert r"NAME:Events of Ünal\; & Söhne\, \\o/" in lines_of(file)


def test_every_reader_finds_the_same_events(
    evening: Callable[..., Entry], read_with_icaljs: Callable[..., list[dict[str, Any]]]
) -> None:
    file = of(evening, {}, {"timezone": "America/New_York", "title": "Emma; or, not"}, {"cancelled": True})
    assert_well_formed(file)
    begins = [datetime(2026, 12, 3, 18, tzinfo=UTC), datetime(2026, 12, 4, 0, tzinfo=UTC)]
    seen = read_with_icaljs([file])
    assert [(each["starts"], each["summary"]) for each in seen] == [
        (begins[0], "The Left Hand of Darkness"),
        (begins[1], "Emma; or, not"),
        (begins[0], "The Left Hand of Darkness"),
    ]
    events = Calendar.from_ical(file).events
    assert [event["DTSTART"].dt.astimezone(UTC) for event in events] == [begins[0], begins[1], begins[0]]
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    read = vobject.readOne(file.decode()).vevent_list
    assert [event.dtstart.value.astimezone(UTC) for event in read] == [begins[0], begins[1], begins[0]]


def test_the_links_that_follow_a_feed_carry_its_address_whole() -> None:
    url = "https://events.example/feeds/1-ab.ics"
    assert webcal(url) == "webcal://events.example/feeds/1-ab.ics"
    assert dict(follow_links(url, "Events of Ann & Bob")) == {
        "Google": "https://calendar.google.com/calendar/u/0/r?cid=webcal%3A%2F%2Fevents.example%2Ffeeds%2F1-ab.ics",
        "Outlook.com": "https://outlook.live.com/calendar/0/addfromweb/"
        "?url=https%3A%2F%2Fevents.example%2Ffeeds%2F1-ab.ics&name=Events%20of%20Ann%20%26%20Bob",
    }
