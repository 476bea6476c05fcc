"""Every part of the pages in every way of looking at them: colours forced, letters twice as large, from right to left,
without motion, and without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browsers import LAPTOP, PHONE, Person
from tests.journeys.audits import NARROW, Audit

Arrive = Callable[..., Person]

SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
  const { transitionDuration, transitionProperty, animationName } = getComputedStyle(element);
  return animationName !== "none" || (transitionProperty !== "none" && parseFloat(transitionDuration) > 0);
}).map((element) => element.className)"""


@pytest.mark.parametrize("theme", ["book-club", "watch-party"])
def test_light_and_dark_on_phone_and_laptop(arrive: Arrive, audit: Audit, theme: str) -> None:
    page = arrive(LAPTOP).page
    page.goto(f"/styleguide?theme={theme}")
    audit.look(page, theme)


def test_from_right_to_left_it_is_the_mirror_image(arrive: Arrive, audit: Audit) -> None:
    page = arrive(LAPTOP).page

    def starts_of(selector: str) -> float:
        box = page.locator(selector).first.bounding_box()
        assert box
        return box["x"] if page.evaluate("document.documentElement.dir") == "ltr" else 1280 - box["x"] - box["width"]

    parts = (".wordmark", ".tabs a[aria-current]", ".hero__words", ".notice svg", ".choice", ".field__error", ".menu")
    page.goto("/styleguide")
    before = {part: starts_of(part) for part in parts}
    page.goto("/styleguide?dir=rtl")
    assert {part: starts_of(part) for part in parts} == pytest.approx(before, abs=1)
    audit.look(page, "from right to left")


def test_twice_as_large_it_still_fits(arrive: Arrive) -> None:
    page = arrive({"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}).page
    for path in ("/styleguide", "/", "/new", "/api/docs"):
        page.goto(path)
        assert not page.evaluate(SIDEWAYS), path
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page.goto("/styleguide?dir=rtl")
    assert not page.evaluate(SIDEWAYS)


def test_with_forced_colours_what_is_chosen_and_where_a_button_ends_is_seen(arrive: Arrive) -> None:
    page = arrive(LAPTOP, forced_colors="active").page
    page.goto("/styleguide")
    for selector, property in (
        (".button", "borderTopStyle"),
        (".badge", "borderTopStyle"),
        (".card", "borderTopStyle"),
    ):
        assert page.locator(selector).first.evaluate(f"(element) => getComputedStyle(element).{property}") == "solid"
    chosen, other = (
        page.locator(selector).first.evaluate("(element) => getComputedStyle(element).backgroundColor")
        for selector in (".choice:has(:checked)", ".choice:not(:has(:checked))")
    )
    assert chosen != other


def test_nothing_moves_for_whom_motion_is_too_much(arrive: Arrive) -> None:
    page = arrive(PHONE).page
    for path in ("/styleguide", "/", "/new"):
        page.goto(path)
        assert page.evaluate(MOVING) == []


def test_menus_dialogs_and_tabs_work_without_scripts(arrive: Arrive) -> None:
    page = arrive(LAPTOP, java_script_enabled=False).page
    page.goto("/styleguide")
    page.locator(".menu summary").click()
    expect(page.get_by_role("button", name="Mute")).to_be_visible()
    for name, heading in (("Open a dialog", "#a-dialog"), ("Open a sheet", "#a-sheet"), ("Show a toast", "#a-toast")):
        page.get_by_role("button", name=name).click()
        expect(page.locator(heading)).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(heading)).to_be_hidden()
    page.get_by_role("navigation", name="Theme").get_by_role("link", name="Story time").click()
    expect(page.locator("body")).to_have_attribute("data-theme", "story-time")
