"""Calendars as other programs export them: each becomes what its writer meant."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import recurring_ical_events
from icalendar import Calendar
from x_wr_timezone import to_standard

from eventkit.calendar.reader import MOST_DRAFTS, read
from eventkit.domain.basics.errors import Invalid
from eventkit.domain.basics.times import at_utc
from tests.calendar.calendars import calendar, draft, event, reading, told

SAMPLES = Path(__file__).parent.parent / "ics"
FACTS: dict[str, dict[str, Any]] = tomllib.loads((SAMPLES / "facts.toml").read_text(encoding="utf-8"))
UNSAID = {
    "timezone": None, "all_day": False, "video_url": None, "repeat": None, "location": "", "status": "planned",
    "sequence": 0, "exceptions": [],
}  # fmt: skip


def refusal(raw: bytes) -> Invalid:
    with pytest.raises(Invalid) as refused:
        read(raw)
    return refused.value


def test_every_sample_has_its_facts() -> None:
    assert {file.stem for file in SAMPLES.glob("*.ics")} == set(FACTS)


@pytest.mark.parametrize("name", FACTS)
def test_a_sample_becomes_what_its_writer_meant(name: str) -> None:
    (only,) = read((SAMPLES / f"{name}.ics").read_bytes()).drafts
    found, facts = only.as_json(), {**UNSAID, **FACTS[name]}
    begin, end = facts.pop("utc", (None, None))
    facts.setdefault("occurrences_utc", [begin] if begin else [])
    assert (found["starts_at_utc"], found["ends_at_utc"]) == (begin, end)
    assert {name: found[name] for name in facts} == facts


CANNOT_BE_READ = {"carriage-returns", "utf-16", "stray-quote"}
"""What icalendar gives up on, and other calendars, too."""
READ_OTHERWISE = {
    "no-end": "what says no end has none, says the RFC, but nobody invites to that",
    "day-ends-where-it-begins": "a day that ends on itself is the whole day for all calendars",
    "outlook-display-zone": "icalendar does not know the zones of old Outlook by their titles",
    "zoom-old": "nor this one",
}


@pytest.mark.filterwarnings("ignore:.*globally unique TZID")
@pytest.mark.parametrize("name", sorted(set(FACTS) - CANNOT_BE_READ))
def test_icalendar_reads_a_sample_alike(name: str) -> None:
    facts, calendar = FACTS[name], to_standard(Calendar.from_ical((SAMPLES / f"{name}.ics").read_bytes()))
    if any("RRULE" in each for each in calendar.events):
        _put_back_what_was_moved(calendar)
    found = recurring_ical_events.of(calendar).between(datetime(2020, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001
    dates = sorted((_written(each.start), _written(each.end)) for each in found)
    if "utc" in facts:
        starts = facts.get("occurrences_utc", facts["utc"][:1])
        meant = [start for start, _ in dates][: len(starts)] == starts and dates[0][1] == facts["utc"][1]
    else:
        begins = at_utc(datetime.fromisoformat(facts["starts_at"]), facts.get("timezone", "UTC"))
        ends = begins + timedelta(minutes=facts["duration_minutes"])
        meant = dates[0] == (_written(begins), _written(ends))
    assert meant is (name not in READ_OTHERWISE), dates[:5]


def _put_back_what_was_moved(calendar: Calendar) -> None:
    """Facts name the dates of a series before any was moved."""
    calendar.subcomponents = [each for each in calendar.subcomponents if "RECURRENCE-ID" not in each]


def _written(moment: date) -> str:
    """In UTC, for which what has no zone is taken."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return f"{moment.astimezone(UTC) if moment.tzinfo else moment:%Y-%m-%dT%H:%M:%SZ}"


@pytest.mark.parametrize("name", FACTS)
def test_what_was_read_can_be_read_again(name: str) -> None:
    first = read((SAMPLES / f"{name}.ics").read_bytes())
    again = read(first.text.encode())
    assert (again.drafts, again.problems) == (first.drafts, first.problems)


def test_googles_block_is_cut_and_html_made_plain() -> None:
    (only,) = read((SAMPLES / "google-meet.ics").read_bytes()).drafts
    assert only.description == "Bring the book.\nAnd tea & biscuits."


def test_a_description_in_html_alone_is_taken_from_there() -> None:
    (only,) = read((SAMPLES / "outlook-safelinks.ics").read_bytes()).drafts
    assert only.description.startswith("See you.\nJoin (https://")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"Line one\nLine two\, with a comma\; and more", "Line one\nLine two, with a comma; and more"),
        (r"Escaped\\ntwice\\n", "Escaped\ntwice"),
        (r"C:\\New", "C:\\New"),
        ("<ul><li>Bread<li>Wine</ul>", "- Bread\n- Wine"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("Join <https://zoom.us/j/1>", "Join <https://zoom.us/j/1>"),
        ('<a href="javascript:alert(1)">Click</a>', "Click"),
        ("<script>alert(1)</script><p>Hello</p>", "Hello"),
        ("a\u202eb\x07c", "abc"),
    ],
)
def test_a_description_is_plain_text(written: str, plain: str) -> None:
    assert draft(f"DESCRIPTION:{written}").description == plain


def test_what_is_longer_than_an_event_may_say_is_cut() -> None:
    long = draft("DESCRIPTION:" + "word " * 4000, "LOCATION:" + "x" * 900)
    assert len(long.description) <= 5000
    assert long.description.endswith("…")
    assert len(long.location) <= 500


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (("DTEND;TZID=Europe/Berlin:20261203T203000",), 90),
        (("DTEND:20261203T193000Z",), 90),
        (("DTEND;TZID=America/New_York:20261203T143000",), 90),
        (("DURATION:PT1H30M",), 90),
        (("DURATION:P1DT30M",), 24 * 60 + 30),
        (("DTEND;TZID=Europe/Berlin:20261203T203000", "DURATION:PT3H"), 90),
        (("DTEND;VALUE=DATE:20261204",), 300),
        (("DTEND;TZID=Europe/Berlin:20261203T190000",), 60),
        (("DTEND;TZID=Europe/Berlin:20261203T180000",), 60),
        (("DURATION:soon",), 60),
        (("DURATION:-PT1H",), 60),
        (("DTEND:99991231T000000Z",), 60),
        ((), 60),
    ],
)
def test_it_ends_where_the_calendar_says_or_after_an_hour(lines: tuple[str, ...], minutes: int) -> None:
    assert draft(*lines).duration_minutes == minutes


def test_days_follow_the_calendar_and_hours_the_clock() -> None:
    starts = "DTSTART;TZID=Europe/Berlin:20261024T190000"  # the clocks go back in this night
    assert draft("DURATION:P1D", starts=starts).duration_minutes == 25 * 60
    assert draft("DURATION:PT24H", starts=starts).duration_minutes == 24 * 60


@pytest.mark.parametrize(
    ("starts", "zone", "wall"),
    [
        ("DTSTART;TZID=Europe/Berlin:20260329T023000", "Europe/Berlin", "2026-03-29T03:30"),
        ("DTSTART;TZID=europe/berlin:20261203T190000", "Europe/Berlin", "2026-12-03T19:00"),
        ("DTSTART;TZID=Tokyo Standard Time:20261203T190000", "Asia/Tokyo", "2026-12-03T19:00"),
        ('DTSTART;TZID="tzone://Microsoft/Utc":20261203T190000', "UTC", "2026-12-03T19:00"),
        ('DTSTART;TZID="UTC+02:00":20261203T190000', "Etc/GMT-2", "2026-12-03T19:00"),
        ('DTSTART;TZID="(UTC+01:00) Amsterdam, Bern":20261203T190000', "Europe/Amsterdam", "2026-12-03T19:00"),
        ("DTSTART:20261203T190000+0530", "UTC", "2026-12-03T13:30"),
        ("DTSTART:2026-12-03T19:00:00Z", "UTC", "2026-12-03T19:00"),
        ("DTSTART:20261203T190000", None, "2026-12-03T19:00"),
        ("DTSTART;TZID=America:20261203T190000", None, "2026-12-03T19:00"),
        ("DTSTART;TZID=../../etc/passwd:20261203T190000", None, "2026-12-03T19:00"),
        ("DTSTART;TZID=/dev/zero:20261203T190000", None, "2026-12-03T19:00"),
        ("DTSTART;TZID=Factory:20261203T190000", None, "2026-12-03T19:00"),
    ],
)  # fmt: skip
def test_a_time_hangs_in_the_zone_that_is_meant(starts: str, zone: str | None, wall: str) -> None:
    found = draft(starts=starts).as_json()
    assert (found["timezone"], found["starts_at"]) == (zone, wall)
    assert (found["starts_at_utc"] is None) == (zone is None)


def test_a_series_in_utc_stays_there_and_one_evening_goes_to_the_zone_of_its_calendar() -> None:
    head, starts = "X-WR-TIMEZONE:Europe/Berlin", "DTSTART:20261003T180000Z"
    assert draft(head=head, starts=starts).timezone == "Europe/Berlin"
    series = draft("RRULE:FREQ=WEEKLY;COUNT=5", head=head, starts=starts)
    assert {each.hour for each in series.occurrences_utc} == {18}


@pytest.mark.parametrize("method", ["CANCEL", "REPLY", "COUNTER", "reply"])
def test_what_is_not_for_taking_in_gives_no_drafts_and_says_why(method: str) -> None:
    found = reading(head=f"METHOD:{method}")
    assert found.drafts == ()
    assert [each.line for each in found.problems] == [2]


def test_what_cannot_be_read_is_told_with_its_line_and_the_rest_comes_in() -> None:
    raw = calendar(
        event(starts="DTSTART:next week", uid="a"),
        event("this is no line", "RRULE:FREQ=SECONDLY", uid="b"),
        event(starts="", uid="c"),
        event(uid="d"),
    )
    found = read(raw)
    assert [each.uid for each in found.drafts] == ["b", "d"]
    assert [line for line, _ in told(found)] == [5, 12, 13, 15]
    assert "“next week” is no time." in dict(told(found))[5]


def test_only_the_first_fifty_come_in() -> None:
    found = read(calendar(*(event(uid=f"{number}") for number in range(MOST_DRAFTS + 7))))
    assert [each.uid for each in found.drafts] == [str(number) for number in range(MOST_DRAFTS)]
    assert "7 more were left out" in told(found)[0][1]


def test_an_event_that_stands_twice_is_taken_as_it_is_now() -> None:
    found = read(calendar(event("SEQUENCE:2", "LOCATION:new"), event("SEQUENCE:1", "LOCATION:old")))
    assert [each.location for each in found.drafts] == ["new"]
    assert len(found.problems) == 1


def test_an_event_without_a_uid_is_known_again_by_what_it_says() -> None:
    raw = calendar("SUMMARY:An evening\nDTSTART:20261203T190000Z")
    first, again = read(raw).drafts[0], read(raw).drafts[0]
    assert first.kept_as == again.kept_as
    assert first.uid


@pytest.mark.parametrize(
    ("other", "exception"),
    [
        (("STATUS:CANCELLED",), {"date": "2026-12-10", "cancelled": True}),
        (
            ("DTEND;TZID=Europe/Berlin:20261211T220000",),
            {"date": "2026-12-10", "starts_at": "2026-12-11T20:00", "duration_minutes": 120},
        ),
        ((), {"date": "2026-12-10", "starts_at": "2026-12-11T20:00", "duration_minutes": 60}),
    ],
)
@pytest.mark.parametrize(
    "of",
    ["RECURRENCE-ID;TZID=Europe/Berlin:20261210T190000", "RECURRENCE-ID:20261210T180000Z", "RECURRENCE-ID:20261210"],
)
def test_what_changes_a_date_is_an_exception_and_no_draft(of: str, other: tuple[str, ...], exception: Any) -> None:
    series = event("RRULE:FREQ=WEEKLY;COUNT=4")
    changed = event(of, *other, starts="DTSTART;TZID=Europe/Berlin:20261211T200000")
    for events in ((series, changed), (changed, series)):
        (only,) = read(calendar(*events)).drafts
        assert only.as_json()["exceptions"] == [exception]
        assert len(only.occurrences_utc) == 4


@pytest.mark.parametrize(
    ("now", "starts"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), "2026-12-03T19:00"),
        (datetime(2026, 12, 3, 18, 30, tzinfo=UTC), "2026-12-03T19:00"),  # it is on
        (datetime(2026, 12, 4, tzinfo=UTC), "2026-12-18T20:00"),  # the second was cancelled, the third moved
        (datetime(2026, 12, 20, tzinfo=UTC), "2026-12-24T19:00"),
        (datetime(2027, 12, 20, tzinfo=UTC), "2026-12-24T19:00"),
    ],
)
def test_the_next_date_of_a_series_is_as_its_exceptions_say(now: datetime, starts: str) -> None:
    series = event("RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;TZID=Europe/Berlin:20261210T190000")
    moved = event("RECURRENCE-ID:20261217T180000Z", starts="DTSTART;TZID=Europe/Berlin:20261218T200000")
    (only,) = read(calendar(series, moved)).drafts
    assert only.next_after(now, "Europe/Berlin").starts_at.isoformat(timespec="minutes") == starts


@pytest.mark.parametrize(
    ("rule", "starts"),
    [
        ("FREQ=DAILY", "2026-12-03T19:00"),
        ("FREQ=DAILY;INTERVAL=3", "2026-12-04T19:00"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "2026-12-07T19:00"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-12-25T19:00"),
        ("FREQ=YEARLY", "2027-01-01T19:00"),
    ],
)
def test_the_next_date_of_an_old_series_is_found(rule: str, starts: str) -> None:
    old = draft(f"RRULE:{rule}", starts="DTSTART;TZID=Europe/Berlin:19010101T190000")
    found = old.next_after(datetime(2026, 12, 3, 10, tzinfo=UTC), "Europe/Berlin")
    assert found.starts_at.isoformat(timespec="minutes") == starts


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "nothing in it"),
        (b"  \r\n ", "nothing in it"),
        (b"PK\x03\x04" + b"\0" * 100, "Unzip"),
        (b"\x1f\x8b" + b"\0" * 100, "Unpack"),
        (b"<!doctype html><html>BEGIN:VCALENDAR", "web page"),
        (b'{"events": []}', "no calendar"),
        (b"Dear Hana, see you on Friday.", "no calendar"),
        (b"\xff\xd8\xff\xe0JFIF", "no calendar"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "no event"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n", "no event"),
        (b"x" * 1_100_000, "too large"),
        (calendar(event(starts="")), "when it starts"),
    ],
)
def test_a_file_without_events_is_refused_in_words(raw: bytes, said: str) -> None:
    refused = refusal(raw)
    assert refused.problems[0].field.startswith("calendar")
    assert said in refused.problems[0].message % refused.problems[0].values


def test_an_event_outside_of_a_calendar_and_words_around_it_do_no_harm() -> None:
    raw = b"Hi,\nhere it is:\n\nBEGIN:VEVENT\nDTSTART:20261203T190000Z\nSUMMARY:A\nEND:VEVENT\nBye"
    assert read(raw).drafts[0].title == "A"


def test_two_calendars_in_one_file_are_both_read() -> None:
    raw = b"\r\n".join(
        [calendar(event(uid="a")), calendar(event(uid="b"), head="METHOD:CANCEL"), calendar(event(uid="c"))]
    )
    assert [each.uid for each in read(raw).drafts] == ["a", "c"]


@pytest.mark.parametrize(
    ("said", "theme"),
    [
        ("Book club: Emma", "book-club"),
        ("Lesekreis", "book-club"),
        ("Club de lectura", "book-club"),
        ("Cooking with Ada", "cooking-class"),
        ("Kochabend", "cooking-class"),
        ("Cumpleaños de Ada", "celebration"),
        ("Happy hour", "cocktail-party"),
        ("Filmabend", "watch-party"),
        ("Amazing things", "open"),
        ("Weekly", "open"),
    ],
)
def test_a_theme_is_suggested_by_the_words(said: str, theme: str) -> None:
    (only,) = read(calendar(f"UID:x\nDTSTART:20261203T190000Z\nSUMMARY:{said}")).drafts
    assert only.suggested_theme == theme
