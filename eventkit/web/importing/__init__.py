"""Making events of what a calendar brings, for pages, the API and the command line alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from ...calendar.drafts import Draft, Occurrence
from ...calendar.in_words import repeats
from ...calendar.reading.troubles import Trouble
from ...domain.basics.base import utcnow
from ...domain.basics.errors import N_, Invalid, invalid
from ...domain.basics.validation import read_model
from ...domain.planning import changes, entrances, events, hosts
from ...domain.planning.events import NewEvent
from ...domain.records import occurrences
from ...domain.records.event import Event
from ...domain.records.host import Host, HostLink
from ...domain.records.planned import Planned
from ...edge import Caller, Edge
from ...words import explain, say

LONGEST_MINUTES = 7 * 24 * 60
LONGEST_DESCRIPTION = 5000
FILLED_IN = (
    "microsoft teams meeting",
    "microsoft teams-besprechung",
    "reunión de microsoft teams",
    "google meet",
    "zoom",
)
"""What programs write for a place where there is none."""
NEEDS_A_ZONE = N_("Choose the time zone: the calendar does not say it.")

Standing = Literal["new", "mine", "taken"]


@dataclass(frozen=True)
class Known:
    """How a draft stands to what is here: new, made into an event of the caller's before, or into one that is not
    theirs to change (`taken`)."""

    standing: Standing
    event: Event | None = None


@dataclass(frozen=True)
class Wishes:
    """What the host decides for all that is brought in; `themes` by the draft's place, where it is not the suggested
    one."""

    host: Mapping[str, Any]
    zone: str | None = None
    language: str = "en"
    themes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class BroughtIn:
    """`token` is the new event's secret one, None where an event was there already and changed."""

    draft: Draft
    event: Event
    token: str | None
    notes: tuple[str, ...]


def title_of(draft: Draft) -> str:
    return draft.title or _("An event without a title")


def as_json(draft: Draft) -> dict[str, Any]:
    return {**draft.as_json(), "title": title_of(draft)}


def told(troubles: Sequence[Trouble]) -> list[dict[str, Any]]:
    """What could not be read, in the reader's language; without a line where it is about the whole."""
    return [
        {**({"line": each.line} if each.line is not None else {}), "message": say(each.message, dict(each.values))}
        for each in troubles
    ]


def links_of(session: Session, caller: Caller) -> list[HostLink]:
    by_token = hosts.link_by_token(session, caller.token) if caller.token else None
    return [*([by_token] if by_token else []), *hosts.links_of(session, caller.host_links)]


def standings(session: Session, drafts: Sequence[Draft], links: Sequence[HostLink]) -> list[Known]:
    """How each draft stands to the caller's own events. What others made of the same entry stays theirs, and is told to
    nobody. An entry that this site wrote itself leads back to its event and changes nothing: it says less than is known
    here."""
    there = events.of_calendar_entries(session, [uid for draft in drafts for uid in (draft.kept_as, draft.uid)])
    hosted = {link.event_id for link in links}
    own_hosts = {link.host_id for link in links if link.name is None}
    found = []
    for draft in drafts:
        ours = next((event for event in there if event.uid == draft.uid), None)
        same = [event for event in there if event.imported_uid == draft.kept_as]
        mine = next((event for event in same if event.id in hosted), None)
        taken = ours or next((event for event in same if event.host_id in own_hosts), None)
        is_mine = mine and not ours
        found.append(Known("mine", mine) if is_mine else Known("taken", taken) if taken else Known("new"))
    return found


def date_of(draft: Draft, zone: str | None, now: datetime | None = None) -> Occurrence:
    """The date that is made: a series' next one."""
    return draft.next_after(now or utcnow(), draft.timezone or zone or "UTC")


def bring_in(
    edge: Edge, session: Session, chosen: Mapping[int, Draft], wishes: Wishes, caller: Caller
) -> tuple[list[BroughtIn], dict[int, Invalid]]:
    """Make an event of each draft, or change the caller's own that was made of it before. What cannot be made is told
    by the draft's place; the others are made all the same."""
    links = links_of(session, caller)
    known = dict(zip(chosen, standings(session, list(chosen.values()), links), strict=True))
    made: list[BroughtIn] = []
    refused: dict[int, Invalid] = {}
    for place, draft in chosen.items():
        try:
            known_hosts = hosts.own_hosts(links) + [each.event.host for each in made if each.token]
            made.append(_bring_in(edge, session, place, draft, known[place], wishes, known_hosts))
        except Invalid as refusal:
            refused[place] = refusal
    return made, refused


def _bring_in(
    edge: Edge,
    session: Session,
    place: int,
    draft: Draft,
    known: Known,
    wishes: Wishes,
    known_hosts: Sequence[Host],
) -> BroughtIn:
    if known.event and known.standing == "mine":
        return _bring_up_to_date(edge, session, draft, known.event, wishes)
    if known.standing == "taken":
        raise invalid("calendar", N_("This event is here already. To change it, open its own host link first."))
    if draft.status == "cancelled":
        raise invalid("calendar", N_("This event is cancelled, so nothing was made of it."))
    theme = wishes.themes.get(place) or draft.suggested_theme
    fields, notes = _fields(draft, wishes.zone)
    planned = read_model(NewEvent, {**fields, "theme": theme, "host": dict(wishes.host), "language": wishes.language})
    event, token = events.plan(
        session,
        planned,
        jitsi_url=edge.config.jitsi_url,
        domain=edge.links.domain,
        hosts_known=known_hosts,
        imported_uid=draft.kept_as,
    )
    _move_dates(edge, session, draft, event)
    return BroughtIn(draft, event, token, notes)


def _bring_up_to_date(edge: Edge, session: Session, draft: Draft, event: Event, wishes: Wishes) -> BroughtIn:
    """What the calendar says now; a link is kept where the calendar has none."""
    room = entrances.find(session, event.code, lock=True)
    if draft.status == "cancelled":
        return BroughtIn(draft, changes.cancel(session, room), None, ())
    fields, notes = _fields(draft, wishes.zone or event.timezone)
    if not fields["video_url"]:
        del fields["video_url"]
    changes.change(session, room, fields, jitsi_url=edge.config.jitsi_url)
    _move_dates(edge, session, draft, event)
    return BroughtIn(draft, event, None, notes)


def _move_dates(edge: Edge, session: Session, draft: Draft, event: Event) -> None:
    """Dates of a series that are otherwise in the calendar."""
    for other in draft.exceptions if event.repeat else ():
        if other.starts_at and occurrences.on_day(session, event, other.day):
            room = entrances.find(session, event.code, on=other.day, lock=True)
            moved: dict[str, Any] = {"starts_at": other.starts_at.isoformat(timespec="minutes")}
            if other.duration_minutes:
                moved["duration_minutes"] = min(other.duration_minutes, LONGEST_MINUTES)
            with suppress(Invalid):  # further than a date can be moved
                changes.change(session, room, moved, jitsi_url=edge.config.jitsi_url, scope="this")


def _fields(draft: Draft, zone: str | None) -> tuple[dict[str, Any], tuple[str, ...]]:
    zone = draft.timezone or zone
    if zone is None:
        raise invalid("timezone", NEEDS_A_ZONE)
    on, series = date_of(draft, zone), _series(draft, zone)
    fields = {
        "title": title_of(draft),
        "starts_at": on.starts_at.isoformat(timespec="minutes"),
        "timezone": zone,
        "duration_minutes": min(on.duration_minutes, LONGEST_MINUTES),
        "description": _description(draft),
        "video_url": draft.video_url,
        **series,
    }
    return fields, tuple(notes_on(draft, on))


def _series(draft: Draft, zone: str) -> dict[str, Any]:
    plan = _plan(draft, zone)
    if plan is None:
        return {"repeat": None, "skipped": []}
    return {
        "starts_at": plan.starts_at.isoformat(timespec="minutes"),
        "duration_minutes": min(draft.duration_minutes, LONGEST_MINUTES),
        "repeat": plan.repeat,
        "skipped": plan.stored_skipped,
    }


def _plan(draft: Draft, zone: str) -> Planned | None:
    """How it repeats from its next date on. None for what is over, or comes on dates that no rule says: of that, one
    date is made."""
    first = draft.first_after(utcnow(), zone) if draft.is_by_rule else None
    if first is None:
        return None
    plan = Planned.of_a_rule(first, zone, draft.rule_from(first))
    left_out = {*draft.dropped, *(other.day for other in draft.exceptions if other.is_cancelled)}
    plan.stored_skipped = [day.isoformat() for day in sorted(left_out) if day > first.date() and plan.wall_on(day)]
    return plan


def notes_on(draft: Draft, on: Occurrence) -> list[str]:
    """What is otherwise than in the calendar, in words."""
    notes = []
    plan = _plan(draft, draft.timezone or "UTC")
    if plan:
        notes.append(_("It repeats: %(how)s.", how=repeats(plan)))
    elif draft.repeats:
        date = format_date(on.starts_at.date(), "full")
        notes.append(_("It repeats, but only this date can be taken: %(date)s.", date=date))
    if draft.all_day:
        notes.append(_("It takes whole days in the calendar. Here it starts at midnight until you change its time."))
    if on.duration_minutes > LONGEST_MINUTES:
        notes.append(_("It takes longer than a week in the calendar. Here it ends after seven days."))
    return notes


def _description(draft: Draft) -> str:
    """With the place above it, where there is one besides the call."""
    place = draft.location
    is_a_place = place and "://" not in place and place.casefold() not in FILLED_IN
    where = _("Place: %(place)s", place=place) if is_a_place else ""
    return "\n\n".join(filter(None, (where, draft.description)))[:LONGEST_DESCRIPTION]


def refusals_told(drafts: Mapping[int, Draft], refused: Mapping[int, Invalid]) -> list[dict[str, Any]]:
    return [{"line": drafts[place].line, "message": explain(refusal)} for place, refusal in refused.items()]
