"""What each viewer may see, as plain values: the event, its activities, the whole room.

Always absolute and never a difference, so that a lost, doubled or late message does no harm. What a viewer may not
know is absent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy.orm import Session

from . import presence, replies
from .activities import engine
from .activities.engine import Run
from .activities.kind import Audience
from .answers import Ledger, ledger_of, voter_of
from .base import as_text
from .events import Event
from .links import Links
from .rooms import Room

Role = Literal["guest", "host", "stage"]
AUDIENCE_OF: dict[Role, Audience] = {"guest": "guests", "host": "hosts", "stage": "stage"}


@dataclass(frozen=True)
class Viewer:
    """Who looks at a room: with a guest's id and token their own answers can be found."""

    role: Role
    id: int | None = None
    name: str = ""
    token: str = ""

    @property
    def audience(self) -> Audience:
        return AUDIENCE_OF[self.role]

    def as_you(self) -> dict[str, Any]:
        return {"id": self.id, "name": self.name, "role": self.role}


def event(session: Session, event: Event, links: Links, *, for_host: bool = False) -> dict[str, Any]:
    """The event as the API shows it; its host also sees their address, links and run of show."""
    code = event.code
    shown: dict[str, Any] = {
        "code": code, "title": event.title, "theme": event.theme,
        "starts_at": event.starts_at.isoformat(timespec="minutes"), "timezone": event.timezone,
        "starts_at_utc": as_text(event.starts_at_utc), "duration_minutes": event.duration_minutes,
        "description": event.description, "dress_code": event.dress_code, "video_url": event.video_url,
        "repeat": event.repeat, "details": event.stored_details, "status": event.status, "sequence": event.sequence,
        "host": {"name": event.host.name}, "replies": replies.counts(session, event),
        "urls": {name: getattr(links, name)(code) for name in ("page", "room", "stage", "ics")},
    }  # fmt: skip
    if for_host:
        shown["host"]["email"] = event.host.email
        shown["urls"]["manage"] = links.manage(code)
        shown["activities"] = [activity(session, run, "hosts") for run in engine.runs(session, event.rooms[0])]
    return shown


def activity(session: Session, run: Run, audience: Audience) -> dict[str, Any]:
    """One activity, with its tally only where this audience may see it."""
    return _activity(run, audience, ledger_of(session, run))


def activities(session: Session, run: Run) -> dict[Audience, dict[str, Any]]:
    """One activity for each audience, worked out once."""
    ledger = ledger_of(session, run)
    return {audience: _activity(run, audience, ledger) for audience in ("guests", "hosts", "stage")}


class RoomPicture:
    """A room at one moment, from which the view of any viewer can be made without asking the database again."""

    def __init__(self, session: Session, room: Room, links: Links) -> None:
        self._event = event(session, room.event, links)
        self._people = presence.people(session, room)
        self._runs = [(run, ledger_of(session, run)) for run in engine.runs(session, room)]
        self._version = room.version
        self._shared: dict[Audience, list[tuple[Run, Ledger, dict[str, Any]]]] = {}

    def of(self, viewer: Viewer) -> dict[str, Any]:
        return {
            "version": self._version,
            "event": self._event,
            "activities": [self._with_own_answer(*each, viewer) for each in self._activities(viewer.audience)],
            "people": self._people,
            "you": viewer.as_you(),
        }

    def _activities(self, audience: Audience) -> list[tuple[Run, Ledger, dict[str, Any]]]:
        if audience not in self._shared:
            visible = ((run, ledger) for run, ledger in self._runs if audience == "hosts" or not run.is_draft)
            self._shared[audience] = [(run, ledger, _activity(run, audience, ledger)) for run, ledger in visible]
        return self._shared[audience]

    def _with_own_answer(self, run: Run, ledger: Ledger, shown: dict[str, Any], viewer: Viewer) -> dict[str, Any]:
        if viewer.role != "guest" or viewer.id is None:
            return shown
        mine = ledger.counting.get(voter_of(run, guest_id=viewer.id, token=viewer.token))
        return shown if mine is None else {**shown, "mine": mine}


def _activity(run: Run, audience: Audience, ledger: Ledger) -> dict[str, Any]:
    activity, kind = run.activity, run.activity.kind_of
    config = activity.config
    shown: dict[str, Any] = {
        "id": activity.id, "kind": activity.kind, "title": activity.title,
        "config": activity.stored_config if audience == "hosts" else kind.shown_config(config),
        "state": run.state, "results": "shown" if run.is_shown else "hidden", "version": run.version,
        "opened_at": run.opened_at and as_text(run.opened_at), "closed_at": run.closed_at and as_text(run.closed_at),
        "position": activity.position, "anonymous": config.anonymous, "answered": len(ledger.counting),
        **kind.view(config, run.memory, audience),
    }  # fmt: skip
    if audience == "hosts" or run.is_shown:
        shown["tally"] = kind.tally(config, run.memory, ledger.counting)
    return shown
