"""Each theme, from its planning form to the page, the calendar file and the room: no detail is lost on the way."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from eventkit.domain.activities import themes
from tests.browsers import LAPTOP, PHONE, Person

DETAILS: dict[str, dict[str, str]] = {
    "reading_list": {
        "reading_list-0-title": "Emma",
        "reading_list-0-author": "Jane Austen",
        "reading_list-0-pages": "474",
    },
    "recipe": {
        "recipe_name": "Tomato pasta",
        "recipe_serves": "4",
        "ingredients-0-item": "Tomatoes",
        "ingredients-0-amount": "400 g",
        "ingredients-0-substitutes": "Passata",
        "steps-0-text": "Boil the pasta",
        "steps-0-minutes": "11",
    },
    "story": {
        "story_title": "The Snow Queen",
        "story_author": "Andersen",
        "story_reader": "Aunt Ivy",
        "story_ages": "5–9",
    },
    "stops": {"stops-0-title": "The Milkmaid", "stops-0-note": "Look at the bread"},
    "watch": {"watch_title": "The General", "watch_minutes": "79"},
    "honoree": {"honoree_name": "Sam", "honoree_occasion": "Ten years of patience", "honoree_since": "2016"},
    "answers": {"answers_name": "Lee", "answers_topics": "The new house"},
    "drink": {"drink_name": "Elderflower fizz", "drink_ingredients": "Soda water"},
    "prompt": {"prompt": "A door you did not open"},
}
NOT_IN_CALENDARS = {"recipe_serves"}
"""Said there in words of ours, as a number among others."""
Look = Callable[[], Page]


@pytest.fixture
def hana(arrive: Callable[..., Person]) -> Person:
    return arrive(LAPTOP)


@pytest.fixture
def gus(arrive: Callable[..., Person]) -> Person:
    return arrive(PHONE)


@pytest.mark.parametrize("theme", themes.all_themes())
def test_every_detail_of_a_theme_reaches_the_page_the_calendar_and_the_room(
    hana: Person, gus: Person, theme: str
) -> None:
    typed = {
        "title": f"An evening of {theme}",
        "host_name": "Hana",
        "dress_code": "Something with pockets",
        "description": "Bring yourself",
        "video_url": "https://call.test/evening",
    }
    for detail in themes.get(theme).details:
        typed |= DETAILS[detail]
    code = planned(hana.page, theme, typed)

    gus.page.goto(f"/e/{code}")
    expect(gus.page.get_by_role("heading", level=1)).to_have_text(typed["title"])
    words = said_on(gus.page)
    for name, text in typed.items():
        if name != "video_url":
            assert text in words, name
    expect(gus.page.get_by_role("link", name="Join the video call")).to_have_attribute("href", typed["video_url"])

    (event,) = Calendar.from_ical(gus.page.request.get(f"/e/{code}.ics").body()).walk("VEVENT")
    for name, text in typed.items():
        if name not in NOT_IN_CALENDARS:
            assert text in f"{event['SUMMARY']}\n{event['DESCRIPTION']}", name

    gus.join(code, "Gus")
    expect(gus.page.get_by_role("heading", name="Only you so far")).to_be_visible()
    words = said_on(gus.page)
    for name, text in typed.items():
        if name not in ("video_url", "host_name"):
            assert text in words, name


def planned(page: Page, theme: str, typed: dict[str, str]) -> str:
    page.goto(f"/new?theme={theme}")
    for name, text in typed.items():
        page.locator(f'form [name="{name}"]').fill(text)
    page.get_by_role("button", name="Create event").click()
    expect(page).to_have_url(re.compile(r"/e/[^/]+/manage$"))
    return page.url.split("/")[-2]


def said_on(page: Page) -> str:
    return page.locator("main").inner_text()
