"""What a host asks for when they change an event: read, judged, and told where in the series it begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, get_args

from ..basics import times
from ..basics.fields import names_of
from ..basics.validation import read_model
from ..records.occurrence import LONGEST_MOVE, Occurrence
from ..records.planned import ONCE, Planned
from ..repeats import rewording
from .event_fields import EventFields
from .writing import written

Scope = Literal["this", "following", "all"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
TIMING = ("repeat", "skipped")


@dataclass(frozen=True)
class Requested:
    """`current` is the date that is changed, as it was, and `fields` what it is to be, with the timing of its whole
    plan. `cut` is the first day that changes, where there are others before; the dates move by `shift`, whole days."""

    current: Occurrence
    fields: EventFields
    scope: Scope
    cut: date | None
    shift: timedelta

    def concerns(self, planned: Planned, day: date) -> bool:
        """Whether a day of the plan is among those that change."""
        return (self.cut is None or day >= self.cut) and (planned.before is None or day < planned.before)


def read(current: Occurrence, changes: Mapping[str, Any], scope: Scope, now: datetime) -> Requested:
    """Judge what was written. A rule that stays as it is follows its dates: what is every Thursday is every Friday once
    a Thursday becomes a Friday."""
    planned, present = current.planned, written(current)
    asked = merged(present, changes)
    timing = {name: asked.pop(name) for name in TIMING}
    fields = read_model(EventFields, asked)
    is_moved = fields.starts_at != current.starts_at
    shift = fields.starts_at.date() - current.on if is_moved else timedelta()
    is_retimed = is_moved or fields.timezone != current.timezone or any(timing[n] != present[n] for n in TIMING)
    cut = _cut(current, fields, scope, is_retimed, now)
    first = (planned.wall_on(cut) if cut else None) or planned.starts_at
    starts = datetime.combine(first.date() + shift, (fields.starts_at if is_moved else first).time())
    asked["starts_at"] = as_wall(starts)
    asked["repeat"] = _rule(current, timing["repeat"], first, starts, has_cut=cut is not None)
    if timing["skipped"] == present["skipped"]:
        plan = Planned.of_a_rule(starts, fields.timezone, read_model(EventFields, asked).repeat)
        timing["skipped"] = _moved_along(planned, plan, first, shift)
    asked["skipped"] = timing["skipped"]
    return Requested(current, read_model(EventFields, asked), scope, cut, shift)


def as_it_is(current: Occurrence) -> EventFields:
    """How a date is, without its rule, which belongs to its whole plan."""
    return read_model(EventFields, {**written(current), "repeat": None, "skipped": []})


def merged(present: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """What is named is changed and the rest kept; of the host, too."""
    found = {**present, **changes}
    if isinstance(changes.get("host"), Mapping):
        found["host"] = {**present["host"], **changes["host"]}
    return found


def as_wall(wall: datetime) -> str:
    return wall.isoformat(timespec="minutes")


def _rule(current: Occurrence, asked: Any, first: datetime, starts: datetime, *, has_cut: bool) -> Any:
    """The rule of the dates from `first` on, which is to be at `starts`."""
    planned = current.planned
    if current.event.repeat and asked is None:
        return ONCE
    if asked != planned.repeat or not planned.repeat:
        return asked
    passed = sum(1 for wall in planned.walls(skips=False) if wall < first) if has_cut else 0
    return rewording.moved(rewording.shortened(planned.repeat, passed), first, starts, planned.timezone)


def _moved_along(planned: Planned, plan: Planned, first: datetime, shift: timedelta) -> list[str]:
    """The days that are left out after the first one; those that the new plan does not have are gone."""
    days = [day + shift for day in planned.skipped if day > first.date()]
    return [day.isoformat() for day in days if plan.wall_on(day)]


def _cut(current: Occurrence, fields: EventFields, scope: Scope, is_retimed: bool, now: datetime) -> date | None:
    """Where the plan is to be divided: what is over keeps the time at which it was."""
    planned = current.planned
    if current.event.repeat is None:
        return None
    if scope == "following":
        day = current.on if is_retimed or _has_new_content(current, fields) else None
    else:
        day = _first_to_come(planned, now) if is_retimed else None
    first = next(planned.walls(), None)
    return day if day and first and first.date() < day else None


def _has_new_content(current: Occurrence, fields: EventFields) -> bool:
    before = as_it_is(current)
    names = (name for name in names_of("date") if name != "starts_at")
    return any(getattr(fields, name) != getattr(before, name) for name in names)


def _first_to_come(planned: Planned, now: datetime) -> date | None:
    length = timedelta(minutes=planned.duration_minutes)
    walls = planned.walls(now.date() - LONGEST_MOVE)
    coming = (wall for wall in walls if times.at_utc(wall, planned.timezone) + length > now)
    found = next(coming, None)
    return found and found.date()
