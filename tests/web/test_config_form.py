"""The settings of an activity by the form that needs no script."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.web.test_run_of_show import Hana, typed_in

PICTURE = "/pictures/" + "a" * 32
STEPS = [
    {"title": "Boil", "text": "Water", "link": "https://kettle.test/", "picture": PICTURE, "seconds": 90},
    {"title": "Steep", "minutes": 2.5},
    {"text": "Eat", "picture": PICTURE},
]
FLOUR = {"item": "Flour", "amount": "200 g", "substitutes": ["Starch", "Semolina, fine"]}
BUTTER = {"item": "Butter", "substitutes": ["Margarine"]}


class Form:
    """The form of one activity as Hana has it before her."""

    def __init__(self, hana: Hana, kind: str, config: dict[str, Any]) -> None:
        self.hana = hana
        self.path = f"{hana.page}/{hana.add(kind=kind, config=config)}"
        self.typed = typed_in(hana.browser.get(self.path).text)

    def press(self, action: str) -> Any:
        answer = self.hana.browser.post(self.path, data={**self.typed, "action": action})
        if answer.status_code != 303:
            self.typed = typed_in(answer.text)
        return answer

    def save(self) -> dict[str, Any]:
        assert self.press("save").status_code == 303
        return self.config

    @property
    def config(self) -> dict[str, Any]:
        config: dict[str, Any] = self.hana.run[0]["config"]
        return config


@pytest.fixture
def hana(app: Flask) -> Hana:
    return Hana(app)


@pytest.fixture
def steps(hana: Hana) -> Form:
    return Form(hana, "steps", {"steps": STEPS})


@pytest.fixture
def pantry(hana: Hana) -> Form:
    return Form(hana, "pantry", {"ingredients": [FLOUR, BUTTER]})


def test_changing_a_word_of_a_step_keeps_its_link_picture_and_time(steps: Form) -> None:
    before = steps.config["steps"]
    steps.typed["steps-0-title"] = "Boil it"
    assert steps.save()["steps"] == [{**before[0], "title": "Boil it"}, *before[1:]]


def test_a_row_that_moves_keeps_its_id_and_what_the_form_does_not_show(steps: Form) -> None:
    first, second, third = steps.config["steps"]
    steps.press("up:steps:2")
    assert steps.save()["steps"] == [first, third, second]


def test_an_emptied_column_is_emptied(steps: Form) -> None:
    steps.typed |= {"steps-0-text": "", "steps-0-link": "", "steps-0-seconds": ""}
    first = steps.save()["steps"][0]
    assert first == {"id": "s1", "title": "Boil", "picture": PICTURE}


def test_a_step_that_is_added_gets_an_id_of_its_own(steps: Form) -> None:
    steps.press("remove:steps:1")
    steps.press("add:steps")
    steps.typed["steps-2-title"] = "Rest"
    assert [(step["id"], step.get("title")) for step in steps.save()["steps"]] == [
        ("s1", "Boil"), ("s3", None), ("s4", "Rest"),
    ]  # fmt: skip


def test_adding_salt_keeps_what_else_would_do(pantry: Form) -> None:
    pantry.press("add:ingredients")
    pantry.typed["ingredients-2-item"] = "Salt"
    flour, butter, salt = pantry.save()["ingredients"]
    assert (flour["substitutes"], butter["substitutes"]) == (FLOUR["substitutes"], BUTTER["substitutes"])
    assert salt == {"id": "i3", "item": "Salt", "substitutes": []}


def test_substitutes_are_written_one_a_line_and_taken_away(pantry: Form) -> None:
    assert pantry.typed["ingredients-0-substitutes"] == "Starch\nSemolina, fine"
    pantry.typed |= {"ingredients-0-substitutes": "", "ingredients-1-substitutes": "Oil\n\nLard"}
    flour, butter = pantry.save()["ingredients"]
    assert (flour["substitutes"], butter["substitutes"]) == ([], ["Oil", "Lard"])


def test_the_recipes_of_a_pantry_are_kept_and_named_as_the_consoles(hana: Hana) -> None:
    form = Form(hana, "pantry", {"recipes": [{"name": "Pancakes", "serves": 4, "ingredients": ["Flour", "Eggs"]}]})
    assert "In the room you can also set: Recipes." in hana.browser.get(form.path).text
    before = form.config["recipes"]
    form.typed["ingredients-1-item"] = "Large eggs"
    assert form.save()["recipes"] == before


def test_pasted_lines_become_rows_after_those_that_are_there(steps: Form) -> None:
    steps.typed["steps"] = "- Cool | Open the window | 3\n- Wait, 1 h 30 min"
    assert "2 lines were added." in steps.press("paste:steps").text
    assert steps.typed["steps-3-text"] == "Open the window"
    assert steps.typed["steps-4-minutes"] == "90"
    steps.typed["steps"] = "Serve"
    assert [step.get("title") for step in steps.save()["steps"]] == ["Boil", "Steep", None, "Cool", "Wait", "Serve"]


def test_too_many_lines_stay_in_their_box_with_the_reason(steps: Form) -> None:
    steps.typed["steps"] = "Stir\n" * 101
    assert "That is more than 100 lines." in steps.press("paste:steps").text
    assert steps.typed["steps"].count("Stir") == 101
    assert steps.press("save").status_code == 422


def test_a_refused_form_keeps_its_rows_and_says_which_part_is_wrong(steps: Form) -> None:
    steps.press("add:steps")
    steps.typed |= {"steps-0-link": "no link", "steps-3-text": "Rest", "steps-1-minutes": "soon"}
    before = {**steps.typed, "csrf_token": None}  # which is another in the next second
    refused = steps.press("save")
    assert refused.status_code == 422
    assert "Step 1, Link: That link must start with https://" in refused.text
    assert "Step 2, Minutes: " in refused.text
    assert {**steps.typed, "csrf_token": None} == before
    assert steps.config["steps"][0]["link"] == STEPS[0]["link"]


def test_rows_are_numbered_anew_whatever_their_fields_are_called(steps: Form) -> None:
    steps.typed |= {"steps-70-title": "Rest", "ingredients-70-item": "Salt"}
    steps.press("add:steps")
    assert (steps.typed["steps-3-title"], steps.typed["ingredients-1-item"]) == ("Rest", "Salt")


def test_what_is_read_aloud_is_there_once_its_box_is_ticked(hana: Hana) -> None:
    turns = Form(hana, "turns", {"seconds": 90})
    assert turns.typed["config-seconds"] == "1.5"
    turns.typed |= {"config-reading-title": "Emma", "config-reading-unit": "chapter", "config-reading-first": "3"}
    assert "reading" not in turns.save()
    turns.typed |= {"config-reading": "on", "config-seconds": "2.25"}
    config = turns.save()
    assert config["reading"] == {"title": "Emma", "unit": "chapter", "first": 3, "each": 1}
    assert config["seconds"] == 135


def test_a_wrong_part_of_a_group_is_named(hana: Hana) -> None:
    turns = Form(hana, "turns", {"reading": {"title": "Emma"}})
    turns.typed["config-reading-first"] = "0"
    assert 'id="error-config-reading-first"' in turns.press("save").text


def test_minutes_give_every_number_of_seconds_again(hana: Hana) -> None:
    pairs = Form(hana, "pairs", {"seconds": 100, "cards": ["Why?"]})
    assert pairs.typed["config-seconds"] == "1.67"
    pairs.typed["config-rounds"] = "2"
    assert pairs.save()["seconds"] == 100
    pairs.typed["config-seconds"] = ""
    assert pairs.save().get("seconds") is None
    assert typed_in(hana.browser.get(pairs.path).text)["config-seconds"] == ""


def test_as_many_choices_as_there_are_stay_as_many_when_one_is_added(hana: Hana) -> None:
    poll = Form(hana, "multiple", {"options": ["Dune", "Emma"]})
    assert poll.typed["config-max"] == ""
    poll.typed["config-options"] = "Dune\nEmma\nUlysses"
    assert poll.save()["max"] == 3
    poll.typed["config-max"] = "2"
    assert poll.save()["max"] == 2


def test_defaults_are_in_the_readers_language(hana: Hana) -> None:
    page = hana.browser.get(f"{hana.page}/new?kind=awards", headers={"Accept-Language": "de"}).text
    typed = {**typed_in(page), "title": "Preise"}
    assert "Schönstes Accessoire" in typed["config-awards"]
    hana.browser.post(f"{hana.page}/new?kind=awards", data=typed)
    assert hana.run[0]["config"]["awards"][0]["text"] == "Schönstes Accessoire"


def test_our_own_pairs_are_taken_where_none_are_written(hana: Hana) -> None:
    typed = {**typed_in(hana.browser.get(f"{hana.page}/new?kind=this-or-that").text), "title": "Tea?"}
    hana.browser.post(f"{hana.page}/new?kind=this-or-that", data=typed)
    assert len(hana.run[0]["config"]["pairs"]) == 12
    hana.browser.post(f"{hana.page}/new?kind=this-or-that", data={**typed, "pairs": "Tea / Coffee"})
    assert hana.run[1]["config"]["pairs"] == [{"left": "Tea", "right": "Coffee"}]


def test_a_row_of_a_new_activity_can_be_added_before_it_is_saved(hana: Hana) -> None:
    path = f"{hana.page}/new?kind=countdown"
    typed = {**typed_in(hana.browser.get(path).text), "title": "Film", "discussion-0-minute": "12.5"}
    page = hana.browser.post(path, data={**typed, "action": "add:discussion"}).text
    assert 'id="field-discussion-1-minute"' in page
    typed = {**typed_in(page), "discussion-0-text": "Why?", "discussion-1-minute": "3", "discussion-1-text": "Who?"}
    hana.browser.post(path, data={**typed, "action": "save"})
    assert hana.run[0]["config"]["discussion"] == [{"minute": 12.5, "text": "Why?"}, {"minute": 3.0, "text": "Who?"}]
