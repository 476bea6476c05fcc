"""Reloads, second tabs, a lost network and a killed server: the same people come back by themselves, counted once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browsers import LAPTOP, PHONE, STAGE, Person
from tests.people import Host, poll, until
from tests.servers import Server

Arrive = Callable[..., Person]

QUESTION = "Which book next?"


def choice(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=QUESTION).get_by_role("button", name=name)


def counted(page: Page) -> Locator:
    return page.get_by_role("region", name=QUESTION).get_by_text("Counted.")


def chosen(page: Page, name: str) -> None:
    expect(choice(page, name)).to_have_attribute("aria-pressed", "true")


class Together:
    """What runs in the room beside the poll, with timers and places of its own."""

    def __init__(self, hana: Host) -> None:
        self._hana = hana
        self._ids = {
            kind: hana.add({"kind": kind, "title": kind.capitalize(), "config": config})
            for kind, config in {
                "turns": {"seconds": 600, "reading": {"first": 7}},
                "steps": {"steps": [{"text": "Steep the tea", "minutes": 3}]},
                "countdown": {"minutes": 79},
                "pantry": {"ingredients": ["Flour", "Eggs"]},
                "kudos": {},
                "awards": {"awards": ["Best hat"]},
            }.items()
        }

    def begin(self, gus: Page) -> None:
        self._region(gus, "turns").get_by_role("button", name="Take a turn").tap()
        until(lambda: self._state_of("turns")["queue"])
        for kind, move in (("turns", "next"), ("steps", "start"), ("countdown", "start")):
            self._hana.move(self._ids[kind], move)
        self._region(gus, "pantry").get_by_role("checkbox", name="Flour").tap()
        self._region(gus, "kudos").get_by_role("textbox", name="Your thanks").fill("For the music")
        self._region(gus, "kudos").get_by_role("button", name="Send the card").tap()
        self._region(gus, "awards").get_by_role("button", name="Ivy").tap()
        for kind in ("pantry", "kudos", "awards"):
            expect(self._region(gus, kind).get_by_text("Counted.")).to_be_visible()
        expect(self._region(gus, "countdown").locator("[data-phase=playing]")).to_be_visible()

    def goes_on(self, gus: Page, ivy: Page) -> None:
        expect(self._region(gus, "turns").get_by_text("Your turn")).to_be_visible()
        expect(self._region(ivy, "turns").locator(".turns__name")).to_have_text("Gus")
        for page in (gus, ivy):
            expect(self._region(page, "turns").get_by_text("Page 7")).to_be_visible()
            expect(self._region(page, "turns").get_by_role("timer")).to_contain_text("9:")
            expect(self._region(page, "steps").get_by_role("timer")).to_contain_text("2:")
            expect(self._region(page, "countdown").locator("[data-phase=playing]")).to_be_visible()
        expect(self._region(gus, "pantry").get_by_role("checkbox", name="Flour")).to_be_checked()
        expect(self._region(gus, "kudos").get_by_role("list", name="Your cards")).to_contain_text("For the music")
        expect(self._region(gus, "awards").get_by_role("button", name="Ivy")).to_have_attribute("aria-pressed", "true")

    def _state_of(self, kind: str) -> dict[str, Any]:
        """As the server has it."""
        activities = self._hana.call("GET").json()["activities"]
        return next(each for each in activities if each["id"] == self._ids[kind])  # type: ignore[no-any-return]

    def _region(self, page: Page, kind: str) -> Locator:
        return page.get_by_role("region", name=kind.capitalize(), exact=True)


def says(person: Person, words: str) -> None:
    expect(person.page.get_by_role("status")).to_have_text(words)


def test_a_reload_brings_the_same_guest_back_with_their_answer_marked(arrive: Arrive, server: Server) -> None:
    hana = Host(server.url)
    activity = hana.add(poll())
    gus = arrive(PHONE).join(hana.code, "Gus")
    choice(gus.page, "Emma").tap()
    expect(counted(gus.page)).to_be_visible()

    gus.page.reload()
    chosen(gus.page, "Emma")
    expect(counted(gus.page)).to_be_visible()
    expect(choice(gus.page, "Dune")).to_have_attribute("aria-pressed", "false")
    expect(gus.page.get_by_text("1 here")).to_be_visible()
    expect(gus.page.get_by_role("textbox", name="Your name")).to_have_count(0)

    choice(gus.page, "Dune").tap()
    chosen(gus.page, "Dune")
    expect(counted(gus.page)).to_be_visible()
    assert hana.tally(activity) == {"total": 1, "counts": {"dune": 1, "emma": 0}}


def test_a_second_tab_is_the_same_guest(arrive: Arrive, server: Server) -> None:
    hana = Host(server.url)
    activity = hana.add(poll())
    gus = arrive(PHONE).join(hana.code, "Gus")
    choice(gus.page, "Emma").tap()
    expect(counted(gus.page)).to_be_visible()

    second = gus.context.new_page()
    second.goto(f"/e/{hana.code}/room")
    chosen(second, "Emma")
    choice(second, "Dune").tap()
    expect(counted(second)).to_be_visible()
    for tab in (gus.page, second):
        expect(tab.get_by_text("1 here")).to_be_visible()
    assert hana.tally(activity) == {"total": 1, "counts": {"dune": 1, "emma": 0}}


def test_who_replied_on_the_page_needs_no_name_in_the_room(arrive: Arrive, server: Server) -> None:
    hana = Host(server.url)
    gus = arrive(PHONE).page
    gus.goto(f"/e/{hana.code}")
    gus.get_by_role("radio", name="Yes").tap()
    gus.get_by_label("Your name").fill("Gus")
    gus.get_by_role("button", name="Send reply").tap()
    gus.get_by_role("link", name="Enter the room").tap()
    expect(gus.get_by_role("list", name="Who is here")).to_have_text("Gus (you)")


def test_an_answer_given_offline_is_kept_and_counted_once_when_the_network_returns(
    arrive: Arrive, server: Server
) -> None:
    hana = Host(server.url)
    activity = hana.add(poll())
    gus = arrive(PHONE).join(hana.code, "Gus")
    choice(gus.page, "Dune").tap()
    expect(counted(gus.page)).to_be_visible()
    says(gus, "Connected")

    gus.diary.is_cut_off = True
    gus.context.set_offline(True)
    says(gus, "Reconnecting…")
    choice(gus.page, "Emma").tap()
    chosen(gus.page, "Emma")
    expect(gus.page.get_by_text("Sending…")).to_be_visible()
    assert hana.tally(activity)["counts"] == {"dune": 1, "emma": 0}

    gus.context.set_offline(False)
    says(gus, "Connected")
    chosen(gus.page, "Emma")
    expect(counted(gus.page)).to_be_visible()
    assert hana.tally(activity) == {"total": 1, "counts": {"dune": 0, "emma": 1}}


def test_an_answer_given_offline_outlives_the_tab(arrive: Arrive, server: Server) -> None:
    hana = Host(server.url)
    activity = hana.add(poll())
    gus = arrive(PHONE).join(hana.code, "Gus")
    expect(choice(gus.page, "Emma")).to_be_visible()
    gus.diary.is_cut_off = True
    gus.context.set_offline(True)
    says(gus, "Reconnecting…")
    choice(gus.page, "Emma").tap()
    expect(gus.page.get_by_text("Sending…")).to_be_visible()
    gus.page.close()
    gus.context.set_offline(False)

    again = gus.context.new_page()
    again.goto(f"/e/{hana.code}/room")
    chosen(again, "Emma")
    expect(counted(again)).to_be_visible()
    assert hana.tally(activity) == {"total": 1, "counts": {"dune": 0, "emma": 1}}


def test_everybody_is_back_by_themselves_after_the_server_was_killed(
    arrive: Arrive, serve: Callable[..., Server]
) -> None:
    server = serve()
    hana = Host(server.url)
    together = Together(hana)
    activity = hana.add(poll(results="live"))
    host = arrive(LAPTOP, at=server).host(hana.code, hana.token)
    gus, ivy = (arrive(PHONE, at=server).join(hana.code, name) for name in ("Gus", "Ivy"))
    stage = arrive(STAGE, at=server).watch(hana.code)
    everybody = (host, gus, ivy, stage)
    together.begin(gus.page)
    choice(gus.page, "Dune").tap()
    expect(counted(gus.page)).to_be_visible()
    for person in everybody:
        says(person, "Connected")
        person.diary.is_cut_off = True

    server.kill()
    for person in everybody:
        says(person, "Reconnecting…")
    choice(ivy.page, "Emma").tap()
    choice(gus.page, "Emma").tap()
    expect(ivy.page.get_by_text("Sending…")).to_be_visible()
    server.start()

    for person in everybody:
        says(person, "Connected")
    together.goes_on(gus.page, ivy.page)
    for guest in (gus, ivy):
        chosen(guest.page, "Emma")
        expect(counted(guest.page)).to_be_visible()
    for screen in (host, stage):
        options = screen.page.get_by_role("region", name=QUESTION).get_by_role("listitem")
        expect(options.filter(has_text="Dune")).to_contain_text("0")
        expect(options.filter(has_text="Emma")).to_contain_text("2")
    expect(host.page.get_by_text("2 here")).to_be_visible()
    assert hana.tally(activity) == {"total": 2, "counts": {"dune": 0, "emma": 2}}

    host.page.keyboard.press("o")
    for guest in (gus, ivy):
        expect(guest.page.get_by_role("region", name=QUESTION).get_by_text("Closed", exact=True)).to_be_visible()
