"""What calendars are told of an event, entry by entry.

A series is one entry with a rule, and one more for each of its dates that is otherwise. What was changed from one of
its dates on is a series of its own for calendars, because few of them understand RANGE=THISANDFUTURE.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import islice, takewhile

from flask_babel import gettext as _

from ..domain.activities import themes
from ..domain.basics.links import Links
from ..domain.records import occurrences
from ..domain.records.event import Event, Room
from ..domain.records.occurrence import Occurrence
from ..domain.records.planned import Planned
from ..domain.repeats import rewording
from .colours import nearest_name
from .plain_text import paragraphs
from .publication import Entry, Series

MOST_STARTS = 400
"""How many dates of a series are looked at for its zone: of a weekly one those of more than seven years."""


def entries_of(
    event: Event,
    made: Iterable[Room],
    links: Links,
    *,
    has_video: bool,
    also: Collection[date] = (),
    without: Collection[date] = (),
) -> list[Entry]:
    """What calendars are told of the event: of a series each stretch, and then its dates that are otherwise or
    cancelled, and those that are to be told by themselves `also`."""
    known = occurrences.of_rooms(event, made)
    own = [each for each in known if each.changes or each.is_cancelled or each.on in also]
    found: list[Entry] = []
    for planned in occurrences.plans_of(event):
        if planned.before and planned.starts_at.date() >= planned.before:
            continue  # it was moved past what comes after it, so that nothing is left
        entry = entry_of(Occurrence(event, planned, planned.starts_at.date(), planned.starts_at), links, has_video)
        if entry.series:
            series = replace(entry.series, left_out=_walls_on(planned, {*planned.skipped, *without}))
            entry = replace(entry, recurrence=None, series=series, page_url=links.page(event.code))
        found.append(entry)
        here = [each for each in own if each.planned is planned and each.on not in without]
        found += [entry_of(each, links, has_video) for each in here if entry.series]
    return found


def alone(event: Occurrence, links: Links, has_video: bool) -> Entry:
    """One date as an event of its own: a RECURRENCE-ID without its series is more than some calendars can take, so that
    Radicale shows nothing of a calendar that has one."""
    entry = entry_of(event, links, has_video)
    if entry.series is None:
        return entry
    return replace(entry, uid=f"{event.on:%Y%m%d}-{entry.uid}", series=None, recurrence=None)


def coming(event: Occurrence, links: Links, has_video: bool) -> Entry:
    """This date; of a series this and those to come, unless this one differs from the others."""
    entry = entry_of(event, links, has_video)
    if entry.series and not event.changes:
        series = replace(entry.series, rule=_rule_from(event))
        entry = replace(entry, recurrence=None, series=series, page_url=links.page(event.code))
    return entry


def nothing_left(event: Event, uid: str, links: Links) -> Entry:
    (planned,) = (each for each in occurrences.plans_of(event) if each.uid == uid)
    entry = entry_of(Occurrence(event, planned, planned.starts_at.date(), planned.starts_at), links, has_video=False)
    return replace(entry, series=None, recurrence=None, cancelled=True)


def entry_of(event: Occurrence, links: Links, has_video: bool) -> Entry:
    """One date, of a series where there is one."""
    theme, series = themes.get(event.theme), _series(event.planned)
    page = links.page(event.code, event.on if series else None)
    return Entry(
        uid=event.planned.uid,
        title=event.title,
        starts_at=event.starts_at,
        timezone=event.timezone,
        duration_minutes=event.duration_minutes,
        page_url=page,
        video_url=event.video_url if has_video else None,
        description="\n\n".join(paragraphs(event)),
        host_name=event.host.name,
        cancelled=event.is_cancelled,
        sequence=event.sequence,
        created_at=event.created_at,
        updated_at=event.updated_at,
        category=_(theme.name),
        colour=nearest_name(theme.palette),
        image_url=links.preview(event.code),
        series=series,
        recurrence=event.wall if series else None,
    )


def _walls_on(planned: Planned, days: Collection[date]) -> tuple[datetime, ...]:
    """When a series has these days, also those on which it does not take place."""
    if not days:
        return ()
    last = max(days)
    walls = takewhile(lambda wall: wall.date() <= last, planned.walls(min(days), skips=False))
    return tuple(wall for wall in walls if wall.date() in days)


def _series(planned: Planned) -> Series | None:
    if planned.repeat is None:
        return None
    starts = tuple(islice(planned.walls(skips=False), MOST_STARTS))
    return Series(rewording.spelled_out(_rule(planned), planned.starts_at, planned.timezone), starts)


def _rule_from(event: Occurrence) -> str:
    """The rule of a series without the dates before this one."""
    planned, rule = event.planned, _rule(event.planned)
    passed = sum(1 for wall in planned.walls(skips=False) if wall < event.wall) if "COUNT" in rule else 0
    return rewording.spelled_out(rewording.shortened(rule, passed), event.wall, planned.timezone)


def _rule(planned: Planned) -> str:
    """That of a stretch ends with it, or it might go on into what comes after."""
    rule = planned.repeat or ""
    if planned.before is None:
        return rule
    *_, last = planned.starts_at, *planned.walls(skips=False)
    return rewording.ended(rule, last, planned.timezone)
