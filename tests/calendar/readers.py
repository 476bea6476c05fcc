"""Other people's calendars, which work out on which dates a series takes place. None of them knows more of a time zone
than what the file says of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import recurring_ical_events
import vobject
from icalendar import Calendar

Dates = list[tuple[datetime, datetime]]
"""Starts and ends in UTC, in order."""
PAST_ALL_THAT_MOVED = timedelta(days=70)


def by_icalendar(file: bytes, since: datetime, until: datetime) -> Dates:
    """icalendar with recurring-ical-events."""
    calendar = Calendar.from_ical(_with_nameless_zones(file))
    found = recurring_ical_events.of(calendar, skip_bad_series=False).between(since, until)
    starts = [(each.start.astimezone(UTC), each.end.astimezone(UTC)) for each in found if each["STATUS"] != "CANCELLED"]
    return sorted(each for each in starts if since <= each[0] < until)


def by_vobject(file: bytes, since: datetime, until: datetime) -> Dates:
    """vobject, whose rules are dateutil's. It leaves it to others to put what is otherwise in its place."""
    _forget_zones()
    events = vobject.readOne(file.decode()).vevent_list
    found: Dates = []
    for event in events:
        length = event.dtend.value - event.dtstart.value
        own = {each.recurrence_id.value: each for each in events if _is_date_of(each, event)}
        if not event.rruleset or hasattr(event, "recurrence_id"):
            starts: Sequence[datetime] = [event.dtstart.value]
        else:
            end = (until + PAST_ALL_THAT_MOVED).replace(tzinfo=event.dtstart.value.tzinfo)
            starts = event.rruleset.between(since - PAST_ALL_THAT_MOVED, end, inc=True)
        if event.status.value != "CANCELLED":
            found += [(each.astimezone(UTC), (each + length).astimezone(UTC)) for each in starts if each not in own]
    return sorted(each for each in found if since <= each[0] < until)


def _is_date_of(event: Any, series: Any) -> bool:
    return hasattr(event, "recurrence_id") and event.uid.value == series.uid.value and event is not series


def of_icaljs(read: list[dict[str, Any]]) -> Dates:
    return sorted((each["starts"], each["ends"]) for each in read if each["status"] != "CANCELLED")


def _forget_zones() -> None:
    """vobject would take a zone for what another file said of it."""
    known = getattr(vobject.icalendar, "__tzidMap")
    for name in set(known) - {"UTC"}:
        del known[name]


def _with_nameless_zones(file: bytes) -> bytes:
    """icalendar would take a zone that it knows by its name for what it knows of it."""
    for zone in set(re.findall(rb"BEGIN:VTIMEZONE.*?END:VTIMEZONE", file, re.DOTALL)):
        name = re.search(rb"TZID:(\S+)", zone)
        assert name
        file = re.sub(rb"\b%s\b" % re.escape(name[1]), b"Z" + hashlib.sha256(zone).hexdigest()[:12].encode(), file)
    return file
