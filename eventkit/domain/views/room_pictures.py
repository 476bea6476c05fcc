"""A whole room at one moment, as each viewer may see it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from ..activities import engine, runs, voters
from ..basics.links import Links
from ..coming import replies
from ..kinds.common.played import Audience, Played
from ..records.activity import Run
from ..records.event import Room
from ..room import chat, people, room_timers, signals
from . import snapshots
from .viewers import Viewer


class RoomPicture:
    """A room at one moment, from which the view of any viewer can be made without asking the database again."""

    def __init__(self, session: Session, room: Room, links: Links) -> None:
        self._event = snapshots.event(session, room, links, sees_link=True)
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
            self._shared[audience] = [
                (run, played, snapshots.shown_activity(run, audience, played)) for run, played in visible
            ]
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
