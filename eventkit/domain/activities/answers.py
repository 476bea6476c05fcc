"""Answers: an append-only log, exact by constraint.

One row for each key a guest sent, unique by (run, voter, key), so that a retry changes nothing whatever came between.
What counts is worked out from the log by the kind's rule. Rows of one run are written under its lock, so their ids rise
in the order of the commits, and a reader who remembers the last id it saw need only ask for what came after.
"""

from __future__ import annotations

import hashlib
from collections import ChainMap, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints
from sqlalchemy import (
    Select,
    and_,
    bindparam,
    false,
    or_,
    select,
    tuple_,
)
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session, joinedload

from ..basics.base import inserting, utcnow
from ..basics.errors import N_, Closed, DomainError, NotFound, invalid
from ..basics.news import AnswersCounted, tell
from ..basics.tokens import pseudonym
from ..kinds.common.kind import Played
from ..records.activity import Run
from ..records.answer import Answer
from ..room import attendance
from . import engine

LEDGERS_KEPT = 500


_NOTED = (Answer.run_id, Answer.id, Answer.voter, Answer.key, Answer.value)
Key = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class Given(BaseModel):
    """An answer as a guest sends it. The key tells a retry from a change of mind."""

    model_config = ConfigDict(extra="forbid")

    answer: Any
    key: Key


@dataclass(frozen=True)
class Submission:
    """One answer on its way into the log: by which guest, in which room, to which activity."""

    room_id: int
    activity_id: int
    guest_id: int
    token: str
    given: Given


def voters_of(run: Run, *, guest_id: int, token: str) -> tuple[str, str]:
    """What a guest's answers to a run may be stored under: the guest's id, or a pseudonym that leads to nobody."""
    return str(guest_id), pseudonym(token, f"run:{run.id}")


def mine(run: Run, shown: Played, *, guest_id: int, token: str) -> Any | None:
    """What a guest is told counts of their own answers."""
    named, secret = (shown.answers.get(voter) for voter in voters_of(run, guest_id=guest_id, token=token))
    return None if named is secret is None else run.activity.kind_of.mine(shown, named, secret)


@dataclass
class Ledger:
    """What counts in one run, kept up to date by reading what came since."""

    last_id: int = 0
    counting: dict[str, Any] = field(default_factory=dict)
    keys: set[tuple[str, str]] = field(default_factory=set)

    def catch_up(self, session: Session, run: Run) -> Ledger:
        since = {"run_id": run.id, "last_id": self.last_id}
        for _, *row in session.execute(_answers_since(), since).all():
            self.note(run, *row)
        return self

    def note(self, run: Run, id: int, voter: str, key: str, value: Any) -> None:
        kind = run.activity.kind_of  # may ask the database, and others must not find it half written then
        if id > self.last_id:  # another greenlet may have caught up while this one waited for the database
            self.last_id = id
            self.keys.add((voter, key))
            self.counting[voter] = kind.fold(self.counting.get(voter), value)


@cache
def _answers_since() -> Select[Any]:
    """Built once, as it is asked for at every vote."""
    return (
        select(*_NOTED)
        .where(Answer.run_id == bindparam("run_id"), Answer.id > bindparam("last_id"))
        .order_by(Answer.id)
    )


class Ledgers:
    """The ledgers of the runs in use; an old one is dropped and read again when it is asked for."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Ledger] = OrderedDict()

    def of(self, run_id: int) -> Ledger:
        ledger = self._kept.setdefault(run_id, Ledger())
        self._kept.move_to_end(run_id)
        if len(self._kept) > LEDGERS_KEPT:
            self._kept.popitem(last=False)
        return ledger

    def counting(self, session: Session, run: Run) -> Mapping[str, Any]:
        """What counts in a run, by voter, as of now."""
        return self.of(run.id).catch_up(session, run).counting

    def counting_all(self, session: Session, runs: Sequence[Run]) -> dict[int, Mapping[str, Any]]:
        """The same of several runs by their ids, with one question to the database."""
        found = {run.id: (run, self.of(run.id)) for run in runs}
        since = [and_(Answer.run_id == id, Answer.id > ledger.last_id) for id, (_, ledger) in found.items()]
        query = select(*_NOTED).where(or_(false(), *since)).order_by(Answer.id)
        for run_id, *row in session.execute(query).all():
            run, ledger = found[run_id]
            ledger.note(run, *row)
        return {id: ledger.counting for id, (_, ledger) in found.items()}


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
    outcomes = [_judge(batches.get((each.room_id, each.activity_id)), each, now) for each in submissions]
    rows = sorted((o.row for o in outcomes if isinstance(o, _Judged) and o.row), key=itemgetter("run_id", "voter"))
    unstorable = {id(row) for row in _insert(session, rows)}
    for batch in batches.values():
        if any(id(row) not in unstorable for row in rows if row["run_id"] == batch.run.id):
            batch.run.version += 1
            if batch.kind.is_steered_by_guests:
                engine.answered(session, batch.run, batch.shown, batch.given, now=now)
            tell(session, AnswersCounted(batch.run.room_id, batch.run.id))
    session.flush()
    return [_kept(outcome, unstorable) for outcome in outcomes]


@dataclass(frozen=True)
class _Judged:
    """An answer that was accepted, with the row to store; None where its key was known already."""

    batch: _Batch
    submission: Submission
    row: dict[str, Any] | None


class _Batch:
    """The answers to one locked run that are about to be stored together."""

    def __init__(self, session: Session, run: Run, now: datetime, muted: set[int]) -> None:
        self.run, self.kind, self._muted = run, run.activity.kind_of, muted
        self._is_over = run.timer is not None and run.timer.is_over(now)
        ledger = session.info["ledgers"].of(run.id).catch_up(session, run)
        self._known = ledger.keys
        self._new_keys: set[tuple[str, str]] = set()
        self.given: list[tuple[str, Any]] = []
        """What was accepted, each with who gave it, in turn."""
        self._folded: dict[str, Any] = {}
        self.shown = engine.played(session, run, ChainMap(self._folded, ledger.counting))

    def judge(self, submission: Submission, now: datetime) -> dict[str, Any] | None:
        """The row to store; None for a key that is known; a refusal otherwise."""
        key = submission.given.key
        voters = voters_of(self.run, guest_id=submission.guest_id, token=submission.token)
        if any((voter, key) in self._known or (voter, key) in self._new_keys for voter in voters):
            return None
        if self.run.is_draft:
            raise NotFound()
        if not self.run.is_open or self._is_over:
            raise Closed(N_("This is closed, so the answer does not count any more."))
        if self.kind.is_writing and submission.guest_id in self._muted:
            raise attendance.muted_refusal()
        value = self.kind.read(self.shown.config, submission.given.answer)
        voter = voters[self.kind.is_secret(self.shown.config, value)]
        self.kind.admit(self.shown, voter, value, guest=str(submission.guest_id))
        value = self.kind.stamp(self.shown, value, _own_id(self.run, voter, key), now)
        self._new_keys.add((voter, key))
        self.given.append((str(submission.guest_id), value))
        self._folded[voter] = self.kind.fold(self.shown.answers.get(voter), value)
        return {"run_id": self.run.id, "voter": voter, "key": key, "value": value, "at": now}


def _own_id(run: Run, voter: str, key: str) -> str:
    """An id for an answer that is nobody else's and that nobody can choose."""
    return hashlib.sha256(f"{run.id}:{voter}:{key}".encode()).hexdigest()[:16]


def _judge(batch: _Batch | None, submission: Submission, now: datetime) -> _Judged | DomainError:
    if batch is None:
        return NotFound()
    try:
        return _Judged(batch, submission, batch.judge(submission, now))
    except DomainError as refusal:
        return refusal


def _kept(outcome: _Judged | DomainError, unstorable: set[int]) -> Kept | DomainError:
    if isinstance(outcome, DomainError):
        return outcome
    if id(outcome.row) in unstorable:
        return invalid("answer", N_("This answer could not be stored."))
    batch, given = outcome.batch, outcome.submission
    own = mine(batch.run, batch.shown, guest_id=given.guest_id, token=given.token)
    return Kept(batch.run.version, own)


def _locked_batches(
    session: Session, submissions: Sequence[Submission], now: datetime
) -> dict[tuple[int, int], _Batch]:
    """The runs that are answered, locked in the order of their ids so that two batches never wait for each other."""
    wanted = {(s.room_id, s.activity_id) for s in submissions}
    locked = session.scalars(_locked_runs(), {"wanted": sorted(wanted)}).all()
    writing = {run.room_id for run in locked if run.activity.kind_of.is_writing}
    muted = attendance.muted(session, writing) if writing else set()
    return {(run.room_id, run.activity_id): _Batch(session, run, now, muted) for run in locked}


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
