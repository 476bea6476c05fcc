"""Calendars made to hurt, by name. Run as a program it reads every one of them and says how long each took, and
how much memory they took together."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from eventkit.calendar.reader import read
from eventkit.calendar.reading.lines import LARGEST_FILE
from eventkit.domain.activities import themes
from eventkit.domain.basics.errors import Invalid
from tests.calendar.calendars import STARTS, calendar, event

FULL = LARGEST_FILE - 2_000


def filled(part: str) -> bytes:
    """A file as large as may be, full of this."""
    size = len(calendar(part, part)) - len(calendar(part))
    return calendar(*(part for _ in range(FULL // size)))


def within(part: str, *, of: str = "VEVENT") -> bytes:
    """One component full of this line."""
    head = f"BEGIN:VCALENDAR\r\nBEGIN:{of}\r\nUID:x\r\nTZID:Own\r\n{STARTS}\r\n"
    return (head + f"{part}\r\n" * (FULL // (len(part) + 2)) + f"END:{of}\r\nEND:VCALENDAR").encode()


def with_rule(rule: str) -> bytes:
    return calendar(*(event(f"RRULE:{rule}", uid=f"{number}") for number in range(60)))


def with_own_zones() -> bytes:
    """Fifty zones that are none, each with all the observances that are looked at."""
    part = "\r\n".join(
        f"BEGIN:{'STANDARD' if n % 2 else 'DAYLIGHT'}\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+01{n:02}\r\n"
        f"TZOFFSETTO:+01{n:02}\r\nRRULE:FREQ=YEARLY;BYMONTH={n % 12 + 1};BYDAY=MO,TU,WE,TH,FR,SA,SU\r\n"
        f"END:{'STANDARD' if n % 2 else 'DAYLIGHT'}"
        for n in range(60)
    )
    zones = "".join(f"BEGIN:VTIMEZONE\r\nTZID:Own {n}\r\n{part}\r\nEND:VTIMEZONE\r\n" for n in range(50))
    events = (event(uid=f"{n}", starts=f"DTSTART;TZID=Own {n}:20{n + 10}1203T190000") for n in range(50))
    return zones.encode() + calendar(*events)


def big_html(tag: str) -> bytes:
    return calendar(event("DESCRIPTION:" + tag * (60_000 // len(tag)) + "<p>"))


CASES: dict[str, Callable[[], bytes]] = {
    "a million events": lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 1_000_000,
    "as many events as fit": lambda: filled(event("DESCRIPTION:x")),
    "the same event again and again": lambda: filled(event()),
    "empty events": lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * (FULL // 24),
    "events that never end": lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\n" * (FULL // 13),
    "ten thousand nested components": lambda: b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 10_000 + b"END:X\n" * 10_000,
    "nested calendars": lambda: b"BEGIN:VCALENDAR\n" * 19_000 + calendar(event()),
    "ends without a beginning": lambda: b"END:VCALENDAR\n" * 19_000 + calendar(event()),
    "a line of two megabytes": lambda: calendar(event("DESCRIPTION:" + "x" * 2_000_000)),
    "a line of nearly a megabyte": lambda: calendar(event("DESCRIPTION:" + "x" * 1_000_000)),
    "a line of folds": lambda: b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" + b"SUMMARY:\n" + b" \n" * 19_000,
    "empty lines": lambda: b"BEGIN:VCALENDAR" + b"\n" * FULL,
    "carriage returns": lambda: b"BEGIN:VCALENDAR" + b"\r" * FULL,
    "seconds without an end": lambda: with_rule("FREQ=SECONDLY"),
    "minutes, none of them": lambda: with_rule("FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30"),
    "no interval": lambda: with_rule("FREQ=DAILY;INTERVAL=0"),
    "days that never come": lambda: with_rule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
    "years that never come": lambda: with_rule("FREQ=YEARLY;INTERVAL=99;BYMONTH=2;BYMONTHDAY=30"),
    "every day of every year": lambda: with_rule("FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=366,-366"),
    "a count without measure": lambda: with_rule("FREQ=DAILY;COUNT=" + "9" * 4_000),
    "a rule of many values": lambda: with_rule("FREQ=YEARLY;BYMONTHDAY=" + "1," * 4_000 + "1"),
    "an interval of many digits": lambda: with_rule("FREQ=DAILY;INTERVAL=" + "9" * 5_000),
    "exceptions without measure": lambda: within("EXDATE:" + "20261203T190000Z," * 3_000),
    "extra dates without measure": lambda: within("RDATE:" + "20271203T190000Z," * 3_000),
    "summaries without measure": lambda: within("SUMMARY:x"),
    "conferences without measure": lambda: within("CONFERENCE;FEATURE=VIDEO:http://zoom.us/j/1"),
    "links without measure": lambda: within("DESCRIPTION:" + "https://evil.example/ " * 2_900),
    "parameters without measure": lambda: calendar(event("LOCATION" + ";X=1" * 12_000 + ":x")),
    "quotes without measure": lambda: calendar(event("LOCATION;X=" + '"' * 60_001 + ":x")),
    "commas in a parameter": lambda: calendar(event("LOCATION;X=" + "a," * 30_000 + ";:x")),
    "backslashes": lambda: calendar(event("DESCRIPTION:" + "\\" * 60_000)),
    "stray lines": lambda: within("this is no line"),
    "own zones without measure": with_own_zones,
    "observances without measure": lambda: within("BEGIN:STANDARD\r\nEND:STANDARD", of="VTIMEZONE"),
    "a time zone of 60 kB": lambda: calendar(event(starts="DTSTART;TZID=" + "A/" * 30_000 + ":20261203T190000")),
    "a time zone that is a folder": lambda: calendar(event(starts="DTSTART;TZID=America:20261203T190000")),
    "a time zone that is a path": lambda: calendar(event(starts="DTSTART;TZID=../../../etc/passwd:20261203T190000")),
    "a time zone with a NUL": lambda: calendar(event(starts="DTSTART;TZID=Europe\0/Berlin:20261203T190000")),
    "the end of time": lambda: calendar(event("DTEND:99991231T235959Z", starts="DTSTART:99991231T235959Z")),
    "the beginning of time": lambda: calendar(event("DURATION:-P99999W", starts="DTSTART:00010101T000000")),
    "a length without measure": lambda: calendar(event("DURATION:P999999DT999999H99999999M999999999S")),
    "tags that never close": lambda: big_html("<a href="),
    "links in links": lambda: big_html('<a href="https://x.example">'),
    "comments": lambda: big_html("<!--"),
    "Google's block, begun": lambda: big_html("-::~:~"),
    "Google's block, again": lambda: big_html("-::~:~:-"),
    "entities": lambda: big_html("&#x10ffff;&amp"),
    "towers of marks": lambda: calendar(event("SUMMARY:a" + "\u0301" * 30_000)),
    "a long name": lambda: calendar(event("UID:" + "x" * 60_000)),
    "UTF-16 of nothing": lambda: b"\xff\xfe" + b"\0" * FULL,
    "half of a UTF-16 letter": lambda: b"\xff\xfe" + "BEGIN:VCALENDAR".encode("utf-16-le") + b"\xd8",
    "NULs": lambda: b"\0" * FULL,
    "bytes of every sort": lambda: bytes(range(256)) * (FULL // 256),
    "a zip archive": lambda: b"PK\x03\x04" + b"\0" * FULL,
    "a web page": lambda: b"<html>" * (FULL // 6),
    "JSON": lambda: b"[" * FULL,
    "a sequence without measure": lambda: calendar(event("SEQUENCE:" + "9" * 60_000)),
}  # fmt: skip


def most_kb() -> int:
    """The most memory this process had at once; `getrusage` would count what its parent had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def run() -> None:
    themes.all_themes()
    read(calendar(event("LOCATION:https://zoom.us/j/1")))
    before = most_kb()
    seconds: dict[str, float] = {}
    for name, make in CASES.items():
        raw = make()
        begin = time.process_time()
        try:
            outcome = [draft.as_json() for draft in read(raw).drafts]
            assert len(outcome) <= 50
        except Invalid as refusal:
            assert str(refusal)
        seconds[name] = time.process_time() - begin
    json.dump({"seconds": seconds, "grown_kb": most_kb() - before}, sys.stdout)


if __name__ == "__main__":
    run()
