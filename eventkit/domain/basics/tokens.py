"""Secrets that links and devices carry, and the codes people read aloud.

A token has 256 bits from the system's generator, so a plain SHA-256 is enough to keep it by: there is nothing to
guess, and the database alone opens no door.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O 1 I L, which are misread
CODE_LENGTH = 8


def new_token() -> str:
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def matches(token: str, stored: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(fingerprint(token), stored)


def new_mark() -> str:
    """What tells a signed link from one that was made for the same before. It is no secret."""
    return secrets.token_hex(8)


def signature(purpose: str, said: str, *, secret: str) -> str:
    """What stands in a link beside what it says, so that nobody else can make such a link: an HMAC with the key of this
    instance, for one purpose alone. It opens what it says without being stored anywhere."""
    return hmac.new(secret.encode(), f"{purpose} {said}".encode(), hashlib.sha256).hexdigest()[:32]


def is_signed(given: str, purpose: str, said: str, *, secret: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), signature(purpose, said, secret=secret).encode())


def pseudonym(token: str, scope: str) -> str:
    """A stable name for the bearer of a token within one scope, which the database alone cannot trace back."""
    return hmac.new(token.encode(), scope.encode(), hashlib.sha256).hexdigest()[:32]


def new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def read_code(typed: str) -> str:
    """A code as people type it: in any case, with dashes and spaces."""
    return typed.replace("-", "").replace(" ", "").upper()[:64]


def is_code(text: str) -> bool:
    return len(text) == CODE_LENGTH and set(text) <= set(CODE_ALPHABET)


def new_call(jitsi_url: str) -> str:
    """A video call that nobody can guess the address of."""
    return f"{jitsi_url}/eventkit-{new_token()[:16]}"
