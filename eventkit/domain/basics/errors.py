"""What can be refused, in words for people.

A message is a gettext msgid (marked by `N_` where it is written) with `%(placeholders)s`; the edge translates it and
fills them in. `code` and `status` are the contract's.
"""

from __future__ import annotations

from typing import Any


def N_(message: str) -> str:
    """Mark a text for translation where it is written; it is translated where it is shown."""
    return message


class DomainError(Exception):
    code = "invalid"
    status = 422
    message = N_("That did not work.")

    def __init__(self, message: str | None = None, **values: Any) -> None:
        self.message = message or type(self).message
        self.values = values
        super().__init__(self.message % values if values else self.message)


class NotFound(DomainError):
    code, status = "not-found", 404
    message = N_("There is nothing here. Check the link or the code.")


class NotAllowed(DomainError):
    """Without any token the answer is 401, with one that does not suffice 403: see `known`."""

    code, status = "not-allowed", 403
    message = N_("Only the host may do this. If that is you, open your secret host link first.")

    def __init__(self, message: str | None = None, *, known: bool = True, **values: Any) -> None:
        super().__init__(message, **values)
        if not known:
            self.status = 401


class ShownOut(NotAllowed):
    """The host has removed or blocked this guest, and may let them back in."""

    message = N_("%(host)s has closed the door for you.")


class Closed(DomainError):
    code, status = "closed", 409
    message = N_("This is closed now.")


class Stale(DomainError):
    code, status = "stale", 409
    message = N_("Somebody else was quicker. You see the present state now.")


class Full(DomainError):
    code, status = "full", 409
    message = N_("There is no room for more.")


class TooFast(DomainError):
    code, status = "too-fast", 429
    message = N_("That was a lot at once. Wait a moment and try again.")

    def __init__(self, message: str | None = None, *, retry_after_s: int = 1, **values: Any) -> None:
        super().__init__(message, **values)
        self.retry_after_s = retry_after_s


class BadMessage(DomainError):
    code, status = "bad-message", 400
    message = N_("That message could not be read.")


class Problem:
    """One field and what is wrong with it."""

    def __init__(self, field: str, message: str, **values: Any) -> None:
        self.field, self.message, self.values = field, message, values


class Invalid(DomainError):
    """Input that cannot be taken as it is; says which field, and what to do."""

    message = N_("Some of this needs another look.")

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        if len(problems) == 1:
            super().__init__(problems[0].message, **problems[0].values)
        else:
            super().__init__()


def invalid(field: str, message: str, **values: Any) -> Invalid:
    return Invalid(Problem(field, message, **values))


class Unavailable(DomainError):
    """Something of ours is out of order; the request may be sent again as it is."""

    code, status = "unavailable", 503
    message = N_("That could not be stored just now. Try again in a moment.")
