"""A whole evening: planned by a stranger, replied to on a phone, held in the room, shown on the stage, remembered."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browsers import LAPTOP, PHONE, STAGE, Person, press

Arrive = Callable[..., Person]

POLL = "Would you read more by this author?"
WORDS = "The book in one word"


def plan(page: Page) -> str:
    """Fill in the form as a stranger does; gives the code of the event back."""
    page.goto("/")
    page.get_by_role("link", name="Plan an event").first.click()
    page.get_by_label("Title").fill("Thursday book club")
    page.get_by_label("Theme").select_option("Book club")
    books = page.get_by_role("group", name="Reading list")
    books.get_by_text("Paste several lines").click()
    books.get_by_label("One book a line").fill("Dune by Frank Herbert\nEmma by Jane Austen")
    books.get_by_role("button", name="Add these").click()
    expect(page.get_by_text("2 lines were added.")).to_be_visible()
    page.get_by_label("Dress code").fill("Your loudest cardigan")
    page.get_by_label("Date").fill("2035-03-15")
    page.get_by_label("Time", exact=True).fill("19:30")
    page.get_by_label("Duration").fill("90")
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    page.get_by_label("Your name").fill("Hana")
    page.get_by_label("Video link").fill("https://meet.example/books")
    page.get_by_label("Make me a Jitsi room").uncheck()
    page.get_by_role("button", name="Create event").click()
    expect(page).to_have_url(re.compile(r"/e/[^/]+/manage$"))
    found = re.search(r"/e/([^/]+)/manage", page.url)
    assert found
    return found[1]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_stranger_plans_an_event_and_sees_the_secret_link_once(arrive: Arrive, javascript: bool) -> None:
    hana = arrive(LAPTOP, java_script_enabled=javascript).page
    code = plan(hana)
    warning = hana.get_by_role("region", name=re.compile("Keep this link"))
    secret = warning.get_by_text("/h/").inner_text()
    expect(hana.get_by_text(f"/e/{code}", exact=False).first).to_be_visible()
    expect(hana.get_by_text(code, exact=True)).to_be_visible()

    hana.reload()
    expect(hana.get_by_role("heading", name="Invite your guests")).to_be_visible()
    expect(warning).to_have_count(0)

    elsewhere = arrive(PHONE).page
    elsewhere.goto(secret)
    expect(elsewhere).to_have_url(re.compile(f"/e/{code}/manage$"))
    assert secret.rsplit("/", 1)[1] not in elsewhere.content()


def test_a_guest_replies_changes_it_and_takes_the_event_home_without_javascript(arrive: Arrive, tmp_path: Path) -> None:
    code = plan(arrive(LAPTOP).page)
    gus = arrive(PHONE, java_script_enabled=False, accept_downloads=True).page
    gus.goto(f"/e/{code}")
    expect(gus.get_by_role("heading", level=1, name="Thursday book club")).to_be_visible()
    for words in ("Your loudest cardigan", "Frank Herbert", re.compile(r"19:30|7:30\sPM"), "Berlin"):
        expect(gus.get_by_text(words).first).to_be_visible()

    form = gus.get_by_role("form", name="Your reply")
    form.get_by_role("radio", name="Yes").tap()
    form.get_by_label("Your name").fill("Gus")
    form.get_by_role("button", name="Send reply").tap()
    expect(gus.get_by_role("status")).to_contain_text("Yes")
    expect(gus.get_by_text("1 coming")).to_be_visible()

    gus.goto(f"/e/{code}")
    expect(form.get_by_role("radio", name="Yes")).to_be_checked()
    form.get_by_role("radio", name="Maybe").tap()
    form.get_by_role("button", name="Send reply").tap()
    expect(gus.get_by_role("status")).to_contain_text("Maybe")
    expect(gus.get_by_text("1 maybe")).to_be_visible()
    expect(gus.get_by_text("1 coming")).to_have_count(0)

    with gus.expect_download() as download:
        gus.get_by_role("link", name="Add to calendar").tap()
    download.value.save_as(tmp_path / "event.ics")
    (event,) = Calendar.from_ical((tmp_path / "event.ics").read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == "Thursday book club"
    assert event.start.astimezone(UTC) == datetime(2035, 3, 15, 19, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert event["LOCATION"] == "https://meet.example/books"


def test_a_whole_evening_on_laptop_phone_and_stage(arrive: Arrive) -> None:
    hana, gus, ivy, stage = arrive(LAPTOP), arrive(PHONE), arrive(PHONE), arrive(STAGE)
    code = plan(hana.page)
    hana.page.get_by_role("link", name="Open the room").click()
    expect(hana.page.get_by_role("status")).to_have_text("Connected")
    stage.watch(code)
    gus.join(code, "Gus")
    expect(gus.page.get_by_role("status")).to_have_text("Connected")
    expect(hana.page.get_by_text("1 here")).to_be_visible()

    card = turn_cards(hana.page, gus.page, stage.page)
    words_go_into_the_cloud(hana.page, gus.page, stage.page)
    vote_once_with_one_tap(hana.page, gus.page, stage.page)

    ivy.join(code, "Ivy")
    for screen in (ivy.page, stage.page):
        expect(screen.get_by_role("region", name=POLL).get_by_role("listitem").first).to_contain_text("1")
    expect(ivy.page.get_by_role("region", name=POLL).get_by_role("button", name="Straight away")).to_be_visible()

    recap_keeps_it_all(hana.page, code, card)


def turn_cards(hana: Page, gus: Page, stage: Page) -> str:
    """The first thing of a book club; gives the text of the first card back."""
    hana.get_by_role("button", name="Next").click()
    cards = [screen.get_by_role("region", name="Around the table").get_by_role("blockquote") for screen in (gus, stage)]
    expect(cards[0]).not_to_be_empty()
    first = cards[0].inner_text()
    expect(cards[1]).to_have_text(first)
    press(hana, "n")
    for card in cards:
        expect(card).not_to_have_text(first)
    expect(cards[1]).to_have_text(cards[0].inner_text())
    return first


def choose(hana: Page, title: str) -> None:
    hana.get_by_role("group", name="Run of show").get_by_role("radio", name=title).click()


def words_go_into_the_cloud(hana: Page, gus: Page, stage: Page) -> None:
    press(hana, "o")
    choose(hana, WORDS)
    hana.get_by_role("button", name="Open", exact=True).click()
    region = gus.get_by_role("region", name=WORDS)
    for word in ("warm", "sandy"):
        region.get_by_role("textbox", name="Your word").fill(word)
        region.get_by_role("button", name="Send").tap()
        expect(region.get_by_role("list", name="Your words")).to_contain_text(word)
    expect(region.get_by_text("Counted.")).to_be_visible()
    expect(stage.get_by_text("sandy")).to_have_count(0)
    hana.get_by_role("button", name="Show results").click()
    for screen in (gus, stage):
        cloud = screen.get_by_role("region", name=WORDS).get_by_role("list", name="Words so far")
        expect(cloud.get_by_role("listitem")).to_have_text(["sandy", "warm"])
    hana.get_by_role("button", name="Close").click()


def vote_once_with_one_tap(hana: Page, gus: Page, stage: Page) -> None:
    choose(hana, POLL)
    press(hana, "o")
    region = gus.get_by_role("region", name=POLL)
    region.get_by_role("button", name="Straight away").tap()
    expect(region.get_by_role("button", name="Straight away")).to_have_attribute("aria-pressed", "true")
    expect(region.get_by_text("Counted.")).to_be_visible()
    expect(hana.get_by_text("1 of 1 answered")).to_be_visible()

    shown = stage.get_by_role("region", name=POLL)
    expect(shown).to_be_visible()
    expect(shown.get_by_role("listitem").first).not_to_contain_text("1")
    press(hana, "r")
    expect(hana.get_by_role("button", name="Hide results")).to_be_visible()
    expect(shown.get_by_role("listitem").first).to_contain_text("1")
    press(hana, "r")
    expect(shown.get_by_role("listitem").first).not_to_contain_text("1")
    press(hana, "r")
    expect(shown.get_by_role("listitem").first).to_contain_text("1")


def recap_keeps_it_all(hana: Page, code: str, card: str) -> None:
    hana.goto(f"/e/{code}/recap")
    for name in ("Gus", "Ivy"):
        expect(hana.get_by_text(name, exact=True)).to_be_visible()
    expect(hana.get_by_role("table", name=f"Results of {POLL}").get_by_role("row").first).to_contain_text("1")
    with hana.expect_download() as download:
        hana.get_by_role("link", name="CSV").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert ["Around the table", "1", card] in rows
    assert [POLL, "Straight away", "1"] in rows
    assert [WORDS, "warm", "1"] in rows
    kept = hana.request.get(f"/e/{code}/recap.json").json()
    assert [person["name"] for person in kept["people"]] == ["Gus", "Ivy"]
    polls = {activity["title"]: activity["tally"] for activity in kept["activities"]}
    assert polls[POLL]["total"] == 1
