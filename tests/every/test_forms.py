"""The form of every kind of activity: all that a host may set, in words, in both renderings, and nothing lost."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest
from babel.messages.pofile import read_po
from flask import Flask

from eventkit.config import ROOT
from eventkit.domain import kinds
from eventkit.domain.activities import themes
from eventkit.domain.activities.themes import TRANSLATIONS
from eventkit.domain.basics.options import keep_ids
from eventkit.domain.kinds.common.kind import Kind
from eventkit.domain.kinds.common.played import Material
from eventkit.web.config_form import fields, pasting
from eventkit.web.config_form.settings import Setting, settings_of
from tests.forms import fields_in
from tests.people import plan

API = "/api/v1"
SCRIPTS = ROOT / "static" / "js"
KINDS = list(kinds.all_kinds().values())
PICTURE = "/pictures/" + "a" * 32
FILLED: dict[str, dict[str, Any]] = {
    "single": {"options": ["Dune", "Emma"], "seconds": 30, "show_at_end": True, "proposals": True},
    "multiple": {"options": ["Dune", "Emma", "Ulysses"], "max": 2, "results": "live"},
    "ranking": {"options": ["Dune", "Emma"], "anonymous": True, "may_change": False},
    "rating": {"scale": 7, "low": "not for me", "high": "loved it", "look": "numbers"},
    "pulse": {"scale": 3, "low": "lost"},
    "words": {"limit": 2},
    "text": {"limit": 4, "upvotes": True, "moderated": True},
    "questions": {"allow_anonymous": False, "results": "reveal"},
    "prompt": {"deck": "icebreakers", "cards": ["One, two", "Three | four"], "seconds": 600},
    "pairs": {"size": 3, "seconds": 101, "rounds": 2, "own_calls": False, "cards": ["Why?"]},
    "turns": {"everyone": True, "seconds": 90, "reading": {"title": "Emma", "unit": "chapter", "first": 3, "each": 2}},
    "quiz": {
        "questions": [{"text": "One?", "options": ["Yes", "No"], "correct": "o1", "seconds": 20, "picture": PICTURE}],
        "teams": ["Red", "Blue"], "speed_share": 15, "seconds": 60,
    },
    "countdown": {
        "title": "The General", "link": "https://film.test/", "minutes": 78.123456789,
        "discussion": [{"minute": 10.5, "text": "Who drives?"}, {"minute": 0, "text": "Who is who?"}],
    },
    "steps": {
        "steps": [
            {"title": "Boil", "text": "Water | salt", "minutes": 2.5, "link": "https://kettle.test/",
             "picture": PICTURE},
            {"text": "Eat", "seconds": 90},
        ],
        "ingredients": [{"item": "Water", "amount": "1 l"}], "serves": 4, "pace": "own",
    },
    "pantry": {
        "ingredients": [{"item": "Flour", "amount": "200 g", "substitutes": ["Starch, fine", "Semolina"]}],
        "recipes": [{"name": "Pancakes", "serves": 2, "ingredients": ["Flour", {"item": "Eggs", "amount": "2"}]}],
    },
    "this-or-that": {"pairs": [["Tea", "Coffee / Mocha"], ["Dog", "Cat"]]},
    "kudos": {"about": "Sam", "moderated": True},
    "awards": {"awards": ["Best hat"], "pictures": True, "anonymous": False},
}  # fmt: skip
"""A config with something in every sort of field."""
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)


def settings_in(kind: Kind) -> list[Setting]:
    """With the columns of rows and the parts of groups."""
    settings = settings_of(kind.Config)
    return [*settings, *(column for setting in settings for column in setting.columns)]


def stored(kind: Kind) -> dict[str, Any]:
    return kind.prepare(FILLED.get(kind.slug, {}), Material(themes.get("book-club")))


@every_kind
def test_every_setting_is_in_the_form_or_says_that_it_is_not(kind: Kind) -> None:
    schema = kind.Config.model_json_schema()
    shown = {setting.name for setting in settings_of(kind.Config)}
    for name, setting in schema["properties"].items():
        is_fixed = "const" in setting or setting.get("type") == "null"
        said = setting.get("form") is False or name in schema["form"]["without"]
        assert (name in shown) != (is_fixed or said), name


@every_kind
def test_every_setting_and_row_is_called_something(kind: Kind) -> None:
    for setting in settings_in(kind):
        assert setting.label != setting.name
        assert all(words != value for value, words in setting.choices)
        if setting.control == "rows":
            assert setting.add
            assert "{number}" in setting.row
            assert setting.reads in (*pasting.READERS, "")


@every_kind
@pytest.mark.parametrize("language", ["de", "es"])
def test_every_text_of_a_form_is_translated(kind: Kind, language: str) -> None:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file)
    for setting in settings_in(kind):
        texts = [
            setting.label,
            setting.hint,
            setting.row,
            setting.add,
            setting.example,
            setting.unit,
            *(words for _value, words in setting.choices),
        ]
        for text in filter(None, texts):
            message = catalogue.get(text)
            assert message, f"{setting.name}: {text}"
            assert message.string, f"{setting.name}: {text}"


@every_kind
def test_a_form_that_is_sent_as_it_came_changes_nothing(kind: Kind) -> None:
    settings, config = settings_of(kind.Config), stored(kind)
    assert fields.config_from(settings, config, fields.fields_of(settings, config)) == {}


@every_kind
def test_a_new_form_that_is_sent_as_it_came_sets_nothing_but_our_own_lists(kind: Kind) -> None:
    settings = settings_of(kind.Config)
    sent = fields.config_from(settings, {}, fields.fields_of(settings, {}))
    assert sent.keys() <= {setting.name for setting in settings if setting.control == "lines" and setting.default}


@every_kind
def test_all_settings_sent_at_once_are_the_config_they_came_from(kind: Kind) -> None:
    """As where each was changed and changed back; what the form does not show of a row is kept by the domain."""
    settings, config = settings_of(kind.Config), stored(kind)
    typed = fields.fields_of(settings, config)
    sent = {name: value for each in settings for name, value in fields.config_from([each], {}, typed).items()}
    kept = {name: keep_ids(value, config.get(name)) for name, value in sent.items()}
    assert kind.prepare({**config, **kept}, Material(themes.get("book-club"))) == config


ROUND = """
import { readFileSync } from "node:fs";
import { changesIn, typedOf } from "%s/static/js/room/console/form/values.js";
const asked = JSON.parse(readFileSync(0, "utf-8"));
const answers = asked.map(({ form, config }) => ({
  again: changesIn(form, typedOf(form, config), config),
  whole: changesIn(form, typedOf(form, config)),
  fresh: changesIn(form, typedOf(form)),
}));
console.log(JSON.stringify(answers));
"""
"""Every form filled in from its config: what is sent when nothing was touched, when all is new, and when nothing was
there."""


def test_the_consoles_form_sends_what_the_page_sends(app: Flask, node: str) -> None:
    described = {each["kind"]: each["form"] for each in app.test_client().get(f"{API}/kinds").json}  # type: ignore[union-attr]
    asked = [{"form": described[kind.slug], "config": stored(kind)} for kind in KINDS]
    command = [node, "--input-type=module", "-e", ROUND % ROOT]
    ran = subprocess.run(command, input=json.dumps(asked), check=True, capture_output=True, text=True, timeout=60)
    with app.test_request_context():
        for kind, sent in zip(KINDS, json.loads(ran.stdout), strict=True):
            settings, config = settings_of(kind.Config), stored(kind)
            assert sent["again"] == {}, kind.slug
            assert sent["whole"] == fields.config_from(settings, {}, fields.fields_of(settings, config)), kind.slug
            assert sent["fresh"] == fields.config_from(settings, {}, fields.fields_of(settings, {})), kind.slug


@every_kind
def test_every_view_of_a_setting_is_there_and_says_why(kind: Kind) -> None:
    for setting in settings_of(kind.Config):
        if setting.control == "view":
            module = (SCRIPTS / "kinds" / f"{setting.view}.js").read_text(encoding="utf-8")
            assert re.search(r"written as text.*?\*/\nexport function View\(", module, re.DOTALL)


@every_kind
def test_the_page_draws_every_setting_or_names_it_as_the_consoles(app: Flask, kind: Kind) -> None:
    browser = app.test_client()
    event: dict[str, Any] = browser.post(f"{API}/events", json=plan(activities=[])).json  # type: ignore[assignment]
    browser.get(f"/h/{event['host_token']}")
    key = {"Authorization": f"Bearer {event['host_token']}"}
    new = {"kind": kind.slug, "title": "As it is", "config": FILLED.get(kind.slug, {})}
    made = browser.post(f"{API}/events/{event['code']}/activities", json=new, headers=key)
    path = f"/e/{event['code']}/run/{made.json['id']}"  # type: ignore[index]
    page = browser.get(path).text
    for setting in settings_of(kind.Config):
        drawn = {"rows": f'id="rows-{setting.name}"', "view": f"{setting.label}"}
        assert drawn.get(setting.control, f'id="field-config-{setting.name}"') in page
        for column in setting.columns:
            start = f"{setting.name}-0" if setting.control == "rows" else f"config-{setting.name}"
            assert f'id="field-{start}-{column.name}"' in page
    before = browser.get(f"{API}/events/{event['code']}", headers=key).json["activities"][0]  # type: ignore[index]
    assert browser.post(path, data=fields_in(page[page.index("<main") :])).status_code == 303
    after = browser.get(f"{API}/events/{event['code']}", headers=key).json["activities"][0]  # type: ignore[index]
    assert after["config"] == before["config"]
