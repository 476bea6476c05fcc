"""A form that is refused comes back as it was typed, says what to do beside each field, and is heard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import LAPTOP, PHONE, Person
from tests.people import Host
from tests.servers import Server

Arrive = Callable[..., Person]

TYPED = {
    "Title": "A book club 📚 & friends",
    "Book": "Dune",
    "Author": "Frank Herbert",
    "Dress code": '"Quoted" <socks>',
    "Date": "2035-03-15",
    "Duration": "90",
    "Video link": "ftp://meet.example/books",
    "Your name": "Hana",
    "A note to your guests": "First line\n\n  Second line",
}


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_refused_plan_keeps_what_was_typed_and_says_what_to_do(arrive: Arrive, javascript: bool) -> None:
    hana = arrive(LAPTOP, java_script_enabled=javascript).page
    hana.goto("/new?theme=book-club")
    for label, text in TYPED.items():
        hana.get_by_label(label, exact=True).fill(text)
    hana.get_by_label("Time", exact=True).fill("19:30")
    hana.get_by_label("Time zone").select_option("Asia/Tokyo")
    hana.get_by_label("Make me a Jitsi room").uncheck()
    status = press(hana, "Create event")

    assert status == 422
    for label, text in TYPED.items():
        expect(hana.get_by_label(label, exact=True)).to_have_value(text)
    expect(hana.get_by_label("Time", exact=True)).to_have_value("19:30")
    expect(hana.get_by_label("Time zone")).to_have_value("Asia/Tokyo")
    expect(hana.get_by_label("Theme")).to_have_value("book-club")
    is_refused(hana, "Video link", "https://", is_heard=javascript)


def test_everything_that_is_wrong_is_said_at_once(arrive: Arrive) -> None:
    hana = arrive(LAPTOP).page
    hana.goto("/new")
    hana.get_by_label("Date").fill("")
    hana.get_by_label("Duration").fill("0")
    assert press(hana, "Create event") == 422
    for label in ("Title", "Date", "Duration", "Your name"):
        is_refused(hana, label)
    summary = hana.get_by_role("alert")
    expect(summary.get_by_role("link")).to_have_count(4)
    summary.get_by_role("link", name="Title").click()
    expect(hana.get_by_label("Title")).to_be_focused()


def test_a_refused_reply_keeps_what_was_typed(arrive: Arrive, server: Server) -> None:
    hana = Host(server.url)
    gus = arrive(PHONE).page
    gus.goto(f"/e/{hana.code}")
    gus.get_by_role("radio", name="Maybe").tap()
    gus.get_by_label("Email").fill("gus at home")
    assert press(gus, "Send reply") == 422
    expect(gus.get_by_role("radio", name="Maybe")).to_be_checked()
    expect(gus.get_by_label("Email")).to_have_value("gus at home")
    for label in ("Your name", "Email"):
        is_refused(gus, label, is_heard=True)


def test_a_code_that_leads_nowhere_is_shown_again_with_what_to_do(arrive: Arrive) -> None:
    gus = arrive(PHONE).page
    gus.goto("/")
    gus.get_by_label("Join code").fill("ZZZZ-ZZZZ")
    assert press(gus, "Go to the room") == 404
    expect(gus.get_by_label("Join code")).to_have_value("ZZZZ-ZZZZ")
    expect(gus.get_by_label("Join code")).to_be_focused()
    is_refused(gus, "Join code", "code")


def test_an_empty_name_is_refused_in_the_room(arrive: Arrive, server: Server) -> None:
    hana = Host(server.url)
    gus = arrive(PHONE).join(hana.code, "   ").page
    expect(gus.get_by_role("alert").get_by_text("name")).to_be_visible()
    name = gus.get_by_role("textbox", name="Your name")
    expect(name).to_have_attribute("aria-invalid", "true")
    name.fill("Gus")
    gus.get_by_role("button", name="Join").click()
    expect(gus.get_by_text("1 here")).to_be_visible()


def press(page: Page, button: str) -> int:
    """The status of the page that comes."""
    with page.expect_navigation() as answer:
        page.get_by_role("button", name=button).click()
    return answer.value.status


def is_refused(page: Page, label: str, words: str = "", *, is_heard: bool = False) -> None:
    """The field says so, its message stands below it, and the summary takes the focus where scripts run."""
    field = page.get_by_label(label, exact=not label.startswith("Email"))
    expect(field).to_have_attribute("aria-invalid", "true")
    described_by = (field.get_attribute("aria-describedby") or "").split()
    messages = [page.locator(f"[id='{id}']") for id in described_by if id.startswith("error")]
    assert len(messages) == 1
    expect(messages[0]).to_be_visible()
    expect(messages[0]).to_contain_text(words)
    below = messages[0].bounding_box()
    beside = field.bounding_box()
    assert below and beside
    assert 0 <= below["y"] - (beside["y"] + beside["height"]) < 40, "the message stands right below its field"
    if is_heard:
        expect(page.get_by_role("alert")).to_be_focused()
        expect(page.get_by_role("alert").get_by_role("link", name=label)).to_be_visible()
