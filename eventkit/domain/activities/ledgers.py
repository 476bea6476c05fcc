"""What counts in a run, kept up to date by reading the log from where it was read last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, false, or_, select
from sqlalchemy.orm import Session

from ..records.activity import Run
from ..records.answer import Answer

LEDGERS_KEPT = 500
_NOTED = (Answer.run_id, Answer.id, Answer.voter, Answer.key, Answer.value)


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
