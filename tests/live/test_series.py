"""A series over sockets: each date is a room of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.people import Host, Socket, poll
from tests.servers import Server

FIRST, SECOND = "2036-12-04", "2036-12-11"


@pytest.fixture
def hana(server: Server) -> Host:
    return Host(server.url, starts_at="2036-12-04T19:00", repeat="FREQ=WEEKLY;COUNT=3")


@pytest.fixture
def gus(server: Server) -> Iterator[Socket]:
    gus = Socket(server.url)
    yield gus
    gus.leave()


@pytest.fixture
def console(server: Server) -> Iterator[Socket]:
    console = Socket(server.url)
    yield console
    console.leave()


def test_who_names_no_date_enters_the_next_one(hana: Host, gus: Socket) -> None:
    room = gus.enter(hana.code, name="Gus").entered["room"]
    assert (room["event"]["on"], room["event"]["starts_at"]) == (FIRST, "2036-12-04T19:00")
    assert gus.ask("enter", code=hana.code, name="Gus", on=SECOND)["room"]["event"]["on"] == SECOND


@pytest.mark.parametrize("on", ["2036-12-05", "2037-12-04", "1900-01-01"])
def test_a_day_that_is_none_of_its_dates_has_no_room(hana: Host, gus: Socket, on: str) -> None:
    assert gus.ask("enter", code=hana.code, name="Gus", on=on)["error"] == "not-found"


def test_what_happens_on_one_date_stays_there(hana: Host, gus: Socket, console: Socket) -> None:
    which = hana.add(poll(), opened=False)
    console.enter(hana.code, token=hana.token, on=SECOND)
    assert console.ask("move", activity=which, move="open")["ok"]
    gus.enter(hana.code, name="Gus")
    assert which not in gus.activities
    assert gus.vote(which, "dune")["error"] == "not-found"
    gus.enter(hana.code, token=gus.entered["token"], on=SECOND)
    assert gus.vote(which, "dune")["ok"]
    assert console.sees(which, lambda shown: shown["tally"]["total"] == 1)
    assert {each["name"] for each in console.heard("people", lambda people: people["count"])["people"]} == {"Gus"}
    first = hana.call("GET", f"/room?on={FIRST}").json()
    assert next(each for each in first["activities"] if each["id"] == which)["answered"] == 0


def test_who_is_in_the_room_of_a_date_learns_that_it_was_moved(hana: Host, gus: Socket) -> None:
    gus.enter(hana.code, name="Gus", on=SECOND)
    hana.call("PATCH", f"?on={SECOND}", starts_at="2036-12-12T20:00")
    room = gus.heard("room", lambda room: room["event"]["starts_at"] == "2036-12-12T20:00")
    assert room["event"]["on"] == SECOND
