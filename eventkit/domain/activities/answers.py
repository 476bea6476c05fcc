"""Answers: an append-only log, exact by constraint.

One row for each key a guest sent, unique by (run, voter, key), so that a retry changes nothing whatever came between.
What counts is worked out from the log by the kind's rule. Rows of one run are written under its lock, so their ids rise
in the order of the commits, and a reader who remembers the last id it saw need only ask for what came after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, bindparam, select, tuple_
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session, joinedload

from ..basics.base import inserting, utcnow
from ..basics.errors import N_, DomainError, invalid
from ..basics.news import AnswersCounted, tell
from ..records.activity import Run
from ..records.answer import Answer
from ..room import attendance
from . import engine
from .submissions import Batch, Judged, Submission, judge
from .voters import mine


@dataclass(frozen=True)
class Kept:
    """The version of the activity that holds an answer, and what counts of the guest who gave it."""

    version: int
    mine: Any


def store(
    session: Session, submissions: Sequence[Submission], *, now: datetime | None = None
) -> list[Kept | DomainError]:
    """Store many answers in one go; each is judged alone, and a bad one fails alone.

    For each submission in turn: what is kept once the transaction is committed, or why it was refused. A key that is
    known already is accepted and changes nothing, also when the activity has closed since.
    """
    now = now or utcnow()
    batches = _locked_batches(session, submissions, now)
    outcomes = [judge(batches.get((each.room_id, each.activity_id)), each, now) for each in submissions]
    rows = sorted((o.row for o in outcomes if isinstance(o, Judged) and o.row), key=itemgetter("run_id", "voter"))
    unstorable = {id(row) for row in _insert(session, rows)}
    for batch in batches.values():
        if any(id(row) not in unstorable for row in rows if row["run_id"] == batch.run.id):
            batch.run.version += 1
            if batch.kind.is_steered_by_guests:
                engine.answered(session, batch.run, batch.shown, batch.given, now=now)
            tell(session, AnswersCounted(batch.run.room_id, batch.run.id))
    session.flush()
    return [_kept(outcome, unstorable) for outcome in outcomes]


def _kept(outcome: Judged | DomainError, unstorable: set[int]) -> Kept | DomainError:
    if isinstance(outcome, DomainError):
        return outcome
    if id(outcome.row) in unstorable:
        return invalid("answer", N_("This answer could not be stored."))
    batch, given = outcome.batch, outcome.submission
    own = mine(batch.run, batch.shown, guest_id=given.guest_id, token=given.token)
    return Kept(batch.run.version, own)


def _locked_batches(session: Session, submissions: Sequence[Submission], now: datetime) -> dict[tuple[int, int], Batch]:
    """The runs that are answered, locked in the order of their ids so that two batches never wait for each other."""
    wanted = {(s.room_id, s.activity_id) for s in submissions}
    locked = session.scalars(_locked_runs(), {"wanted": sorted(wanted)}).all()
    writing = {run.room_id for run in locked if run.activity.kind_of.is_writing}
    muted = attendance.muted(session, writing) if writing else set()
    return {(run.room_id, run.activity_id): Batch(session, run, now, muted) for run in locked}


@cache
def _locked_runs() -> Select[Run]:
    """Built once: putting a statement together costs more than running it."""
    return (
        select(Run)
        .where(tuple_(Run.room_id, Run.activity_id).in_(bindparam("wanted", expanding=True)))
        .options(joinedload(Run.activity))
        .order_by(Run.id)
        .with_for_update(of=Run, key_share=True)
        .execution_options(populate_existing=True)
    )


def _insert(session: Session, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Store the rows in one statement; those the database refuses are found by halving, and given back."""
    if not rows:
        return []  # an insert of nothing would store a row of defaults
    try:
        with session.begin_nested():
            session.execute(inserting(session, Answer).on_conflict_do_nothing().returning(Answer.id), rows)
        return []
    except (IntegrityError, DataError):
        if len(rows) == 1:
            return rows
    half = len(rows) // 2
    return _insert(session, rows[:half]) + _insert(session, rows[half:])
