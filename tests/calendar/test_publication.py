from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from eventkit.calendar.publication import Entry, Words, publish
from eventkit.domain.basics.text import clean

NOW = datetime(2026, 11, 22, 10, 0, 0, 123456, tzinfo=UTC)

TELLING = "\\;,:\"'nN\n\r\t ^%{}😀👩\u200d🍳é\u2028\u0085\x00\x1b"
ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from(TELLING)), max_size=200)


@pytest.fixture(scope="session")
def publication(evening: Callable[..., Entry]) -> Callable[..., bytes]:
    return lambda **changed: publish(evening(**changed), now=NOW)


def event_of(file: bytes) -> Event:
    return Calendar.from_ical(file).events[0]


def lines_of(file: bytes) -> list[str]:
    """The unfolded lines (RFC 5545 section 3.1)."""
    return file.replace(b"\r\n ", b"").decode().splitlines()


def assert_well_formed(file: bytes) -> None:
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert file.count(b"\r") == file.count(b"\n") == file.count(b"\r\n")
    for line in file.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut in two


def test_the_file_is_one_published_event_after_its_zone(publication: Callable[..., bytes]) -> None:
    lines = lines_of(publication())
    head = lines[: lines.index("BEGIN:VTIMEZONE")]
    assert head == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//eventkit//eventkit//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    assert [line for line in lines if line.startswith("BEGIN:")] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VTIMEZONE",
        "BEGIN:STANDARD",
        "BEGIN:DAYLIGHT",
        "BEGIN:VEVENT",
        "BEGIN:VALARM",
    ]


def test_the_whole_event_as_it_is_written(publication: Callable[..., bytes]) -> None:
    lines = lines_of(publication())
    event = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("BEGIN:VALARM")]
    assert sorted(event) == [
        "CATEGORIES:Book club",
        "CLASS:PUBLIC",
        "CONFERENCE;FEATURE=AUDIO,VIDEO;LABEL=Join the video call;VALUE=URI:https://meet.example/left-hand",
        "CREATED:20261120T083000Z",
        r"DESCRIPTION:Join the video call: https://meet.example/left-hand\nHost: Hana\n"
        r"Event page: https://events.example/e/K7PQ2M\n\n"
        r"Dress code: something warm\nReading list: chapters 1 to 5",
        "DTEND;TZID=Europe/Berlin:20261203T203000",
        "DTSTAMP:20261122T100000Z",
        "DTSTART;TZID=Europe/Berlin:20261203T190000",
        "LAST-MODIFIED:20261121T094500Z",
        "LOCATION:https://meet.example/left-hand",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "SUMMARY:The Left Hand of Darkness",
        "TRANSP:OPAQUE",
        "UID:0190c1a2@events.example",
        "URL:https://events.example/e/K7PQ2M",
    ]


def test_nobody_is_named_as_attendee_or_organizer(publication: Callable[..., bytes]) -> None:
    assert not {"ATTENDEE", "ORGANIZER"} & set(event_of(publication()))
    assert b"mailto:" not in publication().lower()


def test_without_a_video_link_the_description_begins_with_the_host(publication: Callable[..., bytes]) -> None:
    event = event_of(publication(video_url=None, description=""))
    assert not {"LOCATION", "CONFERENCE"} & set(event)
    assert event["DESCRIPTION"] == "Host: Hana\nEvent page: https://events.example/e/K7PQ2M"


def test_without_a_theme_there_is_no_category(publication: Callable[..., bytes]) -> None:
    assert "CATEGORIES" not in event_of(publication(category=None))


def test_a_reminder_comes_a_quarter_of_an_hour_before(publication: Callable[..., bytes]) -> None:
    (alarm,) = event_of(publication()).subcomponents
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm["DESCRIPTION"] == "Starts in 15 minutes: The Left Hand of Darkness"
    assert alarm["TRIGGER"].dt == timedelta(minutes=-15)


def test_a_cancelled_event_says_so_and_neither_reminds_nor_blocks_time(
    publication: Callable[..., bytes],
) -> None:
    planned, cancelled = event_of(publication()), event_of(publication(cancelled=True, sequence=4))
    assert cancelled["UID"] == planned["UID"]
    assert cancelled["SEQUENCE"] == 4
    assert cancelled["STATUS"] == "CANCELLED"
    assert cancelled["TRANSP"] == "TRANSPARENT"
    assert cancelled["DESCRIPTION"].splitlines()[0] == "This event is cancelled."
    assert not cancelled.subcomponents


def test_instants_are_written_in_utc_whatever_their_offset(publication: Callable[..., bytes]) -> None:
    in_india = datetime(2026, 11, 21, 1, 0, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    lines = lines_of(publication(created_at=in_india, updated_at=in_india))
    assert {"CREATED:20261120T193000Z", "LAST-MODIFIED:20261120T193000Z"} <= set(lines)


def test_the_file_is_stamped_with_the_present_moment(evening: Callable[..., Entry]) -> None:
    stamp = event_of(publish(evening()))["DTSTAMP"].dt
    assert abs(datetime.now(UTC) - stamp) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("starts_at", "begins", "ends"),
    [
        ("2027-03-28T01:30", ";TZID=Europe/Berlin:20270328T013000", ";TZID=Europe/Berlin:20270328T040000"),
        ("2027-03-28T02:30", ";TZID=Europe/Berlin:20270328T033000", ";TZID=Europe/Berlin:20270328T050000"),
        ("2027-10-31T01:45", ";TZID=Europe/Berlin:20271031T014500", ";TZID=Europe/Berlin:20271031T031500"),
        ("2027-10-31T02:30", ":20271031T003000Z", ":20271031T020000Z"),
        ("2027-10-31T01:15", ":20271030T231500Z", ":20271031T004500Z"),
    ],
    ids=[
        "lasts as long over a change of clocks",
        "starts at a skipped time: moves forward",
        "ends after a doubled hour",
        "starts in a doubled hour: the first, in UTC",
        "ends in a doubled hour: in UTC",
    ],
)
def test_start_and_end_are_told_so_that_just_the_duration_passes(
    publication: Callable[..., bytes], starts_at: str, begins: str, ends: str
) -> None:
    minutes = 150 if starts_at == "2027-10-31T01:45" else 90
    lines = lines_of(publication(starts_at=datetime.fromisoformat(starts_at), duration_minutes=minutes))
    assert f"DTSTART{begins}" in lines
    assert f"DTEND{ends}" in lines
    assert ("BEGIN:VTIMEZONE" in lines) is ("TZID" in begins)


@pytest.mark.parametrize("zone", ["UTC", "Africa/Cairo"])
def test_what_no_zone_can_say_is_sent_in_utc(publication: Callable[..., bytes], zone: str) -> None:
    file = publication(timezone=zone)
    assert b"TZID" not in file
    assert event_of(file)["DTSTART"].to_ical().endswith(b"Z")


def test_a_zone_that_keeps_utc_all_year_is_named_all_the_same(publication: Callable[..., bytes]) -> None:
    assert "DTSTART;TZID=Atlantic/Reykjavik:20261203T190000" in lines_of(publication(timezone="Atlantic/Reykjavik"))


def test_the_words_are_translated(evening: Callable[..., Entry]) -> None:
    german = {
        "Join the video call": "Zum Videogespräch",
        "Join the video call: {link}": "Zum Videogespräch: {link}",
        "Host: {name}": "{name} lädt ein",
        "Event page: {link}": "Alles Weitere: {link}",
        "This event is cancelled.": "Diese Veranstaltung fällt aus.",
        "Starts in 15 minutes: {title}": "In 15 Minuten: {title}",
    }
    words = Words.translated(german.__getitem__)
    planned = event_of(publish(evening(description=""), words=words))
    assert planned["CONFERENCE"].params["LABEL"] == "Zum Videogespräch"
    assert planned["DESCRIPTION"].splitlines() == [
        "Zum Videogespräch: https://meet.example/left-hand",
        "Hana lädt ein",
        "Alles Weitere: https://events.example/e/K7PQ2M",
    ]
    assert planned.subcomponents[0]["DESCRIPTION"] == "In 15 Minuten: The Left Hand of Darkness"
    cancelled = event_of(publish(evening(cancelled=True), words=words))
    assert cancelled["DESCRIPTION"].splitlines()[0] == "Diese Veranstaltung fällt aus."


def test_a_label_with_marks_stays_one_label(evening: Callable[..., Entry]) -> None:
    file = publish(evening(), words=Words(call='"Join"; here, now: go'))
    assert event_of(file)["CONFERENCE"].params["LABEL"] == '"Join"; here, now: go'
    assert event_of(file)["CONFERENCE"] == "https://meet.example/left-hand"


def test_braces_in_what_people_write_are_only_text(publication: Callable[..., bytes]) -> None:
    event = event_of(publication(title="{name}", host_name="{link.__class__}", description="{0}"))
    assert event.subcomponents[0]["DESCRIPTION"] == "Starts in 15 minutes: {name}"
    assert "Host: {link.__class__}\n" in event["DESCRIPTION"]


def test_a_backslash_before_any_letter_is_kept(publication: Callable[..., bytes]) -> None:
    event = event_of(publication(title=r"C:\New \\N \n \;", category=r"\N"))
    assert event["SUMMARY"] == r"C:\New \\N \n \;"
    assert event["CATEGORIES"].cats == [r"\N"]


def test_text_cannot_add_lines_to_the_file(publication: Callable[..., bytes]) -> None:
    attack = "Evening\r\nATTENDEE:mailto:olive@example.org\rEND:VEVENT\nX\x00\x1b\x7f\x0b\ud800"
    file = publication(title=attack, description=attack, host_name=attack, category=attack)
    assert_well_formed(file)
    assert not {"ATTENDEE"} & set(event_of(file))
    assert event_of(file)["SUMMARY"] == "Evening\nATTENDEE:mailto:olive@example.org\nEND:VEVENT\nX"
    assert not set(file) & {*range(0x0A), *range(0x0E, 0x20), 0x0B, 0x0C, 0x7F}


@pytest.mark.parametrize("link", ["https://meet.example/a\r\nATTENDEE:mailto:olive@example.org"])
def test_a_link_with_a_line_break_is_refused(publication: Callable[..., bytes], link: str) -> None:
    with pytest.raises(ValueError, match="CR or LF"):
        publication(video_url=link)


@settings(max_examples=100, deadline=None)
@given(title=ANY_TEXT, description=ANY_TEXT, host_name=ANY_TEXT)
@example(title="\\N" * 60, description="😀" * 200, host_name="\\" * 200)
@example(title="," * 74, description=";" * 75, host_name="é" * 76)
def test_any_text_survives_and_leaves_a_well_formed_file(
    publication: Callable[..., bytes], title: str, description: str, host_name: str
) -> None:
    file = publication(title=title, description=description, host_name=host_name, category=title)
    assert_well_formed(file)
    event = event_of(file)
    assert event["SUMMARY"] == clean(title)
    assert event["DESCRIPTION"] == clean(
        f"Join the video call: https://meet.example/left-hand\nHost: {host_name}\n"
        f"Event page: https://events.example/e/K7PQ2M" + (f"\n\n{description}" if description else "")
    )


def test_icaljs_and_vobject_read_the_same_words(
    publication: Callable[..., bytes], read_with_icaljs: Callable[..., list[dict[str, Any]]]
) -> None:
    title = "Soup; bread, \\New plates: “two” 👩‍🍳 " * 4
    description = "One\n\n  - two, three; four \\ five\n" + "crème brûlée 🍮 " * 30
    file = publication(title=title, description=description, video_url="https://meet.example/a,b;c?d=%2C#e")
    expected = str(event_of(file)["DESCRIPTION"])
    assert expected.endswith(description)

    (seen,) = read_with_icaljs([file])
    assert seen["summary"] == title
    assert seen["description"] == expected
    assert seen["location"] == "https://meet.example/a,b;c?d=%2C#e"

    event = vobject.readOne(file.decode()).vevent
    assert event.summary.value == title
    assert event.description.value == expected
    assert event.location.value == "https://meet.example/a,b;c?d=%2C#e"
    assert event.conference.params["FEATURE"] == ["AUDIO", "VIDEO"]
    assert event.valarm.trigger.value == timedelta(minutes=-15)
