"""Which events a feed holds, for whom it opens, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from eventkit.domain.basics.addresses import Person
from eventkit.domain.basics.errors import NotFound
from eventkit.domain.coming import guests, invitations, replying
from eventkit.domain.coming.replying import ReplyFields
from eventkit.domain.letters import feeds
from eventkit.domain.planning import changes, events, hosts
from eventkit.domain.records.feed import Feed
from eventkit.domain.records.host import Host

from ..conftest import Evening

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
SECRET, GUS = "a key for tests only", "gus@example.org"
VIDEO = "https://call.example.org/room"


def hosted(evening: Evening, **options: Any) -> list[str]:
    found = feeds.followed(evening.session, feeds.of_host(evening.session, evening.event.host_id), **options)
    return [each.event.title for each in found]


def of_gus(session: Session) -> dict[str, bool]:
    """The titles of what Gus follows, and whether the video link stands with each."""
    feeds.open_for_address(session, GUS)
    feed = feeds.of_address(session, GUS)
    assert feed
    return {each.event.title: each.sees_link for each in feeds.followed(session, feed, now=NOW)}


def planned(session: Session, title: str, **changes: Any) -> Evening:
    return Evening(session, title=title, video_url=VIDEO, **changes)


def another_of_hanas(evening: Evening, **changes: Any) -> Evening:
    """One more event of the same host."""
    other = Evening(evening.session, **changes)
    other.event.host = evening.event.host
    evening.session.flush()
    return other


def replied(evening: Evening, answer: str, email: str = GUS) -> None:
    fields = ReplyFields.model_validate({"name": "Gus", "email": email, "answer": answer})
    replying.reply(evening.session, evening.room, fields, now=NOW)


def invited(evening: Evening, email: str = GUS) -> None:
    invitations.invite(evening.session, evening.event, [Person("Gus", email)], now=NOW)


def test_a_host_follows_all_of_their_events_and_nobody_elses(session: Session) -> None:
    first = planned(session, "First", starts_at="2026-12-03T19:00")
    another_of_hanas(first, title="Before it", starts_at="2026-12-01T19:00")
    planned(session, "Somebody else's")
    assert hosted(first, now=NOW) == ["Before it", "First"]


def test_what_began_in_the_past_year_is_kept_and_what_is_older_is_not(session: Session) -> None:
    evening = planned(session, "First")
    begun = evening.event.starts_at_utc
    assert hosted(evening, now=begun + timedelta(days=365)) == ["First"]
    assert hosted(evening, now=begun + timedelta(days=365, seconds=1)) == []


def test_a_cancelled_event_stays(session: Session) -> None:
    evening = planned(session, "First")
    changes.cancel(session, evening.room)
    assert hosted(evening, now=NOW) == ["First"]


def test_of_very_many_events_the_earliest_are_left_out(session: Session) -> None:
    evening = planned(session, "Second", starts_at="2026-12-02T19:00")
    for day, title in ((1, "First"), (3, "Third")):
        another_of_hanas(evening, title=title, starts_at=f"2026-12-0{day}T19:00")
    assert hosted(evening, now=NOW, most=2) == ["Second", "Third"]


def test_a_guest_follows_what_they_said_yes_or_maybe_to_or_were_asked_to(session: Session) -> None:
    for title in ("Yes", "Maybe", "No", "Asked", "Nothing"):
        evening = planned(session, title)
        if title == "Asked":
            invited(evening)
        elif title != "Nothing":
            replied(evening, title.lower())
        invited(evening, "ivy@example.org")
    assert of_gus(session) == {"Yes": True, "Maybe": True, "Asked": True}


def test_an_address_is_the_same_however_it_is_written(session: Session) -> None:
    replied(planned(session, "First"), "yes", "GUS@Example.org")
    assert list(of_gus(session)) == ["First"]
    feeds.open_for_address(session, "Gus@EXAMPLE.org")
    assert session.scalars(select(Feed.email).where(Feed.email.is_not(None))).all() == [GUS]


@pytest.mark.parametrize(
    ("steps", "is_followed"),
    [
        (("invite", "no"), False),
        (("invite", "yes"), True),
        (("no", "yes"), True),
        (("yes", "no"), True),
        (("no", "no"), False),
    ],
)
def test_one_address_that_is_there_twice_comes_if_either_does(
    session: Session, steps: Sequence[str], is_followed: bool
) -> None:
    evening = planned(session, "First")
    for step in steps:
        if step == "invite":
            invited(evening)
        else:
            replied(evening, step)
    assert list(of_gus(session)) == (["First"] if is_followed else [])


def test_whoever_only_entered_the_room_follows_nothing(session: Session) -> None:
    evening = planned(session, "First")
    guests.welcome(session, event_id=evening.event.id, name="Gus", email=GUS)
    session.flush()
    assert of_gus(session) == {}


def test_the_video_link_follows_the_rule_of_the_page(session: Session) -> None:
    for title, capacity in (("Yes", 9), ("Maybe", 9), ("Asked", 9), ("Waiting", 1)):
        evening = planned(session, title, link_for="replied", capacity=capacity)
        if title == "Asked":
            invited(evening)
        elif title == "Waiting":
            replied(evening, "yes", "ivy@example.org")
            replied(evening, "yes")
        else:
            replied(evening, title.lower())
    assert of_gus(session) == {"Yes": True, "Maybe": True, "Asked": False, "Waiting": False}
    assert all(each.sees_link for each in feeds.followed(session, feeds.of_host(session, evening.event.host_id)))


def test_a_link_opens_its_feed_and_no_other(session: Session) -> None:
    first, second = (feeds.of_host(session, planned(session, title).event.host_id) for title in ("One", "Two"))
    token = feeds.token_of(first, secret=SECRET)
    assert feeds.of_token(session, token, secret=SECRET) is first
    signed = token.partition("-")[2]
    for wrong in (
        f"{second.id}-{signed}", f"{first.id}-{signed[:-1]}0", f"{first.id}-{'0' * 32}", f"{first.id}", signed, "",
        feeds.token_of(first, secret="another key"), f"{'9' * 18}-{signed}", f"{first.id}-{'é' * 32}", token + "\n",
    ):  # fmt: skip
        if wrong != token:
            with pytest.raises(NotFound):
                feeds.of_token(session, wrong, secret=SECRET)


def test_with_a_new_link_the_old_one_is_dead(session: Session) -> None:
    host = planned(session, "First").event.host
    old = feeds.token_of(feeds.of_host(session, host.id), secret=SECRET)
    feeds.renew(session, host)
    new = feeds.token_of(feeds.of_host(session, host.id), secret=SECRET)
    assert feeds.of_token(session, new, secret=SECRET).host_id == host.id
    with pytest.raises(NotFound):
        feeds.of_token(session, old, secret=SECRET)


def test_the_database_alone_opens_no_feed(session: Session) -> None:
    feed = feeds.of_host(session, planned(session, "First").event.host_id)
    signed = feeds.token_of(feed, secret=SECRET).partition("-")[2]
    assert signed not in str({column.name: getattr(feed, column.name) for column in Feed.__table__.columns})


def test_a_co_hosts_link_leads_to_no_feed(session: Session) -> None:
    evening = planned(session, "First")
    event = evening.event
    token = hosts.add_co_host(session, event_id=event.id, host=event.host, name="Ivy")
    own, ivys = (hosts.link_by_token(session, each) for each in (evening.host_token, token))
    assert own and ivys
    assert [feed.host_id for feed in feeds.of_links(session, [own.id])] == [event.host_id]
    assert feeds.of_links(session, [ivys.id]) == []
    assert feeds.of_links(session, []) == []


def test_it_says_since_when_it_has_been_as_it_is(session: Session) -> None:
    feed, later = feeds.of_host(session, planned(session, "First").event.host_id), NOW + timedelta(hours=1)
    assert feeds.settle(session, feed.id, "one", now=NOW) == NOW
    assert feeds.settle(session, feed.id, "one", now=later) == NOW
    assert feeds.settle(session, feed.id, "other", now=later) == later


def test_an_address_that_no_guest_has_any_more_is_forgotten(session: Session) -> None:
    first, second = planned(session, "First"), planned(session, "Second")
    for evening, emails in ((first, (GUS, "IVY@example.org")), (second, ("ivy@example.org",))):
        for email in emails:
            replied(evening, "yes", email)
            feeds.open_for_address(session, email)
    events.delete(session, first.room)
    assert session.scalars(select(Feed.email).where(Feed.email.is_not(None))).all() == ["ivy@example.org"]
    events.delete(session, second.room)
    assert session.scalars(select(Feed)).all() == []
    assert session.scalars(select(Host)).all() == []
