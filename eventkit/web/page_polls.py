"""Polls on an event's page: as they are shown there, and answered by a form."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from ..domain.activities import engine, run_of_show, voters
from ..domain.kinds.common.played import Played
from ..domain.records.activity import Run
from ..domain.records.event import Room
from ..domain.records.guest import Guest
from ..domain.views import snapshots


@dataclass(frozen=True)
class Refused:
    """An answer or a proposal that was not taken, with what was typed, to be shown at its poll."""

    poll: int
    message: str
    chosen: tuple[str, ...] = ()
    proposed: str = ""
    name: str = ""


def shown(session: Session, room: Room, guest: Guest | None, token: str | None) -> list[dict[str, Any]]:
    """Each poll with what this guest chose, and with results where they are shown."""
    polls = engine.all_played(session, run_of_show.on_page(session, room))
    return [_poll(session, run, played, guest, token) for run, played in polls]


def _poll(session: Session, run: Run, played: Played, guest: Guest | None, token: str | None) -> dict[str, Any]:
    activity = snapshots.activity(session, run, "guests", played)
    mine = voters.mine(run, played, guest_id=guest.id, token=token) if guest and token else None
    config, counts = activity["config"], activity.get("tally", {}).get("counts")
    most = max(counts.values(), default=0) if counts else 0
    return {
        "id": activity["id"],
        "title": activity["title"],
        "is_open": run.is_open,
        "is_anonymous": activity["anonymous"],
        "is_several": activity["kind"] == "multiple",
        "takes_proposals": run.is_open and config.get("proposals", False),
        "mine": [mine] if isinstance(mine, str) else (mine or []),
        "may_answer": run.is_open and (mine is None or config["may_change"]),
        "answered": activity["answered"],
        "options": [
            {
                **option,
                **({"count": counts[option["id"]], "share": _share(counts[option["id"]], most)} if counts else {}),
            }
            for option in config["options"]
        ],
        "key": uuid.uuid4().hex,
    }


def _share(count: int, most: int) -> int:
    """The length of a bar, in hundredths of the longest."""
    return round(100 * count / most) if most else 0
