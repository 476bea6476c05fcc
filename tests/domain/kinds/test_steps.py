"""Step by step: everyone at the same step, timers that everybody reads the same second from."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from eventkit.domain.activities import engine, run_of_show
from eventkit.domain.activities.run_of_show import ActivityChanges
from eventkit.domain.basics.errors import Closed, Invalid, NotFound
from eventkit.domain.planning import changes
from eventkit.domain.records.activity import Run

from ..conftest import Evening
from .conftest import HOST, NOW, own, pictured, recap_rows, to_guests_and_stage

STEPS = ["Boil the water", {"text": "Steep the tea", "minutes": 3}, {"title": "Pour", "seconds": 30}]
RECIPE = {
    "name": "Tea",
    "serves": 2,
    "ingredients": [{"item": "Tea", "amount": "2 tsp"}],
    "steps": [{"text": "Boil the water"}, {"text": "Steep", "minutes": 3}],
}


@pytest.fixture
def tea(evening: Evening) -> Run:
    return evening.add("steps", steps=STEPS)


def step(evening: Evening, run: Run, name: str, after_s: float = 0, **settings: Any) -> dict[str, Any]:
    evening.move(run.activity_id, name, now=NOW + timedelta(seconds=after_s), arguments=settings)
    return evening.shown(run)


def test_the_host_moves_all_to_the_next_and_back(evening: Evening, tea: Run) -> None:
    assert (evening.shown(tea)["at"], evening.shown(tea)["step"]) == (0, "s1")
    assert step(evening, tea, "next")["step"] == "s2"
    assert step(evening, tea, "jump", to="s3")["step"] == "s3"
    with pytest.raises(Closed):
        step(evening, tea, "next")
    assert step(evening, tea, "previous")["step"] == "s2"
    assert step(evening, tea, "jump", to=0)["step"] == "s1"
    assert step(evening, tea, "previous")["step"] == "s1"
    for nowhere in (3, -1, "s9"):
        with pytest.raises(NotFound):
            step(evening, tea, "jump", to=nowhere)


def test_two_timers_run_at_once_and_outlive_the_step(evening: Evening, tea: Run) -> None:
    step(evening, tea, "next")
    assert evening.shown(tea)["timer"] is None
    assert step(evening, tea, "start")["timer"]["seconds"] == 180
    step(evening, tea, "next", 10)
    shown = step(evening, tea, "start", 20)
    assert [(each["step"], each["seconds"]) for each in shown["timers"]] == [("s2", 180), ("s3", 30)]
    assert shown["timer"]["seconds"] == 30
    paused = step(evening, tea, "pause", 30, step="s2")["timers"]
    assert [bool(each["paused_at"]) for each in paused] == [True, False]
    longer = step(evening, tea, "add-time", 40, step="s3", seconds=60)["timers"]
    assert longer[1]["seconds"] == 90
    step(evening, tea, "resume", 50, step="s2")
    assert [each["step"] for each in step(evening, tea, "stop", 60, step="s3")["timers"]] == ["s2"]


def test_a_step_without_a_time_needs_one_to_be_started(evening: Evening, tea: Run) -> None:
    with pytest.raises(Invalid):
        step(evening, tea, "start")
    assert step(evening, tea, "start", seconds=5)["timer"]["seconds"] == 5
    with pytest.raises(Invalid):
        step(evening, tea, "pause", step="s2")


def test_a_timer_that_ends_closes_nothing(evening: Evening, tea: Run) -> None:
    step(evening, tea, "start", seconds=5)
    assert engine.next_due(evening.session) is None
    assert step(evening, tea, "next", 600)["state"] == "open"


def test_guests_mark_the_step_that_is_on_and_take_it_back(evening: Evening, tea: Run) -> None:
    gus, ivy = evening.guest("Gus"), evening.guest("Ivy")
    evening.answer(tea, gus, "help")
    assert pictured(evening, tea, HOST)["help"] == [{"id": gus[0].id, "name": "Gus", "step": "s1"}]
    assert all("help" not in shown for shown in to_guests_and_stage(evening, tea))
    evening.answer(tea, gus, "done")
    evening.answer(tea, ivy, {"step": "s1", "mark": "love"})
    assert evening.tally(tea)["steps"]["s1"] == {"done": 1, "help": 0, "love": 1}
    assert own(evening, tea, gus)["mine"] == {"marks": {"s1": ["done"]}, "at": None}
    assert evening.shown(tea, "hosts")["answered_by"] == [gus[0].id]
    evening.answer(tea, gus, "not-done")
    assert evening.tally(tea)["steps"]["s1"]["done"] == 0
    assert isinstance(evening.answer(tea, gus, {"step": "s9", "mark": "done"}), Invalid)


def test_a_mark_that_comes_late_is_for_the_step_it_names(evening: Evening, tea: Run) -> None:
    gus = evening.guest()
    step(evening, tea, "next")
    evening.answer(tea, gus, {"step": "s1", "mark": "done"})
    evening.answer(tea, gus, "done")
    assert [counts["done"] for counts in evening.tally(tea)["steps"].values()] == [1, 1, 0]


def test_at_ones_own_pace_all_see_where_the_others_are(evening: Evening) -> None:
    run = evening.add("steps", steps=STEPS, pace="own")
    for name, at in (("Gus", "s2"), ("Ivy", "s2"), ("Lee", "s3")):
        evening.answer(run, evening.guest(name), {"step": at, "mark": "here"})
    assert evening.shown(run)["places"] == {"s1": 0, "s2": 2, "s3": 1}


def test_the_steps_are_those_of_the_recipe_until_it_is_opened(session: Session) -> None:
    evening = Evening(session, details={"recipe": RECIPE})
    run = evening.add("steps", opened=False)
    config = evening.shown(run, "hosts")["config"]
    assert [each["text"] for each in config["steps"]] == ["Boil the water", "Steep"]
    assert (config["serves"], config["ingredients"]) == (2, [{"item": "Tea", "amount": "2 tsp"}])
    recipe = {**RECIPE, "steps": [{"text": "Boil much water"}]}
    changes.change(session, evening.room, {"details": {"recipe": recipe}}, jitsi_url="https://jitsi.test")
    evening.move(run.activity_id, "open")
    assert [each["text"] for each in evening.shown(run)["config"]["steps"]] == ["Boil much water"]
    changes.change(session, evening.room, {"details": {"recipe": RECIPE}}, jitsi_url="https://jitsi.test")
    assert [each["text"] for each in evening.shown(run)["config"]["steps"]] == ["Boil much water"]


def test_what_the_host_wrote_does_not_follow_the_recipe(session: Session) -> None:
    evening = Evening(session, details={"recipe": RECIPE})
    run = evening.add("steps", opened=False)
    wanted = ActivityChanges(config={"steps": ["Have a cup of coffee"]})
    run_of_show.edit(session, evening.room, run.activity_id, wanted)
    changes.change(
        session, evening.room, {"details": {"recipe": {**RECIPE, "name": "Mate"}}}, jitsi_url="https://jitsi.test"
    )
    assert [each["text"] for each in evening.shown(run)["config"]["steps"]] == ["Have a cup of coffee"]


def test_the_stops_of_a_museum_are_steps_too(session: Session) -> None:
    stops = [{"title": "The Night Watch", "link": "https://museum.test/1", "note": "Look at the light"}]
    run = Evening(session, details={"stops": stops}).add("steps")
    (only,) = run.activity.config.steps
    assert (only.title, only.link, only.text) == ("The Night Watch", "https://museum.test/1", "Look at the light")


def test_without_any_step_it_does_not_open(evening: Evening) -> None:
    with pytest.raises(Invalid):
        evening.add("steps")


def test_the_recap_has_the_steps_and_what_was_loved(evening: Evening, tea: Run) -> None:
    evening.answer(tea, evening.guest(), "love")
    evening.move(tea.activity_id, "close")
    assert recap_rows(evening, tea) == [["Boil the water", 1], ["Steep the tea", 0], ["Pour", 0]]
