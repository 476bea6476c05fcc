"""A book club that meets every other Thursday, from the plan to the second evening."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browsers import LAPTOP, Person
from tests.journeys.audits import PAGE_SIZES, Audit

Arrive = Callable[..., Person]


def test_each_date_is_an_evening_of_its_own(arrive: Arrive, audit: Audit) -> None:
    first = date.today() + timedelta(days=7)  # noqa: DTZ011 - any day to come
    second = first + timedelta(weeks=2)
    hana = arrive(LAPTOP).page
    hana.goto("/new?theme=book-club")
    expect(hana.get_by_label("Ends")).to_be_hidden()
    hana.get_by_label("Title", exact=True).fill("Every other book")
    hana.get_by_label("Date", exact=True).fill(first.isoformat())
    hana.get_by_label("Time", exact=True).fill("19:00")
    hana.get_by_label("Your name").fill("Hana")
    hana.get_by_label("Repeats").select_option(label="Every two weeks")
    hana.get_by_label("Ends").select_option(label="After some times")
    hana.get_by_label("How many times").fill("4")
    hana.get_by_role("button", name="Leave out a date").click()
    hana.get_by_label("Date to leave out").fill((second + timedelta(weeks=2)).isoformat())
    audit.look(hana, "plan, a series", PAGE_SIZES[:1])
    hana.get_by_role("button", name="Create event").click()
    expect(hana.get_by_role("heading", name="Dates", exact=True)).to_be_visible()
    audit.look(hana, "host page of a series")
    code = hana.url.split("/")[4]

    gus = arrive().page
    gus.goto(f"/e/{code}")
    expect(gus.get_by_text("3 times, but not on")).to_be_visible()
    audit.look(gus, "page of a series")
    gus.get_by_role("radio", name="Yes").check(force=True)
    gus.get_by_label("Your name").fill("Gus")
    gus.get_by_label("All that are to come").check()
    gus.get_by_role("button", name="Send reply").click()
    expect(gus.get_by_text("Your reply is kept: Yes.")).to_be_visible()

    hana.get_by_role("region", name="Dates").get_by_role("link").nth(1).click()
    expect(hana.get_by_role("cell", name="Yes")).to_be_visible()
    hana.get_by_role("link", name="Change what was planned").click()
    expect(hana.get_by_label("Date", exact=True)).to_have_value(second.isoformat())
    hana.get_by_label("Title", exact=True).fill("The second book")
    audit.look(hana, "change one date", PAGE_SIZES[:1])
    hana.get_by_role("button", name="Save changes").click()
    expect(hana.get_by_role("heading", level=1)).to_have_text("The second book")

    hana.get_by_role("link", name="Open the room").click()
    expect(hana.get_by_role("status").first).to_have_text("Connected")
    gus.goto(f"/e/{code}/on/{second}")
    expect(gus.get_by_role("heading", level=1)).to_have_text("The second book")
    gus.get_by_role("link", name="Enter the room").click()
    expect(gus.get_by_role("heading", name="The second book")).to_be_visible()
    hana.get_by_role("button", name="Next").click()
    expect(gus.get_by_role("region", name="Around the table")).to_be_visible()
    gus.goto(f"/e/{code}/on/{first}/room")
    expect(gus.get_by_role("status").first).to_have_text("Connected")
    expect(gus.get_by_role("heading", name="Every other book")).to_be_visible()
    expect(gus.get_by_role("region", name="Around the table")).to_be_hidden()
