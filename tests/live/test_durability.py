"""An acknowledged answer is never lost and never counted twice, whatever happens to the server."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing

import socketio

from tests.people import Host, Socket, poll, until
from tests.servers import Command, Server


def test_kill_9_in_the_middle_of_voting_loses_no_acknowledged_answer(
    serve: Callable[..., Server], database_url: str
) -> None:
    server = serve()
    hana = Host(server.url)
    activity = hana.add(poll(results="live"))
    guests = [Socket(server.url).enter(hana.code, name=f"Guest {number}") for number in range(12)]
    acknowledged: list[tuple[str, str]] = []

    def vote_on_and_on(guest: Socket) -> None:
        for turn in range(1000):
            message = {"activity": activity, "answer": ("dune", "emma")[turn % 2], "key": f"{turn}"}
            try:
                assert guest.client.call("answer", message, timeout=2)["ok"]
            except (socketio.exceptions.SocketIOError, AssertionError):
                return
            acknowledged.append((str(guest.entered["you"]["id"]), f"{turn}"))

    threads = [threading.Thread(target=vote_on_and_on, args=[guest]) for guest in guests]
    for thread in threads:
        thread.start()
    until(lambda: len(acknowledged) > 300)
    server.kill()
    for thread in threads:
        thread.join()

    with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as database:
        stored = database.execute("SELECT voter, key FROM answer").fetchall()
    assert len(stored) == len(set(stored))
    assert set(acknowledged) <= set(stored)

    server.start()
    assert hana.tally(activity)["total"] == len(guests)
    for guest in guests:
        again = Socket(server.url).enter(hana.code, token=guest.entered["token"])
        assert again.entered["you"] == guest.entered["you"]
        assert again.vote(activity, "dune", key="after")["ok"]
        assert again.vote(activity, "emma", key="0")["ok"]
        again.leave()
    assert hana.tally(activity) == {"total": len(guests), "counts": {"dune": len(guests), "emma": 0}}


def test_versions_never_fall_over_a_restart(serve: Callable[..., Server]) -> None:
    server = serve()
    hana = Host(server.url)
    activity = hana.add(poll())
    gus = Socket(server.url).enter(hana.code, name="Gus")
    version = gus.vote(activity, "dune")["version"]
    server.kill()
    server.start()
    again = Socket(server.url).enter(hana.code, token=gus.entered["token"])
    assert again.activities[activity]["version"] >= version
    assert again.vote(activity, "emma")["version"] > version
    again.leave()


def test_the_server_stops_in_good_order_when_told_to(database_url: str) -> None:
    with Command({"DATABASE_URL": database_url, "RATE_LIMITS": "off"}) as server:
        hana = Host(server.url)
        gus = Socket(server.url).enter(hana.code, name="Gus")
        server.stop()
        until(lambda: not gus.client.connected)
        server.start()
        assert Socket(server.url).enter(hana.code, token=gus.entered["token"]).entered["you"] == gus.entered["you"]
