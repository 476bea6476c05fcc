"""What people write is shown as they wrote it, on every page, and never runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import LAPTOP, PHONE, STAGE, Person
from tests.people import Host
from tests.servers import Server

Arrive = Callable[..., Person]

ATTACK = "\"'></script><script>alert(1)</script><svg onload=alert(2)>{{7*7}}<!--"
"""Out of an attribute, out of a script, into both, and into a template; it fits into a name."""


@pytest.fixture
def attack() -> str:
    return ATTACK


@pytest.fixture
def hana(server: Server, attack: str) -> Host:
    """An event with the attack in every place where somebody may write."""
    return Host(
        server.url,
        title=f"Title {attack}",
        description=f"Note {attack}",
        dress_code=f"Wear {attack}",
        host={"name": f"Hana {attack}"},
        details={"reading_list": [{"title": f"Book {attack}", "author": f"Author {attack}"}]},
        video_url="https://meet.example/?a='&b=javascript:alert(4)",
        activities=[],
    )


def test_it_shows_as_text_on_the_pages(arrive: Arrive, hana: Host, attack: str) -> None:
    gus = arrive(PHONE).page
    gus.goto(f"/e/{hana.code}")
    expect(gus.get_by_role("heading", level=1)).to_have_text(f"Title {attack}")
    for place in ("Note", "Wear", "Book", "Author", "Hana"):
        shows(gus, f"{place} {attack}")
    gus.get_by_role("radio", name="Yes").tap()
    gus.get_by_label("Your name").fill(f"Gus {attack}")
    gus.get_by_label("Email").fill(attack)
    gus.get_by_text("Bringing somebody").tap()
    gus.get_by_label("A note to the host").fill(f"P.S. {attack}")
    gus.get_by_role("button", name="Send reply").tap()
    expect(gus.get_by_label("Email")).to_have_value(attack)
    expect(gus.get_by_label("Your name")).to_have_value(f"Gus {attack}")
    gus.get_by_label("Email").fill("")
    gus.get_by_role("button", name="Send reply").tap()
    expect(gus.get_by_role("status")).to_contain_text("Yes")

    host = arrive(LAPTOP).page
    host.goto(f"/h/{hana.token}")
    host.get_by_text("A message that is ready to send").click()
    for words in (f"Title {attack}", f"Gus {attack}", f"P.S. {attack}"):
        shows(host, words)
    host.goto("/")
    shows(host, f"Title {attack}")
    host.goto(f"/new?theme={attack}")
    host.get_by_label("Title").fill(f"Title {attack}")
    host.get_by_label("Your name").fill(attack)
    host.get_by_label("Video link").fill(f"javascript:{attack}")
    book = host.get_by_role("group", name="Book 1", exact=True).get_by_label("Book", exact=True)
    book.fill(attack)
    host.get_by_role("button", name="Create event").click()
    expect(host.get_by_label("Title")).to_have_value(f"Title {attack}")
    expect(book).to_have_value(attack)
    host.goto("/new")
    shows(host, f"You had begun to plan “Title {attack}”.")
    host.get_by_role("button", name="Go on with it").click()
    expect(book).to_have_value(attack)
    host.goto(f"/j?code={attack}")
    expect(host.get_by_label("Join code")).to_have_value(attack)


def test_it_shows_as_text_in_the_room(arrive: Arrive, hana: Host, attack: str) -> None:
    options = [f"One {attack}", f"Two {attack}"]
    poll = hana.add({"kind": "single", "title": f"Poll {attack}", "config": {"options": options, "results": "live"}})
    host = arrive(LAPTOP).host(hana.code, hana.token).page
    stage = arrive(STAGE).watch(hana.code).page
    gus = arrive(PHONE).join(hana.code, f"Gus {attack}").page
    gus.get_by_role("button", name=f"One {attack}").tap()
    for screen in (host, stage, gus):
        expect(screen.get_by_role("heading", level=1)).to_have_text(f"Title {attack}")
        expect(screen.get_by_role("heading", level=2, name=f"Poll {attack}")).to_be_visible()
        shows(screen, f"Two {attack}")
    shows(host, f"Gus {attack}")

    hana.move(poll, "close")
    word = attack[:60]
    words = hana.add({"kind": "words", "title": f"Words {attack}", "config": {"results": "live"}})
    gus.get_by_role("textbox", name="Your word").fill(word)
    gus.get_by_role("button", name="Send").tap()
    for screen in (host, stage, gus):
        expect(screen.get_by_role("list", name="Words so far").get_by_role("listitem")).to_have_text(word)

    hana.move(words, "close")
    hana.add({"kind": "prompt", "title": f"Cards {attack}", "config": {"cards": [f"Card {attack}"]}})
    for screen in (host, stage, gus):
        shows(screen, f"Card {attack}")
    host.goto(f"/e/{hana.code}/recap")
    for text in (f"Gus {attack}", f"One {attack}", word, f"Cards {attack}"):
        shows(host, text)


def shows(page: Page, text: str) -> None:
    expect(page.get_by_text(text).filter(visible=True).first).to_be_visible()
