"""Create events from the drafts of a calendar, or update those that were imported before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from ...calendar.drafts import Draft
from ...domain.basics.errors import N_, Invalid, invalid
from ...domain.basics.validation import read_model
from ...domain.planning import changes, entrances, events, hosts
from ...domain.planning.event_fields import NewEvent
from ...domain.records import occurrences
from ...domain.records.event import Event
from ...domain.records.host import Host
from ...edge import Caller, Edge
from .fields import LONGEST_MINUTES, fields_of
from .standings import Known, links_of, standings


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
    fields, notes = fields_of(draft, wishes.zone)
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
    fields, notes = fields_of(draft, wishes.zone or event.timezone)
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
