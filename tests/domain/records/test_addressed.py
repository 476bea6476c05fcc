"""Addresses of guests and hosts are the same however their capitals are written, also outside ASCII."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from eventkit.domain.basics.addresses import Person
from eventkit.domain.coming import invitations
from eventkit.domain.letters import feeds
from eventkit.domain.planning import events, hosts
from eventkit.domain.records.feed import Feed
from eventkit.domain.records.mail import Mail
from eventkit.storage.store import Store

from ..conftest import Evening

WRITTEN, ANOTHER_WAY = "ÄNNE@example.org", "änne@Example.org"


@pytest.fixture
def session(any_store: Store) -> Iterator[Session]:
    with any_store.transaction() as session:
        yield session


def invite(evening: Evening) -> None:
    invitations.invite(evening.session, evening.event, [Person("Änne", WRITTEN)])


def test_an_answer_from_a_calendar_finds_its_guest(session: Session) -> None:
    evening = Evening(session)
    invite(evening)
    found = invitations.addressed(session, evening.event.uid, ANOTHER_WAY)
    assert found is not None
    assert found.name == "Änne"


def test_a_guest_who_writes_another_address_is_found_by_that_one(session: Session) -> None:
    evening = Evening(session)
    invite(evening)
    guest = invitations.addressed(session, evening.event.uid, WRITTEN)
    assert guest is not None
    guest.email = "Anne@example.org"
    session.flush()
    assert invitations.addressed(session, evening.event.uid, WRITTEN) is None
    assert invitations.addressed(session, evening.event.uid, "anne@example.org") is guest


def test_a_feed_holds_what_its_reader_is_invited_to_and_is_forgotten_with_it(session: Session) -> None:
    evening = Evening(session)
    invite(evening)
    feeds.open_for_address(session, ANOTHER_WAY)
    feed = feeds.of_address(session, WRITTEN)
    assert feed is not None
    assert [each.event.title for each in feeds.followed(session, feed)] == [evening.event.title]
    events.delete(session, evening.room)
    assert session.scalars(select(Feed)).all() == []


def test_a_host_who_lost_their_link_gets_a_new_one(session: Session) -> None:
    Evening(session, host={"name": "Änne", "email": WRITTEN})
    hosts.ask_for_sign_in(session, ANOTHER_WAY, language="en")
    assert session.scalars(select(Mail.kind)).all() == ["sign-in"]
    assert len(hosts.sign_in(session, hosts.give_sign_in(session, ANOTHER_WAY))) == 1
