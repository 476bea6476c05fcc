"""What each viewer may see, as plain values: the event, its activities, the whole room.

Always absolute and never a difference, so that a lost, doubled or late message does no harm. What a viewer may not
know is absent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy.orm import Session

from ..activities import engine, runs, voters
from ..basics.base import as_text
from ..basics.links import Links
from ..coming import places, replies
from ..kinds.common.kind import Audience, Played
from ..planning.writing import written
from ..records import occurrences, parts
from ..records.activity import Run
from ..records.event import Event, Room
from ..records.occurrence import Occurrence
from ..room import chat, people, room_timers, signals

Role = Literal["guest", "host", "stage", "waiting", "outside"]
AUDIENCE_OF: dict[Role, Audience] = {"guest": "guests", "host": "hosts", "stage": "stage"}
AUDIENCES: tuple[Audience, ...] = ("guests", "hosts", "stage")


@dataclass(frozen=True)
class Viewer:
    """Who looks at a room: with a guest's id and token their own answers can be found. Guests who wait at the door, or
    have been shown out of it, see nothing of the inside."""

    role: Role
    id: int | None = None
    name: str = ""
    token: str = ""
    is_muted: bool = False

    @property
    def audience(self) -> Audience | None:
        return AUDIENCE_OF.get(self.role)

    def as_you(self) -> dict[str, Any]:
        you = {"id": self.id, "name": self.name, "role": self.role}
        return {**you, "muted": True} if self.is_muted else you


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
        shown["activities"] = [_activity(run, "hosts", each) for run, each in played]
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
    return _activity(run, audience, played or engine.played(session, run))


def activities(session: Session, run: Run) -> dict[Audience, dict[str, Any]]:
    """One activity for each audience, worked out once."""
    shown = engine.played(session, run)
    return {audience: _activity(run, audience, shown) for audience in AUDIENCES}


def personal(session: Session, run: Run) -> Callable[[int], dict[str, Any]] | None:
    """Gives by a guest's id what they are shown of a run beside what all are; None where there is no such thing."""
    kind, shown = run.activity.kind_of, engine.played(session, run)
    if not kind.is_personal(shown.config):
        return None
    return lambda guest_id: kind.personal(shown, str(guest_id))


class RoomPicture:
    """A room at one moment, from which the view of any viewer can be made without asking the database again."""

    def __init__(self, session: Session, room: Room, links: Links) -> None:
        self._event = event(session, room, links, sees_link=True)
        self._link_is_for = None if room.event.link_for == "all" else replies.who_see_link(session, room)
        self._people = people.for_each_audience(session, room)
        self._runs = engine.all_played(session, runs.of_room(session, room))
        self._version = room.version
        self._settings = room.settings
        self._shared: dict[Audience, list[tuple[Run, Played, dict[str, Any]]]] = {}
        self._chat, self._timers = chat.shown(session, room), room_timers.shown(session, room)
        self._signals = signals.shown(session, room)

    def of(self, viewer: Viewer) -> dict[str, Any]:
        outside = {"version": self._version, "event": self._event_for(viewer), "you": viewer.as_you()}
        audience = viewer.audience
        if audience is None:
            nobody = {"version": self._version, "count": 0, "people": []}
            return {**outside, "activities": [], "people": nobody}
        shown = {
            **outside,
            "activities": [self._with_own(*each, viewer) for each in self._activities(audience)],
            "people": self._people[audience],
            "timers": self._timers,
            "settings": self._settings.model_dump(mode="json", include={"chat", "slow_s", "locked", "quiet"}),
        }
        if audience == "hosts":
            shown |= {"settings": self._settings.model_dump(mode="json"), "signals": self._signals}
        return shown if audience == "stage" else {**shown, "chat": self._chat}

    def _event_for(self, viewer: Viewer) -> dict[str, Any]:
        sees_link = self._link_is_for is None or viewer.role == "host" or viewer.id in self._link_is_for
        return self._event if sees_link else {**self._event, "video_url": None}

    def _activities(self, audience: Audience) -> list[tuple[Run, Played, dict[str, Any]]]:
        if audience not in self._shared:
            visible = ((run, played) for run, played in self._runs if audience == "hosts" or not run.is_draft)
            self._shared[audience] = [(run, played, _activity(run, audience, played)) for run, played in visible]
        return self._shared[audience]

    def _with_own(self, run: Run, played: Played, shown: dict[str, Any], viewer: Viewer) -> dict[str, Any]:
        if viewer.role != "guest" or viewer.id is None:
            return shown
        kind = run.activity.kind_of
        own = kind.personal(played, str(viewer.id)) if kind.is_personal(played.config) else {}
        mine = voters.mine(run, played, guest_id=viewer.id, token=viewer.token)
        if mine is not None:
            own["mine"] = mine
        return {**shown, **own} if own else shown


def _activity(run: Run, audience: Audience, played: Played) -> dict[str, Any]:
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
