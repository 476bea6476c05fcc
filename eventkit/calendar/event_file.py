"""The calendar files of an event: for anybody, for one guest, and among others in a feed.

A series is one entry with a rule, and one more for each of its dates that is otherwise. What was changed from one of
its dates on is a series of its own for calendars, because few of them understand RANGE=THISANDFUTURE.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
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
from .invitation import Attendee, Party, request
from .plain_text import paragraphs
from .publication import Entry, Series, Words, publish
from .web_calendars import links as web_links

MOST_STARTS = 400
"""How many dates of a series are looked at for its zone: of a weekly one those of more than seven years."""


def calendar_file(event: Event, made: Iterable[Room], links: Links, *, has_video: bool = True) -> bytes:
    """All of an event, in the language that is spoken just now; `made` are its rooms. Who must not see the video link
    gets a file without it."""
    return publish(*_as_left_out(entries_of(event, made, links, has_video=has_video)), words=_words())


def date_file(occurrence: Occurrence, links: Links, *, has_video: bool = True) -> bytes:
    """One date alone."""
    return publish(_alone(occurrence, links, has_video), words=_words())


def meeting(
    event: Event,
    made: Iterable[Room],
    links: Links,
    *,
    uid: str,
    organizer: Party,
    attendee: Attendee,
    answers: Mapping[date, str] | None = None,
    has_video: bool,
) -> tuple[str, bytes]:
    """What calendars know by this UID as a meeting that the attendee is asked to, after its METHOD; of a cancelled
    event its cancellation. `answers` are PARTSTATs for those days of a series for which they are not as for all."""
    told = entries_of(event, made, links, has_video=has_video, also=answers or ())
    found = [entry for entry in told if entry.uid == uid]
    if event.is_cancelled:
        found = found[:1]
    if not found:
        found = [_nothing_left(event, uid, links)]
    return request(
        *_as_left_out(found), organizer=organizer, attendee=attendee, answers=_by_wall(found, answers), words=_words()
    )


def meeting_on(
    dates: Sequence[Occurrence],
    links: Links,
    *,
    organizer: Party,
    attendee: Attendee,
    answers: Mapping[date, str] | None = None,
    has_video: bool,
) -> tuple[str, bytes]:
    """The same with single dates of a series, all of one UID: their newer state, or for who comes to these alone. Where
    only some of them are cancelled, those have been taken out before."""
    planned = [each for each in dates if not each.is_cancelled]
    entries = [_entry(each, links, has_video) for each in planned or dates]
    return request(*entries, organizer=organizer, attendee=attendee, answers=_by_wall(entries, answers), words=_words())


def dates_gone(
    event: Occurrence,
    walls: Iterable[datetime],
    links: Links,
    *,
    uid: str,
    timezone: str,
    organizer: Party,
    attendee: Attendee,
) -> tuple[str, bytes]:
    """Takes out single dates of a series, which calendars know by what its UID was, and by when it had them."""
    now = _entry(event, links, has_video=False)
    then = [
        replace(now, uid=uid, timezone=timezone, starts_at=wall, recurrence=wall, series=Series("", ()), cancelled=True)
        for wall in walls
    ]
    return request(*then, organizer=organizer, attendee=attendee, words=_words())


def spoken(
    event: Event,
    made: Iterable[Room],
    links: Links,
    *,
    has_video: bool,
    only: Collection[date] | None = None,
    without: Collection[date] = (),
) -> tuple[list[Entry], Words]:
    """The event and its words for a feed, in the language that is spoken just now: all of it, or `only` some days."""
    if only is not None:
        dates = [each for each in occurrences.of_rooms(event, made) if each.on in only]
        return [_alone(each, links, has_video) for each in dates], _words()
    return entries_of(event, made, links, has_video=has_video, without=without), _words()


def web_calendars(event: Occurrence, links: Links, *, has_video: bool) -> list[tuple[str, str]]:
    """The names of web calendars, each with a link that opens it with the event filled in; of a series with this and
    the dates to come, where the calendar takes that by a link."""
    entry = _entry(event, links, has_video)
    if entry.series and not event.changes:
        series = replace(entry.series, rule=_rule_from(event))
        entry = replace(entry, recurrence=None, series=series, page_url=links.page(event.code))
    return web_links(entry, _words())


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
        entry = _entry(Occurrence(event, planned, planned.starts_at.date(), planned.starts_at), links, has_video)
        if entry.series:
            series = replace(entry.series, left_out=_walls_on(planned, {*planned.skipped, *without}))
            entry = replace(entry, recurrence=None, series=series, page_url=links.page(event.code))
        found.append(entry)
        here = [each for each in own if each.planned is planned and each.on not in without]
        found += [_entry(each, links, has_video) for each in here if entry.series]
    return found


def _nothing_left(event: Event, uid: str, links: Links) -> Entry:
    (planned,) = (each for each in occurrences.plans_of(event) if each.uid == uid)
    entry = _entry(Occurrence(event, planned, planned.starts_at.date(), planned.starts_at), links, has_video=False)
    return replace(entry, series=None, recurrence=None, cancelled=True)


def _as_left_out(entries: list[Entry]) -> list[Entry]:
    """Dates that are cancelled as dates that a series leaves out, for who need not be told that they once were."""
    gone = [entry for entry in entries if entry.recurrence and entry.cancelled]
    found = []
    for entry in entries:
        if entry.series and entry.recurrence is None and not entry.cancelled:
            left_out = {*entry.series.left_out, *(each.recurrence for each in gone if each.uid == entry.uid)}
            series = replace(entry.series, left_out=tuple(sorted(wall for wall in left_out if wall)))
            entry = replace(entry, series=series)
        found.append(entry)
    return [entry for entry in found if entry not in gone]


def _by_wall(entries: Iterable[Entry], answers: Mapping[date, str] | None) -> dict[datetime, str]:
    walls = [entry.recurrence for entry in entries if entry.recurrence]
    return {wall: answers[wall.date()] for wall in walls if answers and wall.date() in answers}


def _alone(event: Occurrence, links: Links, has_video: bool) -> Entry:
    """One date as an event of its own: a RECURRENCE-ID without its series is more than some calendars can take, so that
    Radicale shows nothing of a calendar that has one."""
    entry = _entry(event, links, has_video)
    if entry.series is None:
        return entry
    return replace(entry, uid=f"{event.on:%Y%m%d}-{entry.uid}", series=None, recurrence=None)


def _walls_on(planned: Planned, days: Collection[date]) -> tuple[datetime, ...]:
    """When a series has these days, also those on which it does not take place."""
    if not days:
        return ()
    last = max(days)
    walls = takewhile(lambda wall: wall.date() <= last, planned.walls(min(days), skips=False))
    return tuple(wall for wall in walls if wall.date() in days)


def _entry(event: Occurrence, links: Links, has_video: bool) -> Entry:
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


def _words() -> Words:
    return Words.translated(_)
