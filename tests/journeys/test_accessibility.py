"""Every page in every state it can be in: axe finds nothing, light and dark, on a phone and on a laptop, and nothing
sticks out to the side of a narrow screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from eventkit.domain.activities import themes
from eventkit.domain.letters import opt_outs
from tests.browsers import LAPTOP, PHONE, STAGE, Person
from tests.journeys.audits import PAGE_SIZES, STAGE_SIZES, Audit
from tests.people import WHICH_BOOK, Host, Socket, poll
from tests.servers import SECRET_KEY, Server

Arrive = Callable[..., Person]

DETAILS: dict[str, Any] = {
    "book-club": {
        "reading_list": [{"title": "Dune", "author": "Frank Herbert", "link": "https://x.example", "pages": 9}]
    },
    "cooking-class": {
        "recipe": {
            "name": "Pasta",
            "serves": 2,
            "ingredients": [{"item": "flour", "amount": "200 g"}, {"item": "salt"}],
            "steps": [{"text": "Boil the pasta", "minutes": 10}, {"text": "Eat"}],
        }
    },
    "story-time": {"story": {"title": "The moon", "author": "Ann", "reader": "Hana", "ages": "4–8"}},
}

every_theme = pytest.mark.parametrize("theme", themes.all_themes())


def test_the_pages_anybody_may_open(arrive: Arrive, audit: Audit) -> None:
    page = arrive(PHONE).page
    for path, state in (
        ("/", "home"),
        ("/j?code=ZZZZZZZZ", "home, wrong code"),
        ("/no/such/page", "not found"),
        ("/sign-in/nobody", "a link by mail that was used"),  # other refusals differ in words alone
        ("/api/docs", "API"),
    ):
        page.goto(path)
        audit.look(page, state, PAGE_SIZES[:1])


@every_theme
def test_the_pages_of_each_theme(arrive: Arrive, server: Server, audit: Audit, theme: str) -> None:
    event = Host(server.url, theme=theme, details=DETAILS.get(theme, {}), dress_code="Hats", description="Come\n\nall")
    page = arrive(PHONE).page
    page.goto(f"/e/{event.code}")
    audit.look(page, "event", PAGE_SIZES[:1])
    page.goto(f"/new?theme={theme}")
    audit.look(page, "planning", PAGE_SIZES[:1])


def test_no_more_mails_and_write_again(arrive: Arrive, server: Server, audit: Audit) -> None:
    Host(server.url)
    page = arrive(PHONE).page
    page.goto(f"/unsubscribe/{opt_outs.token_for(1, 'ann@example.org', secret=SECRET_KEY)}")
    audit.look(page, "no more mails", PAGE_SIZES[:1])
    page.get_by_role("button", name="Send me no more").click()
    audit.look(page, "no more mails, kept", PAGE_SIZES[:1])
    page.get_by_role("button", name="Write to me again").click()
    expect(page.get_by_role("status")).to_contain_text("may write to you again")
    audit.look(page, "mails again", PAGE_SIZES[:1])


def test_planning(arrive: Arrive, audit: Audit) -> None:
    hana = arrive(LAPTOP).page
    hana.goto("/new")
    audit.look(hana, "planning")
    for kind in ("Add a book", "Add a question", "Add a question"):
        if "question" in kind and not hana.get_by_role("button", name=kind).is_visible():
            hana.get_by_text("Replies and questions").click()
        hana.get_by_role("button", name=kind).click()
    for number, (text, kind) in enumerate((("Tea?", "A choice"), ("Who brings what?", "Something to bring")), 1):
        question = hana.get_by_role("group", name=f"Question {number}", exact=True)
        question.get_by_label("Question", exact=True).fill(text)
        question.get_by_label("Answered with").select_option(kind)
    hana.get_by_role("group", name="Book 2", exact=True).get_by_label("Link").fill("nowhere")
    hana.get_by_text("Paste several lines").first.click()
    audit.look(hana, "planning, rows")
    hana.get_by_label("Video link").fill("nowhere")
    hana.get_by_role("button", name="Create event").click()
    expect(hana.get_by_role("alert")).to_be_visible()
    audit.look(hana, "planning, refused")
    for question in range(2):
        hana.get_by_role("button", name=f"Remove question {2 - question}").click()
    hana.get_by_role("button", name="Remove book 1").click()
    hana.get_by_text("Paste several lines").first.click()
    hana.get_by_label("One book a line").fill("Dune | 412 pages")
    hana.get_by_role("button", name="Add these").first.click()
    audit.look(hana, "planning, pasted")
    hana.goto("/new")
    expect(hana.get_by_role("button", name="Go on with it")).to_be_visible()
    audit.look(hana, "planning, a draft on offer")
    hana.get_by_label("Title").fill("Thursday book club")
    hana.get_by_label("Video link").fill("")
    hana.get_by_label("Your name").fill("Hana")
    hana.get_by_role("button", name="Create event").click()
    expect(hana.get_by_role("heading", name="Keep this link")).to_be_visible()
    audit.look(hana, "manage, fresh")
    hana.goto(hana.url.replace("/manage", "/edit"))
    audit.look(hana, "edit")


def test_a_keepsake_from_the_recap_to_the_person_thanked(arrive: Arrive, server: Server, audit: Audit) -> None:
    hana = Host(server.url, activities=[])
    kudos = hana.add({"kind": "kudos", "title": "Cards for Sam", "config": {"about": "Sam"}})
    gus = Socket(server.url).enter(hana.code, name="Gus")
    assert gus.vote(kudos, {"text": "For the lights", "picture": "sun"})["ok"]
    gus.leave()
    page = arrive(LAPTOP).host(hana.code, hana.token).page
    page.goto(f"/e/{hana.code}/recap")
    page.get_by_text("Keepsakes:").click()
    page.get_by_role("button", name="Make a link for Sam").click()
    audit.look(page, "recap, with a keepsake's link")
    link = page.get_by_text("/keepsake/").inner_text()
    sam = arrive(PHONE).page
    sam.goto(link[link.index("/keepsake/") :])
    expect(sam.get_by_role("heading", name="For Sam")).to_be_visible()
    expect(sam.get_by_text("For the lights")).to_be_visible()
    audit.look(sam, "keepsake")
    page.get_by_role("button", name="Delete the link for Sam").click()
    sam.reload()
    expect(sam.get_by_text("For the lights")).to_have_count(0)


def test_the_page_of_an_event_in_all_its_states(arrive: Arrive, server: Server, audit: Audit) -> None:
    hana = Host(server.url, video_url="auto")
    gus = arrive(PHONE).page
    gus.goto(f"/e/{hana.code}")
    gus.get_by_label("Email").fill("nowhere")
    gus.get_by_role("button", name="Send reply").click()
    expect(gus.get_by_role("alert")).to_be_visible()
    audit.look(gus, "event, reply refused")
    gus.get_by_role("radio", name="Yes").check()
    gus.get_by_label("Your name").fill("Gus")
    gus.get_by_label("Email").fill("gus@example.org")
    gus.get_by_text("Bringing somebody").click()
    gus.get_by_label("A note to the host").fill("I bring cake")
    gus.get_by_role("button", name="Send reply").click()
    expect(gus.get_by_role("status")).to_be_visible()
    audit.look(gus, "event, replied")

    host = arrive(LAPTOP).page
    host.goto(f"/h/{hana.token}")
    host.get_by_text("A message that is ready").click()
    host.get_by_text("Cancel this event").click()
    audit.look(host, "manage with replies")
    host.goto(f"/e/{hana.code}/invite")
    host.get_by_role("textbox", name="Addresses").fill("Ann <ann@example.org>\nnobody")
    host.get_by_role("button", name="See who will be invited").click()
    audit.look(host, "who will be invited")
    host.get_by_role("button", name="Send one invitation").click()
    audit.look(host, "an invitation was sent")
    host.goto(f"/e/{hana.code}/mails")
    audit.look(host, "mails that were sent")
    host.goto("/")
    audit.look(host, "home of a host")
    host.goto(f"/e/{hana.code}/recap")
    audit.look(host, "recap of nothing")
    hana.call("DELETE")
    host.goto(f"/e/{hana.code}/manage")
    audit.look(host, "manage, cancelled")
    gus.goto(f"/e/{hana.code}")
    audit.look(gus, "event, cancelled")
    gus.goto(f"/e/{hana.code}/manage")
    audit.look(gus, "manage, not allowed")


def test_questions_places_and_polls_on_the_page_and_what_the_host_makes_of_them(
    arrive: Arrive, server: Server, audit: Audit
) -> None:
    things = [{"text": "Cake"}, {"text": "Tea", "wanted": 2}]
    questions = [
        {"kind": "diet", "text": "What do you not eat?"},
        {"kind": "bring", "text": "What do you bring?", "things": things},
        {"kind": "choice", "text": "How spicy?", "options": ["Mild", "Hot"], "required": True},
        {"kind": "text", "text": "Your favourite dish?"},
    ]
    hana = Host(server.url, capacity=1, shows_names=True, link_for="replied", questions=questions, video_url="auto")
    options = ["Butter", "Tomato"]
    poll = hana.add({"kind": "multiple", "title": "Which sauce?", "config": {"options": options, "proposals": True}})
    assert hana.call("PATCH", f"/activities/{poll}", on_page=True).ok
    gus = arrive(PHONE).page
    gus.goto(f"/e/{hana.code}")
    gus.get_by_role("radio", name="Yes").check()
    gus.get_by_label("Your name").fill("Gus")
    gus.get_by_label("Vegan").check()
    gus.get_by_label("Cake").check()
    gus.get_by_role("button", name="Send reply").click()
    expect(gus.get_by_role("link", name="How spicy?")).to_be_visible()
    audit.look(gus, "event, a question is left open", PAGE_SIZES[:1])
    gus.get_by_label("Mild").check()
    gus.get_by_role("button", name="Send reply").click()
    expect(gus.get_by_role("status")).to_be_visible()
    gus.get_by_label("Tomato").check()
    gus.get_by_role("button", name="Send my choice").click()
    expect(gus.get_by_text("Your choice is counted.")).to_be_visible()
    gus.get_by_text("Propose something else").click()
    gus.get_by_label("Your proposal").fill("Pesto")
    gus.get_by_role("button", name="Add it to the list").click()
    expect(gus.get_by_label("Pesto")).to_be_visible()
    hana.move(poll, "reveal")

    ivy = arrive(PHONE).page
    ivy.goto(f"/e/{hana.code}")
    ivy.get_by_role("radio", name="Yes").check()
    audit.look(ivy, "event, full, with a poll")

    host = arrive(LAPTOP).page
    host.goto(f"/h/{hana.token}")
    host.get_by_text("Host together with somebody").click()
    host.get_by_label("Name of the co-host").fill("Ivy")
    host.get_by_role("button", name="Make a link").click()
    expect(host.get_by_text("Send this link to Ivy.")).to_be_visible()
    audit.look(host, "manage with totals and a co-host")
    host.goto(f"/e/{hana.code}/run")
    host.get_by_text("Something of your own").click()
    audit.look(host, "run of show")
    host.get_by_role("link", name="Edit: Which sauce?").click()
    expect(host.get_by_label("Options, one a line")).to_have_value("Butter\nTomato\nPesto")
    audit.look(host, "an activity's settings")
    hana.move(poll, "close")
    gus.goto(f"/e/{hana.code}/recap")
    audit.look(gus, "recap for guests", PAGE_SIZES[:1])


def test_the_settings_of_an_activity_in_rows_and_groups(arrive: Arrive, server: Server, audit: Audit) -> None:
    hana = Host(server.url, activities=[])
    steps = {"steps": [{"title": "Boil", "seconds": 90}, {"text": "Eat"}], "ingredients": [{"item": "Water"}]}
    kinds = {"steps": steps, "turns": {"reading": {"title": "Emma"}}, "pantry": {"ingredients": ["Flour", "Salt"]}}
    ids = {
        kind: hana.add({"kind": kind, "title": f"A {kind}", "config": config}, opened=False)
        for kind, config in kinds.items()
    }
    host = arrive(LAPTOP).host(hana.code, hana.token).page
    for kind in kinds:
        host.get_by_role("radio", name=f"A {kind}").check()
        expect(host.get_by_role("heading", name=f"A {kind}")).to_be_visible()
        host.get_by_role("button", name="Edit").click()
        form = host.get_by_role("form", name="Edit")
        form.get_by_role("button", name="Save").focus()
        audit.look(host, f"console, settings of {kind}")
        host.keyboard.press("Escape")
        expect(form).to_have_count(0)
    host.get_by_role("button", name="Add an activity").click()
    expect(host.get_by_label("Kind")).to_be_visible()
    audit.look(host, "console, a new activity")
    for kind, id in ids.items():
        host.goto(f"/e/{hana.code}/run/{id}")
        audit.look(host, f"settings of {kind}")
    host.get_by_text("Paste several lines").click()
    host.get_by_role("button", name="Add these").click()
    expect(host.get_by_text("Paste or write something here first.").first).to_be_visible()
    audit.look(host, "settings, nothing pasted", PAGE_SIZES[:1])


def test_the_door_and_the_lobby(arrive: Arrive, server: Server, audit: Audit) -> None:
    hana = Host(server.url, details=DETAILS["book-club"], description="Come in", video_url="auto")
    gus = arrive(PHONE).join(hana.code, " ")
    expect(gus.page.get_by_role("alert")).not_to_be_empty()
    audit.look(gus.page, "join, refused")
    gus.page.reload()
    expect(gus.page.get_by_role("textbox", name="Your name")).to_be_visible()
    audit.look(gus.page, "join")
    gus.join(hana.code, "Gus")
    expect(gus.page.get_by_text("Only you so far")).to_be_visible()
    audit.look(gus.page, "lobby")
    stage = arrive(STAGE).watch(hana.code)
    expect(stage.page.get_by_text("1 here")).to_be_visible()
    audit.look(stage.page, "stage, welcome", STAGE_SIZES)
    host = arrive(LAPTOP).host(hana.code, hana.token)
    expect(host.page.get_by_role("button", name="Next")).to_be_visible()
    audit.look(host.page, "console, before")
    host.page.get_by_text("Quick poll").first.click()
    audit.look(host.page, "console, quick poll")
    host.page.get_by_role("button", name="Code").click()
    audit.look(host.page, "console, code")


POLL = str(WHICH_BOOK["title"])


def test_a_poll_in_all_its_states(arrive: Arrive, server: Server, audit: Audit) -> None:
    """The other kinds are looked at on their way, in test_every_kind."""
    hana = Host(server.url, activities=[], video_url="auto")
    id = hana.add(poll(), opened=False)
    host = arrive(LAPTOP).host(hana.code, hana.token).page
    gus = arrive(PHONE).join(hana.code, "Gus").page
    stage = arrive(STAGE).watch(hana.code).page

    def look(state: str) -> None:
        audit.look(host, f"console, {state}")
        audit.look(gus, f"room, {state}")
        audit.look(stage, f"stage, {state}", STAGE_SIZES)

    expect(host.get_by_role("region", name=POLL).get_by_role("button", name="Open")).to_be_visible()
    audit.look(host, "console, planned")
    hana.move(id, "open")
    for page in (host, gus, stage):
        expect(page.get_by_role("region", name=POLL)).to_be_visible()
    look("open")
    for name in ("Ivy", "Olive"):
        Socket(server.url).enter(hana.code, name=name).vote(id, "dune")
    gus.get_by_role("button", name="Dune").tap()
    expect(gus.get_by_role("region").get_by_text("Counted.")).to_be_visible()
    expect(host.get_by_text("3 of 3 answered")).to_be_visible()
    hana.move(id, "reveal")
    expect(host.get_by_role("button", name="Hide results")).to_be_visible()
    look("shown")
    hana.move(id, "close")
    expect(gus.get_by_role("region", name=POLL).get_by_text("Closed", exact=True)).to_be_visible()
    look("closed")
    host.goto(f"/e/{hana.code}/recap")
    audit.look(host, "recap")
