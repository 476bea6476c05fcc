"""Who is in a room now, and who has been."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from eventkit.domain.basics.base import utcnow
from eventkit.domain.basics.errors import NotAllowed, NotFound
from eventkit.domain.basics.news import PeopleChanged
from eventkit.domain.room import attendance, door, people, presence
from eventkit.domain.room.door import Arrival, Arrived
from eventkit.domain.room.presence import TIME_TO_LIVE
from eventkit.storage.store import Store

from ..conftest import Evening

NOW = utcnow()


@pytest.fixture
def evening(any_store: Store) -> Iterator[Evening]:
    with any_store.transaction() as session:
        yield Evening(session)


def arrive(evening: Evening, *names: str) -> list[Arrived]:
    arrivals = [Arrival(evening.room.id, f"connection of {name}", None, name) for name in names]
    return door.arrive(evening.session, arrivals, now=NOW)  # type: ignore[return-value]


def names_here(evening: Evening, later: timedelta = timedelta()) -> list[str]:
    return [each["name"] for each in people.shown(evening.session, evening.room, now=NOW + later)["people"]]


def test_those_who_arrive_together_are_all_there_and_told_of_once(evening: Evening) -> None:
    before = evening.room.version
    arrived = arrive(evening, "Gus", "Ivy", "Lee")
    assert names_here(evening) == ["Gus", "Ivy", "Lee"]
    assert len({each.token for each in arrived}) == 3
    assert evening.room.version == before + 1
    assert [news for news in evening.session.info["news"] if isinstance(news, PeopleChanged)] == [
        PeopleChanged(evening.room.id)
    ]


def test_a_guest_with_two_connections_is_one_person(evening: Evening) -> None:
    gus = arrive(evening, "Gus")[0].guest
    door.arrive(evening.session, [Arrival(evening.room.id, "another", gus.id, "Gus")], now=NOW)
    assert names_here(evening) == ["Gus"]
    presence.leave(evening.session, ["another"])
    assert names_here(evening) == ["Gus"]
    presence.leave(evening.session, ["connection of Gus"])
    assert names_here(evening) == []


def test_the_same_connection_arrives_once(evening: Evening) -> None:
    gus = arrive(evening, "Gus")[0].guest
    again = Arrival(evening.room.id, "connection of Gus", gus.id, "Gus")
    assert door.arrive(evening.session, [again, again], now=NOW) == [Arrived(gus, None)] * 2
    assert names_here(evening) == ["Gus"]


def test_who_cannot_come_in_does_not_keep_others_out(evening: Evening) -> None:
    stranger = arrive(Evening(evening.session), "Olive")[0].guest
    outcomes = door.arrive(
        evening.session,
        [
            Arrival(999_999, "a", None, "Gus"),
            Arrival(evening.room.id, "b", stranger.id, "Olive"),
            Arrival(evening.room.id, "c", None, "Ivy"),
        ],
        now=NOW,
    )
    assert [type(outcome) for outcome in outcomes] == [NotFound, NotAllowed, Arrived]
    assert names_here(evening) == ["Ivy"]


def test_who_is_not_heard_of_is_gone_and_who_stays_stays(evening: Evening) -> None:
    arrive(evening, "Gus", "Ivy")
    late = TIME_TO_LIVE + timedelta(seconds=1)
    presence.stay(evening.session, ["connection of Ivy"], now=NOW + late)
    assert names_here(evening, late) == ["Ivy"]
    before = evening.room.version
    presence.sweep(evening.session, now=NOW + late)
    assert evening.room.version == before + 1
    presence.sweep(evening.session, now=NOW + late)
    assert evening.room.version == before + 1


def test_who_has_been_there_is_remembered_in_the_order_they_came(evening: Evening) -> None:
    arrive(evening, "Gus", "Ivy")
    presence.leave(evening.session, ["connection of Gus"])
    assert [each.guest.name for each in attendance.of_room(evening.session, evening.room)] == ["Gus", "Ivy"]


def test_a_crowd_is_counted_whole_and_named_in_part(evening: Evening) -> None:
    arrive(evening, *(f"Guest {number}" for number in range(people.NAMES_SHOWN + 5)))
    shown = people.shown(evening.session, evening.room, now=NOW)
    assert (shown["count"], len(shown["people"])) == (people.NAMES_SHOWN + 5, people.NAMES_SHOWN)
