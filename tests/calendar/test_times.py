import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventkit.domain.basics.times import at_utc, existing_wall, is_zone, wall_clock, zone_names

ROOT = Path(__file__).parents[2]


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_rules_come_from_tzdata_and_not_from_an_older_system() -> None:
    assert at_utc(wall("2026-12-03T19:00"), "America/Vancouver") == utc("2026-12-04T02:00")


def test_a_zone_that_the_system_got_wrong_is_forgotten_when_times_is_imported(tmp_path: Path) -> None:
    tokyo = (resources.files("tzdata") / "zoneinfo" / "Asia" / "Tokyo").read_bytes()
    (tmp_path / "America").mkdir()
    (tmp_path / "America" / "Vancouver").write_bytes(tokyo)
    program = """
from datetime import datetime
from zoneinfo import ZoneInfo
noon = datetime(2026, 12, 3, 12)
wrong = ZoneInfo("America/Vancouver")
print(wrong.utcoffset(noon))
from eventkit.domain.basics.times import at_utc
print(ZoneInfo("America/Vancouver").utcoffset(noon), at_utc(noon, "America/Vancouver").isoformat())
"""
    said = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONTZPATH": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert said == ["9:00:00", "-1 day, 17:00:00 2026-12-03T19:00:00+00:00"]


@pytest.mark.parametrize(
    ("meant", "zone", "instant"),
    [
        ("2026-07-01T19:00", "Europe/Berlin", "2026-07-01T17:00"),
        ("2026-12-01T19:00", "Europe/Berlin", "2026-12-01T18:00"),
        ("2026-12-01T19:00", "Asia/Kathmandu", "2026-12-01T13:15"),
        ("2026-12-01T19:00", "UTC", "2026-12-01T19:00"),
    ],
)
def test_a_wall_clock_and_a_zone_make_an_instant(meant: str, zone: str, instant: str) -> None:
    assert at_utc(wall(meant), zone) == utc(instant)
    assert at_utc(wall(meant), zone).tzinfo is UTC


def test_a_wall_time_that_is_skipped_moves_forward() -> None:
    skipped = wall("2027-03-28T02:30")
    assert at_utc(skipped, "Europe/Berlin") == utc("2027-03-28T01:30")
    assert existing_wall(skipped, "Europe/Berlin") == wall("2027-03-28T03:30")


def test_a_wall_time_that_happens_twice_is_the_first() -> None:
    twice = wall("2027-10-31T02:30")
    assert at_utc(twice, "Europe/Berlin") == utc("2027-10-31T00:30")
    assert at_utc(twice.replace(fold=1), "Europe/Berlin") == utc("2027-10-31T00:30")
    assert existing_wall(twice, "Europe/Berlin") == twice


def test_the_second_time_a_clock_shows_the_same_is_told_apart() -> None:
    assert wall_clock(utc("2027-10-31T00:30"), "Europe/Berlin").fold == 0
    assert wall_clock(utc("2027-10-31T01:30"), "Europe/Berlin").fold == 1


def test_a_clock_is_read_at_an_instant_of_any_offset() -> None:
    in_india = datetime(2026, 12, 1, 23, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    assert wall_clock(in_india, "America/New_York") == wall("2026-12-01T13:00")


def test_an_aware_wall_clock_and_a_naive_instant_are_refused() -> None:
    with pytest.raises(ValueError, match="carries no time zone"):
        at_utc(utc("2026-12-01T19:00"), "Europe/Berlin")
    with pytest.raises(ValueError, match="needs a time zone"):
        wall_clock(wall("2026-12-01T19:00"), "Europe/Berlin")


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        at_utc(wall("2026-12-01T19:00"), "Europe/Atlantis")


@given(
    instant=st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    zone=st.sampled_from(zone_names()),
)
def test_any_instant_is_found_again_from_its_wall_clock(instant: datetime, zone: str) -> None:
    shown = wall_clock(instant, zone)
    again = at_utc(shown, zone)
    if shown.fold:
        assert again < instant
        assert wall_clock(again, zone) == shown
    else:
        assert again == instant
    assert existing_wall(shown, zone) == shown


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "America/Argentina/Ushuaia", "Asia/Calcutta", "Etc/GMT+5"])
def test_names_of_the_database_are_zones(name: str) -> None:
    assert is_zone(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Europe",
        "Europe/Atlantis",
        "europe/berlin",
        "Factory",
        "+02:00",
        "../tzdata/zones",
        "/etc/localtime",
        "a\0b",
    ],
)
def test_anything_else_is_no_zone(name: str) -> None:
    assert not is_zone(name)


def test_the_list_to_choose_from_has_every_place_once_by_its_present_name() -> None:
    names = zone_names()
    assert names[0] == "UTC"
    assert list(names[1:]) == sorted(set(names[1:]))
    assert all(is_zone(name) and ZoneInfo(name) for name in names)
    assert all("/" in name for name in names[1:])
    assert {
        "Europe/Berlin",
        "Europe/Oslo",
        "Europe/Kyiv",
        "Asia/Kolkata",
        "America/Argentina/Ushuaia",
    } <= set(names)
    assert not {"Europe/Kiev", "Asia/Calcutta", "US/Eastern", "Etc/GMT+5", "EST5EDT", "Factory"} & set(names)
    assert len(names) > 400
