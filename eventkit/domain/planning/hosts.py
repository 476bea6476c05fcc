"""Hosts: the people who plan events, and the secret links that let them in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, EmailStr
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ..basics import addresses
from ..basics.base import utcnow
from ..basics.errors import N_, NotFound, invalid
from ..basics.text import stripped
from ..basics.tokens import fingerprint, matches, new_token
from ..letters import outbox
from ..records.host import Host, HostLink, SignIn

MOST_CO_HOSTS = 20
SIGN_IN_WITHIN = timedelta(minutes=30)


class Address(BaseModel):
    """Where a host who lost their link would like a new one."""

    model_config = ConfigDict(extra="forbid")

    email: Annotated[EmailStr, BeforeValidator(stripped)]


def give_link(
    session: Session, *, event_id: int, host: Host, name: str | None = None, now: datetime | None = None
) -> str:
    """A new secret link to this event, for its host or for a co-host by name. Only its fingerprint is kept, so this is
    the only time it is known."""
    token = new_token()
    link = HostLink(
        event_id=event_id, host_id=host.id, name=name, token_hash=fingerprint(token), created_at=now or utcnow()
    )
    session.add(link)
    session.flush()
    return token


def co_hosts(session: Session, event_id: int) -> Sequence[HostLink]:
    query = select(HostLink).where(HostLink.event_id == event_id, HostLink.name.is_not(None))
    return session.scalars(query.order_by(HostLink.id)).all()


def add_co_host(session: Session, *, event_id: int, host: Host, name: str, now: datetime | None = None) -> str:
    """A secret link of their own for somebody who helps to host."""
    others = co_hosts(session, event_id)
    if len(others) >= MOST_CO_HOSTS:
        raise invalid("name", N_("An event has room for %(most)s co-hosts."), most=MOST_CO_HOSTS)
    if name.casefold() in {each.name.casefold() for each in others if each.name}:
        raise invalid("name", N_("There is a co-host of this name. Withdraw their link first, or add a letter."))
    return give_link(session, event_id=event_id, host=host, name=name, now=now)


def withdraw_co_host(session: Session, *, event_id: int, link_id: int) -> None:
    """Their link stops working at once. Withdrawing twice changes nothing."""
    session.execute(
        delete(HostLink).where(HostLink.id == link_id, HostLink.event_id == event_id, HostLink.name.is_not(None))
    )


def renew_link(session: Session, *, event_id: int, host: Host, now: datetime | None = None) -> str:
    """A new secret link; the host's own from before dies. Those of co-hosts stay until they are withdrawn."""
    session.execute(delete(HostLink).where(HostLink.event_id == event_id, HostLink.name.is_(None)))
    token = give_link(session, event_id=event_id, host=host, now=now)
    session.flush()
    return token


def forget_if_done(session: Session, host: Host) -> None:
    """Forget a host without an event."""
    if session.scalar(select(HostLink.id).where(HostLink.host_id == host.id).limit(1)) is None:
        session.execute(delete(Host).where(Host.id == host.id))


def link_by_token(session: Session, token: str) -> HostLink | None:
    link = session.scalar(select(HostLink).where(HostLink.token_hash == fingerprint(token)))
    return link if link and matches(token, link.token_hash) else None


def links_of(session: Session, ids: Iterable[int]) -> Sequence[HostLink]:
    """The links of these ids that are still there."""
    if not (wanted := list(ids)):
        return []
    return session.scalars(select(HostLink).where(HostLink.id.in_(wanted)).order_by(HostLink.id)).all()


def own_hosts(links: Iterable[HostLink | None]) -> list[Host]:
    """The hosts whose own links these are: a co-host is nobody's host elsewhere."""
    return [link.host for link in links if link and link.name is None]


def link_to(session: Session, *, event_id: int, token: str | None = None, links: Iterable[int] = ()) -> HostLink | None:
    """The link by which the bearer of this token, or of one of these links, hosts the event; the host's own first."""
    by_token = [link_by_token(session, token)] if token is not None else []
    found = [link for link in [*by_token, *links_of(session, links)] if link and link.event_id == event_id]
    return min(found, key=lambda link: link.name is not None, default=None)


def ask_for_sign_in(session: Session, email: str, *, language: str, now: datetime | None = None) -> None:
    """Have a link sent to this address, if a host gave it; whether one did is not to be told from here."""
    if any(_hosts_by_email(session, email)):
        outbox.queue(session, "sign-in", to_email=email, to_name="", language=language, now=now)


def give_sign_in(session: Session, email: str, *, now: datetime | None = None) -> str:
    """The token of a link that signs in once, within half an hour."""
    now, token = now or utcnow(), new_token()
    session.execute(delete(SignIn).where(SignIn.expires_at < now))
    session.add(SignIn(email=email, token_hash=fingerprint(token), expires_at=now + SIGN_IN_WITHIN))
    session.flush()
    return token


def is_sign_in(session: Session, token: str, *, now: datetime | None = None) -> bool:
    """Whether the link would still sign somebody in."""
    return _sign_in(session, token, now or utcnow()) is not None


def sign_in(session: Session, token: str, *, now: datetime | None = None) -> list[int]:
    """Use up the link; gives the ids of the host links it signs in to, the newest events last."""
    found = _sign_in(session, token, now or utcnow())
    if found is None:
        raise used_up()
    session.delete(found)
    host_ids = [host.id for host in _hosts_by_email(session, found.email)]
    query = select(HostLink.id).where(HostLink.host_id.in_(host_ids), HostLink.name.is_(None))
    return list(session.scalars(query.order_by(HostLink.event_id, HostLink.id)))


def used_up() -> NotFound:
    return NotFound(N_("This link was used already, or is older than half an hour. Ask for a new one."))


def _sign_in(session: Session, token: str, now: datetime) -> SignIn | None:
    return session.scalar(select(SignIn).where(SignIn.token_hash == fingerprint(token), SignIn.expires_at > now))


def _hosts_by_email(session: Session, email: str) -> Sequence[Host]:
    return session.scalars(select(Host).where(Host.email_key == addresses.key(email))).all()
