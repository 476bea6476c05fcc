"""Lines that are pasted into the rows of an activity's settings."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from eventkit.domain import kinds
from eventkit.domain.basics.errors import Invalid
from eventkit.web.config_form import pasting
from eventkit.web.config_form.settings import Setting, settings_of


def setting(kind: str, name: str) -> Setting:
    return next(each for each in settings_of(kinds.get(kind).Config) if each.name == name)


@pytest.mark.parametrize(
    ("kind", "name", "line", "entry"),
    [
        ("steps", "steps", "Boil the water, 3 min", {"title": "Boil the water", "minutes": 3}),
        ("steps", "steps", "Boil the pasta (10 min.)", {"title": "Boil the pasta", "minutes": 10}),
        ("steps", "steps", "Rest – 1 h and 30 minutes", {"title": "Rest", "minutes": 90}),
        ("steps", "steps", "Stir 1.5 min", {"title": "Stir", "seconds": 90}),
        ("steps", "steps", "Stir for 5 mice", {"title": "Stir for 5 mice"}),
        ("steps", "steps", "3 min", {"title": "3 min"}),
        ("steps", "steps", "Wait 99999 h", {"title": "Wait 99999 h"}),
        ("steps", "steps", "The Milkmaid | Look at the light | https://rijks.test/x | 45 s",
         {"title": "The Milkmaid", "text": "Look at the light", "link": "https://rijks.test/x", "seconds": 45}),
        ("steps", "steps", "a | b | c | 7", {"title": "a", "text": "b | c", "minutes": 7}),
        ("steps", "steps", "x" * 201, {"text": "x" * 201}),
        ("steps", "ingredients", "200 g flour | starch", {"item": "flour", "amount": "200 g"}),
        ("pantry", "ingredients", "200 g flour | starch",
         {"item": "flour", "amount": "200 g", "substitutes": ["starch"]}),
        ("this-or-that", "pairs", "and/or / both", {"left": "and/or", "right": "both"}),
        ("this-or-that", "pairs", "tea/coffee", {"left": "tea", "right": "coffee"}),
        ("this-or-that", "pairs", "Tea | Coffee", {"left": "Tea", "right": "Coffee"}),
        ("this-or-that", "pairs", "Tea", {"left": "Tea"}),
        ("countdown", "discussion", "12 Why?", {"minute": 12, "text": "Why?"}),
        ("countdown", "discussion", "1:02:30. Why?", {"minute": 62.5, "text": "Why?"}),
        ("countdown", "discussion", "12 | Why?", {"minute": 12, "text": "Why?"}),
        ("countdown", "discussion", "Why?", {"text": "Why?"}),
    ],
)  # fmt: skip
def test_a_pasted_line_is_read_as_people_write_it(kind: str, name: str, line: str, entry: dict[str, Any]) -> None:
    assert pasting.entries_in(setting(kind, name), line) == [entry]


@pytest.mark.parametrize(
    ("time", "seconds"),
    [("90 s", 90), ("1.5 minutes", 90), ("1,5 min", 90), ("2 h", 7200), ("45 sec.", 45), ("10min", 600),
     ("1 hour", 3600), ("1 hour and 5 minutes", 3900), ("1 min 30 s", 90)],
)  # fmt: skip
@pytest.mark.parametrize("between", [": ", ", ", " ", " – ", " ("])
def test_the_time_of_a_step_is_written_in_many_ways(time: str, seconds: int, between: str) -> None:
    entry = pasting.step(f"Wait{between}{time}" + ")" * (between == " ("))
    assert entry["title"] == "Wait"
    assert entry.get("seconds", entry.get("minutes", 0) * 60) == seconds


@pytest.mark.parametrize(
    "line",
    ["Add 200 ml", "Cut into 3", "Bake at 180 C", "3 min", "Add 2 small spoons", "Walk 200 m", "Fry 2-3 min",
     "Wait 0 min", "Let it rest, 12 h"],
)  # fmt: skip
def test_what_is_no_time_stays_in_the_step(line: str) -> None:
    assert pasting.step(line) == {"title": line}


@pytest.mark.parametrize("line", ["1 " * 900, "3 min " * 300, "/" * 2000, "1:" * 900, "9" * 1999, "a, (" * 500])
def test_a_hostile_line_is_read_at_once(line: str) -> None:
    for kind, name in (("steps", "steps"), ("this-or-that", "pairs"), ("countdown", "discussion")):
        pasting.entries_in(setting(kind, name), "\n".join([line] * 100))


def test_lines_are_read_for_programs_and_the_console_too(app: Flask) -> None:
    browser = app.test_client()
    asked = {"kind": "steps", "setting": "steps", "text": "Boil, 3 min\nEat"}
    read = browser.post("/api/v1/kinds/rows", json=asked)
    assert read.json == {"rows": [{"title": "Boil", "minutes": 3}, {"title": "Eat"}]}
    for wrong in ({"kind": "nonsense"}, {"setting": "pace"}, {"text": "x\n" * 101}, {"more": 1}):
        assert browser.post("/api/v1/kinds/rows", json={**asked, **wrong}).status_code == 422


def test_a_list_that_says_nothing_has_its_columns_between_bars() -> None:
    plain = Setting(
        "stops", "Stops", "rows", columns=(Setting("title", "Stop", "line"), Setting("link", "Link", "link"))
    )
    assert pasting.entries_in(plain, "Nightwatch | https://x.test | more\nMilkmaid") == [
        {"title": "Nightwatch", "link": "https://x.test"},
        {"title": "Milkmaid"},
    ]
    with pytest.raises(Invalid):
        pasting.entries_in(plain, "x\n" * 101)
