"""Planning by rows: on a phone without JavaScript, on a laptop with it, and in two sittings."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browsers import LAPTOP, Person
from tests.servers import Server

Arrive = Callable[..., Person]


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def details_of(server: Server, page: Page) -> dict[str, Any]:
    """What came of it, as everybody may read it."""
    expect(page).to_have_url(re.compile(r"/e/[^/]+/manage$"))
    code = page.url.split("/")[-2]
    details: dict[str, Any] = page.request.get(f"{server.url}/api/v1/events/{code}").json()["details"]
    return details


def test_a_cooking_class_is_planned_on_a_phone_without_javascript(arrive: Arrive, server: Server) -> None:
    hana = arrive(java_script_enabled=False).page
    hana.goto("/new?theme=cooking-class")
    hana.get_by_label("Title").fill("Three ingredients")
    hana.get_by_label("Dish").fill("Tomato pasta")
    for number, (item, amount) in enumerate([("tomatoes", "400 g"), ("pasta", "250 g"), ("basil", "")], 1):
        if number > 1:
            hana.get_by_role("button", name="Add an ingredient").tap()
            expect(row(hana, f"Ingredient {number}").get_by_label("Ingredient", exact=True)).to_be_focused()
        row(hana, f"Ingredient {number}").get_by_label("Ingredient", exact=True).fill(item)
        row(hana, f"Ingredient {number}").get_by_label("Amount").fill(amount)
    hana.get_by_role("button", name="Move ingredient 3 up").tap()
    expect(hana.get_by_role("button", name="Move ingredient 2 up")).to_be_focused()
    steps = hana.get_by_role("group", name="Steps")
    steps.get_by_text("Paste several lines").tap()
    steps.get_by_label("One step a line").fill("Boil the pasta (10 min)\nNonsense\nEat")
    steps.get_by_role("button", name="Add these").tap()
    expect(hana.get_by_text("3 lines were added.")).to_be_focused()
    hana.get_by_role("button", name="Remove step 2").tap()
    expect(hana.get_by_role("button", name="Remove step 2")).to_be_focused()
    expect(hana.get_by_label("Title")).to_have_value("Three ingredients")
    hana.get_by_label("Your name").fill("Hana")
    hana.get_by_role("button", name="Create event").tap()

    assert details_of(server, hana)["recipe"] == {
        "name": "Tomato pasta",
        "ingredients": [
            {"item": "tomatoes", "amount": "400 g"},
            {"item": "basil"},
            {"item": "pasta", "amount": "250 g"},
        ],
        "steps": [{"text": "Boil the pasta", "minutes": 10}, {"text": "Eat"}],
    }


def test_a_book_club_is_planned_in_place_and_by_keyboard(arrive: Arrive, server: Server) -> None:
    hana = arrive(LAPTOP).page
    hana.goto("/new?theme=book-club")
    loads: list[str] = []
    hana.on("request", lambda request: loads.append(request.url) if request.is_navigation_request() else None)
    said = hana.locator("[data-rows-said]")
    first = row(hana, "Book 1")
    first.get_by_label("Book", exact=True).fill("Emma")
    first.get_by_label("Pages").fill("320")
    add = hana.get_by_role("button", name="Add a book")
    for title in ("Dune", "Beowulf"):
        add.focus()
        hana.keyboard.press("Enter")
        hana.keyboard.type(title)
    expect(said).to_have_text("Added as number 3.")
    for number, title in enumerate(("Emma", "Dune", "Beowulf"), 1):
        expect(row(hana, f"Book {number}").get_by_label("Book", exact=True)).to_have_value(title)

    hana.get_by_role("button", name="Move book 3 up").focus()
    hana.keyboard.press("Enter")
    expect(hana.get_by_role("button", name="Move book 2 up")).to_be_focused()
    hana.keyboard.press("Enter")
    expect(hana.get_by_role("button", name="Move book 1 down")).to_be_focused()
    expect(said).to_have_text("Now number 1.")
    hana.get_by_role("button", name="Remove book 3").click()
    expect(hana.get_by_role("button", name="Remove book 2")).to_be_focused()
    expect(said).to_have_text("Removed. 2 left.")
    expect(hana.get_by_role("button", name="Move book 2 down")).to_be_disabled()
    assert loads == []

    hana.get_by_label("Title").fill("Thursday book club")
    hana.get_by_label("Your name").fill("Hana")
    row(hana, "Book 1").get_by_label("Author").fill("nobody knows")
    hana.keyboard.press("Enter")
    assert details_of(server, hana)["reading_list"] == [
        {"title": "Beowulf", "author": "nobody knows"},
        {"title": "Emma", "pages": 320},
    ]


def test_the_last_row_that_is_removed_leaves_one_to_begin_in(arrive: Arrive) -> None:
    hana = arrive(LAPTOP).page
    hana.goto("/new?theme=museum-visit")
    row(hana, "Stop 1").get_by_label("Stop", exact=True).fill("The Night Watch")
    hana.get_by_role("button", name="Remove stop 1").click()
    expect(row(hana, "Stop 1").get_by_label("Stop", exact=True)).to_have_value("")
    expect(row(hana, "Stop 1").get_by_label("Stop", exact=True)).to_be_focused()


def test_a_recipe_is_pasted_as_the_data_of_its_page(arrive: Arrive) -> None:
    hana = arrive(LAPTOP).page
    hana.goto("/new?theme=cooking-class")
    recipe = {"@type": "Recipe", "name": "Soup", "recipeYield": "4", "recipeIngredient": ["200 g lentils", "1 onion"]}
    hana.get_by_text("Paste a whole recipe").click()
    hana.get_by_label("Recipe", exact=True).fill(f'<script type="application/ld+json">{json.dumps(recipe)}</script>')
    hana.get_by_role("button", name="Add these").first.click()
    expect(hana.get_by_text("2 ingredients were added.")).to_be_focused()
    expect(hana.get_by_label("Dish")).to_have_value("Soup")
    expect(row(hana, "Ingredient 1").get_by_label("Amount")).to_have_value("200 g")


def test_what_is_wrong_in_a_row_leads_to_it(arrive: Arrive) -> None:
    hana = arrive(LAPTOP).page
    hana.goto("/new?theme=book-club")
    hana.get_by_role("button", name="Add a book").click()
    row(hana, "Book 1").get_by_label("Book", exact=True).fill("Emma")
    row(hana, "Book 2").get_by_label("Book", exact=True).fill("Dune")
    link = row(hana, "Book 2").get_by_label("Link")
    link.fill("javascript:alert(1)")
    hana.get_by_text("Replies and questions").click()
    hana.get_by_role("button", name="Add a question").click()
    row(hana, "Question 1").get_by_label("Question", exact=True).fill("Tea?")
    row(hana, "Question 1").get_by_label("Answered with").select_option("A choice")
    row(hana, "Question 1").get_by_label("One a line").fill("Yes")
    hana.get_by_role("button", name="Create event").click()
    hana.get_by_role("alert").get_by_role("link", name="Book 2, Link").click()
    expect(link).to_be_focused()
    expect(link).to_have_attribute("aria-invalid", "true")
    expect(row(hana, "Question 1").get_by_label("One a line")).to_have_attribute("aria-invalid", "true")
    expect(row(hana, "Question 1").get_by_label("One a line")).to_be_visible()


def test_a_plan_that_was_begun_is_offered_again_until_its_event_is_made(arrive: Arrive, server: Server) -> None:
    hana = arrive(LAPTOP)
    page = hana.page
    page.goto("/new")
    page.get_by_label("Theme").select_option("Museum visit")
    page.get_by_label("Title").fill("Rembrandt & friends")
    row(page, "Stop 1").get_by_label("Stop", exact=True).fill("The Night Watch")
    page.get_by_role("button", name="Add a stop").click()
    row(page, "Stop 2").get_by_label("Stop", exact=True).fill("The Milkmaid")
    page.get_by_label("Duration").fill("50")
    page.get_by_text("Replies and questions").click()
    page.get_by_label("How many can come").fill("12")
    page.close()

    page = hana.context.new_page()
    page.goto("/new")
    expect(page.get_by_label("Title")).to_have_value("")
    expect(page.get_by_text("You had begun to plan “Rembrandt & friends”.")).to_be_visible()
    page.get_by_role("button", name="Go on with it").click()
    expect(page.get_by_label("Title")).to_be_focused()
    expect(page.get_by_label("Title")).to_have_value("Rembrandt & friends")
    expect(page.locator("[data-preview-card]")).to_contain_text("Rembrandt & friends")
    expect(page.get_by_label("Theme")).to_have_value("museum-visit")
    expect(row(page, "Stop 2").get_by_label("Stop", exact=True)).to_have_value("The Milkmaid")
    expect(page.get_by_label("Duration")).to_have_value("50")
    expect(page.get_by_label("How many can come")).to_be_visible()
    page.get_by_label("Your name").fill("Hana")
    page.get_by_role("button", name="Create event").click()
    assert [stop["title"] for stop in details_of(server, page)["stops"]] == ["The Night Watch", "The Milkmaid"]
    assert kept(page) is None

    page.goto("/new")
    expect(page.get_by_role("button", name="Create event")).to_be_visible()
    expect(page.get_by_text("You had begun to plan")).to_be_hidden()


def test_a_plan_is_begun_anew_and_nothing_is_kept_before_something_is_typed(arrive: Arrive) -> None:
    hana = arrive(LAPTOP)
    page = hana.page
    page.goto("/new")
    page.get_by_label("Theme").select_option("Museum visit")
    page.goto("/new")
    assert kept(page) is None
    page.get_by_label("A note to your guests").fill("Bring a cup")
    page.goto("/new")
    page.get_by_role("button", name="Start anew").click()
    expect(page.get_by_label("Title")).to_be_focused()
    assert kept(page) is None
    page.goto("/new")
    expect(page.get_by_text("You had begun to plan")).to_be_hidden()


def test_a_refused_plan_is_kept_without_its_secrets(arrive: Arrive, serve: Callable[..., Server]) -> None:
    hana = arrive(LAPTOP, at=serve(CREATE_PASSPHRASE="open sesame"))
    page = hana.page
    page.goto("/new")
    page.get_by_label("Title").fill("Kept")
    page.get_by_label("Passphrase").fill("shut sesame")
    page.get_by_role("button", name="Create event").click()
    expect(page.get_by_role("alert")).to_be_visible()
    draft = kept(page) or ""
    assert "Kept" in draft
    assert "sesame" not in draft
    assert "csrf" not in draft


def kept(page: Page) -> str | None:
    """What the browser keeps of a plan."""
    value: str | None = page.evaluate("localStorage.getItem('eventkit-plan')")
    return value
