"""The calendar files of an event: for anybody, for one guest, and among others in a feed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from flask_babel import gettext as _

from ..domain.basics.links import Links
from ..domain.records import occurrences
from ..domain.records.event import Event, Room
from ..domain.records.occurrence import Occurrence
from .entries import alone, coming, entries_of, entry_of, nothing_left
from .invitation import Attendee, Party, request
from .publication import Entry, Series, Words, publish
from .web_calendars import links as web_links


def calendar_file(event: Event, made: Iterable[Room], links: Links, *, has_video: bool = True) -> bytes:
    """All of an event, in the language that is spoken just now; `made` are its rooms. Who must not see the video link
    gets a file without it."""
    return publish(*_as_left_out(entries_of(event, made, links, has_video=has_video)), words=_words())


def date_file(occurrence: Occurrence, links: Links, *, has_video: bool = True) -> bytes:
    """One date alone."""
    return publish(alone(occurrence, links, has_video), words=_words())


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
        found = [nothing_left(event, uid, links)]
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
    entries = [entry_of(each, links, has_video) for each in planned or dates]
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
    now = entry_of(event, links, has_video=False)
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
        return [alone(each, links, has_video) for each in dates], _words()
    return entries_of(event, made, links, has_video=has_video, without=without), _words()


def web_calendars(event: Occurrence, links: Links, *, has_video: bool) -> list[tuple[str, str]]:
    """The names of web calendars, each with a link that opens it with the event filled in; of a series with this and
    the dates to come, where the calendar takes that by a link."""
    return web_links(coming(event, links, has_video), _words())


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


def _words() -> Words:
    return Words.translated(_)
