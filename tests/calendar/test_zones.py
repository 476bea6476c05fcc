from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from importlib import resources
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.rrule import rrulestr
from icalendar import Calendar, Timezone

from eventkit.calendar.publication import Entry, publish
from eventkit.calendar.yearly_rules import LAST_WEEK, Onset, read_rule
from eventkit.calendar.zones import vtimezone
from eventkit.domain.basics.times import at_utc, is_zone, wall_clock

ZONES = [name for name in (resources.files("tzdata") / "zones").read_text().split() if is_zone(name)]
WINTER_AND_SUMMER = [datetime.fromisoformat("2027-01-15T19:00"), datetime.fromisoformat("2027-07-15T19:00")]
AWKWARD = [
    "Africa/Cairo",  # ends on the day after the last Thursday of October, which may be in November
    "Africa/Casablanca",  # clocks follow Ramadan for some years
    "America/Havana",
    "America/Nuuk",  # changes at -1 o'clock
    "America/Santiago",  # changes at 24 o'clock
    "America/Vancouver",  # gives up changing clocks in 2026
    "Antarctica/Troll",  # changes by two hours
    "Asia/Gaza",  # changes at 50 o'clock
    "Asia/Jerusalem",  # changes at 26 o'clock
    "Asia/Kathmandu",  # quarter hours
    "Australia/Lord_Howe",  # changes by half an hour
    "Europe/Dublin",  # whose winter is the exception by its own rule
]


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def written(zone: str, at: str = "2026-12-03T19:00") -> list[str] | None:
    """The lines of the VTIMEZONE for a moment in `zone`."""
    component = vtimezone(zone, wall(at), wall(at))
    return component and component.to_ical().decode().splitlines()


@cache
def zone_told_by(vtimezone: bytes) -> tzinfo:
    return Timezone.from_ical(vtimezone).to_tz(lookup_tzid=False)


def changes_of_clocks(zone: str, year: int) -> list[datetime]:
    """The hours, in UTC, after which a clock in `zone` does not show one hour more."""
    clock = ZoneInfo(zone)

    def changes(since: datetime, for_: timedelta) -> bool:
        return since.astimezone(clock).utcoffset() != (since + for_).astimezone(clock).utcoffset()

    day, hour = timedelta(days=1), timedelta(hours=1)
    days = (datetime(year, 1, 1, tzinfo=UTC) + day * n for n in range(365))
    hours = (since + hour * n for since in days if changes(since, day) for n in range(24))
    return [since for since in hours if changes(since, hour)]


def read_with_icalendar(file: bytes) -> tuple[datetime, datetime]:
    """What icalendar finds when it knows nothing of zones but the file itself."""
    calendar = Calendar.from_ical(file)
    event = calendar.events[0]
    begins, ends = event["DTSTART"].dt, event["DTEND"].dt
    if calendar.timezones:
        zone = zone_told_by(calendar.timezones[0].to_ical())
        begins, ends = begins.replace(tzinfo=zone), ends.replace(tzinfo=zone)
    return begins.astimezone(UTC), ends.astimezone(UTC)


def read_with_vobject(file: bytes) -> tuple[datetime, datetime]:
    event = vobject.readOne(file.decode()).vevent
    return event.dtstart.value.astimezone(UTC), event.dtend.value.astimezone(UTC)


def test_a_zone_is_one_standard_and_one_daylight_time_with_a_yearly_rule() -> None:
    assert written("America/New_York") == [
        "BEGIN:VTIMEZONE",
        "TZID:America/New_York",
        "X-LIC-LOCATION:America/New_York",
        "BEGIN:STANDARD",
        "DTSTART:19701101T020000",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
        "TZNAME:EST",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700308T020000",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "TZNAME:EDT",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
    ]


def test_a_zone_without_changes_has_no_rule() -> None:
    assert written("Asia/Kathmandu") == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Kathmandu",
        "X-LIC-LOCATION:Asia/Kathmandu",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZNAME:+0545",
        "TZOFFSETFROM:+0545",
        "TZOFFSETTO:+0545",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_a_zone_that_keeps_utc_all_year_keeps_its_name() -> None:
    assert "TZID:Atlantic/Reykjavik" in (written("Atlantic/Reykjavik") or [])


@pytest.mark.parametrize(
    ("zone", "rule"),
    [
        ("Europe/Berlin", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
        ("Asia/Jerusalem", "RRULE:FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29;BYMONTH=3"),
        ("America/Nuuk", "RRULE:FREQ=YEARLY;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30;BYMONTH=3"),
        ("Asia/Gaza", "RRULE:FREQ=YEARLY;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30;BYMONTH=10"),
        ("America/Santiago", "RRULE:FREQ=YEARLY;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8;BYMONTH=9"),
    ],
)
def test_hours_beyond_the_day_move_the_rule_to_another_day(zone: str, rule: str) -> None:
    assert rule in (written(zone) or [])


def test_the_summer_of_dublin_is_its_daylight_time() -> None:
    lines = written("Europe/Dublin") or []
    daylight = lines[lines.index("BEGIN:DAYLIGHT") : lines.index("END:DAYLIGHT")]
    assert {"TZNAME:IST", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100"} <= set(daylight)


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        ("UTC", "2026-12-03T19:00"),
        ("Etc/Zulu", "2026-12-03T19:00"),
        ("Africa/Cairo", "2026-12-03T19:00"),
        ("America/Vancouver", "2026-01-15T19:00"),
        ("America/New_York", "1985-04-15T19:00"),
        ("America/New_York", "1970-12-03T19:00"),
        ("Europe/Berlin", "2027-10-31T02:30"),
        ("Europe/Berlin", "2027-03-28T02:30"),
    ],
    ids=[
        "UTC",
        "UTC by another name",
        "no rule",
        "older rules",
        "other years",
        "too early",
        "twice",
        "skipped",
    ],
)
def test_times_that_the_yearly_rules_cannot_say_have_no_vtimezone(zone: str, at: str) -> None:
    assert vtimezone(zone, wall(at), wall(at)) is None


def test_a_time_before_a_country_gave_up_changing_clocks_agrees_only_where_the_offset_does() -> None:
    assert written("America/Vancouver", "2026-12-03T19:00")
    assert written("America/Vancouver", "2026-07-01T19:00")
    assert not written("America/Vancouver", "2026-01-15T19:00")


def test_a_change_of_clocks_is_in_force_from_its_very_minute() -> None:
    assert written("Europe/Berlin", "2027-10-31T03:00")
    assert written("Europe/Berlin", "2027-03-28T03:00")


def test_both_ends_and_every_day_between_must_agree() -> None:
    summer_2025, winter_2026 = wall("2025-07-01T19:00"), wall("2026-01-15T19:00")
    summer_2026 = wall("2026-07-01T19:00")
    assert vtimezone("America/Vancouver", summer_2025, summer_2025)
    assert vtimezone("America/Vancouver", summer_2026, summer_2026)
    assert vtimezone("America/Vancouver", summer_2025, summer_2026) is None
    assert vtimezone("America/Vancouver", winter_2026, summer_2026) is None
    assert vtimezone("America/Vancouver", summer_2025, winter_2026) is None
    assert vtimezone("Europe/Berlin", wall("2027-10-31T00:30"), wall("2027-10-31T02:30")) is None


def test_a_zone_is_worked_out_once() -> None:
    moments = [vtimezone("Asia/Tokyo", wall(at), wall(at)) for at in ("2026-12-03T19:00", "2027-06-03T19:00")]
    assert moments[0] is moments[1]


@pytest.mark.parametrize("rule", ["", "UTC0", "EST5EDT", "EST5EDT,J60/0,J300/0", "EST5EDT,M3.2.0,M11.1.0 "])
def test_other_forms_of_rules_are_left_alone(rule: str) -> None:
    assert read_rule(rule) is None


def test_a_rule_may_give_both_offsets_and_seconds() -> None:
    rules = read_rule("<-00>0:00:30<+02>-2,M3.5.0/1:30:15,M10.5.0/-3")
    assert rules and rules.daylight and rules.standard.onset and rules.daylight.onset
    assert rules.standard.offset == timedelta(seconds=-30)
    assert rules.daylight.offset == timedelta(hours=2)
    assert rules.daylight.onset.time == timedelta(hours=1, minutes=30, seconds=15)
    assert rules.standard.onset.time == timedelta(hours=-3)


@pytest.mark.parametrize(
    ("month", "week", "hours", "expressible"),
    [
        (10, LAST_WEEK, 24, False),
        (10, LAST_WEEK, -1, True),
        (4, 1, -1, False),
        (4, 1, 24, True),
        (2, LAST_WEEK, 2, True),
        (2, LAST_WEEK, -1, False),
    ],
)
def test_days_beyond_the_month_or_of_leap_years_have_no_yearly_rule(
    month: int, week: int, hours: int, expressible: bool
) -> None:
    assert (Onset(month, week, 0, timedelta(hours=hours)).recurrence() is not None) is expressible


def test_every_zone_begins_with_the_first_day_of_its_own_rule() -> None:
    seen = 0
    for zone in ZONES:
        component = vtimezone(zone, *WINTER_AND_SUMMER[:1] * 2)
        for part in component.subcomponents if component else ():
            assert "RDATE" not in part
            begins = part["DTSTART"].dt
            if "RRULE" in part:
                seen += 1
                rule = part["RRULE"].to_ical().decode()
                assert next(iter(rrulestr(rule, dtstart=begins))) == begins, zone
    assert seen > 200


@pytest.fixture(scope="module")
def everywhere(evening: Callable[..., Entry]) -> list[tuple[str, datetime, bytes]]:
    """One evening in every zone, in winter and in summer: zone, instant, file."""
    return [
        (zone, at_utc(starts_at, zone), publish(evening(timezone=zone, starts_at=starts_at)))
        for zone, starts_at in product(ZONES, WINTER_AND_SUMMER)
    ]


def test_most_awkward_zones_change_clocks_twice_a_year() -> None:
    assert sum(len(changes_of_clocks(zone, 2027)) for zone in AWKWARD) >= 16


@pytest.fixture(scope="module")
def around_changes(evening: Callable[..., Entry]) -> list[tuple[str, datetime, bytes]]:
    """Evenings that start or end near each change of clocks of 2027 in the awkward zones."""
    starts = [
        (zone, wall_clock(change + timedelta(minutes=minutes), zone))
        for zone in AWKWARD
        for change in changes_of_clocks(zone, 2027)
        for minutes in range(-120, 240, 30)
    ]
    return [
        (zone, at_utc(starts_at, zone), publish(evening(timezone=zone, starts_at=starts_at)))
        for zone, starts_at in starts
    ]


def test_nearly_every_zone_needs_no_utc(everywhere: list[tuple[str, datetime, bytes]]) -> None:
    in_utc = {zone for zone, _, file in everywhere if b"BEGIN:VTIMEZONE" not in file}
    assert {zone for zone in in_utc if "/" in zone and not zone.startswith("Etc/")} <= {
        "Africa/Cairo",
        "Africa/Casablanca",
        "Africa/El_Aaiun",
        "America/Havana",
    }


@pytest.mark.parametrize("evenings", ["everywhere", "around_changes"])
def test_icaljs_reads_the_instants_that_were_meant(
    evenings: str, request: pytest.FixtureRequest, read_with_icaljs: Callable[..., list[dict[str, Any]]]
) -> None:
    files = request.getfixturevalue(evenings)
    read = read_with_icaljs(file for _, _, file in files)
    wrong = [
        (zone, instant, event["starts"], event["ends"])
        for (zone, instant, _), event in zip(files, read, strict=True)
        if (event["starts"], event["ends"]) != (instant, instant + timedelta(minutes=90))
    ]
    assert not wrong


@pytest.mark.parametrize("evenings", ["everywhere", "around_changes"])
def test_icalendar_reads_the_instants_that_were_meant_from_the_file_alone(
    evenings: str, request: pytest.FixtureRequest
) -> None:
    for zone, instant, file in request.getfixturevalue(evenings):
        assert read_with_icalendar(file) == (instant, instant + timedelta(minutes=90)), zone


def test_vobject_reads_the_instants_that_were_meant(
    everywhere: list[tuple[str, datetime, bytes]], around_changes: list[tuple[str, datetime, bytes]]
) -> None:
    sampled = [entry for entry in everywhere if entry[0] in AWKWARD] + everywhere[::10] + around_changes
    for zone, instant, file in sampled:
        assert read_with_vobject(file) == (instant, instant + timedelta(minutes=90)), zone
