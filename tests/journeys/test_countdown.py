"""Watching together: devices whose clocks are wrong say Go in the same instant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browsers import LAPTOP, PHONE, STAGE, Person, press
from tests.journeys.kinds.together import laugh
from tests.journeys.test_clock_skew import with_clock_off
from tests.people import Host, until
from tests.servers import Server

Arrive = Callable[..., Person]

MOST_SPREAD_MS = 150
FILM: dict[str, Any] = {"kind": "countdown", "title": "Film night", "config": {"title": "The General", "minutes": 79}}
NOTE_WHEN = """{
  const went = new Set();
  globalThis.wentAt = [];
  const look = () => {
    for (const { dataset } of document.querySelectorAll("[data-went-at]")) {
      if (!went.has(dataset.wentAt)) {
        went.add(dataset.wentAt);
        wentAt.push(performance.timeOrigin + performance.now());
      }
    }
  };
  new MutationObserver(look).observe(document, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-went-at"],
  });
}"""
"""Notes by this machine's clock, which the page does not know, when Go was drawn."""


def test_go_is_said_everywhere_at_once_whatever_the_clocks_say(arrive: Arrive, server: Server) -> None:
    hana = Host(server.url, activities=[])
    film = hana.add(FILM)
    console = noting(arrive(LAPTOP, brand_new=True)).host(hana.code, hana.token).page
    gus = with_clock_off(noting(arrive(PHONE, brand_new=True)), seconds=90).join(hana.code, "Gus").page
    ivy = with_clock_off(noting(arrive(PHONE, brand_new=True)), seconds=-90).join(hana.code, "Ivy").page
    stage = noting(arrive(STAGE, brand_new=True)).watch(hana.code).page
    everybody = {"console": console, "Gus, 90 s ahead": gus, "Ivy, 90 s behind": ivy, "stage": stage}
    for screen in everybody.values():
        expect(screen.get_by_role("region", name="Film night")).to_be_visible()
    for phone in (gus, ivy):
        expect(phone.get_by_text("In step within")).to_be_visible()

    spreads = []
    for count in (1, 2):
        hana.move(film, "start", seconds=2)
        moments = {name: went(screen, count) for name, screen in everybody.items()}
        spreads.append(round(max(moments.values()) - min(moments.values()), 1))
        hana.move(film, "pause")
        expect(gus.get_by_text("Paused at", exact=True)).to_be_visible()
    print(f"Go was drawn on four screens within {', '.join(map(str, spreads))} ms")  # shown with pytest -s
    assert max(spreads) <= MOST_SPREAD_MS, spreads


def test_a_jump_and_a_late_guest_are_at_the_same_second(arrive: Arrive, server: Server) -> None:
    hana = Host(server.url, activities=[])
    film = hana.add(FILM)
    gus = arrive(PHONE).join(hana.code, "Gus").page
    console = arrive(LAPTOP).host(hana.code, hana.token).page
    hana.move(film, "start", seconds=1)
    expect(gus.locator("[data-phase=playing]")).to_be_visible()
    console.get_by_role("textbox", name="Jump to").fill("23:10")
    console.keyboard.press("Enter")
    expect(gus.get_by_text("Paused at", exact=True)).to_be_visible()
    expect(gus.locator(".together__figure")).to_have_text("23:10")
    press(console, "n")
    expect(gus.locator("[data-phase=playing]")).to_be_visible()
    ivy = with_clock_off(arrive(PHONE, brand_new=True), seconds=-90).join(hana.code, "Ivy").page
    expect(ivy.locator(".together__figure")).to_contain_text("23:1")
    until(lambda: second(gus) == second(ivy), patience_s=5)
    for screen in (gus, ivy):
        laugh(screen)
    press(console, "o")
    for screen in (gus, ivy):
        moments = screen.get_by_role("list", name="The best moments")
        expect(moments).to_contain_text("23:1")
        expect(moments).to_contain_text("2 people")


def noting(person: Person) -> Person:
    person.context.add_init_script(NOTE_WHEN)
    return person


def went(screen: Page, count: int) -> float:
    """When Go was drawn for the nth time, in ms by this machine's clock."""
    return until(lambda: (at := screen.evaluate("wentAt")) and len(at) >= count and at[count - 1])  # type: ignore[no-any-return]


def second(screen: Page) -> str:
    return screen.locator(".together__figure").inner_text().strip()
