"""No calendar can hurt: each is read or refused within a moment and little memory, whatever its bytes."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventkit.calendar.reader import Reading, read
from eventkit.config import ROOT
from eventkit.domain.basics.base import utcnow
from eventkit.domain.basics.errors import Invalid
from eventkit.domain.basics.times import is_zone
from tests.calendar.hostile_calendars import CASES

MOST_S = 2.0
MOST_KB = 200 * 1024
ADDRESS_SPACE = 4 * 1024**3
PIECES = (
    "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE",
    "BEGIN:STANDARD",
    "END:STANDARD", "BEGIN:DAYLIGHT", "END:DAYLIGHT", "BEGIN:VALARM", "METHOD:PUBLISH", "X-WR-TIMEZONE:Europe/Berlin",
    "UID:one", "UID:two", "TZID:Own", "DTSTART:20261203T190000Z", "DTSTART;TZID=Own:20261203T190000",
    "DTSTART;VALUE=DATE:20261203", "DTSTART:20261203T190000", "DTSTART;TZID=Europe/Berlin:20260329T023000",
    "DTSTART:00010101T000000Z", "DTSTART:19000101T000000Z", "DTSTART:22001231T235959", "DTEND:20261203T200000Z",
    "DTEND;VALUE=DATE:20261204", "DURATION:PT1H", "DURATION:-P1W", "RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=5",
    "RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231", "RRULE:FREQ=YEARLY", "EXDATE:20261210T190000Z", "EXDATE:20261210",
    "RDATE:20261214T190000Z", "RECURRENCE-ID:20261210T190000Z", "RECURRENCE-ID;VALUE=DATE:20261210", "STATUS:CANCELLED",
    "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZOFFSETTO:-2359", "SEQUENCE:3", "SUMMARY:An evening",
    "DESCRIPTION:<p>https://zoom.us/j/1</p>", "LOCATION:https://meet.jit.si/x", " folded", "no line", "SUMMARY;X=\"a:b",
)  # fmt: skip


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    """All cases, read in a process of their own."""
    process = subprocess.run(
        [sys.executable, "-m", "tests.calendar.hostile_calendars"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE)),
    )
    assert process.returncode == 0, process.stderr
    found: dict[str, Any] = json.loads(process.stdout)
    return found


@pytest.mark.parametrize("name", CASES)
def test_it_is_read_or_refused_within_a_moment(measured: dict[str, Any], name: str) -> None:
    assert measured["seconds"][name] < MOST_S


def test_all_of_them_need_little_memory(measured: dict[str, Any]) -> None:
    assert measured["grown_kb"] < MOST_KB


def is_sound(reading: Reading) -> None:
    """What a draft promises, whatever it was made of."""
    for draft in reading.drafts:
        shown = draft.as_json()
        json.dumps(shown, ensure_ascii=False).encode()
        assert draft.timezone is None or is_zone(draft.timezone)
        assert draft.duration_minutes >= 1
        assert (shown["starts_at_utc"] is None) == (draft.all_day or draft.timezone is None)
        assert shown["video_url"] is None or shown["video_url"].startswith("https://")
        assert len(draft.kept_as) <= 255
        draft.next_after(utcnow(), draft.timezone or "UTC")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_crash_it(raw: bytes) -> None:
    for whole in (raw, b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261203T190000Z\n" + raw + b"\nEND:VEVENT"):
        try:
            is_sound(read(whole))
        except Invalid as refusal:
            assert str(refusal)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_order_of_lines_crashes_it(lines: list[str]) -> None:
    whole = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]
    try:
        is_sound(read("\r\n".join(whole).encode()))
    except Invalid as refusal:
        assert str(refusal)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([piece for piece in PIECES if ":" in piece]), st.text(max_size=30))
def test_no_value_crashes_it(piece: str, value: str) -> None:
    line = f"{piece.partition(':')[0]}:{value}"
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", line, "DTSTART:20261203T190000Z", "END:VEVENT", "END:VCALENDAR"]
    try:
        is_sound(read("\n".join(lines).encode("utf-8", "surrogatepass")))
    except Invalid as refusal:
        assert str(refusal)
