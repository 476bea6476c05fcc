"""Answers on their way into the log: judged one by one, each run of them under its lock."""

from __future__ import annotations

import hashlib
from collections import ChainMap
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints
from sqlalchemy.orm import Session

from ..basics.errors import N_, Closed, DomainError, NotFound
from ..records.activity import Run
from ..room import attendance
from . import engine
from .voters import voters_of

Key = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class GivenAnswer(BaseModel):
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
    given: GivenAnswer


@dataclass(frozen=True)
class Judged:
    """An answer that was accepted, with the row to store; None where its key was known already."""

    batch: Batch
    submission: Submission
    row: dict[str, Any] | None


class Batch:
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


def judge(batch: Batch | None, submission: Submission, now: datetime) -> Judged | DomainError:
    if batch is None:
        return NotFound()
    try:
        return Judged(batch, submission, batch.judge(submission, now))
    except DomainError as refusal:
        return refusal
