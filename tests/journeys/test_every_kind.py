"""Each kind of activity from opening to recap: Hana hosts with her keys, Gus answers with his thumb, Ivy comes late and
has only a keyboard, the stage shows it to all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsers import LAPTOP, PHONE, STAGE, Person, press
from tests.journeys.test_accessibility import AXE, SETTLED, STILL
from tests.journeys.test_keyboard import go_to
from tests.people import Host, Socket
from tests.servers import Server

NARROW_PX = 320
AUDIT = """() => {
  globalThis.audit = (async () => {
    const rules = { "target-size": { enabled: true } };
    const { violations } = await axe.run(document, { preload: false, resultTypes: ["violations"], rules });
    return violations.flatMap(({ id, nodes }) => nodes.map(
      ({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary.replace(/\\s+/g, " ")}`));
  })();
}"""
"""Begin to look. Stylesheets are not fetched anew: what they import would go into the page as inline styles, which it
refuses."""
BOOKS = [{"id": "dune", "text": "Dune"}, {"id": "emma", "text": "Emma"}, {"id": "ulysses", "text": "Ulysses"}]


class Kind:
    """What differs from kind to kind. A `region` is the activity on somebody's screen."""

    slug: str
    config: dict[str, Any] = {}
    is_hidden = True
    """Whether results are hidden until the host shows them."""
    told: str | re.Pattern[str]
    """What the results say once Gus and Ivy have answered."""
    kept: str
    """What the recap says of it."""

    def touch(self, region: Locator) -> None:
        """Gus answers."""
        raise NotImplementedError

    def expect_own(self, region: Locator) -> None:
        """Gus sees that his answer is held."""
        raise NotImplementedError

    def type(self, region: Locator) -> None:
        """Ivy answers."""
        raise NotImplementedError

    def expect_answered(self, region: Locator) -> None:
        """Ivy sees that her answer is held."""
        expect(region.get_by_text("Counted.")).to_be_visible()

    def results(self, region: Locator) -> Locator:
        """Where results stand, and nothing while they are hidden."""
        raise NotImplementedError

    def once_touched(self, room: Room) -> None:
        """Whatever has to happen before Gus sees that his answer is held."""

    def between(self, room: Room) -> None:
        """Whatever has to happen between the answers and the results."""


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


KINDS = [
    Multiple(), Rating(), Words(), Text(), Ranking(), Quiz(), Pulse(), Questions(), Prompt(), ThisOrThat(), TwoTruths(),
    Pairs(),
]  # fmt: skip


class Room:
    """Everybody's screen, and what is wrong on them."""

    def __init__(self, hana: Host, title: str, screens: dict[str, Person]) -> None:
        self.url, self.code, self._title = hana.url, hana.code, title
        self.host, self.stage, self.gus, self.ivy = (screens[name].page for name in ("Hana", "stage", "Gus", "Ivy"))
        open_console(screens["Hana"], hana)
        self.stage.goto(f"/e/{hana.code}/stage", wait_until="commit")
        come_in(screens["Gus"], hana, "Gus")
        self.problems: list[str] = []

    def region(self, page: Page) -> Locator:
        return page.get_by_role("region", name=self._title)

    def look(self, state: str, scheme: Literal["light", "dark"]) -> None:
        """Is anything wrong for people who see or hear or move differently, or on a narrow phone?"""
        screens = {"guest": self.gus, "console": self.host, "stage": self.stage}
        for page in screens.values():
            if not page.evaluate("'axe' in window"):
                page.evaluate(AXE)
                page.evaluate(STILL)
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(SETTLED)
            page.evaluate(AUDIT)
        for name, page in screens.items():
            self.problems += [f"{name}, {state}, {scheme}: {problem}" for problem in page.evaluate("audit")]
        self.gus.set_viewport_size({"width": NARROW_PX, "height": 640})
        width = self.gus.evaluate("document.documentElement.scrollWidth")
        if width > NARROW_PX:
            self.problems.append(f"guest, {state}: {width} px wide on a screen of {NARROW_PX} px")
        self.gus.set_viewport_size(PHONE["viewport"])


@pytest.fixture(scope="module")
def browsers(chromium: Browser, server: Server) -> Iterator[dict[str, Person]]:
    """One browser each for all kinds: scripts that are there already need not be fetched again."""
    devices = {"Hana": LAPTOP, "stage": STAGE, "Gus": PHONE, "Ivy": PHONE}
    people = {name: Person(chromium, server.url, **device) for name, device in devices.items()}
    yield people
    for person in people.values():
        person.context.close()


@pytest.fixture
def screens(browsers: dict[str, Person]) -> Iterator[dict[str, Person]]:
    yield browsers
    problems = [problem for person in browsers.values() for problem in person.diary.problems]
    for person in browsers.values():
        person.diary.problems.clear()
    assert problems == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_a_kind_is_opened_answered_shown_hidden_closed_and_remembered(
    server: Server, screens: dict[str, Person], kind: Kind
) -> None:
    title = f"A {kind.slug} for us"
    hana = Host(server.url, activities=[])
    hana.add({"kind": kind.slug, "title": title, "config": kind.config}, opened=False)
    room = Room(hana, title, screens)

    is_answered_and_survives_a_reload(room, kind)
    come_in(screens["Ivy"], hana, "Ivy")
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

    if room.host.get_by_role("button", name="Hide results").count():
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


def open_console(person: Person, hana: Host) -> None:
    """Signed in by the secret link. Pages come while others are opened."""
    person.context.request.get(f"/h/{hana.token}")
    person.page.goto(f"/e/{hana.code}/room", wait_until="commit")


def come_in(person: Person, hana: Host, name: str) -> None:
    person.page.goto(f"/e/{hana.code}/room", wait_until="commit")
    person.page.get_by_role("textbox", name="Your name").fill(name)
    person.page.get_by_role("button", name="Join").click()


def is_answered_and_survives_a_reload(room: Room, kind: Kind) -> None:
    expect(room.region(room.host).get_by_role("button", name="Open", exact=True)).to_be_visible()
    press(room.host, "o")
    kind.touch(room.region(room.gus))
    kind.once_touched(room)
    kind.expect_own(room.region(room.gus))
    room.gus.reload(wait_until="commit")
    kind.expect_own(room.region(room.gus))


def push(region: Locator, name: str, *, key: str = "Enter") -> None:
    """Go to a button with Tab, and press it."""
    button = region.get_by_role("button", name=name)
    go_to(region.page, button)
    region.page.keyboard.press(key)
