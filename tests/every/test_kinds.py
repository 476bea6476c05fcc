"""Every kind of activity keeps the rules of the engine. A new kind is found by the register and needs no line here."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventkit.config import ROOT
from eventkit.domain import themes
from eventkit.domain.activities.kind import Kind
from eventkit.domain.activities.kinds import all_kinds
from eventkit.domain.errors import Invalid

KINDS = list(all_kinds().values())
THEME = themes.get("book-club")
CONFIGS: dict[str, dict[str, Any]] = {"single": {"options": ["Dune", "Emma"]}}
ANSWERS: dict[str, Any] = {"single": "o1", "words": ["warm"]}
"""A config and an answer that are right, for kinds that cannot do without."""

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=80),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)


def prepared(kind: Kind) -> tuple[Any, dict[str, Any]]:
    """A config of this kind, and the memory of its having been opened."""
    config = kind.config_of(kind.prepare(CONFIGS.get(kind.slug, {}), THEME))
    return config, kind.opened(config, {}, random.Random(1))


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
@settings(max_examples=60, deadline=None)
@given(raw=junk)
def test_junk_is_refused_or_stored_as_json(kind: Kind, raw: Any) -> None:
    config, _ = prepared(kind)
    try:
        value = kind.read(config, raw)
    except Invalid as refusal:
        assert all(problem.field.startswith("answer") for problem in refusal.problems)
    else:
        assert json.loads(json.dumps(value, allow_nan=False)) == value


@every_kind
@settings(max_examples=60, deadline=None)
@given(raw=st.dictionaries(st.sampled_from(["options", "limit", "cards", "deck", "results", "anonymous", "x"]), junk))
def test_a_junk_config_is_refused_or_usable(kind: Kind, raw: dict[str, Any]) -> None:
    try:
        config = kind.config_of(kind.prepare(raw, THEME))
    except Invalid:
        return
    kind.tally(config, kind.opened(config, {}, random.Random(1)), {})


@every_kind
def test_nothing_tallies_to_an_empty_tally(kind: Kind) -> None:
    config, memory = prepared(kind)
    assert kind.tally(config, memory, {})["total"] == 0
    assert kind.tally(config, {}, {})["total"] == 0


@every_kind
def test_tally_and_views_are_pure_and_plain_values(kind: Kind) -> None:
    config, memory = prepared(kind)
    answers = {"1": kind.fold(None, kind.read(config, ANSWERS[kind.slug]))} if kind.answer else {}
    before = copy.deepcopy((config, memory, answers))
    for _ in range(2):
        tally = kind.tally(config, memory, answers)
        assert tally == kind.tally(config, memory, answers)
        views = [kind.view(config, memory, audience) for audience in ("guests", "hosts", "stage")]
        rows = kind.rows(config, memory, tally)
        json.dumps([tally, views, rows, kind.shown_config(config)], allow_nan=False)
    assert before == (config, memory, answers)


@every_kind
def test_a_draft_has_a_view(kind: Kind) -> None:
    config, _ = prepared(kind)
    json.dumps(kind.view(config, {}, "hosts"))


@every_kind
def test_an_unknown_setting_is_refused(kind: Kind) -> None:
    with pytest.raises(Invalid):
        kind.prepare({**CONFIGS.get(kind.slug, {}), "no_such_setting": 1}, THEME)
