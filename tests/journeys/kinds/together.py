"""What makes it an evening: turns, steps, the pantry, the countdown, kudos, awards."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browsers import press
from tests.journeys.kinds import Kind, Room, push
from tests.journeys.test_keyboard import go_to
from tests.people import Socket


class Turns(Kind):
    slug, told, kept = "turns", re.compile("Your turn|Gus"), "Gus 2"
    config = {"reading": {"title": "Emma", "first": 7}}
    is_hidden = False

    def touch(self, region: Locator) -> None:
        region.get_by_role("button", name="Take a turn").tap()

    def expect_own(self, region: Locator) -> None:
        expect(region.get_by_text("You are next.")).to_be_visible()

    def type(self, region: Locator) -> None:
        push(region, "Take a turn")

    def expect_answered(self, region: Locator) -> None:
        expect(region.get_by_text("You are number 2 in the queue.")).to_be_visible()

    def between(self, room: Room) -> None:
        press(room.host, "n")
        gus, ivy = room.region(room.gus), room.region(room.ivy)
        expect(gus.get_by_text("Your turn")).to_be_visible()
        expect(ivy.get_by_text("You are next.")).to_be_visible()
        for region in (gus, ivy, room.region(room.stage)):
            expect(region.get_by_text("Page 7")).to_be_visible()
        gus.get_by_role("button", name="Pass the page").tap()
        expect(ivy.get_by_text("Your turn")).to_be_visible()
        expect(gus.get_by_text("Page 8")).to_be_visible()
        gus.get_by_role("button", name="Take a turn").tap()
        push(ivy, "Pass the page")
        expect(gus.get_by_text("Your turn")).to_be_visible()

    def results(self, region: Locator) -> Locator:
        return region.locator(".turns__name")


class Steps(Kind):
    slug, told, kept = "steps", "Step 2 of 2", "Boil the water 0"
    config = {"steps": ["Boil the water", {"text": "Steep the tea", "minutes": 3}]}
    is_hidden = False

    def touch(self, region: Locator) -> None:
        region.get_by_role("button", name="Done").tap()

    def expect_own(self, region: Locator) -> None:
        expect(region.get_by_role("button", name="Done")).to_have_attribute("aria-pressed", "true")
        expect(region.get_by_text("Counted.")).to_be_visible()

    def type(self, region: Locator) -> None:
        push(region, "I need help", key="Space")

    def between(self, room: Room) -> None:
        console = room.region(room.host)
        expect(console.get_by_text("Ivy")).to_be_visible()
        press(room.host, "n")
        expect(console.get_by_text("Step 2 of 2")).to_be_visible()
        console.get_by_role("button", name=re.compile("^Start")).first.click()
        for region in (room.region(room.gus), room.region(room.stage)):
            expect(region.get_by_role("timer").first).to_contain_text(re.compile(r"[23]:\d\d"))

    def results(self, region: Locator) -> Locator:
        return region.get_by_text("Step 2 of 2")


class Pantry(Kind):
    slug, told, kept = "pantry", re.compile(r"Eggs.*2", re.DOTALL), "Flour 2"
    config = {"recipes": [{"name": "Pancakes", "serves": 2, "ingredients": ["Flour", {"item": "Eggs", "amount": "2"}]}]}
    is_hidden = False

    def touch(self, region: Locator) -> None:
        region.get_by_role("checkbox", name="Flour").tap()

    def expect_own(self, region: Locator) -> None:
        expect(region.get_by_role("checkbox", name="Flour")).to_be_checked()
        expect(region.get_by_role("checkbox", name="Eggs")).not_to_be_checked()
        expect(region.get_by_text("Counted.")).to_be_visible()

    def type(self, region: Locator) -> None:
        go_to(region.page, region.get_by_role("checkbox", name="Flour"))
        region.page.keyboard.press("Space")

    def results(self, region: Locator) -> Locator:
        return region.get_by_role("listitem").filter(has_text=re.compile("lack"))


class Countdown(Kind):
    slug, told, kept = "countdown", re.compile(r"^\s*0:\d\d\s*$"), "😂"
    config = {"title": "The General", "minutes": 79}
    is_hidden = False

    def touch(self, region: Locator) -> None:
        region.get_by_role("button", name="I'm ready").tap()

    def expect_own(self, region: Locator) -> None:
        expect(region.get_by_role("button", name="I'm ready")).to_have_attribute("aria-pressed", "true")
        expect(region.get_by_text("Counted.")).to_be_visible()

    def type(self, region: Locator) -> None:
        push(region, "I'm ready")

    def between(self, room: Room) -> None:
        press(room.host, "n")
        for screen in (room.gus, room.ivy):
            expect(room.region(screen).locator("[data-phase=playing]")).to_be_visible()
            laugh(screen)

    def results(self, region: Locator) -> Locator:
        return region.locator(".together__figure")


class Kudos(Kind):
    slug, told, kept = "kudos", "For the lights", "Sam For the lights"
    config = {"about": "Sam"}

    def touch(self, region: Locator) -> None:
        region.get_by_role("textbox", name="Your thanks").fill("For the lights")
        region.get_by_role("radio", name="Sun").check(force=True)
        region.get_by_role("checkbox", name="Without my name").check()
        region.get_by_role("button", name="Send the card").tap()

    def expect_own(self, region: Locator) -> None:
        own = region.get_by_role("list", name=re.compile("Your cards|Cards of thanks"))
        expect(own).to_contain_text("For the lights")
        expect(region.get_by_text("Counted.")).to_be_visible()

    def type(self, region: Locator) -> None:
        go_to(region.page, region.get_by_role("textbox", name="Your thanks"))
        region.page.keyboard.type("For the music")
        push(region, "Send the card")

    def between(self, room: Room) -> None:
        press(room.host, "n")
        for screen in (room.gus, room.ivy, room.stage):
            reading = room.region(screen).get_by_role("figure")
            expect(reading).to_contain_text("For the lights")
            expect(reading).to_contain_text("from somebody who did not sign")
        room.region(room.host).get_by_role("button", name="Put the card away").click()
        expect(room.region(room.stage).get_by_role("figure")).to_have_count(0)

    def results(self, region: Locator) -> Locator:
        return region.get_by_role("list", name="Cards of thanks")


class Awards(Kind):
    """Gus and Ivy vote for Sam."""

    slug, told, kept = "awards", "Sam", "Best hat Sam"
    config = {"awards": ["Best hat"]}
    is_hidden = may_be_hidden_again = False

    def prepare(self, room: Room) -> None:
        Socket(room.url).enter(room.code, name="Sam")

    def touch(self, region: Locator) -> None:
        region.get_by_role("button", name="Sam").tap()

    def expect_own(self, region: Locator) -> None:
        expect(region.get_by_role("button", name="Sam")).to_have_attribute("aria-pressed", "true")
        expect(region.get_by_text("Counted.")).to_be_visible()

    def type(self, region: Locator) -> None:
        push(region, "Sam")

    def between(self, room: Room) -> None:
        press(room.host, "n")
        for screen in (room.gus, room.stage):
            expect(room.region(screen).locator(".rolling")).to_contain_text("Best hat")

    def results(self, region: Locator) -> Locator:
        return region.locator(".winner__name")


def laugh(screen: Page) -> None:
    """By the bar, as at any time."""
    screen.get_by_role("button", name="React").click()
    screen.get_by_role("button", name="Laughing").click()
    screen.get_by_role("button", name="React").click()
