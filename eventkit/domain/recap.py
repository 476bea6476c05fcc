"""What happened, for the host afterwards."""

from __future__ import annotations

import csv
import io
from typing import Any

from sqlalchemy.orm import Session

from . import attendance, replies, snapshots
from .activities import engine, runs
from .activities.kind import Played
from .base import as_text
from .links import Links
from .rooms import Room

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def recap(session: Session, room: Room, links: Links) -> dict[str, Any]:
    """Who came, who replied, and each activity that was opened, with its results."""
    counts = replies.counts(session, room.event)
    opened = [run for run in runs.of_room(session, room) if not run.is_draft]
    people = [each for each in attendance.of_room(session, room) if not each.is_waiting]
    return {
        "event": snapshots.event(session, room.event, links, for_host=False),
        "people": [{"name": each.guest.name, "arrived_at": as_text(each.arrived_at)} for each in people],
        "replies": {answer: counts[answer] for answer in ("yes", "maybe", "no")},
        "activities": [_activity(session, *each) for each in engine.all_played(session, opened)],
    }


def _activity(session: Session, run: runs.Run, played: Played) -> dict[str, Any]:
    shown = snapshots.activity(session, run, "hosts", played)
    kind = run.activity.kind_of
    rows = kind.rows(played, shown["tally"])
    return {
        **shown,
        "answered": len(played.answers),
        "kind_label": kind.label,
        "compares": kind.compares,
        "expects_all": kind.expects_all,
        "rows": [list(row) for row in rows],
    }


def as_csv(recap: dict[str, Any]) -> str:
    """One table of what, label, value. Cells that a spreadsheet would run as a formula are made harmless."""
    out = io.StringIO()
    write = csv.writer(out).writerow
    write(["what", "label", "value"])
    lines = [
        ("event", "title", recap["event"]["title"]),
        ("event", "starts_at_utc", recap["event"]["starts_at_utc"]),
    ]
    lines += [("replies", answer, number) for answer, number in recap["replies"].items()]
    lines += [("guest", person["name"], person["arrived_at"]) for person in recap["people"]]
    lines += [
        (activity["title"], label, value) for activity in recap["activities"] for label, value in activity["rows"]
    ]
    for line in lines:
        write([harmless(cell) for cell in line])
    return out.getvalue()


def harmless(cell: Any) -> Any:
    """A text that starts like a formula gets an apostrophe in front, which spreadsheets hide; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
