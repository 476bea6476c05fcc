"""Changes of an event: of one of its dates, of this and the following ones, or of all.

What is over keeps the time at which it was. Where a series changes from one of its dates on, what was planned for the
dates before becomes a stretch of its own.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..activities.run_of_show import follow_details
from ..basics import times
from ..basics.base import utcnow
from ..basics.errors import N_, Invalid, Problem
from ..basics.validation import read_model
from ..coming import waiting
from ..letters import notices
from ..letters.notices import Known
from ..records import occurrences
from ..records.event import Event, Room
from ..records.guest import Guest, Reply
from ..records.occurrence import LONGEST_MOVE, Occurrence
from ..records.planned import OF_A_DATE, ONCE, Planned, Stretch
from ..repeats import rewording
from ..room import rooms
from . import events
from .events import SAME_FOR_ALL, EventFields, Farewell

Scope = Literal["this", "following", "all"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
SAID = ("title", "duration_minutes", "description", "dress_code", "video_url", "details")
"""Of what a host writes, what one date or the following may have otherwise beside their timing."""
CONTENT = tuple(name for name in OF_A_DATE if name != "starts_at")
PLANNED_AROUND = ("starts_at", "timezone", "duration_minutes", "video_url", "repeat", "skipped")
"""What guests have arranged themselves by, so that a change of it is written to them."""
SAME_FOR_ALL_DATES = N_("This is the same for all dates. Change it for all of them.")


@dataclass(frozen=True)
class Change:
    """How a date is to be: `here` as it was, `fields` as it is to be, with the timing of its whole plan."""

    here: Occurrence
    fields: EventFields
    scope: Scope
    cut: date | None
    """The first day that changes, where there are others before."""
    shift: timedelta
    """How many days the dates move."""


def change(
    session: Session,
    room: Room,
    changes: Mapping[str, Any],
    *,
    jitsi_url: str,
    scope: Scope = "all",
    now: datetime | None = None,
) -> Event:
    """Change what is named and keep the rest; what is named is how it is to be on the date of `room`. `sequence` rises
    once, and only when a calendar shows the difference.

    Guests who gave an address are written to when what they planned around changes; free places go to who waits.
    """
    event, now = room.event, now or utcnow()
    here = occurrences.of(room)
    before = _shown(event)
    if scope == "this" and event.repeat is not None:
        what = _change_date(session, room, here, changes, jitsi_url)
        _note(session, event, before, now)
        if what and not here.is_cancelled:
            notices.event_changed(session, event, what, room=room, now=now)
        return event
    meant = _read(here, changes, scope, now)
    was = {name: getattr(here.planned, name) for name in (*PLANNED_AROUND, *CONTENT, "uid")}
    known, was_single = _known(session, event, now), event.repeat is None
    _change_plan(session, meant, jitsi_url, now)
    if was_single and event.repeat is not None:
        _ask_to_all(session, event, now)
    _note(session, event, before, now)
    what = {name for name, value in was.items() if getattr(here.planned, name) != value}
    if "uid" not in what:  # or calendars must learn the new one, whatever has changed
        what &= set(PLANNED_AROUND)
    if what and not event.is_cancelled:
        after = _known(session, event, now)
        notices.dates_gone(session, event, {id: at for id, at in known.items() if after.get(id) != at}, now=now)
        since = here.planned.starts_at.date() if meant.cut else None
        notices.event_changed(session, event, what, since=since, uid=here.planned.uid, now=now)
    session.flush()
    for each in occurrences.with_rooms(session, event):
        if each.room and not (event.repeat and each.is_over(now)):
            waiting.move_up(session, each.room, now=now)
    return event


def cancel(
    session: Session,
    room: Room,
    farewell: Farewell | None = None,
    *,
    scope: Literal["this", "all"] = "all",
    now: datetime | None = None,
) -> Event:
    """What is cancelled stays, and says so, with the host's words; guests who gave an address are written to.
    Cancelling twice changes nothing."""
    event, message = room.event, (farewell and farewell.message) or None
    is_one_date = scope == "this" and event.repeat is not None
    if event.is_cancelled or (is_one_date and room.is_cancelled):
        return event
    before = _shown(event)
    if is_one_date:
        room.is_cancelled, room.cancel_message = True, message
    else:
        event.status, event.cancel_message = "cancelled", message
    notices.event_cancelled(session, event, room=room if is_one_date else None, now=now)
    _note(session, event, before, now or utcnow())
    return event


def _read(here: Occurrence, changes: Mapping[str, Any], scope: Scope, now: datetime) -> Change:
    """Judge what was written. A rule that stays as it is follows its dates: what is every Thursday is every Friday once
    a Thursday becomes a Friday."""
    planned, present = here.planned, events.written(here)
    merged = _merged(present, changes)
    asked = {name: merged.pop(name) for name in ("repeat", "skipped")}
    fields = read_model(EventFields, merged)
    is_moved = fields.starts_at != here.starts_at
    shift = fields.starts_at.date() - here.on if is_moved else timedelta()
    is_timing = is_moved or fields.timezone != here.timezone or any(asked[name] != present[name] for name in asked)
    before = _as_it_is(here)
    is_said_otherwise = any(getattr(fields, name) != getattr(before, name) for name in SAID)
    cut = _cut(here, scope, is_timing, is_said_otherwise, now)
    first = (planned.wall_on(cut) if cut else None) or planned.starts_at
    starts = datetime.combine(first.date() + shift, (fields.starts_at if is_moved else first).time())
    if here.event.repeat and asked["repeat"] is None:
        asked["repeat"] = ONCE
    elif asked["repeat"] == planned.repeat and planned.repeat:
        passed = sum(1 for wall in planned.walls(skips=False) if wall < first) if cut else 0
        asked["repeat"] = rewording.moved(rewording.shortened(planned.repeat, passed), first, starts, planned.timezone)
    if asked["skipped"] == present["skipped"]:
        plan = Planned.of_a_rule(starts, fields.timezone, None)
        plan.repeat = read_model(EventFields, {**merged, "starts_at": _wall(starts), "repeat": asked["repeat"]}).repeat
        days = [day + shift for day in planned.skipped if day > first.date()]
        asked["skipped"] = [day.isoformat() for day in days if plan.wall_on(day)]
    return Change(here, read_model(EventFields, {**merged, "starts_at": _wall(starts), **asked}), scope, cut, shift)


def _as_it_is(here: Occurrence) -> EventFields:
    """How a date is, without its rule, which belongs to its whole plan."""
    return read_model(EventFields, {**events.written(here), "repeat": None, "skipped": []})


def _merged(present: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**present, **changes}
    if isinstance(changes.get("host"), Mapping):
        merged["host"] = {**present["host"], **changes["host"]}
    return merged


def _cut(here: Occurrence, scope: Scope, is_timing: bool, is_said_otherwise: bool, now: datetime) -> date | None:
    """Where the plan is to be divided: what is over keeps the time at which it was."""
    planned = here.planned
    if here.event.repeat is None:
        return None
    if scope == "following":
        day: date | None = here.on if is_timing or is_said_otherwise else None
    else:
        length = timedelta(minutes=planned.duration_minutes)
        walls = planned.walls(now.date() - LONGEST_MOVE) if is_timing else iter(())
        coming = (wall for wall in walls if times.at_utc(wall, planned.timezone) + length > now)
        found = next(coming, None)
        day = found and found.date()
    first = next(planned.walls(), None)
    return day if day and first and first.date() < day else None


def _change_plan(session: Session, meant: Change, jitsi_url: str, now: datetime) -> None:
    here, fields, event, planned = meant.here, meant.fields, meant.here.event, meant.here.planned
    if meant.cut:
        _divide(session, here, meant.cut, now)
    wanted, details = Stretch(), event.stored_details
    events.write_plan(wanted, fields, jitsi_url)
    _change_content(event, meant, {n: getattr(wanted, n) for n in CONTENT if getattr(wanted, n) != getattr(here, n)})
    for name in ("starts_at", "timezone", "repeat", "stored_skipped"):
        setattr(planned, name, getattr(wanted, name))
    events.write_for_all(event, fields)
    if fields.reply_by:
        event.reply_by = event.starts_at.date() - (here.on + meant.shift - fields.reply_by)
    session.flush()
    if event.stored_details != details:
        follow_details(session, event)
    _move_rooms(session, meant)


def _ask_to_all(session: Session, event: Event, now: datetime) -> None:
    """Who comes to what took place once has it in a calendar, where it is a series now, and is asked for its other
    dates."""
    comes = select(Guest).where(Guest.event_id == event.id, Guest.replies.any(Reply.answer != "no"))
    for guest in session.scalars(comes.where(Guest.email.is_not(None), Guest.invited_at.is_(None))):
        guest.invited_at = now
    session.flush()


def _change_content(event: Event, meant: Change, changed: Mapping[str, Any]) -> None:
    plans = occurrences.plans_of(event)
    if meant.scope == "following":
        plans = plans[plans.index(meant.here.planned) :]
    for planned in plans:
        for name, value in changed.items():
            setattr(planned, name, value)
    room = meant.here.room
    if room and room.stored_changes:  # what is the same for all now is nothing of its own any more
        left = {name: value for name, value in room.stored_changes.items() if name not in changed}
        room.stored_changes = left or None


def _divide(session: Session, here: Occurrence, cut: date, now: datetime) -> None:
    """Keep what was planned for the dates before the cut as a stretch. Calendars know it by the UID it had, and what
    follows by a new one; where the dates before are over, they need not learn another."""
    event, planned = here.event, here.planned
    columns = ("title", "starts_at", "timezone", "duration_minutes", "description", "dress_code", "video_url")
    earlier = Stretch(
        **{name: getattr(planned, name) for name in columns},
        stored_details=planned.stored_details,
        stored_skipped=[day.isoformat() for day in planned.skipped if day < cut] or None,
        ends_before=cut,
    )
    last = [wall for wall in planned.walls(skips=False) if wall.date() < cut][-1]
    earlier.repeat = rewording.ended(planned.repeat or ONCE, last, planned.timezone)
    is_over = Occurrence(event, earlier, last.date(), last).is_over(now)
    known, fresh = planned.uid, f"{uuid.uuid4()}@{planned.uid.rpartition('@')[2]}"
    earlier.uid = fresh if is_over else known
    planned.uid = known if is_over else fresh
    session.flush()
    event.stretches.append(earlier)
    session.flush()


def _move_rooms(session: Session, meant: Change) -> None:
    """Each to the day that its date has now. One whose day is gone can be found no more, and keeps what was in it."""
    event, planned = meant.here.event, meant.here.planned
    made = sorted(event.rooms, key=lambda room: room.on, reverse=meant.shift > timedelta())
    if event.repeat is None:
        made[0].on = event.starts_at.date()
        return
    taken = {room.on for room in made}
    for room in made if meant.shift else ():
        is_meant = (meant.cut is None or room.on >= meant.cut) and (planned.before is None or room.on < planned.before)
        day = room.on + meant.shift
        if is_meant and day not in taken and planned.wall_on(day):
            taken = taken - {room.on} | {day}
            room.on = day
            session.flush()


def _change_date(
    session: Session, room: Room, here: Occurrence, changes: Mapping[str, Any], jitsi_url: str
) -> set[str]:
    """What this date has otherwise than the others; gives what guests planned around of it."""
    present = events.written(here)
    fields = read_model(EventFields, {**_merged(present, changes), "repeat": None, "skipped": []})
    before = _as_it_is(here)
    same = (*SAME_FOR_ALL, "timezone", "host", "questions")
    wrong = [name for name in same if getattr(fields, name) != getattr(before, name)]
    dates = {name: changes[name] or None for name in ("repeat", "skipped") if name in changes}
    wrong += [name for name, value in dates.items() if value != (present[name] or None)]
    if wrong:
        raise Invalid(*(Problem(name, SAME_FOR_ALL_DATES) for name in wrong))
    if abs(fields.starts_at - here.wall) > LONGEST_MOVE:
        raise Invalid(Problem("starts_at", N_("A single date can be moved by sixty days at most.")))
    wanted, around = Stretch(), {name: getattr(here, name) for name in PLANNED_AROUND if name in OF_A_DATE}
    events.write_plan(wanted, fields, jitsi_url)
    own = {name: getattr(wanted, name) for name in CONTENT if getattr(wanted, name) != getattr(here.planned, name)}
    if wanted.starts_at != here.wall:
        own["starts_at"] = _wall(wanted.starts_at)
    room.stored_changes = own or None
    return {name for name, value in around.items() if getattr(here, name) != value}


def _known(session: Session, event: Event, now: datetime) -> dict[int, Known]:
    """By what calendars know the dates of a series that are to come, by their rooms."""
    made = occurrences.with_rooms(session, event) if event.repeat else []
    return {
        each.room.id: Known(each.planned.uid, each.timezone, each.wall)
        for each in made
        if each.room and not each.is_over(now) and not each.is_cancelled
    }


def _shown(event: Event) -> list[Any]:
    """What calendars show of the event."""
    names = (*OF_A_DATE, "timezone", "repeat", "stored_skipped")
    plans = [[getattr(planned, name) for name in names] for planned in occurrences.plans_of(event)]
    own = [(room.on, room.stored_changes, room.is_cancelled) for room in event.rooms]
    return [event.theme, event.status, event.host.name, *plans, sorted(own, key=lambda each: each[0])]


def _note(session: Session, event: Event, before: list[Any], now: datetime) -> None:
    if before != _shown(event):
        event.sequence += 1
        event.updated_at = now
        session.flush()
        made = occurrences.with_rooms(session, event)
        coming = [each.room.id for each in made if each.room and not (event.repeat and each.is_over(now))]
        for room in rooms.lock_all(session, coming):
            rooms.changed(session, room)


def _wall(wall: datetime) -> str:
    return wall.isoformat(timespec="minutes")
