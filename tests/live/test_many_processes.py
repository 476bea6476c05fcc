"""Two instances on PostgreSQL and Redis serve one room together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.people import Host, Socket, poll
from tests.servers import Server

pytestmark = [pytest.mark.postgres, pytest.mark.redis]


@pytest.fixture
def pair(postgres_url: str, redis_url: str, serve: Callable[..., Server]) -> tuple[Server, Server]:
    return tuple(serve(DATABASE_URL=postgres_url, REDIS_URL=redis_url) for _ in range(2))  # type: ignore[return-value]


@pytest.fixture
def hana(pair: tuple[Server, Server]) -> Host:
    return Host(pair[0].url)


@pytest.fixture
def guests(pair: tuple[Server, Server], hana: Host) -> Iterator[tuple[Socket, Socket]]:
    here, there = (
        Socket(server.url).enter(hana.code, name=name) for server, name in zip(pair, ("Gus", "Ivy"), strict=True)
    )
    yield here, there
    here.leave()
    there.leave()


def test_guests_on_two_instances_see_the_same_tally(hana: Host, guests: tuple[Socket, Socket]) -> None:
    gus, ivy = guests
    activity = hana.add(poll(results="live"))
    ivy.sees(activity, lambda seen: seen["state"] == "open")
    gus.vote(activity, "dune")
    ivy.vote(activity, "emma")
    for guest in guests:
        assert guest.sees(activity, lambda seen: seen["tally"]["total"] == 2)["tally"]["counts"] == {
            "dune": 1,
            "emma": 1,
        }
    assert gus.activities[activity]["version"] == ivy.activities[activity]["version"]


def test_people_are_counted_over_both_instances(guests: tuple[Socket, Socket]) -> None:
    gus, ivy = guests
    assert gus.heard("people", lambda people: people["count"] == 2)
    assert ivy.entered["room"]["people"]["count"] == 2


def test_the_same_key_sent_to_both_instances_counts_once(
    pair: tuple[Server, Server], hana: Host, guests: tuple[Socket, Socket]
) -> None:
    gus, _ = guests
    activity = hana.add({"kind": "words", "title": "One word", "config": {"limit": 5}})
    elsewhere = Socket(pair[1].url).enter(hana.code, token=gus.entered["token"])
    assert gus.vote(activity, ["warm"], key="one")["ok"]
    assert elsewhere.vote(activity, ["warm"], key="one")["ok"]
    assert hana.tally(activity) == {"total": 1, "words": [{"text": "warm", "count": 1}]}
    elsewhere.leave()


def test_what_one_instance_misses_is_made_up_for_when_its_guests_return(
    pair: tuple[Server, Server], hana: Host, guests: tuple[Socket, Socket]
) -> None:
    gus, ivy = guests
    activity = hana.add(poll(results="live"))
    pair[1].kill()
    gus.vote(activity, "dune")
    pair[1].start()
    again = Socket(pair[1].url).enter(hana.code, token=ivy.entered["token"])
    assert again.activities[activity]["tally"]["counts"]["dune"] == 1
    gus.vote(activity, "emma")
    assert again.sees(activity, lambda seen: seen["tally"]["counts"]["emma"] == 1)
    again.leave()
