"""Wall clocks, instants and IANA time zones.

An event is kept as what its host meant: a wall clock (a naive `datetime`) and the IANA name of a zone. The
instant is worked out when it is needed, so a country that changes its clocks moves the event with them.

PyPI's `tzdata` is the one truth. Importing this module turns `zoneinfo` away from the system's own files,
which age with the operating system and would disagree with the zones written into calendar files.
"""

import zoneinfo
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

zoneinfo.reset_tzpath(to=())
ZoneInfo.clear_cache()


def at_utc(wall: datetime, zone: str) -> datetime:
    """The instant at which a clock in `zone` shows `wall`, aware, in UTC.

    A wall time that a change of clocks skips moves forward by the skipped time; one that happens twice is the
    first (RFC 5545 section 3.3.5).

    Raises `ValueError` for an aware `wall`, `ZoneInfoNotFoundError` for an unknown zone, and `OverflowError`
    within a day of the years 1 and 9999.
    """
    if wall.tzinfo is not None:
        raise ValueError(f"a wall clock carries no time zone: {wall!r}")
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def wall_clock(instant: datetime, zone: str) -> datetime:
    """What a clock in `zone` shows at an aware `instant`, naive.

    `fold` is kept: it is 1 when the clock shows this time for the second time.
    """
    if instant.tzinfo is None:
        raise ValueError(f"an instant needs a time zone: {instant!r}")
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def existing_wall(wall: datetime, zone: str) -> datetime:
    """`wall` itself, or the time it moves forward to where a change of clocks skips it."""
    return wall_clock(at_utc(wall, zone), zone)


def place(zone: str) -> str:
    """The city of a zone, for people: `America/New_York` is "New York"."""
    return zone.rpartition("/")[2].replace("_", " ")


def is_zone(name: str) -> bool:
    """Whether `name` is a time zone an event may have: old names such as `Asia/Calcutta` are."""
    return name in known_zones()


@cache
def zone_names() -> tuple[str, ...]:
    """The zones to offer in a list: `UTC` first, then every region and city by its present name, sorted.

    It is the country table of the time zone database, so that it has Oslo although Oslo keeps Berlin's time.
    """
    table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    places = {line.split("\t")[2] for line in table.splitlines() if not line.startswith("#")}
    return ("UTC", *sorted(places))


@cache
def known_zones() -> frozenset[str]:
    """Every name of a zone that an event may have, old ones too."""
    names = (resources.files("tzdata") / "zones").read_text(encoding="utf-8").split()
    return frozenset(names) - {"Factory"}  # the placeholder of a computer whose zone was never set
