"""A series as calendars get it: every reader finds the dates that the event has, and no others."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from eventkit.calendar.event_file import calendar_file, date_file, meeting, meeting_on, spoken
from eventkit.calendar.feed import feed
from eventkit.calendar.invitation import Attendee, Party
from eventkit.calendar.publication import Entry, Series, publish
from eventkit.domain.basics import times
from eventkit.domain.basics.links import Links
from eventkit.domain.planning import changes, entrances
from eventkit.domain.planning.requested import Scope
from eventkit.domain.records import occurrences
from eventkit.domain.repeats import judging, rewording
from eventkit.domain.repeats.dates import starts_of
from eventkit.domain.repeats.rule import WEEKDAYS, NotUnderstood, TooLong, read_rule
from eventkit.storage.store import Store
from tests.domain.conftest import Evening

from .readers import Dates, by_icalendar, by_vobject, of_icaljs
from .strictness import assert_strict, until_of

BEFORE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 9, 10, tzinfo=UTC)
LINKS, JITSI = Links("https://events.example"), "https://jitsi.test"
HANA, ANN = Party("Hana", "events@example.org"), Attendee("Ann", "ann@x.org")

ZONES = (
    "UTC", "Europe/Berlin", "Europe/London", "Europe/Dublin", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Cairo",
    "America/Havana", "America/Nuuk", "Asia/Jerusalem", "Asia/Gaza", "Asia/Beirut", "Australia/Lord_Howe",
    "Australia/Sydney", "Pacific/Chatham", "Pacific/Auckland", "America/Vancouver", "America/Edmonton",
    "America/New_York", "America/Los_Angeles", "America/St_Johns", "America/Santiago", "America/Asuncion",
    "America/Sao_Paulo", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tehran", "Asia/Tokyo", "Pacific/Apia",
    "Pacific/Kiritimati", "Pacific/Norfolk", "Antarctica/Troll", "Atlantic/Reykjavik", "Atlantic/Azores",
)  # fmt: skip
CHANGE_BY_CHANGE = {"Africa/Cairo", "America/Havana", "America/Vancouver"}
"""Those whose clocks no yearly rules can say, at least in some of the years here."""
RULES = {
    "FREQ=WEEKLY;INTERVAL=2;COUNT=20": "2026-10-01T19:00",
    "FREQ=MONTHLY;BYDAY=1TH;UNTIL=20270901": "2026-10-01T19:00",
    "FREQ=MONTHLY;BYDAY=-1TH;COUNT=9": "2026-10-29T19:00",
    "FREQ=MONTHLY": "2026-10-31T19:00",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=9": "2026-10-30T19:00",
    "FREQ=WEEKLY;BYDAY=SU,TU,TH;UNTIL=20270429T235959": "2026-10-01T08:30",
    "FREQ=DAILY;INTERVAL=3;UNTIL=20270501": "2026-10-01T19:00",
    "FREQ=YEARLY;COUNT=2": "2026-02-28T19:00",
}


@dataclass
class Told:
    """An event, what it is told as, and when it takes place."""

    name: str
    evening: Evening
    dates: Dates

    @cached_property
    def file(self) -> bytes:
        return calendar_file(self.evening.event, self.evening.event.rooms, LINKS)

    @cached_property
    def feed(self) -> bytes:
        entries, words = spoken(self.evening.event, self.evening.event.rooms, LINKS, has_video=True)
        return feed("Events of Hana", [(entry, words) for entry in entries])


def room(evening: Evening, day: str) -> Any:
    return entrances.find(evening.session, evening.event.code, on=date.fromisoformat(day), lock=True)


def told(name: str, evening: Evening) -> Told:
    coming = occurrences.upcoming(evening.session, evening.event, now=BEFORE, most=400)
    found = [(each.starts_at_utc, each.ends_at_utc) for each in coming if not each.is_cancelled]
    return Told(name, evening, [each for each in found if each[0] < UNTIL])


def eventful(evening: Evening) -> Evening:
    """One date moved, one cancelled, and from one on all of them two hours later, of which one is moved, too."""

    def change(day: str, scope: Scope, starts_at: str) -> None:
        wanted = {"starts_at": starts_at}
        changes.change(evening.session, room(evening, day), wanted, jitsi_url=JITSI, scope=scope, now=BEFORE)

    change("2026-10-22", "this", "2026-10-23T20:00")
    changes.cancel(evening.session, room(evening, "2026-10-29"), scope="this", now=BEFORE)
    change("2026-11-12", "following", "2026-11-12T21:00")
    change("2027-03-18", "this", "2027-04-05T09:00")
    return evening


@pytest.fixture(scope="module")
def session(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    file = tmp_path_factory.mktemp("series") / "eventkit.db"
    shutil.copy(template, file)
    store = Store(f"sqlite:///{file}")
    with store.transaction() as session:
        yield session
    store.close()


@pytest.fixture(scope="module")
def series(session: Any) -> list[Told]:
    """Every week without an end in all zones, across four changes of clocks; the same with much that is otherwise; and
    every rule in some zones."""
    thursdays = {"repeat": "FREQ=WEEKLY", "skipped": ["2026-10-15", "2027-01-07"]}
    found = []
    for number, zone in enumerate(ZONES):
        plain = Evening(session, starts_at="2026-02-05T19:00", timezone=zone, **thursdays)
        found.append(told(f"{zone} every week", plain))
        otherwise = eventful(Evening(session, starts_at="2026-10-01T19:00", timezone=zone, **thursdays))
        found.append(told(f"{zone} eventful", otherwise))
        for rule, starts_at in list(RULES.items())[number % 4 :: 4]:
            evening = Evening(session, starts_at=starts_at, timezone=zone, repeat=rule)
            found.append(told(f"{zone} {rule}", evening))
    return found


def test_there_is_something_to_read(series: list[Told]) -> None:
    assert sum(len(each.dates) for each in series) > 4000
    by_single_changes = {each.name.split()[0] for each in series if each.file.count(b"TZOFFSETTO") > 2}
    assert by_single_changes >= CHANGE_BY_CHANGE
    offsets = {start.hour for each in series if each.name == "Europe/Berlin every week" for start, _ in each.dates}
    assert offsets == {17, 18}


@pytest.mark.parametrize("what", ["file", "feed"])
def test_icaljs_finds_every_date_of_a_series(
    series: list[Told], what: str, dates_by_icaljs: Callable[..., list[list[dict[str, Any]]]]
) -> None:
    read = dates_by_icaljs([getattr(each, what) for each in series], UNTIL)
    assert_all_found(series, [of_icaljs(each) for each in read])


@pytest.mark.parametrize("what", ["file", "feed"])
def test_icalendar_finds_every_date_of_a_series(series: list[Told], what: str) -> None:
    assert_all_found(series, [by_icalendar(getattr(each, what), BEFORE, UNTIL) for each in series])


def test_vobject_finds_every_date_of_a_series(series: list[Told]) -> None:
    assert_all_found(series, [by_vobject(each.file, BEFORE, UNTIL) for each in series])


def assert_all_found(series: list[Told], found: list[Dates]) -> None:
    wrong = {
        meant.name: sorted(set(meant.dates) ^ set(read)) or "twice"
        for meant, read in zip(series, found, strict=True)
        if meant.dates != read
    }
    assert not wrong


def test_every_file_is_as_the_rfcs_have_it(series: list[Told]) -> None:
    for each in series:
        event, made = each.evening.event, each.evening.event.rooms
        how: dict[str, Any] = {"organizer": HANA, "attendee": ANN, "has_video": True}
        assert_strict(each.file)
        assert not any(part.parts for part in assert_strict(each.feed).parts if part.name == "VEVENT")
        for planned in occurrences.plans_of(event):
            assert_strict(meeting(event, made, LINKS, uid=planned.uid, **how)[1])
        for date_of in occurrences.of_rooms(event, made)[:3]:
            assert_strict(date_file(date_of, LINKS))
            assert_strict(meeting_on([date_of], LINKS, **how)[1])


def test_the_end_of_a_rule_is_its_last_start(series: list[Told]) -> None:
    ended = 0
    for each in series:
        for event in (part for part in assert_strict(each.file).parts if part.name == "VEVENT"):
            planned = next(one for one in occurrences.plans_of(each.evening.event) if one.uid == event.value("UID"))
            if until := until_of(event):
                ended += 1
                *_, last = planned.walls(skips=False)
                assert until == times.at_utc(last, planned.timezone), each.name
    assert ended >= 50


def test_a_cancelled_date_is_not_in_the_file_and_crossed_out_in_the_feed(session: Any) -> None:
    it = told("", eventful(Evening(session, starts_at="2026-10-01T19:00", repeat="FREQ=WEEKLY")))
    gone = "20261029T190000"

    def said(file: bytes) -> tuple[list[str], list[str]]:
        events = [part for part in assert_strict(file).parts if part.name == "VEVENT"]
        left_out = [value for event in events for value in event.values("EXDATE")]
        return left_out, [event.value("STATUS") for event in events if gone in event.values("RECURRENCE-ID")]

    assert said(it.file) == ([gone], [])
    assert said(it.feed) == ([], ["CANCELLED"])


def test_what_is_cancelled_as_a_whole_has_no_dates_left_over(session: Any) -> None:
    evening = eventful(Evening(session, starts_at="2026-10-01T19:00", repeat="FREQ=WEEKLY"))
    changes.cancel(session, room(evening, "2026-10-22"), now=BEFORE)
    events = [part for part in assert_strict(told("", evening).file).parts if part.name == "VEVENT"]
    assert [event.value("STATUS") for event in events] == ["CANCELLED"] * 2
    assert [event.value("UID") for event in events] == [each.uid for each in occurrences.plans_of(evening.event)]


def test_days_are_left_out_however_late_they_come(session: Any) -> None:
    evening = Evening(session, starts_at="2026-01-01T19:00", repeat="FREQ=DAILY", skipped=["2027-08-20"])
    assert b"EXDATE;TZID=Europe/Berlin:20270820T190000\r\n" in told("", evening).file


def test_what_was_planned_before_ends_where_what_follows_begins(session: Any) -> None:
    evening = eventful(Evening(session, starts_at="2026-10-01T19:00", repeat="FREQ=WEEKLY"))
    wanted = {"repeat": "FREQ=WEEKLY;INTERVAL=2;COUNT=20"}
    changes.change(session, room(evening, "2026-10-01"), wanted, jitsi_url=JITSI, now=BEFORE)
    it = told("", evening)
    assert b"RRULE:FREQ=WEEKLY;UNTIL=20261029T180000Z;INTERVAL=2;BYDAY=TH\r\n" in it.file
    assert by_icalendar(it.file, BEFORE, UNTIL) == it.dates


def test_one_date_alone_is_an_event_of_its_own(
    session: Any, dates_by_icaljs: Callable[..., list[list[dict[str, Any]]]]
) -> None:
    evening = eventful(Evening(session, starts_at="2026-10-01T19:00", repeat="FREQ=WEEKLY"))
    moved = occurrences.of(room(evening, "2026-10-22"))
    entries, words = spoken(evening.event, evening.event.rooms, LINKS, has_video=True, only=[moved.on])
    for file in (date_file(moved, LINKS), feed("Events of Ann", [(entry, words) for entry in entries])):
        (event,) = [part for part in assert_strict(file).parts if part.name == "VEVENT"]
        assert event.value("UID") == f"20261022-{moved.planned.uid}"
        assert not {"RECURRENCE-ID", "RRULE"} & {name for name, _, _ in event.lines}
        meant = [(moved.starts_at_utc, moved.ends_at_utc)]
        assert of_icaljs(dates_by_icaljs([file], UNTIL)[0]) == by_icalendar(file, BEFORE, UNTIL) == meant
        assert by_vobject(file, BEFORE, UNTIL) == meant


def test_an_answer_for_one_date_stands_at_that_date(session: Any) -> None:
    evening = Evening(session, starts_at="2026-10-01T19:00", repeat="FREQ=WEEKLY")
    room(evening, "2026-10-08")
    how: dict[str, Any] = {"uid": evening.event.uid, "organizer": HANA, "attendee": ANN, "has_video": True}
    answers = {date(2026, 10, 8): "DECLINED"}
    method, file = meeting(evening.event, evening.event.rooms, LINKS, **how, answers=answers)
    all_of_it, one = [part for part in assert_strict(file).parts if part.name == "VEVENT"]
    assert (method, one.value("RECURRENCE-ID")) == ("REQUEST", "20261008T190000")
    stands = [next(how for name, how, _ in event.lines if name == "ATTENDEE") for event in (all_of_it, one)]
    assert ["PARTSTAT=NEEDS-ACTION" in stands[0], "PARTSTAT=DECLINED" in stands[1]] == [True, True]


WEEKDAYS = st.sampled_from(WEEKDAYS)
some = lambda values: st.lists(values, min_size=1, max_size=3, unique=True).map(lambda found: ",".join(map(str, found)))


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Any rule; those that we do not understand are left out later."""
    every = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={every}", f"INTERVAL={draw(st.integers(1, 4))}"]
    has_numbers = every in ("MONTHLY", "YEARLY") and draw(st.booleans())
    numbered = st.tuples(st.sampled_from(["1", "2", "-1", "5"] if has_numbers else [""]), WEEKDAYS).map("".join)
    for name, values in (
        ("BYMONTH", st.integers(1, 12)),
        ("BYMONTHDAY", st.integers(-31, 31).filter(bool)),
        ("BYDAY", numbered),
        ("BYSETPOS", st.sampled_from([1, 2, -1])),
    ):
        if draw(st.integers(0, 2)) == 0:
            parts.append(f"{name}={draw(some(values))}")
    parts += draw(st.sampled_from([[], ["COUNT=7"], ["UNTIL=20270815"], ["COUNT=30", "UNTIL=20270601T120000Z"]]))
    return ";".join([*parts, f"WKST={draw(WEEKDAYS)}"])


def first_of(rule: str, day: datetime, zone: str) -> datetime | None:
    """The first start of a rule since a day; None where it is not understood, or has none soon."""
    for each in (day + timedelta(days=more) for more in range(60)):
        with suppress(NotUnderstood, TooLong):
            read = read_rule(rule, each, zone)
            is_good = judging.begins_with(read, each) and judging.is_read_alike(read, each)
            if is_good and not (read.last and read.last < each):
                return each
    return None


DAYS = st.integers(0, 400).map(lambda days: datetime(2026, 1, 1) + timedelta(days=days))  # noqa: DTZ001
MINUTES = st.integers(8 * 60, 20 * 60).map(lambda minutes: timedelta(minutes=minutes))  # when no clocks are changed
SERIES = st.tuples(rules(), DAYS, MINUTES, st.sampled_from(ZONES), st.integers(0, 5))


@settings(
    max_examples=4, deadline=None, derandomize=True, phases=[Phase.generate]
)  # their new quirks are no fault of ours
@given(st.lists(SERIES, min_size=30, max_size=40))
def test_readers_agree_on_any_rule_that_is_understood(
    evening: Callable[..., Entry],
    dates_by_icaljs: Callable[..., list[list[dict[str, Any]]]],
    given: list[tuple[str, datetime, timedelta, str, int]],
) -> None:
    understood, files, meant = [], [], []
    for rule, day, time, zone, left_out in given:
        first = first_of(rule, day + time, zone)
        if first is None:
            continue
        walls = starts_of(read_rule(rule, first, zone), first)
        starts = list(islice(takewhile(lambda wall: wall.year < 2028, walls), 800))
        gone = starts[left_out : left_out + 1] if left_out else []
        repeated = Series(rewording.spelled_out(rule, first, zone), tuple(starts), tuple(gone))
        found = [times.at_utc(wall, zone) for wall in starts if wall not in gone]
        understood.append((rule, first, zone))
        files.append(publish(evening(starts_at=first, timezone=zone, series=repeated)))
        meant.append([(start, start + timedelta(minutes=90)) for start in found if start < UNTIL])
        assert_strict(files[-1])
    read = dates_by_icaljs(files, UNTIL)
    for which, file, dates, by_icaljs in zip(understood, files, meant, read, strict=True):
        assert of_icaljs(by_icaljs) == dates, which
        assert by_icalendar(file, BEFORE, UNTIL) == dates, which
