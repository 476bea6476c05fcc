"""An event that somebody brings from another calendar, before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from ..domain.basics.times import at_utc, existing_wall, wall_clock
from ..domain.repeats.dates import starts_of
from ..domain.repeats.judging import begins_with, is_read_alike
from ..domain.repeats.rewording import plainly, shortened
from ..domain.repeats.rule import Rule

FIRST_FEW = 5
USUAL_MINUTES = 60
A_DAY = timedelta(days=1)
LONGEST_AGO = timedelta(days=60)
"""How long ago the date of a series may be that was moved to now, or that is still on."""
MOST_DATES = 2_000
"""How many dates of a series are looked at for the next one."""


@dataclass(frozen=True)
class DateException:
    """One date of a series that is otherwise: moved to `starts_at`, or cancelled where that is None. `day` is that of
    the series; a date that the series itself does not have is one beside it."""

    day: date
    starts_at: datetime | None = None
    duration_minutes: int | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.starts_at is None


@dataclass(frozen=True)
class Occurrence:
    starts_at: datetime
    duration_minutes: int


@dataclass(frozen=True)
class Draft:
    """`starts_at` is a wall clock in `timezone`; where that is None the file does not say, and the host is asked.
    `line` is where it stands in the file, `kept_as` what is remembered to know it again."""

    uid: str
    title: str
    starts_at: datetime
    timezone: str | None
    all_day: bool
    duration_minutes: int
    repeat: str | None
    exceptions: tuple[DateException, ...]
    description: str
    location: str
    video_url: str | None
    status: str
    sequence: int
    suggested_theme: str
    line: int
    kept_as: str
    rule: Rule | None = field(default=None, repr=False)
    extra: tuple[datetime, ...] = field(default=(), repr=False)
    """Dates beside those of the rule (RFC 5545 section 3.8.5.2)."""
    dropped: frozenset[date] = field(default=frozenset(), repr=False)
    """Days that the series leaves out (EXDATE)."""

    @property
    def repeats(self) -> bool:
        return self.rule is not None or bool(self.extra)

    @property
    def starts_at_utc(self) -> datetime | None:
        return None if self.all_day or self.timezone is None else at_utc(self.starts_at, self.timezone)

    @property
    def ends_at_utc(self) -> datetime | None:
        starts = self.starts_at_utc
        return starts and starts + timedelta(minutes=self.duration_minutes)

    @property
    def occurrences_utc(self) -> list[datetime]:
        """The first few of the series, as they would be if none had been moved."""
        if self.all_day or self.timezone is None:
            return []
        return [at_utc(wall, self.timezone) for wall in islice(self._series(), FIRST_FEW)]

    def _series(self, since: date | None = None) -> Iterator[datetime]:
        walls = iter((self.starts_at,))
        if self.rule:
            walls = islice(starts_of(self.rule, self.starts_at, since), MOST_DATES)
        for wall in _merged(walls, sorted(self.extra)):
            if wall.date() not in self.dropped:
                yield wall

    @property
    def is_by_rule(self) -> bool:
        """Whether its dates are those of a rule alone, by which an event here can repeat."""
        if self.rule is None or self.extra:
            return False
        return begins_with(self.rule, self.starts_at) and is_read_alike(self.rule, self.starts_at)

    def first_after(self, now: datetime, zone: str) -> datetime | None:
        """The first date of its rule that is not over, as if none had been moved; None where all are."""
        length, today = timedelta(minutes=self.duration_minutes), wall_clock(now, zone)
        coming = (wall for wall in self._series(now.date() - LONGEST_AGO) if wall + length > today - A_DAY)
        return next((wall for wall in coming if at_utc(wall, zone) + length > now), None)

    def rule_from(self, first: datetime) -> str:
        """Its rule without the dates before one of them."""
        assert self.rule is not None
        passed = sum(1 for wall in starts_of(self.rule, self.starts_at) if wall < first) if self.rule.count else 0
        return shortened(plainly(self.rule, self.starts_at), passed)

    def next_after(self, now: datetime, zone: str) -> Occurrence:
        """The date that is on or comes next, moved as its exception says; of what is over, the last one there was."""
        others = {each.day: each for each in self.exceptions if each.day not in self.dropped}
        last = Occurrence(self.starts_at, self.duration_minutes)
        today = wall_clock(now, zone)
        for wall in self._series(now.date() - LONGEST_AGO):
            other = others.get(wall.date())
            if other and other.starts_at is None:
                continue
            starts = other.starts_at if other and other.starts_at else wall
            minutes = (other and other.duration_minutes) or self.duration_minutes
            last = Occurrence(starts, minutes)
            length = timedelta(minutes=minutes)
            if starts + length > today - A_DAY and at_utc(starts, zone) + length > now:  # the wall clock is cheap
                return last
        return last

    def as_json(self) -> dict[str, Any]:
        """The EventDraft of the API."""
        return {
            "uid": self.uid,
            "title": self.title,
            "starts_at": _wall(self.starts_at),
            "timezone": self.timezone,
            "starts_at_utc": _utc(self.starts_at_utc),
            "ends_at_utc": _utc(self.ends_at_utc),
            "all_day": self.all_day,
            "duration_minutes": self.duration_minutes,
            "repeat": self.repeat,
            "exceptions": [_exception(each) for each in self.exceptions],
            "description": self.description,
            "location": self.location,
            "video_url": self.video_url,
            "status": self.status,
            "sequence": self.sequence,
            "suggested_theme": self.suggested_theme,
            "occurrences_utc": [_utc(each) for each in self.occurrences_utc],
        }


def _merged(walls: Iterator[datetime], extra: list[datetime]) -> Iterator[datetime]:
    """Both in order, and what stands in both once."""
    given: datetime | None = None
    waiting = list(reversed(extra))
    for wall in walls:
        while waiting and waiting[-1] < wall:
            early = waiting.pop()
            if early != given:
                yield (given := early)
        if wall != given:
            yield (given := wall)
    for late in reversed(waiting):
        if late != given:
            yield (given := late)


def _exception(of: DateException) -> dict[str, Any]:
    if of.starts_at is None:
        return {"date": of.day.isoformat(), "cancelled": True}
    return {"date": of.day.isoformat(), "starts_at": _wall(of.starts_at), "duration_minutes": of.duration_minutes}


def _wall(wall: datetime) -> str:
    return wall.isoformat(timespec="minutes")


def _utc(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else None


def settled(wall: datetime, zone: str | None) -> datetime:
    """The wall clock to the minute, as an event keeps it: one that a change of clocks skips moves forward."""
    return (existing_wall(wall, zone) if zone else wall).replace(second=0, microsecond=0, fold=0)
