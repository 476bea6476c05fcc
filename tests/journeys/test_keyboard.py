"""Everything a guest and a host do goes without a mouse."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browsers import LAPTOP, Person, press
from tests.people import Host, poll
from tests.servers import Server

Arrive = Callable[..., Person]

MOST_STEPS = 40


def test_a_guest_replies_joins_votes_and_sends_words(arrive: Arrive, server: Server) -> None:
    hana = Host(server.url)
    gus = arrive(LAPTOP).page
    keys = gus.keyboard
    gus.goto(f"/e/{hana.code}")
    go_to(gus, gus.get_by_role("radio", name="Yes"))
    keys.press("Space")
    keys.press("ArrowRight")
    expect(gus.get_by_role("radio", name="Maybe")).to_be_checked()
    go_to(gus, gus.get_by_label("Your name"))
    keys.type("Gus")
    keys.press("Enter")
    expect(gus.get_by_role("status")).to_contain_text("Maybe")
    expect(gus.get_by_role("status")).to_be_focused()

    gus.context.clear_cookies()
    gus.goto(f"/e/{hana.code}/room")
    expect(gus.get_by_role("button", name="Join")).to_be_visible()
    go_to(gus, gus.get_by_role("textbox", name="Your name"))
    keys.type("Gus")
    keys.press("Enter")
    expect(gus.get_by_text("1 here")).to_be_visible()
    expect(gus.get_by_role("heading", level=1)).to_be_focused()

    activity = hana.add(poll())
    dune, emma = (gus.get_by_role("button", name=name) for name in ("Dune", "Emma"))
    expect(dune).to_be_visible()
    go_to(gus, dune)
    is_seen(dune)
    keys.press("Enter")
    expect(dune).to_have_attribute("aria-pressed", "true")
    go_to(gus, emma)
    keys.press("Space")
    expect(emma).to_have_attribute("aria-pressed", "true")
    expect(gus.get_by_role("region").get_by_text("Counted.")).to_be_visible()
    expect(emma).to_be_focused()
    assert hana.tally(activity)["counts"] == {"dune": 0, "emma": 1}
    hana.move(activity, "close")

    activity = hana.add({"kind": "words", "title": "One word", "config": {"limit": 2}})
    word = gus.get_by_role("textbox", name="Your word")
    expect(word).to_be_visible()
    go_to(gus, word)
    for text in ("warm", "sandy"):
        keys.type(text)
        keys.press("Enter")
        expect(gus.get_by_role("list", name="Your words")).to_contain_text(text)
    expect(gus.get_by_text("All your words are in.")).to_be_visible()
    assert hana.tally(activity)["total"] == 1


def test_a_host_plans_and_leads(arrive: Arrive) -> None:
    hana = arrive(LAPTOP).page
    keys = hana.keyboard
    hana.goto("/new")
    keys.press("Tab")
    expect(hana.get_by_role("link", name="Skip to the content")).to_be_focused()
    keys.press("Enter")
    go_to(hana, hana.get_by_label("Title"))
    keys.type("Thursday book club")
    go_to(hana, hana.get_by_label("Your name"))
    keys.type("Hana")
    keys.press("Enter")
    expect(hana.get_by_role("heading", name="Keep this link")).to_be_visible()
    go_to(hana, hana.get_by_role("link", name="Open the room"))
    keys.press("Enter")

    activity = hana.get_by_role("region", name="Around the table")
    expect(activity.get_by_role("button", name="Open")).to_be_visible()
    press(hana, "o")
    expect(activity.get_by_role("button", name="Close")).to_be_visible()
    press(hana, "o")
    expect(activity.get_by_role("button", name="Open")).to_be_visible()

    go_to(hana, hana.get_by_text("Add an activity").first)
    keys.press("Enter")
    go_to(hana, hana.get_by_role("form", name="Add an activity").get_by_label("Title"))
    keys.type("no key of the room: o n r")
    go_to(hana, hana.get_by_label("Options"))
    keys.type("One")
    keys.press("Enter")
    keys.type("Two")
    go_to(hana, hana.get_by_role("button", name="Ask now"))
    keys.press("Enter")
    asked = hana.get_by_role("region", name="no key of the room: o n r")
    expect(asked.get_by_role("button", name="Close")).to_be_visible()
    expect(asked.get_by_role("button", name="Show results")).to_be_visible()
    press(hana, "r")
    expect(asked.get_by_role("button", name="Hide results")).to_be_visible()

    press(hana, "?")
    go_to(hana, hana.get_by_label("Use these keys"))
    keys.press("Space")
    go_to(hana, hana.get_by_role("button", name="Next"))
    press(hana, "r")
    go_to(hana, asked.get_by_role("button", name="Close"))
    press(hana, "Enter")
    expect(asked.get_by_role("button", name="Open")).to_be_visible()
    expect(asked.get_by_role("button", name="Hide results")).to_be_visible()


def go_to(page: Page, target: Locator) -> None:
    """Tab until it has the focus."""
    for _ in range(MOST_STEPS):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached with Tab")


def is_seen(focused: Locator) -> None:
    """What has the focus shows it."""
    outline = focused.evaluate("element => getComputedStyle(element).outline")
    assert "none" not in outline
    assert "0px" not in outline.split()
