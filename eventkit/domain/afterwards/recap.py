"""What happened: all of it for the host, and for guests what they were shown."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from ..activities import engine, runs
from ..basics.base import as_text
from ..basics.links import Links
from ..coming import places
from ..kinds.common.played import Played
from ..records.activity import Run
from ..records.event import Room
from ..room import attendance
from ..views import snapshots


def recap(session: Session, room: Room, links: Links) -> dict[str, Any]:
    """Who came, who replied, and each activity that was opened, with its results."""
    counts = places.counts(session, room)
    opened = [run for run in runs.of_room(session, room) if not run.is_draft]
    people = [each for each in attendance.of_room(session, room) if not each.is_waiting]
    return {
        "event": snapshots.event(session, room, links),
        "people": [{"name": each.guest.name, "arrived_at": as_text(each.arrived_at)} for each in people],
        "replies": {answer: counts[answer] for answer in ("yes", "maybe", "no")},
        "activities": [_activity(session, *each) for each in engine.all_played(session, opened)],
    }


def for_guests(session: Session, room: Room, links: Links) -> dict[str, Any]:
    """What was done together, with the results that the room was shown; no names but those that stand in them."""
    done = [run for run in runs.of_room(session, room) if not run.is_draft and not run.is_open]
    shown = {run.id: played for run, played in engine.all_played(session, [run for run in done if run.is_shown])}
    return {
        "event": snapshots.event(session, room, links),
        "activities": [_activity(session, run, shown[run.id]) if run.id in shown else _named(run) for run in done],
    }


def _named(run: Run) -> dict[str, Any]:
    kind = run.activity.kind_of
    return {"id": run.activity.id, "title": run.activity.title, "kind_label": kind.label, "rows": []}


def _activity(session: Session, run: Run, played: Played) -> dict[str, Any]:
    shown = snapshots.activity(session, run, "hosts", played)
    kind = run.activity.kind_of
    rows = kind.rows(played, shown["tally"])
    return {
        **shown,
        "answered": len(played.answers),
        "kind_label": kind.label,
        "compares": kind.compares,
        "expects_all": kind.expects_all,
        "row_words": kind.row_words,
        "rows": [list(row) for row in rows],
    }


def as_table(recap: dict[str, Any]) -> list[list[Any]]:
    """One table of what, label, value."""
    event = recap["event"]
    rows: list[list[Any]] = [["what", "label", "value"]]
    rows += [["event", name, event[name]] for name in ("title", "starts_at_utc")]
    rows += [["replies", answer, number] for answer, number in recap["replies"].items()]
    rows += [["guest", person["name"], person["arrived_at"]] for person in recap["people"]]
    return rows + [[each["title"], label, value] for each in recap["activities"] for label, value in each["rows"]]
