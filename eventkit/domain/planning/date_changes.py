"""Changes of one date of a series: what is different on it than on the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..basics.errors import N_, Invalid, Problem
from ..basics.fields import CONTENT, OF_A_DATE, PLANNED_AROUND, names_of
from ..basics.validation import read_model
from ..records.event import Room
from ..records.occurrence import LONGEST_MOVE, Occurrence
from ..records.planned import Stretch
from .event_fields import EventFields
from .requested import TIMING, as_it_is, as_wall, merged
from .writing import write_plan, written

SAME_FOR_ALL_DATES = N_("This is the same for all dates. Change it for all of them.")


def change(room: Room, current: Occurrence, changes: Mapping[str, Any], jitsi_url: str) -> set[str]:
    """Store what differs on this date. Returns the changed fields that guests have planned around."""
    fields = read_model(EventFields, {**merged(written(current), changes), "repeat": None, "skipped": []})
    _require_a_date_may(current, fields, changes)
    requested = Stretch()
    write_plan(requested, fields, jitsi_url)
    before = {name: getattr(current, name) for name in PLANNED_AROUND if name in OF_A_DATE}
    own = {name: getattr(requested, name) for name in CONTENT if _differs(requested, current.planned, name)}
    if requested.starts_at != current.wall:
        own["starts_at"] = as_wall(requested.starts_at)
    room.stored_changes = own or None
    return {name for name, value in before.items() if getattr(current, name) != value}


def _require_a_date_may(current: Occurrence, fields: EventFields, changes: Mapping[str, Any]) -> None:
    present, before = written(current), as_it_is(current)
    wrong = [name for name in names_of("event", "plan") if getattr(fields, name) != getattr(before, name)]
    timing = {name: changes[name] or None for name in TIMING if name in changes}
    wrong += [name for name, value in timing.items() if value != (present[name] or None)]
    if wrong:
        raise Invalid(*(Problem(name, SAME_FOR_ALL_DATES) for name in wrong))
    if abs(fields.starts_at - current.wall) > LONGEST_MOVE:
        raise Invalid(Problem("starts_at", N_("A single date can be moved by sixty days at most.")))


def _differs(one: Any, other: Any, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))
