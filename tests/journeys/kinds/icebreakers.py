"""Cards, this or that, two truths, pairs."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browsers import press
from tests.journeys.kinds import Kind, Room, push
from tests.journeys.test_keyboard import go_to
from tests.people import Socket


class Prompt(Kind):
    slug, told, kept = "prompt", "Going first", "Where do you read best?"
    config = {"cards": ["Where do you read best?"]}
    is_hidden = False

    def touch(self, region: Locator) -> None:
        region.get_by_role("button", name="I'll go first").tap()

    def expect_own(self, region: Locator) -> None:
        expect(region.get_by_role("button", name="I'll go first")).to_have_attribute("aria-pressed", "true")
        expect(region.get_by_role("list", name="Going first")).to_contain_text("Gus (you)")

    def type(self, region: Locator) -> None:
        push(region, "I'll go first")

    def expect_answered(self, region: Locator) -> None:
        expect(region.get_by_role("list", name="Going first").get_by_role("listitem")).to_have_text(
            ["Gus", "Ivy (you)"]
        )

    def results(self, region: Locator) -> Locator:
        return region.get_by_text("Going first")


class ThisOrThat(Kind):
    slug, told, kept = "this-or-that", re.compile("Tea: 2"), "Tea / Coffee 2 : 0"
    config = {"pairs": [["Tea", "Coffee"], ["Sea", "Mountains"]]}

    def touch(self, region: Locator) -> None:
        region.get_by_role("button", name="Tea").tap()

    def expect_own(self, region: Locator) -> None:
        expect(region.get_by_role("button", name="Tea")).to_have_attribute("aria-pressed", "true")
        expect(region.get_by_text("Counted.")).to_be_visible()

    def type(self, region: Locator) -> None:
        push(region, "Tea")

    def results(self, region: Locator) -> Locator:
        return region.get_by_role("group", name="Results")


class TwoTruths(Kind):
    """Who is guessed about first is left to chance; the other one guesses."""

    slug, told, kept = "two-truths", "The lie", "1"

    def touch(self, region: Locator) -> None:
        for number, text in enumerate(("I swim", "I sing", "I fly"), 1):
            region.get_by_role("textbox", name=f"Statement {number}").fill(text)
        self._lie(region, 3).tap()
        region.get_by_role("button", name="Send my three").tap()

    def expect_own(self, region: Locator) -> None:
        expect(region.get_by_role("list", name="What you wrote")).to_contain_text("I fly the lie")
        expect(region.get_by_text("Counted.")).to_be_visible()

    def type(self, region: Locator) -> None:
        for number, text in enumerate(("I cook", "I juggle", "I ski"), 1):
            go_to(region.page, region.get_by_role("textbox", name=f"Statement {number}"))
            region.page.keyboard.type(text)
            if number == 1:
                go_to(region.page, self._lie(region, 1))
                region.page.keyboard.press("Space")
        push(region, "Send my three")

    def between(self, room: Room) -> None:
        press(room.host, "n")
        expect(room.region(room.stage).get_by_text("Person 1 of 2")).to_be_visible()
        expect(room.region(room.gus).get_by_text("Person 1 of 2")).to_be_visible()
        is_about_gus = room.region(room.gus).get_by_role("heading", name="Your turn").count()
        guesser = room.region(room.ivy if is_about_gus else room.gus)
        if is_about_gus:
            push(guesser, "I fly")
        else:
            guesser.get_by_role("button", name="I cook").tap()
        expect(guesser.get_by_text("Counted.").first).to_be_visible()

    def results(self, region: Locator) -> Locator:
        return region.get_by_text("The lie", exact=True)

    def _lie(self, region: Locator, number: int) -> Locator:
        return region.get_by_role("radio", name=re.compile(rf"This is the lie\s?: Statement {number}"))


class Pairs(Kind):
    """Gus meets Sam; Ivy, who comes when they talk, is let in without asking."""

    slug, told, kept = "pairs", re.compile("What made you laugh|1 group is talking"), "rounds 1"
    config = {"size": 2, "cards": ["What made you laugh?"]}
    is_hidden = False

    def touch(self, region: Locator) -> None:
        expect(region.get_by_text("In a moment you meet one other person here.")).to_be_visible()

    def expect_own(self, region: Locator) -> None:
        expect(region.get_by_role("list", name="You meet")).to_contain_text("Sam")

    def type(self, region: Locator) -> None:
        go_to(region.page, region.get_by_role("link", name="Go to your call"))

    def expect_answered(self, region: Locator) -> None:
        for other in ("Gus", "Sam"):
            expect(region.get_by_role("list", name="You meet")).to_contain_text(other)

    def results(self, region: Locator) -> Locator:
        return region.get_by_text(self.told)

    def once_touched(self, room: Room) -> None:
        Socket(room.url).enter(room.code, name="Sam")
        expect(room.host.get_by_text("2 here")).to_be_visible()
        press(room.host, "n")
