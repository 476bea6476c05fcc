"""Co-hosts by links of their own, and the way back for who lost their link."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from eventkit.domain.basics.errors import Invalid, NotFound
from eventkit.domain.planning import hosts
from eventkit.domain.records.mail import Mail

from ..conftest import Evening

NOW = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)


def add(evening: Evening, name: str) -> str:
    event = evening.event
    return hosts.add_co_host(evening.session, event_id=event.id, host=event.host, name=name)


def test_a_co_host_hosts_by_a_link_of_their_own_until_it_is_withdrawn(evening: Evening) -> None:
    session, event = evening.session, evening.event
    token = add(evening, "Ivy")
    link = hosts.link_to(session, event_id=event.id, token=token)
    assert link is not None
    assert link.name == "Ivy"
    hosts.withdraw_co_host(session, event_id=event.id, link_id=link.id)
    assert hosts.link_to(session, event_id=event.id, token=token) is None
    assert hosts.link_to(session, event_id=event.id, token=evening.host_token)


def test_the_hosts_own_link_cannot_be_withdrawn_as_a_co_hosts(evening: Evening) -> None:
    own = hosts.link_to(evening.session, event_id=evening.event.id, token=evening.host_token)
    assert own
    hosts.withdraw_co_host(evening.session, event_id=evening.event.id, link_id=own.id)
    assert hosts.link_to(evening.session, event_id=evening.event.id, token=evening.host_token)


def test_a_new_secret_link_leaves_co_hosts_in(evening: Evening) -> None:
    token = add(evening, "Ivy")
    hosts.renew_link(evening.session, event_id=evening.event.id, host=evening.event.host)
    assert hosts.link_to(evening.session, event_id=evening.event.id, token=token)
    assert hosts.link_to(evening.session, event_id=evening.event.id, token=evening.host_token) is None


def test_two_co_hosts_of_one_name_could_not_be_told_apart(evening: Evening) -> None:
    add(evening, "Ivy")
    with pytest.raises(Invalid):
        add(evening, "ivy")


def test_a_lost_link_is_asked_for_by_the_address_that_was_given(session: Session) -> None:
    Evening(session, host={"name": "Hana", "email": "Hana@x.org"})
    hosts.ask_for_sign_in(session, "hana@X.org", language="de")
    hosts.ask_for_sign_in(session, "olive@x.org", language="de")
    assert session.execute(select(Mail.kind, Mail.to_email, Mail.language)).all() == [("sign-in", "hana@X.org", "de")]


def test_a_sign_in_works_once_and_for_half_an_hour(session: Session) -> None:
    first = Evening(session, host={"name": "Hana", "email": "hana@x.org"})
    second = Evening(session, host={"name": "Hana", "email": "hana@x.org"})
    add(first, "Ivy")
    token = hosts.give_sign_in(session, "hana@x.org", now=NOW)
    late = NOW + timedelta(minutes=30)
    assert hosts.is_sign_in(session, token, now=late - timedelta(seconds=1))
    assert not hosts.is_sign_in(session, token, now=late)
    links = hosts.links_of(session, hosts.sign_in(session, token, now=NOW))
    assert [(link.event_id, link.name) for link in links] == [(first.event.id, None), (second.event.id, None)]
    with pytest.raises(NotFound):
        hosts.sign_in(session, token, now=NOW)


def test_a_co_host_is_nobodys_host_elsewhere(evening: Evening) -> None:
    own, ivys = (hosts.link_by_token(evening.session, token) for token in (evening.host_token, add(evening, "Ivy")))
    assert hosts.own_hosts([own, None]) == [evening.event.host]
    assert hosts.own_hosts([ivys]) == []
