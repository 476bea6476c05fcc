"""The planning form without scripts: rows come and go, lines are pasted, nothing typed is lost, and what is wrong is
said beside its field."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventkit.app import create_app
from eventkit.config import Config
from eventkit.domain.activities import themes
from tests.forms import FormReader, fields_in
from tests.people import plan

TYPED = {
    "title": "Soup",
    "theme": "cooking-class",
    "date": "2026-12-03",
    "time": "19:00",
    "timezone": "Europe/Berlin",
    "duration_minutes": "75",
    "host_name": "Hana",
    "description": "Bring a cup.",
    "recipe_name": "Lentil soup",
    "ingredients-0-item": "lentils",
    "ingredients-0-amount": "many",
    "ingredients-1-item": "salt",
    "ingredients-2-item": "water",
    "steps-0-text": "Boil",
    "steps-0-minutes": "not yet known",
}
RECIPE = {
    "@type": "Recipe",
    "name": "Another soup",
    "recipeYield": 4,
    "recipeIngredient": ["1 onion", "200 ml cream"],
    "recipeInstructions": [{"@type": "HowToStep", "text": "Chop"}],
    "totalTime": "PT30M",
}


class Page:
    """A page that came back, read as a browser does."""

    def __init__(self, response: Any) -> None:
        self.status, self.text = response.status_code, response.text
        reader = FormReader()
        reader.feed(self.text)
        self.fields, self.buttons, self.focused = reader.fields, reader.buttons, reader.focused

    def column(self, name: str, column: str) -> list[str]:
        return [
            value
            for field, value in self.fields.items()
            if field.startswith(f"{name}-") and field.endswith(f"-{column}")
        ]


def press(client: FlaskClient, action: str, path: str = "/new", **typed: str) -> Page:
    return Page(client.post(path, data={**TYPED, **typed, "action": action}))


@pytest.mark.parametrize(
    ("action", "items", "focused"),
    [
        ("add:ingredients", ["lentils", "salt", "water", ""], "field-ingredients-3-item"),
        ("remove:ingredients:1", ["lentils", "water"], "remove-ingredients-1"),
        ("remove:ingredients:2", ["lentils", "salt"], "remove-ingredients-1"),
        ("up:ingredients:2", ["lentils", "water", "salt"], "up-ingredients-1"),
        ("up:ingredients:1", ["salt", "lentils", "water"], "down-ingredients-0"),
        ("down:ingredients:0", ["salt", "lentils", "water"], "down-ingredients-1"),
        ("down:ingredients:1", ["lentils", "water", "salt"], "up-ingredients-2"),
        ("up:ingredients:0", ["lentils", "salt", "water"], "down-ingredients-0"),
        ("remove:ingredients:9", ["lentils", "salt", "water"], "add-ingredients"),
    ],
)
def test_rows_come_and_go_and_move(client: FlaskClient, action: str, items: list[str], focused: str) -> None:
    page = press(client, action)
    assert page.status == 200
    assert page.column("ingredients", "item") == items
    assert page.focused == focused
    assert 'role="alert"' not in page.text
    kept = {name: value for name, value in TYPED.items() if not name.startswith("ingredients")}
    assert page.fields.items() >= kept.items()
    assert "many" in page.column("ingredients", "amount")


def test_rows_come_and_go_in_an_event_that_is_planned(client: FlaskClient) -> None:
    made: Any = client.post("/api/v1/events", json=plan()).json
    client.get(made["urls"]["host"].removeprefix("http://127.0.0.1:5000"))
    page = press(client, "remove:ingredients:1", f"/e/{made['code']}/edit")
    assert (page.status, page.column("ingredients", "item")) == (200, ["lentils", "water"])
    assert client.get(f"/api/v1/events/{made['code']}").json["title"] == "Thursday book club"  # type: ignore[index]


def test_every_button_says_what_it_does(client: FlaskClient) -> None:
    buttons = Page(client.post("/new", data={**TYPED, "action": "theme"})).buttons
    assert buttons["remove:ingredients:1"] == "Remove ingredient 2"
    assert buttons["up:ingredients:1"] == "Move ingredient 2 up"
    assert "up:ingredients:0" not in buttons
    assert "down:ingredients:2" not in buttons


def test_the_last_row_leaves_an_empty_one_to_begin_in(client: FlaskClient) -> None:
    page = press(client, "remove:steps:0")
    assert page.column("steps", "text") == [""]


def test_a_button_that_is_not_there_loses_nothing(client: FlaskClient) -> None:
    for action in ("add:nothing", "remove:steps", "paste:nothing", "up:steps:99999", "add:", ":"):
        page = press(client, action)
        assert page.fields.items() >= {"title": "Soup", "ingredients-2-item": "water"}.items()


def test_lines_are_pasted_after_the_rows_that_are_there(client: FlaskClient) -> None:
    lines = "• 1 onion\r\n\r\n• 200 g flour | spelt, oats\r\n"
    page = press(client, "paste:ingredients", ingredients=lines, **{"ingredients-1-item": " "})
    assert page.status == 200
    assert page.column("ingredients", "item") == ["lentils", "water", "onion", "flour"]
    assert page.column("ingredients", "amount") == ["many", "", "1", "200 g"]
    assert page.column("ingredients", "substitutes")[-1] == "spelt, oats"
    assert page.fields["ingredients"] == ""
    assert "2 lines were added." in page.text
    assert page.focused == "note-ingredients"


def test_each_list_takes_lines(client: FlaskClient) -> None:
    page = press(client, "paste:reading_list", reading_list="1. Emma by Jane Austen | 320 p\n2. Beowulf")
    assert page.column("reading_list", "title") == ["Emma", "Beowulf"]
    assert page.column("reading_list", "pages") == ["320", ""]
    page = press(client, "paste:stops", stops="The Night Watch | look at the light | https://museum.test")
    assert page.column("stops", "link") == ["https://museum.test"]
    page = press(
        client, "paste:questions", questions="Which train?\nTea? | Yes | No\nWho brings what? | Salad x2 | Bread"
    )
    assert page.column("questions", "kind") == ["text", "choice", "bring"]
    assert page.column("questions", "lines")[-1] == "Salad x2\nBread"


@pytest.mark.parametrize("box", ["recipe", "ingredients", "steps"])
def test_the_data_of_a_recipes_page_is_pasted(client: FlaskClient, box: str) -> None:
    pasted = f'<script type="application/ld+json">{json.dumps(RECIPE)}</script>'
    page = press(client, f"paste:{box}", **{box: pasted, "recipe_serves": ""})
    assert page.status == 200
    assert page.column("ingredients", "item") == ["lentils", "salt", "water", "onion", "cream"]
    assert page.column("steps", "text") == ["Boil", "Chop"]
    assert (page.fields["recipe_name"], page.fields["recipe_serves"]) == ("Lentil soup", "4")
    for said in ("2 ingredients were added.", "One step was added.", "It takes 30 minutes in all."):
        assert said in page.text


@pytest.mark.parametrize(
    ("box", "pasted", "said"),
    [
        ("recipe", "{not a recipe", "could not be read"),
        ("steps", '<p onclick="alert(1)">', "could not be read"),
        ("stops", "stop\n" * 101, "more than 100 lines"),
        ("reading_list", "  ", "Paste or write something"),
    ],
)
def test_what_cannot_be_pasted_stays_in_its_box_with_the_reason(
    client: FlaskClient, box: str, pasted: str, said: str
) -> None:
    page = press(client, f"paste:{box}", **{box: pasted})
    assert page.status == 422
    assert page.fields[box].strip() == pasted.strip()
    assert f'id="error-{box}"' in page.text
    assert said in page.text


def test_what_was_pasted_and_not_added_is_taken_along(client: FlaskClient) -> None:
    planned = press(client, "create", ingredients="pepper, a pinch", **{"steps-0-minutes": "5"})
    assert planned.status == 303
    page = client.get("/", follow_redirects=True)
    code = page.text.split("/e/")[1][:8]
    ingredients = client.get(f"/api/v1/events/{code}").json["details"]["recipe"]["ingredients"]  # type: ignore[index]
    assert ingredients[-1] == {"item": "pepper", "amount": "a pinch"}


def test_a_pasted_page_of_nearly_a_megabyte_arrives_and_a_larger_one_is_refused(client: FlaskClient) -> None:
    padding = "x" * 900_000
    assert press(client, "paste:recipe", recipe=json.dumps({**RECIPE, "comment": padding})).status == 200
    assert client.post("/new", data={"recipe": padding * 2}).status_code == 413


def question(kind: str, lines: str, text: str = "Tea?") -> dict[str, str]:
    return {"questions-0-kind": kind, "questions-0-lines": lines, "questions-0-text": text}


@pytest.mark.parametrize(
    ("typed", "field", "named"),
    [
        ({}, "steps-0-minutes", "Step 1, Minutes"),
        ({"steps-0-minutes": "", "steps-1-minutes": "5"}, "steps-1-text", "Step 2, Step"),
        ({"ingredients-0-substitutes": f"oil, {'x' * 300}"}, "ingredients-0-substitutes", "Ingredient 1, Or instead"),
        ({"stops-3-title": "A", "stops-5-title": "B", "stops-5-link": "ftp://x"}, "stops-1-link", "Stop 2, Link"),
        (question("choice", "Yes\nyes"), "questions-0-lines", "Question 1, One a line"),
        (question("bring", "Salad x0", ""), "questions-0-lines", "Question 1, One a line"),
        (question("riddle", ""), "questions-0-kind", "Question 1, Answered with"),
        ({f"stops-{number}-title": "A" for number in range(101)}, "stops", "Stops"),
    ],
)
def test_what_is_wrong_in_a_row_is_said_beside_it(
    client: FlaskClient, typed: dict[str, str], field: str, named: str
) -> None:
    page = press(client, "create", **typed)
    assert page.status == 422
    assert f'id="error-{field}"' in page.text
    assert f'<a href="#field-{field}">{named}: ' in page.text
    assert f'id="field-{field}"' in page.text


def test_an_event_has_all_that_was_asked_for(client: FlaskClient) -> None:
    asked = {
        "steps-0-minutes": "",
        "host_email": "hana@example.org",
        "capacity": "12",
        "reply_by": "2026-12-01",
        "shows_names": "1",
        "link_for": "replied",
        "language": "de",
        "questions-0-text": "Which train?",
        "questions-0-required": "1",
        "questions-1-kind": "diet",
        "questions-2-text": " ",
        "questions-3-kind": "bring",
        "questions-3-lines": "Salad x2\nBread",
    }
    manage = client.post("/new", data={**TYPED, **asked, "action": "create"}).location
    kept = fields_in(client.get(manage.replace("manage", "edit")).text)
    assert {name: kept[name] for name in asked if not name.startswith("questions-")} == {
        name: value for name, value in asked.items() if not name.startswith("questions-")
    }
    assert [kept[f"questions-{number}-text"] for number in range(3)] == [
        "Which train?",
        "Is there anything you do not eat?",
        "What will you bring?",
    ]
    assert (kept["questions-0-required"], kept["questions-2-lines"]) == ("1", "Salad x2\nBread")


def test_the_address_of_the_host_is_for_nobody_else(client: FlaskClient, app: Flask) -> None:
    typed = {**TYPED, "steps-0-minutes": "", "host_email": "hana@example.org"}
    code = client.post("/new", data=typed).location.split("/")[2]
    for path in ("", ".ics", "/room", "/stage"):
        assert "hana@example.org" not in app.test_client().get(f"/e/{code}{path}").text


@pytest.mark.parametrize(
    ("typed", "is_open"),
    [
        ({}, False),
        ({"link_for": "all"}, False),
        ({"capacity": "5"}, True),
        ({"reply_by": "soon"}, True),
        ({"language": "de"}, True),
        ({"questions-0-text": "Tea?"}, True),
    ],
)
def test_what_few_ask_for_is_open_where_it_holds_something(
    client: FlaskClient, typed: dict[str, str], is_open: bool
) -> None:
    page = press(client, "theme", **typed)
    assert ('<details class="plan__more" open>' in page.text) == is_open


def test_a_new_plan_speaks_the_readers_language(client: FlaskClient) -> None:
    for asked, language in (("de-AT,de;q=0.9", "de"), ("fr", "en"), ("en-GB", "en")):
        page = client.get("/new", headers={"Accept-Language": asked}).text
        assert fields_in(page)["language"] == language
        assert "Deutsch</option>" in page


def test_another_like_it_moves_the_day_until_which_replies_are_wanted(client: FlaskClient) -> None:
    for reply_by, moved in (("2036-12-02", "2036-12-09"), ("2020-12-02", ""), (None, "")):
        made: Any = client.post("/api/v1/events", json=plan(starts_at="2036-12-04T19:00", reply_by=reply_by)).json
        client.get(made["urls"]["host"].removeprefix("http://127.0.0.1:5000"))
        typed = fields_in(client.get(f"/new?like={made['code']}").text)
        assert (typed["date"], typed["reply_by"]) == ("2036-12-11", moved)


def test_the_passphrase_does_not_come_back_with_a_row(config: Config) -> None:
    app = create_app(replace(config, create_passphrase="open sesame"))
    app.config["WTF_CSRF_ENABLED"] = False
    page = press(app.test_client(), "add:steps", passphrase="open sesame")
    assert "open sesame" not in page.text
    assert page.status == 200


def test_every_theme_shows_the_rows_it_asks_for(client: FlaskClient) -> None:
    for theme in themes.all_themes().values():
        page = client.get(f"/new?theme={theme.slug}").text
        assert all(f'data-detail="{detail}">' in page for detail in theme.details)
