"""The settings of every kind can be changed in the console, and saving them as they are changes nothing."""

from __future__ import annotations

from typing import Any

import requests
from playwright.sync_api import Locator, Page, expect

from tests.browsers import Person
from tests.journeys.test_every_kind import KINDS
from tests.people import Host, until
from tests.servers import Server

PICTURE = "/pictures/" + "a" * 32
STEPS = [
    {"title": "Boil", "text": "Water", "link": "https://kettle.test/", "picture": PICTURE, "seconds": 90},
    {"title": "Steep", "minutes": 2.5},
    {"text": "Eat", "picture": PICTURE},
]


class Kitchen:
    """Hana's console with the settings of one activity before her."""

    def __init__(self, screens: dict[str, Person], server: Server, kind: str, **config: Any) -> None:
        self.hana = Host(server.url, activities=[])
        self.hana.add({"kind": kind, "title": "In the kitchen", "config": config}, opened=False)
        self.console: Page = screens["Hana"].host(self.hana.code, self.hana.token).page
        self.form = self.console.get_by_role("form", name="Edit")
        self.console.get_by_role("button", name="Edit").click()

    @property
    def config(self) -> dict[str, Any]:
        config: dict[str, Any] = self.hana.call("GET").json()["activities"][0]["config"]
        return config

    def row(self, name: str) -> Locator:
        return self.form.get_by_role("group", name=name, exact=True)

    def press(self, name: str) -> None:
        self.form.get_by_role("button", name=name, exact=True).click()

    def save(self) -> dict[str, Any]:
        self.press("Save")
        expect(self.form).to_have_count(0)
        return self.config


def test_settings_that_are_saved_as_they_are_stay_as_they_are(screens: dict[str, Person], server: Server) -> None:
    hana = Host(server.url, activities=[])
    for kind in KINDS:
        hana.add({"kind": kind.slug, "title": f"A {kind.slug} before", "config": kind.config}, opened=False)

    def settings() -> dict[str, Any]:
        return {each["kind"]: each["config"] for each in hana.call("GET").json()["activities"]}

    before = settings()
    described = {each["kind"]: each for each in requests.get(f"{server.url}/api/v1/kinds", timeout=10).json()}
    console = screens["Hana"].host(hana.code, hana.token).page
    form = console.get_by_role("form", name="Edit")
    for kind in KINDS:
        console.get_by_role("radio", name=f"A {kind.slug} before").check()
        expect(console.get_by_role("heading", name=f"A {kind.slug} before")).to_be_visible()
        console.get_by_role("button", name="Edit").click()
        for setting in described[kind.slug]["form"]:
            expect(drawn(form, setting)).to_be_visible()
        form.get_by_role("textbox", name="Title").fill(f"A {kind.slug} afterwards")
        form.get_by_role("button", name="Save").click()
        expect(console.get_by_role("heading", name=f"A {kind.slug} afterwards")).to_be_visible()
    assert settings() == before


def drawn(form: Locator, setting: dict[str, Any]) -> Locator:
    """Where a setting is to be changed, found by its label."""
    if setting["control"] == "rows":
        return form.get_by_role("group", name=setting["label"], exact=True)
    return form.get_by_label(setting["label"]).first


def test_changing_a_word_of_a_step_keeps_its_link_picture_and_time(screens: dict[str, Person], server: Server) -> None:
    kitchen = Kitchen(screens, server, "steps", steps=STEPS)
    before = kitchen.config["steps"]
    kitchen.row("Step 1").get_by_label("Heading").fill("Boil it")
    kitchen.row("Step 2").get_by_label("Minutes").fill("")
    kitchen.press("Step 3: move up")
    expect(kitchen.form.get_by_role("button", name="Step 2: move up")).to_be_focused()
    steep = {name: value for name, value in before[1].items() if name != "minutes"}
    assert kitchen.save()["steps"] == [{**before[0], "title": "Boil it"}, before[2], steep]


def test_a_row_is_added_taken_out_and_pasted_with_the_keyboard(screens: dict[str, Person], server: Server) -> None:
    kitchen = Kitchen(screens, server, "steps", steps=STEPS)
    kitchen.form.get_by_role("button", name="Step 2: remove").press("Enter")
    expect(kitchen.form.get_by_role("button", name="Step 2: remove")).to_be_focused()
    kitchen.form.get_by_role("button", name="Add a step").press("Enter")
    expect(kitchen.row("Step 3").get_by_label("Heading")).to_be_focused()
    kitchen.console.keyboard.type("Rest")
    steps = kitchen.form.get_by_role("group", name="Steps", exact=True)
    steps.get_by_text("Paste several lines").click()
    steps.get_by_label("One a line").fill("- Cool, 3 min\n- Serve | with a smile")
    steps.get_by_role("button", name="Add these").click()
    expect(kitchen.row("Step 5").get_by_label("What to do")).to_have_value("with a smile")
    saved = kitchen.save()["steps"]
    assert [step["id"] for step in saved] == ["s1", "s3", "s4", "s5", "s6"]
    assert saved[3] == {"id": "s5", "title": "Cool", "minutes": 3}


def test_adding_salt_keeps_what_else_would_do_and_the_recipes(screens: dict[str, Person], server: Server) -> None:
    flour = {"item": "Flour", "substitutes": ["Starch"]}
    recipe = {"name": "Pancakes", "serves": 4, "ingredients": ["Flour", {"item": "Eggs", "amount": "2"}]}
    kitchen = Kitchen(screens, server, "pantry", ingredients=[flour], recipes=[recipe])
    before = kitchen.config
    kitchen.press("Add an ingredient")
    kitchen.row("Ingredient 3").get_by_label("Ingredient", exact=True).fill("Salt")
    after = kitchen.save()
    assert after["ingredients"] == [*before["ingredients"], {"id": "i3", "item": "Salt", "substitutes": []}]
    assert after["recipes"] == before["recipes"]

    kitchen.console.get_by_role("button", name="Edit").click()
    recipes = kitchen.form.get_by_label("Recipes")
    expect(recipes).to_have_value("# Pancakes (4)\nFlour\n2 Eggs")
    recipes.fill("# Pancakes (6)\nFlour\n3 Eggs\n1 l Milk")
    after = kitchen.save()
    assert [(each["id"], each["item"]) for each in after["ingredients"]][3] == ("i4", "Milk")
    needs = [{"ingredient": "i1"}, {"ingredient": "i2", "amount": "3"}, {"ingredient": "i4", "amount": "1 l"}]
    assert after["recipes"] == [{"id": "r1", "name": "Pancakes", "serves": 6, "needs": needs}]


def test_a_mistake_is_said_while_one_types_and_what_is_refused_stays(
    screens: dict[str, Person], server: Server
) -> None:
    kitchen = Kitchen(screens, server, "single", options=["Dune", "Emma"])
    options = kitchen.form.get_by_role("textbox", name="Options")
    options.fill("Dune")
    expect(kitchen.form.get_by_text("Write 2 at least, one a line.")).to_be_visible()
    options.fill("Dune\ndune")
    kitchen.press("Save")
    expect(kitchen.form.get_by_role("alert").filter(has_text="Two options read the same.")).to_be_visible()
    expect(options).to_have_value("Dune\ndune")
    options.fill("Dune\nEmma\nUlysses")
    assert [option["id"] for option in kitchen.save()["options"]] == ["o1", "o2", "o3"]


def test_an_activity_of_any_kind_is_added_from_the_same_description(screens: dict[str, Person], server: Server) -> None:
    hana = Host(server.url, activities=[])
    console = screens["Hana"].host(hana.code, hana.token).page
    console.get_by_role("button", name="Add an activity").click()
    form = console.get_by_role("form", name="Add an activity")
    expect(form.get_by_label("Kind")).to_have_value("single")
    form.get_by_label("Kind").select_option("Turns")
    form.get_by_role("textbox", name="Title").fill("Read aloud")
    form.get_by_role("spinbutton", name="Length of a turn").fill("1.5")
    form.get_by_role("checkbox", name="Something is read aloud").check()
    form.get_by_role("textbox", name="Book").fill("Emma")
    form.get_by_role("button", name="Add to the list").click()
    expect(form).to_have_count(0)
    (made,) = until(lambda: hana.call("GET").json()["activities"])
    assert made["config"]["reading"] == {"title": "Emma", "unit": "page", "first": 1, "each": 1}
    assert made["config"]["seconds"] == 90
