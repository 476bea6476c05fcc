"""Polls, questions and the quiz."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.journeys.kinds import Kind, push
from tests.journeys.test_keyboard import go_to

BOOKS = [{"id": "dune", "text": "Dune"}, {"id": "emma", "text": "Emma"}, {"id": "ulysses", "text": "Ulysses"}]


class Multiple(Kind):
    slug, told, kept = "multiple", re.compile(r"Emma\D*2"), "Emma 2"
    config = {"options": BOOKS, "max": 2}

    def touch(self, region: Locator) -> None:
        for book in ("Dune", "Emma"):
            region.get_by_role("button", name=book).tap()
        region.get_by_role("button", name="Send my choice").tap()

    def expect_own(self, region: Locator) -> None:
        for book in ("Dune", "Emma"):
            expect(region.get_by_role("button", name=book)).to_have_attribute("aria-pressed", "true")
        expect(region.get_by_text("Counted.")).to_be_visible()

    def type(self, region: Locator) -> None:
        push(region, "Emma", key="Space")
        push(region, "Send my choice")

    def results(self, region: Locator) -> Locator:
        return region.get_by_role("listitem").filter(has_text=re.compile(r"\d"))


class Rating(Kind):
    slug, told, kept = "rating", "3.0", "mean 3"
    config = {"scale": 5, "low": "not for me", "high": "loved it"}

    def touch(self, region: Locator) -> None:
        region.get_by_role("radio", name="4 of 5").tap()

    def expect_own(self, region: Locator) -> None:
        expect(region.get_by_role("radio", name="4 of 5")).to_be_checked()
        expect(region.get_by_text("Counted. You gave 4 of 5.")).to_be_visible()

    def type(self, region: Locator) -> None:
        go_to(region.page, region.get_by_role("radio", name="1 of 5"))
        region.page.keyboard.press("Space")
        region.page.keyboard.press("ArrowRight")

    def expect_answered(self, region: Locator) -> None:
        expect(region.get_by_text("Counted. You gave 2 of 5.")).to_be_visible()

    def results(self, region: Locator) -> Locator:
        return region.get_by_text("Average:").locator("..")


class Words(Kind):
    slug, told, kept = "words", re.compile(r"warm\s*2"), "warm 2"
    config = {"limit": 2}

    def touch(self, region: Locator) -> None:
        region.get_by_role("textbox", name="Your word").fill("warm")
        region.get_by_role("button", name="Send").tap()

    def expect_own(self, region: Locator) -> None:
        expect(region.get_by_role("list", name="Your words")).to_have_text("warm")
        expect(region.get_by_text("Counted.")).to_be_visible()

    def type(self, region: Locator) -> None:
        go_to(region.page, region.get_by_role("textbox", name="Your word"))
        region.page.keyboard.type("Warm")
        region.page.keyboard.press("Enter")

    def results(self, region: Locator) -> Locator:
        return region.get_by_role("list", name="Words so far")


class Text(Kind):
    slug, told, kept = "text", "Meet outdoors", "Meet outdoors"
    config = {"limit": 2, "upvotes": True}

    def touch(self, region: Locator) -> None:
        region.get_by_role("textbox", name="Your card").fill("Meet outdoors")
        region.get_by_role("button", name="Send").tap()

    def expect_own(self, region: Locator) -> None:
        expect(region.get_by_role("list", name="Your cards")).to_contain_text("Meet outdoors")
        expect(region.get_by_text("Counted.")).to_be_visible()

    def type(self, region: Locator) -> None:
        go_to(region.page, region.get_by_role("textbox", name="Your card"))
        region.page.keyboard.type("Shorter books")
        push(region, "Send")

    def results(self, region: Locator) -> Locator:
        return region.get_by_role("list", name="Cards so far")


class Ranking(Kind):
    slug, told, kept = "ranking", re.compile(r"Emma.*points: 6, first places: 2"), "Emma 6"
    config = {"options": BOOKS}

    def touch(self, region: Locator) -> None:
        for book in ("Emma", "Dune"):
            self._option(region, book).tap()
        region.get_by_role("button", name="Send my order").tap()

    def expect_own(self, region: Locator) -> None:
        rows = region.get_by_role("list", name="Your order").get_by_role("listitem")
        for row, book in enumerate(("Emma", "Dune", "Ulysses")):
            expect(rows.nth(row)).to_contain_text(book)
        expect(region.get_by_text("Counted.")).to_be_visible()

    def type(self, region: Locator) -> None:
        for book in ("Dune", "Emma"):
            go_to(region.page, self._option(region, book))
            region.page.keyboard.press("Enter")
        region.page.keyboard.press("ArrowUp")
        expect(self._option(region, "Emma")).to_be_focused()
        push(region, "Send my order")

    def results(self, region: Locator) -> Locator:
        return region.get_by_role("list", name="Results")

    def _option(self, region: Locator, book: str) -> Locator:
        return region.get_by_role("button", name=book, exact=True)


class Quiz(Kind):
    slug, told, kept = "quiz", "Right answer", "Gus 100"
    config = {
        "questions": [
            {"text": "Who wrote Emma?", "options": ["Charlotte Brontë", "Jane Austen"], "correct": "Jane Austen"},
            {"text": "And Dune?", "options": ["Frank Herbert", "Isaac Asimov"], "correct": "Frank Herbert"},
        ]
    }

    def touch(self, region: Locator) -> None:
        region.get_by_role("button", name="Jane Austen").tap()

    def expect_own(self, region: Locator) -> None:
        expect(region.get_by_role("button", name="Jane Austen")).to_have_attribute("aria-pressed", "true")
        expect(region.get_by_text("Counted.")).to_be_visible()

    def type(self, region: Locator) -> None:
        push(region, "Charlotte Brontë")

    def results(self, region: Locator) -> Locator:
        return region.get_by_text("Right answer")


class Pulse(Kind):
    slug, told, kept = "pulse", "4.5", "mean 4.5"
    config = {"scale": 5}

    def touch(self, region: Locator) -> None:
        slider = region.get_by_role("slider")
        box = slider.bounding_box()
        assert box
        slider.tap(position={"x": box["width"] - 4, "y": box["height"] / 2})

    def expect_own(self, region: Locator) -> None:
        expect(region.get_by_role("slider")).to_have_value("5")
        expect(region.get_by_text("Counted.")).to_be_visible()

    def type(self, region: Locator) -> None:
        go_to(region.page, region.get_by_role("slider"))
        region.page.keyboard.press("ArrowRight")

    def results(self, region: Locator) -> Locator:
        return region.get_by_text("Average:").locator("..")


class Questions(Kind):
    slug, told, kept = "questions", re.compile(r"How long\?.*votes: 1", re.DOTALL), "How long? 1"
    is_hidden = False

    def touch(self, region: Locator) -> None:
        region.get_by_role("textbox", name="Your question").fill("How long?")
        region.get_by_role("radio", name="Anonymous").tap()
        expect(region.get_by_text("No name is stored with it.")).to_be_visible()
        region.get_by_role("button", name="Ask").tap()

    def expect_own(self, region: Locator) -> None:
        expect(region.get_by_role("list", name="Questions so far").get_by_role("listitem")).to_contain_text("Yours")
        expect(region.get_by_role("list", name="Your questions")).to_have_count(0)
        expect(region.get_by_text("Counted.")).to_be_visible()

    def type(self, region: Locator) -> None:
        push(region, "How long?", key="Space")

    def expect_answered(self, region: Locator) -> None:
        expect(region.get_by_role("button", name="How long? (votes: 1)")).to_have_attribute("aria-pressed", "true")

    def results(self, region: Locator) -> Locator:
        return region.get_by_role("list", name=re.compile("Questions so far|Most wanted questions"))
