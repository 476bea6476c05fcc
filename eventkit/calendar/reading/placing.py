"""Times with their zone: where on the wall, and when in the world."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ...domain.basics.errors import N_
from ...domain.basics.times import at_utc, wall_clock
from .troubles import Troubles
from .values import Time
from .zones import Zones


@dataclass(frozen=True)
class Place:
    """A wall clock and the zone it hangs in, None where nobody says."""

    wall: datetime
    zone: str | None = None
    is_day: bool = False

    @property
    def instant(self) -> datetime | None:
        return at_utc(self.wall, self.zone) if self.zone else None


class Placing:
    """Places the times of one event. `own_tzid` is a TZID that stands in the event itself, as Zoom writes it."""

    def __init__(self, zones: Zones, troubles: Troubles, line: int, own_tzid: str = "") -> None:
        self._zones, self._troubles, self._line, self._own_tzid = zones, troubles, line, own_tzid

    def begin(self, time: Time, *, repeats: bool) -> Place:
        """Where the event hangs. What is written in UTC is shown in the zone of its calendar, where that has one; a
        series stays in UTC, because it would move with that zone's clocks."""
        place = self.put(time)
        default = self._zones.default
        if place.zone == "UTC" and time.offset is not None and default and not repeats:
            return Place(wall_clock(at_utc(place.wall, "UTC"), default), default)
        return place

    def put(self, time: Time) -> Place:
        if time.is_day:
            return Place(time.wall, self._zones.default, is_day=True)
        if time.offset is not None:
            return Place(time.wall - time.offset, "UTC")
        tzid = time.tzid or self._own_tzid
        if not tzid:
            return Place(time.wall, self._zones.default)
        if zone := self._zones.name_of(tzid, time.wall.year):
            return Place(time.wall, zone)
        if rules := self._zones.rules_of(tzid):
            self._troubles.add(
                self._line,
                N_("The time zone “%(zone)s” is none of those known here, so the time is given in UTC."),
                zone=tzid,
            )
            return Place(time.wall - rules.offset_at(time.wall), "UTC")
        message = N_("The time zone “%(zone)s” is not known here. Choose the right one.")
        self._troubles.add(self._line, message, zone=tzid)
        return Place(time.wall, None)

    def on_the_wall_of(self, place: Place, time: Time) -> datetime:
        """Another time of the same event, as the event's own clock shows it."""
        if time.is_day:
            return time.wall
        other = self.put(time)
        if other.zone == place.zone or not other.zone or not place.zone:
            return other.wall
        return wall_clock(at_utc(other.wall, other.zone), place.zone)


def between(first: Place, last: Place) -> timedelta:
    """How long it is from one to the other, by the clock of the world where both are known."""
    begins, ends = first.instant, last.instant
    if begins and ends and not first.is_day:
        return ends - begins
    return last.wall - first.wall


def after(first: Place, days: int, exact: timedelta) -> timedelta:
    """How long days by the calendar and hours by the clock are from here (RFC 5545 section 3.3.6)."""
    if not first.zone or first.is_day:
        return timedelta(days=days) + exact
    noon = at_utc(first.wall + timedelta(days=days), first.zone)
    return noon + exact - at_utc(first.wall, first.zone).astimezone(UTC)
