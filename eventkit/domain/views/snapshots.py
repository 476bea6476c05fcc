"""An event and its activities as each audience may see them, as plain values.

Always absolute and never a difference, so that a lost, doubled or late message does no harm. What a viewer may not
know is absent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from ..activities import engine, runs
from ..basics.base import as_text
from ..basics.links import Links
from ..coming import places, replies
from ..kinds.common.played import Audience, Played
from ..planning.writing import written
from ..records import occurrences, parts
from ..records.activity import Run
from ..records.event import Event, Room
from ..records.occurrence import Occurrence
from .viewers import AUDIENCES


def event(
    session: Session,
    room: Room,
    links: Links,
    *,
    for_host: bool = False,
    feed_url: str | None = None,
    sees_link: bool | None = None,
) -> dict[str, Any]:
    """The event as the API shows it on the date of a room; its host also sees their address, links and run of show, and
    the first host their feed. `sees_link` is whether the viewer is shown the video link; where it is not said, only
    what is for all."""
    event, counts = occurrences.of(room), places.counts(session, room)
    code = event.code
    if sees_link is None:
        sees_link = for_host or parts.sees_link(room.event, None)
    shown = {
        **written(event),
        "code": code, "on": event.on.isoformat(), "starts_at_utc": as_text(event.starts_at_utc),
        "video_url": event.video_url if sees_link else None,
        "status": event.status, "sequence": event.sequence, "cancel_message": event.cancel_message,
        "questions": replies.asked(session, room), "host": {"name": event.host.name},
        "waiting": counts.pop("waiting"), "replies": counts,
        "occurrences": _coming(session, room.event, links),
        "urls": {name: getattr(links, name)(code) for name in ("page", "room", "stage", "ics")},
    }  # fmt: skip
    if for_host:
        shown["host"]["email"] = event.host.email
        shown["urls"]["manage"] = links.manage(code)
        if feed_url:
            shown["urls"]["feed"] = feed_url
        played = engine.all_played(session, runs.of_room(session, room))
        shown["activities"] = [shown_activity(run, "hosts", each) for run, each in played]
    return shown


def _coming(session: Session, event: Event, links: Links) -> list[dict[str, Any]]:
    """The next dates of a series."""
    coming = occurrences.upcoming(session, event) if event.repeat else []
    return [_occurrence(each, links) for each in coming]


def _occurrence(each: Occurrence, links: Links) -> dict[str, Any]:
    return {
        "on": each.on.isoformat(), "title": each.title, "status": each.status,
        "starts_at": each.starts_at.isoformat(timespec="minutes"), "starts_at_utc": as_text(each.starts_at_utc),
        "duration_minutes": each.duration_minutes,
        "urls": {name: getattr(links, name)(each.code, each.on) for name in ("page", "room", "stage")},
    }  # fmt: skip


def activity(session: Session, run: Run, audience: Audience, played: Played | None = None) -> dict[str, Any]:
    """One activity, with its tally only where this audience may see it; `played` where it is known already."""
    return shown_activity(run, audience, played or engine.played(session, run))


def activities(session: Session, run: Run) -> dict[Audience, dict[str, Any]]:
    """One activity for each audience, worked out once."""
    shown = engine.played(session, run)
    return {audience: shown_activity(run, audience, shown) for audience in AUDIENCES}


def personal(session: Session, run: Run) -> Callable[[int], dict[str, Any]] | None:
    """Gives by a guest's id what they are shown of a run beside what all are; None where there is no such thing."""
    kind, shown = run.activity.kind_of, engine.played(session, run)
    if not kind.is_personal(shown.config):
        return None
    return lambda guest_id: kind.personal(shown, str(guest_id))


def shown_activity(run: Run, audience: Audience, played: Played) -> dict[str, Any]:
    activity, kind, config = run.activity, run.activity.kind_of, played.config
    answered_by = kind.answered_by(played)
    shown: dict[str, Any] = {
        "id": activity.id, "kind": activity.kind, "title": activity.title,
        "config": activity.stored_config if audience == "hosts" else kind.shown_config(config),
        "state": run.state, "results": "shown" if run.is_shown else "hidden", "version": run.version,
        "opened_at": run.opened_at and as_text(run.opened_at), "closed_at": run.closed_at and as_text(run.closed_at),
        "position": activity.position, "minutes": activity.minutes, "on_page": activity.on_page,
        "timer": run.timer and {**run.timer.as_values(), "shows": run.shows_at_end},
        "anonymous": config.anonymous, "answered": len(answered_by),
        **kind.view(played, audience),
    }  # fmt: skip
    if audience == "hosts" and kind.expects_all and not config.anonymous:
        shown["answered_by"] = [int(voter) for voter in answered_by if voter.isdigit()]
    if audience == "hosts" or run.is_shown:
        shown["tally"] = kind.tally(played)
    return shown
