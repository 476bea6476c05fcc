"""Who wants no more mails of a host. What one has asked for oneself, such as the answer to one's reply, still comes.

Each mail bears a link that says so with one tap, by the mail program itself where it can (RFC 8058). It needs no row:
it is signed, and works as long as the host is there, whatever became of the event.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ..basics import addresses
from ..basics.base import inserting, utcnow
from ..basics.errors import N_, NotFound
from ..basics.tokens import is_signed, signature
from ..records.host import Host
from ..records.opt_out import OptOut

PURPOSE = "no more mails"
TOKEN = re.compile(r"([0-9]{1,18})-([0-9a-f]{64})-([0-9a-f]{32})")


def token_for(host_id: int, email: str, *, secret: str) -> str:
    """What a link bears, by which the reader of a mail says it."""
    said = f"{host_id}-{_hash(email)}"
    return f"{said}-{signature(PURPOSE, said, secret=secret)}"


def of_token(session: Session, token: str, *, secret: str) -> tuple[Host, str]:
    """The host, and the hash of the address."""
    found = TOKEN.fullmatch(token)
    if found and is_signed(found[3], PURPOSE, f"{found[1]}-{found[2]}", secret=secret):
        host = session.get(Host, int(found[1]))
        if host:
            return host, found[2]
    raise NotFound(N_("This link is not valid any more. Check that it was copied whole."))


def keep(session: Session, host: Host, address_hash: str, *, now: datetime | None = None) -> None:
    """Saying it twice changes nothing."""
    values = {"host_id": host.id, "address_hash": address_hash, "at": now or utcnow()}
    session.execute(inserting(session, OptOut).values(**values).on_conflict_do_nothing())


def is_kept(session: Session, host: Host, address_hash: str) -> bool:
    return session.get(OptOut, (host.id, address_hash)) is not None


def take_back(session: Session, host: Host, address_hash: str) -> None:
    """The host may write to the address again. What was spared meanwhile is not sent by that."""
    session.execute(delete(OptOut).where(OptOut.host_id == host.id, OptOut.address_hash == address_hash))


def of(session: Session, host_id: int, emails: Iterable[str]) -> set[str]:
    """Those of the addresses that the host is not to write to, as `addresses.key` has them."""
    by_hash = {_hash(email): addresses.key(email) for email in emails}
    query = select(OptOut.address_hash).where(OptOut.host_id == host_id, OptOut.address_hash.in_(by_hash))
    return {by_hash[found] for found in session.scalars(query)} if by_hash else set()


def _hash(email: str) -> str:
    return hashlib.sha256(addresses.key(email).encode("utf-8", "replace")).hexdigest()
