"""Two instances on PostgreSQL and Redis serve one room together."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

from tests.conftest import unavailable
from tests.people import Host, Socket, poll, until
from tests.servers import Server, free_port

pytestmark = [pytest.mark.postgres, pytest.mark.redis]


Pair = tuple[Server, Server]


@contextmanager
def two_instances(database_url: str, redis_url: str) -> Iterator[Pair]:
    settings = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "RATE_LIMITS": "off"}
    here, there = Server(settings).launch(), Server(settings).launch()
    try:
        yield here.await_ready(), there.await_ready()
    finally:
        here.stop()
        there.stop()


@pytest.fixture(scope="module")
def pair(shared_postgres_url: str, redis_url: str) -> Iterator[Pair]:
    with two_instances(shared_postgres_url, redis_url) as pair:
        yield pair


@pytest.fixture
def hana(pair: Pair) -> Host:
    return Host(pair[0].url)


@pytest.fixture
def guests(pair: Pair, hana: Host) -> Iterator[tuple[Socket, Socket]]:
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


def test_an_instance_that_nobody_is_connected_to_tells_the_others(pair: Pair, hana: Host) -> None:
    activity = hana.add(poll(), opened=False)
    ivy = Socket(pair[1].url).enter(hana.code, name="Ivy")
    hana.move(activity, "open")
    assert ivy.sees(activity, lambda seen: seen["state"] == "open")
    ivy.leave()


def test_people_are_counted_over_both_instances(guests: tuple[Socket, Socket]) -> None:
    gus, ivy = guests
    assert gus.heard("people", lambda people: people["count"] == 2)
    assert ivy.entered["room"]["people"]["count"] == 2


def test_the_same_key_sent_to_both_instances_counts_once(pair: Pair, hana: Host, guests: tuple[Socket, Socket]) -> None:
    gus, _ = guests
    activity = hana.add({"kind": "words", "title": "One word", "config": {"limit": 5}})
    elsewhere = Socket(pair[1].url).enter(hana.code, token=gus.entered["token"])
    assert gus.vote(activity, ["warm"], key="one")["ok"]
    assert elsewhere.vote(activity, ["warm"], key="one")["ok"]
    assert hana.tally(activity) == {"total": 1, "words": [{"text": "warm", "count": 1}]}
    elsewhere.leave()


def test_what_one_instance_misses_is_made_up_for_when_its_guests_return(
    pair: Pair, hana: Host, guests: tuple[Socket, Socket]
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


class OwnRedis:
    """A Redis of our own, to be taken away and brought back."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            unavailable("redis-server", FileNotFoundError("redis-server"))
        options = ["--port", str(self._port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self._folder)]
        self._process = subprocess.Popen([str(program), *options], stdout=subprocess.DEVNULL)
        until(self._answers)

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait(10)

    def _answers(self) -> bool:
        try:
            return bool(redis.Redis.from_url(self.url).ping())
        except redis.RedisError:
            return False


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[OwnRedis]:
    own = OwnRedis(tmp_path)
    own.start()
    yield own
    own.stop()


def test_while_redis_is_away_each_instance_goes_on_and_afterwards_all_agree(
    postgres_url: str, own_redis: OwnRedis
) -> None:
    with two_instances(postgres_url, own_redis.url) as (here, there):
        hana = Host(here.url)
        activity = hana.add(poll(results="live"))
        gus, ivy = Socket(here.url).enter(hana.code, name="Gus"), Socket(there.url).enter(hana.code, name="Ivy")
        own_redis.stop()
        assert gus.vote(activity, "dune")["ok"]
        assert gus.sees(activity, lambda seen: seen["tally"]["total"] == 1)
        assert ivy.activities[activity]["tally"]["total"] == 0
        own_redis.start()
        assert ivy.sees(activity, lambda seen: seen["tally"]["total"] == 1)
        gus.leave()
        ivy.leave()
