"""What a journey needs to know of a kind of activity: how it is answered, and how its results look."""

from __future__ import annotations

import re
from typing import Any, Literal

from playwright.sync_api import Locator, Page, expect

from tests.browsers import PHONE, Person
from tests.journeys.audits import AXE, SETTLED, STILL
from tests.journeys.test_keyboard import go_to
from tests.people import Host

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


class Kind:
    """What differs from kind to kind. A `region` is the activity on somebody's screen."""

    slug: str
    config: dict[str, Any] = {}
    is_hidden = True
    """Whether results are hidden until the host shows them."""
    may_be_hidden_again = True
    told: str | re.Pattern[str]
    """What the results say once Gus and Ivy have answered."""
    kept: str
    """What the recap says of it."""

    def prepare(self, room: Room) -> None:
        """Whatever has to happen before Gus answers."""

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


class Room:
    """Everybody's screen, and what is wrong on them."""

    def __init__(self, hana: Host, title: str, screens: dict[str, Person]) -> None:
        self.url, self.code, self._title = hana.url, hana.code, title
        self.host, self.stage, self.gus, self.ivy = (screens[name].page for name in ("Hana", "stage", "Gus", "Ivy"))
        screens["Hana"].host(hana.code, hana.token)
        self.stage.goto(f"/e/{hana.code}/stage", wait_until="commit")
        screens["Gus"].join(hana.code, "Gus")
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


def push(region: Locator, name: str, *, key: str = "Enter") -> None:
    """Go to a button with Tab, and press it."""
    button = region.get_by_role("button", name=name)
    go_to(region.page, button)
    region.page.keyboard.press(key)
