"""What goes on beside the activities: coming in, a raised hand, reactions, signs, the chat, timers, the door and the
host's keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.browsers import LAPTOP, PHONE, Person, press
from tests.people import Host, Socket, poll, until
from tests.servers import Server

Arrive = Callable[..., Person]

NOTE_WHAT_RISES = """() => {
  globalThis.risen = "";
  new MutationObserver(() => {
    for (const { textContent } of document.querySelectorAll(".reaction")) risen += textContent;
  }).observe(document, { subtree: true, childList: true });
}"""
"""Reactions fade, on a busy machine before anybody has looked."""


@pytest.fixture
def hana(server: Server) -> Host:
    return Host(server.url, activities=[])


@pytest.fixture
def host(screens: dict[str, Person], hana: Host) -> Page:
    """The console, with nothing planned."""
    screens["Hana"].host(hana.code, hana.token)
    page = screens["Hana"].page
    expect(page.get_by_role("status")).to_have_text("Connected")
    return page


@pytest.fixture
def gus(screens: dict[str, Person], hana: Host) -> Page:
    """Gus's phone, in the room."""
    screens["Gus"].join(hana.code, "Gus")
    page = screens["Gus"].page
    expect(page.get_by_role("button", name="React")).to_be_visible()
    return page


@pytest.fixture
def stage(screens: dict[str, Person], hana: Host) -> Page:
    page = screens["stage"].page
    page.goto(f"/e/{hana.code}/stage", wait_until="commit")
    expect(page.get_by_role("status")).to_have_text("Connected")
    return page


def test_a_picture_and_pronouns_are_there_for_those_who_want_them(
    arrive: Arrive, screens: dict[str, Person], hana: Host, host: Page
) -> None:
    ivy = arrive(PHONE).page
    ivy.goto(f"/e/{hana.code}/room")
    expect(ivy.get_by_role("radio", name="🦊")).to_be_hidden()
    ivy.get_by_text("Add a picture or pronouns").tap()
    ivy.get_by_role("radio", name="🦊").tap()
    ivy.get_by_role("textbox", name="Pronouns").fill("they/them")
    ivy.get_by_role("textbox", name="Your name").fill("Ivy")
    ivy.get_by_role("button", name="Join").tap()
    screens["Gus"].join(hana.code, "Gus")
    gus = screens["Gus"].page
    for screen in (host, gus):
        here = screen.get_by_role("list", name="Who is here").get_by_role("listitem")
        expect(here).to_have_count(2)
        for words in ("🦊", "Ivy", "they/them"):
            expect(here.filter(has_text="Ivy")).to_contain_text(words)
        expect(here.filter(has_text="Gus")).not_to_contain_text("they")


def test_a_raised_hand_is_seen_and_lowered_by_its_turn(host: Page, gus: Page) -> None:
    gus.get_by_role("button", name="Hand").tap()
    expect(gus.get_by_role("button", name="Hand up")).to_have_attribute("aria-pressed", "true")
    expect(host.get_by_text("Hands up: 1")).to_be_visible()
    act_on(host, "Gus", "Had their turn")
    expect(gus.get_by_role("button", name="Hand", exact=True)).to_have_attribute("aria-pressed", "false")
    expect(host.get_by_text("Hands up")).to_have_count(0)
    expect(host.get_by_text("Not heard yet")).to_have_count(0)


def test_reactions_rise_on_the_stage_and_signs_reach_the_host(host: Page, gus: Page, stage: Page) -> None:
    for screen in (stage, host, gus):
        screen.evaluate(NOTE_WHAT_RISES)
    gus.get_by_role("button", name="React").tap()
    gus.get_by_role("button", name="Applause").tap()
    for screen in (stage, host, gus):
        until(lambda screen=screen: "👏" in screen.evaluate("risen"))
    expect(stage.locator(".reaction")).to_have_count(0)

    gus.get_by_role("button", name="Slower").tap()
    expect(host.get_by_role("list", name="Signs from guests")).to_have_text("Slower 1")
    for screen in (gus, stage):
        expect(screen.get_by_role("list", name="Signs from guests")).to_have_count(0)


def test_the_chat_goes_both_ways_counts_what_is_unread_and_forgets_what_is_taken_away(
    server: Server, hana: Host, host: Page, gus: Page
) -> None:
    host.get_by_role("textbox", name="Write to all").fill("Welcome")
    host.get_by_role("textbox", name="Write to all").press("Enter")
    expect(gus.get_by_role("button", name="Chat")).to_have_text(re.compile(r"New lines:\s*1"))
    gus.get_by_role("button", name="Chat").tap()
    sheet = gus.get_by_role("dialog", name="Chat")
    expect(sheet.get_by_role("listitem")).to_contain_text("Welcome")
    for words in ("Good evening", "Sory"):
        sheet.get_by_role("textbox", name="Write to all").fill(words)
        sheet.get_by_role("button", name="Send").tap()
        expect(sheet.get_by_role("listitem").last).to_contain_text(words)
        expect(sheet.get_by_role("textbox", name="Write to all")).to_have_value("")
    expect(sheet.get_by_role("button", name="Welcome")).to_have_count(0)
    sheet.get_by_role("button", name="Sory").tap()
    lines = host.get_by_role("list", name="Chat").get_by_role("listitem")
    expect(lines).to_have_count(2)
    expect(lines.last).to_contain_text("Good evening")

    Socket(server.url).enter(hana.code, name="Olive").ask("say", text="Buy my things")
    expect(lines).to_have_count(3)
    host.get_by_role("button", name="Buy my things").click()
    expect(lines).to_have_count(2)
    expect(sheet.get_by_role("listitem")).to_have_count(2)
    sheet.get_by_role("button", name="Close").tap()
    expect(gus.get_by_role("button", name="Chat")).not_to_contain_text("New lines")


def test_slow_mode_is_said_before_it_refuses(host: Page, gus: Page) -> None:
    host.get_by_role("button", name="Room").click()
    host.get_by_role("combobox", name="Slow mode").select_option("One line every 15 seconds")
    gus.get_by_role("button", name="Chat").tap()
    sheet = gus.get_by_role("dialog", name="Chat")
    expect(sheet.get_by_text("Slow mode: one line every 15 seconds.")).to_be_visible()
    field = sheet.get_by_role("textbox", name="Write to all")
    field.fill("One")
    field.press("Enter")
    expect(field).to_have_value("")
    field.fill("Two")
    field.press("Enter")
    expect(sheet.get_by_role("alert")).to_have_text(re.compile(r"Write again in \d+ seconds"))
    expect(field).to_have_value("Two")
    expect(sheet.get_by_role("listitem")).to_have_count(1)


def test_who_is_muted_is_told_so_and_may_speak_again(host: Page, gus: Page) -> None:
    act_on(host, "Gus", "Mute")
    expect(host.get_by_role("list", name="Who is here")).to_contain_text("muted")
    gus.get_by_role("button", name="Chat").tap()
    sheet = gus.get_by_role("dialog", name="Chat")
    field = sheet.get_by_role("textbox", name="Write to all")
    field.fill("Hello")
    field.press("Enter")
    expect(sheet.get_by_role("alert")).to_have_text("The host has muted you, so this was not sent.")
    act_on(host, "Gus", "Unmute")
    expect(host.get_by_role("list", name="Who is here")).not_to_contain_text("muted")
    field.press("Enter")
    expect(host.get_by_role("list", name="Chat")).to_contain_text("Hello")


def test_who_is_removed_comes_back_by_the_hosts_word_and_who_is_blocked_not_under_another_name(
    host: Page, gus: Page
) -> None:
    gone = host.get_by_role("list", name="Shown out")
    act_on(host, "Gus", "Remove")
    expect(gone).to_contain_text("removed")
    is_outside(gus)
    gone.get_by_role("button", name=re.compile("Let back in")).click()
    expect(gus.get_by_role("button", name="React")).to_be_visible()
    expect(host.get_by_text("1 here")).to_be_visible()

    act_on(host, "Gus", "Block")
    expect(gone).to_contain_text("blocked")
    is_outside(gus)
    gus.evaluate("localStorage.clear()")
    gus.reload()
    gus.get_by_role("textbox", name="Your name").fill("Somebody else")
    gus.get_by_role("button", name="Join").tap()
    expect(gus.get_by_text("Hana has closed the door for you.")).to_be_visible()
    expect(gus.get_by_role("button", name="React")).to_have_count(0)


def test_who_is_removed_stays_so_over_a_reload_and_comes_back_as_themselves(host: Page, gus: Page) -> None:
    act_on(host, "Gus", "Remove")
    is_outside(gus)
    gus.reload()
    expect(gus.get_by_role("status")).to_have_text("Connected")
    expect(gus.get_by_role("textbox", name="Your name")).to_have_count(0, timeout=2_000)
    is_outside(gus)
    host.get_by_role("button", name=re.compile("Let back in")).click()
    expect(gus.get_by_role("button", name="React")).to_be_visible()
    expect(host.get_by_role("list", name="Who is here").get_by_role("listitem")).to_have_count(1)
    expect(host.get_by_role("list", name="Shown out")).to_have_count(0)


def test_a_guest_waits_at_the_door_until_let_in(hana: Host, host: Page, screens: dict[str, Person]) -> None:
    hana.add(poll())
    decide(host, "Let each new guest in myself")
    screens["Gus"].join(hana.code, "Gus")
    gus = screens["Gus"].page
    expect(gus.get_by_text("You are at the door. Hana lets you in.")).to_be_visible()
    expect(gus.get_by_role("region", name="Which book next?")).to_have_count(0)
    waiting = host.get_by_role("list", name="At the door")
    waiting.get_by_role("button", name=re.compile("Let in")).click()
    expect(gus.get_by_role("region", name="Which book next?")).to_be_visible()
    expect(waiting).to_have_count(0)
    expect(host.get_by_text("1 here")).to_be_visible()


def test_a_locked_room_keeps_who_is_in_and_lets_nobody_new_in(
    arrive: Arrive, hana: Host, host: Page, gus: Page
) -> None:
    decide(host, "Lock the room: nobody new comes in")
    ivy = arrive(PHONE).join(hana.code, "Ivy").page
    expect(ivy.get_by_role("alert").get_by_text("Hana has locked the room")).to_be_visible()
    gus.reload()
    expect(gus.get_by_text("1 here")).to_be_visible()
    host.get_by_role("button", name="Room").click()
    host.get_by_role("checkbox", name="Lock the room").uncheck()
    ivy.get_by_role("button", name="Join").tap()
    expect(ivy.get_by_text("2 here")).to_be_visible()


def test_a_poll_typed_as_one_line_is_on_with_enter(host: Page, gus: Page) -> None:
    line = host.get_by_role("textbox", name="Quick poll")
    line.fill("Tea or coffee? Tea / Coffee")
    line.press("Enter")
    asked = gus.get_by_role("region", name="Tea or coffee?")
    asked.get_by_role("button", name="Tea").tap()
    expect(asked.get_by_text("Counted.")).to_be_visible()
    expect(host.get_by_text("1 of 1 answered")).to_be_visible()
    expect(line).to_have_value("")
    line.fill("Shall we go on?")
    line.press("Enter")
    for answer in ("Yes", "No"):
        expect(gus.get_by_role("region", name="Shall we go on?").get_by_role("button", name=answer)).to_be_visible()


def test_a_named_timer_is_seen_by_all_and_prolonged(host: Page, gus: Page, stage: Page) -> None:
    timers = host.get_by_role("region", name="Timers for all")
    timers.get_by_role("textbox", name="Name of the timer").fill("Tea break")
    timers.get_by_role("spinbutton", name="Minutes").fill("2")
    timers.get_by_role("button", name="Start").click()
    everybody = [screen.get_by_role("timer", name="Tea break") for screen in (host, gus, stage)]
    for timer in everybody:
        expect(timer).to_have_text(re.compile(r"^\s*(2:00|1:5\d)\s*Tea break"))
    timers.get_by_role("button", name="+1 min").click()
    for timer in everybody:
        expect(timer).to_have_text(re.compile(r"^\s*(3:00|2:\d\d)\s*Tea break"))
    timers.get_by_role("button", name=re.compile("Take away")).click()
    for timer in everybody:
        expect(timer).to_have_count(0)


def test_each_key_does_what_the_list_of_keys_says(hana: Host, host: Page, gus: Page) -> None:
    for title in ("First", "Second", "Third"):
        hana.add({**poll(), "title": title}, opened=False)
    first, second = (host.get_by_role("region", name=title) for title in ("First", "Second"))
    expect(first).to_be_visible()
    press(host, "n")
    expect(first.get_by_role("button", name="Close")).to_be_visible()
    press(host, "r")
    expect(first.get_by_text("Everyone sees this")).to_be_visible()
    press(host, "r")
    expect(first.get_by_text("Only you see this")).to_be_visible()
    for button in ("Hold", "Go on", "Hold"):
        press(host, "t")
        expect(first.get_by_role("button", name=button)).to_be_visible()
    expect(gus.get_by_role("region", name="First").get_by_role("timer")).to_be_visible()
    press(host, "o")
    expect(first.get_by_role("button", name="Open", exact=True)).to_be_visible()
    press(host, "PageDown")
    expect(second.get_by_role("button", name="Close")).to_be_visible()
    press(host, "PageUp")
    expect(first).to_be_visible()
    press(host, "?")
    expect(host.get_by_text("Next (also Page Down of a clicker)")).to_be_visible()
    press(host, "?")
    expect(host.get_by_text("Next (also Page Down of a clicker)")).to_be_hidden()
    press(host, "j")
    expect(host.get_by_role("dialog", name="How guests come in")).to_be_visible()


def test_a_second_host_who_sees_an_old_picture_skips_nothing(arrive: Arrive, hana: Host, host: Page) -> None:
    cards = [f"Card number {number}" for number in range(1, 6)]
    hana.add({"kind": "prompt", "title": "Cards", "config": {"cards": cards}})
    hana.add({**poll(), "title": "Afterwards"}, opened=False)
    hal = arrive(LAPTOP, brand_new=True)
    old = OldPicture(hal)
    hal.host(hana.code, hana.token)
    for screen in (host, hal.page):
        expect(screen.get_by_text("Card 1 of 5")).to_be_visible()

    old.begin()
    press(host, "n")
    expect(host.get_by_text("Card 2 of 5")).to_be_visible()
    expect(hal.page.get_by_text("Card 1 of 5")).to_be_visible()
    hal.page.get_by_role("button", name="Next").click()
    old.end()
    expect(hal.page.get_by_text("Card 2 of 5")).to_be_visible()
    expect(hal.page.get_by_text("Somebody else was quicker. You see the present state now.")).to_be_visible()
    expect(host.get_by_text("Card 2 of 5")).to_be_visible()

    hal.page.get_by_role("button", name="Next").click()
    for screen in (host, hal.page):
        expect(screen.get_by_text("Card 3 of 5")).to_be_visible()


def test_two_hosts_who_go_on_at_once_go_on_once(arrive: Arrive, hana: Host, host: Page) -> None:
    titles = ("First", "Second", "Third")
    ids = [hana.add({**poll(), "title": title}, opened=title == "First") for title in titles]
    hal = arrive(LAPTOP, brand_new=True)
    old = OldPicture(hal)
    hal.host(hana.code, hana.token)
    for screen in (host, hal.page):
        expect(screen.get_by_role("region", name="First").get_by_role("button", name="Close")).to_be_visible()

    old.begin()
    press(host, "n")
    expect(host.get_by_role("region", name="Second").get_by_role("button", name="Close")).to_be_visible()
    hal.page.get_by_role("button", name="Next").click()
    old.end()
    expect(hal.page.get_by_role("region", name="Second").get_by_role("button", name="Close")).to_be_visible()
    expect(hal.page.get_by_role("button", name="Next")).to_be_enabled()
    states = {each["id"]: each["state"] for each in hana.call("GET").json()["activities"]}
    assert [states[id] for id in ids] == ["closed", "open", "draft"]


class OldPicture:
    """Holds back what the server tells somebody, while what they say gets through."""

    def __init__(self, person: Person) -> None:
        self._is_held = False
        self._held: list[tuple[WebSocketRoute, Any]] = []
        person.context.route_web_socket(re.compile("/socket.io/"), self._connect)

    def begin(self) -> None:
        self._is_held = True

    def end(self) -> None:
        self._is_held = False
        for browser, message in self._held:
            browser.send(message)
        self._held.clear()

    def _connect(self, browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()

        def told(message: Any) -> None:
            if self._is_held:
                self._held.append((browser, message))
            else:
                browser.send(message)

        browser.on_message(server.send)
        server.on_message(told)


def act_on(host: Page, name: str, words: str) -> None:
    """What the host may do about a guest who is here."""
    here = host.get_by_role("list", name="Who is here").get_by_role("listitem").filter(has_text=name)
    button: Locator = here.get_by_role("button", name=re.compile(rf"^{words}"))
    if not button.is_visible():
        here.locator("summary").click()
    button.click()


def decide(host: Page, words: str) -> None:
    """Check a setting of the room."""
    host.get_by_role("button", name="Room").click()
    room = host.get_by_role("dialog", name="The room")
    room.get_by_role("checkbox", name=words).check()
    room.get_by_role("button", name="Close").click()


def is_outside(guest: Page) -> None:
    expect(guest.get_by_role("alert")).to_have_text("Hana has closed the door for you.")
    expect(guest.get_by_role("button", name="React")).to_have_count(0)


def test_the_host_changes_the_options_of_a_poll_and_votes_stay_with_what_they_were_given_to(
    screens: dict[str, Person], server: Server
) -> None:
    hana = Host(server.url, activities=[])
    activity = hana.add(poll(results="live"))
    gus = Socket(server.url).enter(hana.code, name="Gus")
    assert gus.vote(activity, "emma")["ok"]
    console = screens["Hana"].host(hana.code, hana.token).page
    console.get_by_role("button", name="Edit").click()
    options = console.get_by_role("textbox", name="Options")
    expect(options).to_have_value("Dune\nEmma")
    options.fill("Emma, by Austen")
    console.get_by_role("button", name="Save").click()
    expect(console.get_by_role("form", name="Edit").get_by_role("alert")).not_to_be_empty()
    options.fill("Dune\nEmma, by Austen")
    console.get_by_role("button", name="Save").click()
    expect(console.get_by_role("form", name="Edit")).to_have_count(0)
    seen = gus.sees(activity, lambda seen: seen["config"]["options"][1]["text"] == "Emma, by Austen")
    assert seen["tally"]["counts"] == {"dune": 0, "emma": 1}
    gus.leave()


def test_at_ones_own_pace_the_arrow_keys_go_on_and_back(screens: dict[str, Person], server: Server) -> None:
    hana = Host(server.url, activities=[])
    activity = hana.add({"kind": "steps", "title": "Tea", "config": {"steps": ["Boil", "Steep"], "pace": "own"}})
    gus = screens["Ivy"].join(hana.code, "Gus").page
    expect(gus.get_by_text("Step 1 of 2")).to_be_visible()
    gus.keyboard.press("ArrowRight")
    expect(gus.get_by_text("Step 2 of 2")).to_be_visible()
    until(lambda: hana.tally(activity)["steps"]["s1"]["done"] == 1)
    gus.keyboard.press("ArrowLeft")
    expect(gus.get_by_text("Step 1 of 2")).to_be_visible()
