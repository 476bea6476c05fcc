"""Calendars that people bring, as Google, Outlook, Apple, Thunderbird, Zoom and others write them (RFC 5545).

Bytes become lines, lines components, components drafts. The lines are read here: the icalendar library does not say
where in the file something stands, decodes before it unfolds, and may take long over what was made to hurt. No file is
opened and nothing is fetched, whatever a calendar names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.basics.errors import N_, Invalid, Problem, invalid
from .drafts import Draft
from .reading.components import CalendarRead, Component, calendars_in
from .reading.events import read_event, sequence_of, uid_of
from .reading.lines import NOT_A_CALENDAR, logical_lines
from .reading.troubles import Trouble, Troubles
from .reading.zones import Zones

MOST_DRAFTS = 50
TAKES_NOTHING_IN = {
    "CANCEL": N_("This file takes an event back and brings none. Cancel the event on its own page, if you host it."),
    "REPLY": N_("This file is somebody's answer to an invitation and brings no event."),
    "COUNTER": N_("This file proposes another time for an event and brings none."),
    "DECLINECOUNTER": N_("This file declines a proposal and brings no event."),
    "REFRESH": N_("This file asks for the newest version of an event and brings none."),
}


@dataclass(frozen=True)
class Reading:
    """What was understood, and what was not. `text` is what it was read from, each line still where it stood; reading
    it again gives the same."""

    drafts: tuple[Draft, ...]
    problems: tuple[Trouble, ...]
    text: str


def read(raw: bytes) -> Reading:
    """The events of a calendar file. Refused in words where there is none in it that can be read; what merely is not
    for taking in, such as a cancellation, gives no drafts and says why."""
    troubles = Troubles()
    calendars, lines = calendars_in(logical_lines(raw, troubles), troubles)
    if not calendars:
        raise invalid("calendar", NOT_A_CALENDAR)
    drafts: list[Draft] = []
    is_for_taking_in = False
    for calendar in calendars:
        method = calendar.itself.first("METHOD")
        if method and (message := TAKES_NOTHING_IN.get(method.value.upper().strip("; "))):
            troubles.add(method.number, message)
            continue
        is_for_taking_in = True
        drafts += _drafts(calendar, MOST_DRAFTS - len(drafts), troubles)
    if not drafts and is_for_taking_in:
        raise _nothing_read(troubles)
    return Reading(tuple(drafts), tuple(troubles.in_order()), _as_text(lines))


def _drafts(calendar: CalendarRead, room: int, troubles: Troubles) -> list[Draft]:
    """At most `room` drafts."""
    series = _series(calendar.events, troubles)
    if len(series) > room:
        line = series[room][0].line
        troubles.add(
            line,
            N_("Only the first %(most)s events were read; %(more)s more were left out."),
            most=MOST_DRAFTS,
            more=len(series) - room,
        )
    zones = Zones(calendar.zones, calendar.itself.value("X-WR-TIMEZONE"))
    found = (read_event(itself, others, zones, troubles) for itself, others in series[:room])
    return [draft for draft in found if draft]


def _series(events: Iterable[Component], troubles: Troubles) -> list[tuple[Component, list[Component]]]:
    """Events with the components that change one of their dates, in the order of the file. What changes a date of an
    event that is not in the file stands for itself: a guest may be asked to one date alone."""
    whole: dict[str, Component] = {}
    changes: dict[str, dict[str, Component]] = {}
    for event in events:
        uid = uid_of(event)
        of = event.value("RECURRENCE-ID")
        known = changes.setdefault(uid, {}) if of else whole
        key = of or uid
        if key in known:
            troubles.add(event.line, N_("This event stands in the file twice; the newer one was taken."))
            if sequence_of(event) < sequence_of(known[key]):
                continue
            known.pop(key)
        known[key] = event
    alone = [each for uid, of in changes.items() if uid not in whole for each in of.values()]
    found = [(event, list(changes.get(uid, {}).values())) for uid, event in whole.items()]
    return sorted([*found, *((each, []) for each in alone)], key=lambda pair: pair[0].line)


def _nothing_read(troubles: Troubles) -> Invalid:
    if troubles.told:
        return Invalid(*(_as_problem(trouble) for trouble in troubles.in_order()))
    return invalid("calendar", N_("There is no event in this calendar."))


def _as_problem(trouble: Trouble) -> Problem:
    field = "calendar" if trouble.line is None else f"calendar.{trouble.line}"
    return Problem(field, trouble.message, **trouble.values)


def _as_text(lines: Iterable[tuple[int, str]]) -> str:
    """The lines unfolded, with empty ones where folds were, so that every line keeps its number."""
    parts: list[str] = []
    for number, text in lines:
        parts += [""] * (number - 1 - len(parts))
        parts.append(text)
    return "\n".join(parts)
