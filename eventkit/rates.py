"""How fast somebody may go, at pages, the API and sockets alike.

The limits are for programs that guess or flood: two hundred people behind one office address do not meet them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from .config import Config
from .domain.basics.errors import N_, NotFound, TooFast

EVERYTHING = "6000/minute"
LIMITS = {
    "plan": "60/minute",
    "enter": "1200/minute",
    "reply": "600/minute",
    "upload": "300/minute",
    "import": "60/minute",
    "sign in": "60/minute",
    "mail to a host": "5/hour",
    "invite": "300/hour",
    "invite from": "600/hour",
    "unknown code": "40/minute",
    "message": "300/10seconds",
    "react": "60/10seconds",
    "say": "20/10seconds",
}
"""By address; `message`, `react` and `say` by connection, `mail to a host` by the address of the mail, `invite` by the
event."""
TOO_MANY_INVITATIONS = N_("That is more invitations than may go in one hour. Send the others later.")
WORDS = {"invite": TOO_MANY_INVITATIONS, "invite from": TOO_MANY_INVITATIONS}


class Rates:
    """Counted in memory, or in Redis where there is one, so that several instances count together."""

    def __init__(self, app: Flask, config: Config) -> None:
        self._limiter = Limiter(
            get_remote_address,
            app=app,
            storage_uri=config.redis_url or "memory://",
            in_memory_fallback_enabled=True,
            application_limits=[EVERYTHING],
            enabled=config.rate_limits,
        )
        self._here = FixedWindowRateLimiter(MemoryStorage())
        self._limits = {what: parse(limit) for what, limit in LIMITS.items()}

    def check(self, what: str, who: str, *, number: int = 1) -> None:
        """Count one more of this, or so many, from this address or connection; TooFast when it is one too many."""
        if not self._limiter.enabled:
            return
        limit, limiter = self._limits[what], self._limiter.limiter
        if number > 1 and not limiter.test(limit, what, who, cost=number):  # or a refusal would use up what is left
            raise self._too_fast(what, who)
        if not limiter.hit(limit, what, who, cost=number):
            raise self._too_fast(what, who)

    def check_here(self, what: str, who: str) -> None:
        """The same, counted in this process alone: for what is too frequent to ask Redis about."""
        if self._limiter.enabled and not self._here.hit(self._limits[what], what, who):
            raise TooFast()

    @contextmanager
    def guessing(self, who: str) -> Iterator[None]:
        """What is not found inside counts as a guess; after too many guesses nothing more is told for a while."""
        if self._limiter.enabled and not self._limiter.limiter.test(self._limits["unknown code"], "unknown code", who):
            raise self._too_fast("unknown code", who)
        try:
            yield
        except NotFound:
            self.check("unknown code", who)
            raise

    def _too_fast(self, what: str, who: str) -> TooFast:
        reset_at = self._limiter.limiter.get_window_stats(self._limits[what], what, who).reset_time
        return TooFast(WORDS.get(what), retry_after_s=max(1, round(reset_at - time.time())))
