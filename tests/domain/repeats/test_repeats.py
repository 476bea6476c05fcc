"""Rules of repeating events, worked out as dateutil does and never without an end."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from eventkit.domain.basics.errors import Invalid
from eventkit.domain.repeats.dates import starts_of
from eventkit.domain.repeats.rewording import moved, spelled_out
from eventkit.domain.repeats.rule import NotUnderstood, TooLong, read_rule
from tests.calendar.calendars import draft, reading
from tests.domain.conftest import Evening

FIRST = datetime(2026, 1, 31, 19, 0)  # noqa: DTZ001 - a wall clock
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
some = lambda values: st.lists(values, min_size=1, max_size=3, unique=True)


@st.composite
def rules(draw: st.DrawFn) -> str:
    every = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={every}", f"INTERVAL={draw(st.integers(1, 5))}"]
    has_month_days = every != "WEEKLY" and draw(st.booleans())
    if draw(st.booleans()):
        parts.append("BYMONTH=" + ",".join(map(str, draw(some(st.integers(1, 12))))))
    if has_month_days:
        parts.append("BYMONTHDAY=" + ",".join(map(str, draw(some(st.integers(-31, 31).filter(bool))))))
    if draw(st.booleans()):
        can_count = every in ("MONTHLY", "YEARLY") and not has_month_days and draw(st.booleans())
        nth = st.sampled_from(["1", "2", "-1"]) if can_count else st.just("")  # dateutil takes MO,1MO for 1MO alone
        parts.append("BYDAY=" + ",".join(draw(some(st.tuples(nth, st.sampled_from(DAYS)).map("".join)))))
        if every != "WEEKLY" and draw(st.booleans()):  # dateutil counts in a first week from its first date on
            parts.append("BYSETPOS=" + ",".join(map(str, draw(some(st.sampled_from([1, 2, -1]))))))
    if every == "WEEKLY":
        parts.append(f"WKST={draw(st.sampled_from(DAYS))}")
    return ";".join(parts)


def test_a_place_within_a_week_is_counted_in_the_whole_week() -> None:
    """RFC 5545 section 3.3.10: the set is that of the interval, also where the first date stands late in it."""
    rule, tuesday = "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=2;WKST=MO", datetime(2020, 1, 7)  # noqa: DTZ001
    assert [start.day for start in islice(starts_of(read_rule(rule, tuesday), tuesday), 3)] == [7, 14, 21]


@settings(max_examples=200, deadline=None, derandomize=True)  # a new quirk of dateutil's is no fault of ours
@given(rules(), st.datetimes(datetime(2020, 1, 1), datetime(2027, 1, 1)))  # noqa: DTZ001
def test_it_agrees_with_dateutil(rule: str, first: datetime) -> None:
    first = first.replace(second=0, microsecond=0)
    theirs = list(islice(rrulestr(f"{rule};UNTIL=20400101", dtstart=first), 8))
    assume(theirs)
    first = theirs[0]  # a first date beside the rule is undefined by the RFC
    theirs = list(islice(rrulestr(f"{rule};UNTIL=20400101", dtstart=first), 8))
    ours = list(islice(starts_of(read_rule(rule, first), first), 8))
    assert ours[: len(theirs)] == theirs[: len(ours)]
    assert len(ours) == len(theirs) or "BYMONTH" in rule or ours[-1].year > 2035


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        ("FREQ=MONTHLY;COUNT=3", ["2026-01-31", "2026-03-31", "2026-05-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", ["2026-01-31", "2026-02-28", "2026-03-31"]),
        ("FREQ=WEEKLY;BYDAY=SU;COUNT=3", ["2026-01-31", "2026-02-01", "2026-02-08"]),  # the first one counts
        ("FREQ=DAILY;UNTIL=20260202", ["2026-01-31", "2026-02-01", "2026-02-02"]),
        ("FREQ=DAILY;UNTIL=20260202T185959", ["2026-01-31", "2026-02-01"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=2", ["2026-01-31", "2028-02-29"]),
        ("freq=daily;count=2;", ["2026-01-31", "2026-02-01"]),
        ("FREQ=DAILY;BYHOUR=19;BYMINUTE=0;COUNT=1", ["2026-01-31"]),
    ],
)
def test_dates_are_as_the_rule_says(rule: str, dates: list[str]) -> None:
    assert [start.date().isoformat() for start in starts_of(read_rule(rule, FIRST), FIRST)] == dates


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=HOURLY", "FREQ=FORTNIGHTLY", "", "INTERVAL=2", "FREQ",
        "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;INTERVAL=100", "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=367", "FREQ=DAILY;COUNT=99999999999999999999", "FREQ=DAILY;UNTIL=20400101",
        "FREQ=DAILY;UNTIL=tomorrow", "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=0MO", "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYWEEKNO=20", "FREQ=YEARLY;BYYEARDAY=100", "FREQ=DAILY;BYHOUR=1,2,3", "FREQ=DAILY;X=1",
        "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13", "FREQ=DAILY;FREQ=DAILY=2", "FREQ=DAILY;WKST=XX",
    ],
)  # fmt: skip
def test_what_is_not_understood_or_too_long_brings_the_first_date_and_says_so(rule: str) -> None:
    with pytest.raises((NotUnderstood, TooLong)):
        read_rule(rule, FIRST)
    found = reading(f"RRULE:{rule}")
    assert (found.drafts[0].repeat, len(found.drafts[0].occurrences_utc)) == (None, 1)
    assert [each.line for each in found.problems] == [7]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;BYMONTHDAY=31",  # the RFC forbids this one and the next
        "FREQ=DAILY;BYSETPOS=1",
        "FREQ=WEEKLY;BYDAY=FR,SA;BYSETPOS=2",  # here all count from another day of the week
        "FREQ=DAILY;BYMONTHDAY=-1",  # libical and ical.js count wrong, and the latter in these, too
        "FREQ=MONTHLY;BYMONTHDAY=-1;BYDAY=SA",
        "FREQ=MONTHLY;INTERVAL=3;BYMONTH=1,3",
        "FREQ=MONTHLY;BYMONTH=1,4;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
        "FREQ=YEARLY;BYMONTH=1,2;BYDAY=SA;BYSETPOS=-1",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=MONTHLY;BYDAY=SA,2SU",  # dateutil forgets the one without a number
        "FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=5SA",
    ],
)
def test_of_what_other_calendars_would_take_for_other_dates_no_event_is_made(session: Session, rule: str) -> None:
    """What another calendar brings is read all the same."""
    assert next(starts_of(read_rule(rule, FIRST), FIRST)) == FIRST
    with pytest.raises(Invalid, match="Calendars differ"):
        Evening(session, starts_at="2026-01-31T19:00", repeat=rule)


@pytest.mark.parametrize(
    ("rule", "spelled"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=SA"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=31"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31"),
        ("FREQ=YEARLY;BYMONTHDAY=28,3", "FREQ=YEARLY;BYMONTHDAY=3,28;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12"),
        ("FREQ=MONTHLY;BYMONTH=10,1;BYDAY=-1SA", "FREQ=YEARLY;BYMONTH=1,10;BYDAY=-1SA"),
        ("FREQ=DAILY;UNTIL=20260202T190000", "FREQ=DAILY;UNTIL=20260202T180000Z"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20260301", "FREQ=DAILY;UNTIL=20260201T180000Z"),
        ("FREQ=DAILY;COUNT=2", "FREQ=DAILY;COUNT=2"),
    ],
)
def test_what_goes_without_saying_is_said_to_calendars(rule: str, spelled: str) -> None:
    assert spelled_out(rule, FIRST, "Europe/Berlin") == spelled


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=YEARLY;INTERVAL=99;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=99;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=YEARLY;BYDAY=5MO;BYMONTH=2;BYSETPOS=300",
    ],
)
def test_a_rule_that_never_matches_comes_to_an_end(rule: str) -> None:
    assert [start.date() for start in starts_of(read_rule(rule, FIRST), FIRST)] == [FIRST.date()]


def test_the_end_of_a_rule_is_compared_in_the_events_own_zone() -> None:
    assert len(draft("RRULE:FREQ=WEEKLY;UNTIL=20261217T180000Z").occurrences_utc) == 3
    assert len(draft("RRULE:FREQ=WEEKLY;UNTIL=20261217T175959Z").occurrences_utc) == 2


def test_dates_that_are_left_out_count_all_the_same() -> None:
    series = draft("RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20261210T180000Z,20261224T180000Z")
    assert [each.day for each in series.occurrences_utc] == [3, 17]
    assert [each["date"] for each in series.as_json()["exceptions"]] == ["2026-12-10", "2026-12-24"]


@pytest.mark.parametrize(
    ("rule", "first", "after", "moved_rule"),
    [
        ("FREQ=MONTHLY;BYDAY=1TH,3TH", "2026-12-03T19:00", "2026-12-03T20:00", "FREQ=MONTHLY;BYDAY=1TH,3TH"),
        ("FREQ=MONTHLY;BYDAY=1TH,3TH", "2026-12-03T19:00", "2026-12-04T19:00", "FREQ=MONTHLY;BYDAY=1FR,3FR"),
        ("FREQ=MONTHLY;BYDAY=1TH,3TH", "2026-12-03T19:00", "2026-12-10T19:00", "FREQ=MONTHLY;BYDAY=2TH,4TH"),
        ("FREQ=MONTHLY;BYDAY=5TH", "2026-12-31T19:00", "2026-12-31T20:00", "FREQ=MONTHLY;BYDAY=5TH"),
        ("FREQ=MONTHLY;BYDAY=1TH", "2026-12-03T19:00", "2026-12-11T19:00", "FREQ=MONTHLY;BYDAY=2FR"),
        ("FREQ=WEEKLY;UNTIL=20261217T190000", "2026-12-03T19:00", "2026-12-03T20:00", "FREQ=WEEKLY;UNTIL=20261217"),
        ("FREQ=MONTHLY;BYMONTHDAY=3,17", "2026-12-03T19:00", "2026-12-03T20:00", "FREQ=MONTHLY;BYMONTHDAY=3,17"),
    ],
)
def test_a_rule_follows_its_first_date(rule: str, first: str, after: str, moved_rule: str) -> None:
    moments = datetime.fromisoformat(first), datetime.fromisoformat(after)
    assert moved(rule, *moments, "Europe/Berlin") == moved_rule
