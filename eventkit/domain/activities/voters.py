"""Under whom answers are stored, and how guests find their own again."""

from __future__ import annotations

from typing import Any

from ..basics.tokens import pseudonym
from ..kinds.common.played import Played
from ..records.activity import Run


def voters_of(run: Run, *, guest_id: int, token: str) -> tuple[str, str]:
    """What a guest's answers to a run may be stored under: the guest's id, or a pseudonym that leads to nobody."""
    return str(guest_id), pseudonym(token, f"run:{run.id}")


def mine(run: Run, shown: Played, *, guest_id: int, token: str) -> Any | None:
    """What a guest is told counts of their own answers."""
    named, secret = (shown.answers.get(voter) for voter in voters_of(run, guest_id=guest_id, token=token))
    return None if named is secret is None else run.activity.kind_of.mine(shown, named, secret)
