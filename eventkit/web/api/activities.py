"""Activities: planned, run, answered."""

from __future__ import annotations

from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from ...domain.activities import run_of_show, runs
from ...domain.activities.run_of_show import ActivityChanges, NewActivity, Proposal
from ...domain.activities.submissions import GivenAnswer
from ...domain.records.event import Room
from ...domain.views import snapshots
from ...edge import guest_of, viewer_of
from ...signed_in import bearer
from ..context import acting_in, count, edge, hosting, viewing
from .operations import operation
from .shapes.activities import ActivityShape, AnswerKept, MoveBody

ACTIVITY = "/events/{code}/activities/{activity}"


@operation(
    "POST",
    "/events/{code}/activities",
    body=NewActivity,
    returns=ActivityShape,
    status=201,
    who="host",
    refusals=(401, 403, 404, 422),
)
def add(new: NewActivity, code: str) -> Any:
    """Plan an activity at the end of the run of show."""
    with hosting(code, bearer()) as (session, room):
        return _shown(session, room, run_of_show.add(session, room.event, new).id)


@operation("PATCH", ACTIVITY, body=ActivityChanges, returns=ActivityShape, who="host", refusals=(401, 403, 404, 422))
def edit(changes: ActivityChanges, code: str, activity: int) -> Any:
    """Change an activity's title, place or settings.

    `config` names the settings that change. In a list whose rows have ids, a row is known by its `id`, else because it
    reads the same, else because it stands in the same place and no row was added or taken out. A known row is changed
    and not replaced: keys it does not name stay as they are, `null` takes one away, and the lists in it are treated
    alike. Rows that carry no id and are not known get new ids.
    """
    with hosting(code, bearer()) as (session, room):
        run_of_show.edit(session, room, activity, changes)
        return _shown(session, room, activity)


@operation("DELETE", ACTIVITY, returns=None, status=204, who="host", refusals=(401, 403, 404))
def remove(code: str, activity: int) -> Response:
    """Take an activity away, with its answers."""
    with hosting(code, bearer()) as (session, room):
        run_of_show.remove(session, room, activity)
    return Response(status=204)


@operation(
    "POST",
    ACTIVITY + "/moves",
    body=MoveBody,
    returns=ActivityShape,
    who="host",
    refusals=(401, 403, 404, 409, 422),
    query=("on",),
)
def move(asked: MoveBody, code: str, activity: int) -> Any:
    """Open, close, reveal, hide, or a move of the activity's kind.

    Repeating a move changes nothing. A move on an older picture than the host's last step is refused as stale.
    """
    with hosting(code, bearer()) as (session, room):
        edge().move(session, room, activity, asked.move, version=asked.version, arguments=asked.model_extra)
        return _shown(session, room, activity)


@operation(
    "POST",
    ACTIVITY + "/answers",
    body=GivenAnswer,
    returns=AnswerKept,
    who="guest",
    refusals=(401, 403, 404, 409, 422),
    query=("on",),
)
def answer(given: GivenAnswer, code: str, activity: int) -> Any:
    """Answer an open activity; durable once this is answered. The same `key` again changes nothing."""
    with viewing(code) as (session, room):
        viewer, room_id = viewer_of(session, room, bearer()), room.id
    kept = edge().answer(viewer, room_id, activity, given)
    return {"version": kept.version, "mine": kept.mine}


@operation(
    "POST",
    ACTIVITY + "/options",
    body=Proposal,
    returns=ActivityShape,
    status=201,
    who="guest",
    refusals=(401, 403, 404, 409, 422),
)
def propose(proposal: Proposal, code: str, activity: int) -> Any:
    """Propose an option for a poll that takes proposals. One that is there already is not doubled."""
    count("reply")
    with acting_in(code) as (session, room):
        viewer = viewer_of(session, room, bearer())
        run = run_of_show.propose(session, room, activity, proposal, guest_id=guest_of(viewer))
        return snapshots.activity(session, run, "guests")


def _shown(session: Session, room: Room, activity_id: int) -> dict[str, Any]:
    return snapshots.activity(session, runs.find(session, room, activity_id), "hosts")
