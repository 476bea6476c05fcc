"""Every kind of activity keeps the rules of the engine. A new kind is found by the register and needs no line here."""

from __future__ import annotations

import copy
import json
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventkit.config import ROOT
from eventkit.domain.activities import themes
from eventkit.domain.basics.base import utcnow
from eventkit.domain.basics.errors import DomainError, Invalid
from eventkit.domain.kinds import all_kinds
from eventkit.domain.kinds.common.kind import Kind
from eventkit.domain.kinds.common.played import Material, Played, Scene

NOW = utcnow()
KINDS = list(all_kinds().values())
MATERIAL = Material(themes.get("book-club"))
OPTIONS = {"options": ["Dune", "Emma"]}
CONFIGS: dict[str, dict[str, Any]] = {
    "single": OPTIONS,
    "multiple": OPTIONS,
    "ranking": OPTIONS,
    "quiz": {"questions": [{"text": "Who wrote Emma?", "options": ["Austen", "Eliot"], "correct": "o1"}]},
    "steps": {"steps": ["Boil the water", {"text": "Steep", "minutes": 3}]},
    "pantry": {"ingredients": ["Flour", "Eggs"]},
}
ANSWERS: dict[str, Any] = {
    "single": "o1",
    "multiple": ["o2"],
    "rating": 4,
    "words": ["warm"],
    "text": "A card",
    "ranking": ["o2", "o1"],
    "quiz": "o1",
    "pulse": 2,
    "questions": {"ask": "Who chose the book?"},
    "prompt": "me-first",
    "this-or-that": "left",
    "two-truths": {"statements": ["I sing", "I ski", "I sew"], "lie": 1},
    "pairs": "join",
    "turns": "join",
    "steps": "done",
    "pantry": ["i1"],
    "countdown": "ready",
    "kudos": {"to": 2, "text": "Thank you"},
    "awards": {"award": "a1", "guest": 2},
}
"""A config and an answer that are right, for kinds that cannot do without."""

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=80),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)


def scene() -> Scene:
    return Scene(random.Random(1), NOW, {"1": "Gus", "2": "Ivy", "3": "Lee"}, new_call=lambda: "https://call.test")


def prepared(kind: Kind, raw: dict[str, Any] | None = None) -> Played:
    """A run of this kind that has been opened."""
    config = kind.config_of(kind.prepare(CONFIGS.get(kind.slug, {}) if raw is None else raw, MATERIAL))
    run = Played(config, names={"1": "Gus", "2": "Ivy", "3": "Lee"})
    return replace(run, memory=kind.opened(run, scene()))


def answered(kind: Kind) -> Played:
    """The same with an answer of Gus', stored and read back as JSON."""
    run = prepared(kind)
    if kind.slug == "pairs":
        run = replace(run, memory=kind.step("next", run, scene(), {}))
    value = kind.stamp(run, kind.read(run.config, ANSWERS[kind.slug]), "id", NOW)
    return replace(run, answers={"1": kind.fold(None, json.loads(json.dumps(value)))})


@every_kind
def test_it_says_what_it_is(kind: Kind) -> None:
    assert kind.label
    assert kind.help.endswith(".")
    assert type(kind).__doc__


@every_kind
def test_its_view_for_the_browser_is_there(kind: Kind) -> None:
    assert (ROOT / "static" / "js" / "kinds" / f"{kind.slug}.js").exists()


@every_kind
def test_its_config_and_answer_are_described(kind: Kind) -> None:
    assert kind.Config.model_json_schema()["properties"]
    schema = kind.answer_schema()
    assert (schema is None) == (kind.answer is None)
    assert kind.moves[:4] == ["open", "close", "reveal", "hide"]


@every_kind
@settings(max_examples=30, deadline=None)
@given(raw=junk)
def test_junk_is_refused_or_stored_as_json(kind: Kind, raw: Any) -> None:
    try:
        value = kind.read(prepared(kind).config, raw)
    except Invalid as refusal:
        assert all(problem.field.startswith("answer") for problem in refusal.problems)
    else:
        assert json.loads(json.dumps(value, allow_nan=False)) == value


@every_kind
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_junk_config_is_refused_or_usable(kind: Kind, data: st.DataObject) -> None:
    settings = st.sampled_from([*kind.Config.model_fields, "x"])
    try:
        run = prepared(kind, {**CONFIGS.get(kind.slug, {}), **data.draw(st.dictionaries(settings, junk))})
    except Invalid:
        return
    kind.tally(run)


@every_kind
def test_nothing_tallies_to_an_empty_tally(kind: Kind) -> None:
    run = prepared(kind)
    assert kind.tally(run)["total"] == 0
    assert kind.tally(replace(run, memory={}))["total"] == 0


@every_kind
def test_tally_and_views_are_pure_and_plain_values(kind: Kind) -> None:
    run = answered(kind)
    before = copy.deepcopy((run.config, run.memory, run.answers))
    for _ in range(2):
        tally = kind.tally(run)
        assert tally == kind.tally(run)
        shown = [tally, kind.rows(run, tally), kind.shown_config(run.config), kind.personal(run, "1")]
        shown += [kind.view(run, audience) for audience in ("guests", "hosts", "stage")]
        shown += [kind.mine(run, run.answers["1"], None), len(kind.answered_by(run))]
        json.dumps(shown, allow_nan=False)
    assert before == (run.config, run.memory, run.answers)


@every_kind
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_no_row_of_steps_breaks_it(kind: Kind, data: st.DataObject) -> None:
    """Whatever the host does in whatever order, with whatever settings: refused in words, or done."""
    run, stage = answered(kind), scene()
    for name in data.draw(st.lists(st.sampled_from([*kind.own_moves, "open", "reveal", "close"]), max_size=8)):
        common = {"open": kind.opened, "reveal": kind.revealed, "close": kind.closed}
        arguments = data.draw(st.dictionaries(st.sampled_from(["id", "seconds", "to", "x"]), junk, max_size=2))
        try:
            memory = common[name](run, stage) if name in common else kind.step(name, run, stage, arguments)
        except DomainError:
            continue
        run = replace(run, memory=json.loads(json.dumps(memory)), is_shown=stage.is_shown, timer=stage.timer)
        json.dumps([kind.tally(run), kind.rows(run, kind.tally(run)), kind.view(run, "hosts"), kind.personal(run, "2")])


@every_kind
def test_guests_and_stage_are_not_told_what_only_hosts_may_know(kind: Kind) -> None:
    """Whatever a guest's config leaves out was there to be left out: see the kinds' own tests for what it is."""
    run = answered(kind)
    shown, whole = kind.shown_config(run.config), run.config.model_dump(mode="json", exclude_none=True)
    assert {name: whole.get(name) for name in shown if name in whole} == {n: shown[n] for n in shown if n in whole}


@every_kind
def test_a_draft_has_a_view(kind: Kind) -> None:
    json.dumps(kind.view(replace(prepared(kind), memory={}), "hosts"))


@every_kind
def test_an_unknown_setting_is_refused(kind: Kind) -> None:
    with pytest.raises(Invalid):
        kind.prepare({**CONFIGS.get(kind.slug, {}), "no_such_setting": 1}, MATERIAL)


@every_kind
def test_each_step_says_what_it_takes(kind: Kind) -> None:
    run, stage = answered(kind), scene()
    for name in kind.own_moves:
        with pytest.raises(Invalid):
            kind.step(name, run, stage, {"no_such_setting": 1})


@every_kind
def test_no_method_is_a_move_and_a_hook(kind: Kind) -> None:
    """A move that has a hook's name would be called when something happens, with what it cannot take."""
    for each in type(kind).__mro__:
        moves = {name for name, value in vars(each).items() if hasattr(value, "move_name")}
        hooks = {name for name, value in vars(Kind).items() if callable(value) and not hasattr(value, "move_name")}
        assert not moves & hooks, each
