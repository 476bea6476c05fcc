"""Each kind of activity from opening to recap: Hana hosts with her keys, Gus answers with his thumb, Ivy comes late and
has only a keyboard, the stage shows it to all."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browsers import Person, press
from tests.journeys.kinds import Kind, Room
from tests.journeys.kinds.icebreakers import Pairs, Prompt, ThisOrThat, TwoTruths
from tests.journeys.kinds.polls import Multiple, Pulse, Questions, Quiz, Ranking, Rating, Text, Words
from tests.journeys.kinds.together import Awards, Countdown, Kudos, Pantry, Steps, Turns
from tests.people import Host
from tests.servers import Server

KINDS = [
    Multiple(), Rating(), Words(), Text(), Ranking(), Quiz(), Pulse(), Questions(), Prompt(), ThisOrThat(), TwoTruths(),
    Pairs(), Turns(), Steps(), Pantry(), Countdown(), Kudos(), Awards(),
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_a_kind_is_opened_answered_shown_hidden_closed_and_remembered(
    server: Server, screens: dict[str, Person], kind: Kind
) -> None:
    title = f"A {kind.slug} for us"
    hana = Host(server.url, activities=[])
    hana.add({"kind": kind.slug, "title": title, "config": kind.config}, opened=False)
    room = Room(hana, title, screens)

    is_answered_and_survives_a_reload(room, kind)
    screens["Ivy"].join(hana.code, "Ivy")
    expect(room.region(room.ivy)).to_be_visible()
    kind.type(room.region(room.ivy))
    kind.expect_answered(room.region(room.ivy))
    kind.between(room)

    everybody = [room.region(screen) for screen in (room.gus, room.ivy, room.stage)]
    if kind.is_hidden:
        for region in everybody:
            expect(kind.results(region)).to_have_count(0)
        room.look("open", "light")
        press(room.host, "r")
    for region in everybody:
        expect(kind.results(region).filter(has_text=kind.told).first).to_be_visible()
    room.look("shown", "dark")
    assert room.problems == []

    if kind.may_be_hidden_again and room.host.get_by_role("button", name="Hide results").count():
        press(room.host, "r")
        for region in everybody:
            expect(kind.results(region)).to_have_count(0)
        press(room.host, "r")
    press(room.host, "o")
    for region in everybody[:2]:
        expect(region.get_by_text("Closed", exact=True)).to_be_visible()

    room.host.goto(f"/e/{hana.code}/recap")
    remembered = room.host.get_by_role("table", name=f"Results of {title}")
    expect(remembered).to_contain_text(kind.kept)


def is_answered_and_survives_a_reload(room: Room, kind: Kind) -> None:
    expect(room.region(room.host).get_by_role("button", name="Open", exact=True)).to_be_visible()
    press(room.host, "o")
    kind.prepare(room)
    kind.touch(room.region(room.gus))
    kind.once_touched(room)
    kind.expect_own(room.region(room.gus))
    room.gus.reload(wait_until="commit")
    kind.expect_own(room.region(room.gus))
