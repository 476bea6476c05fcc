"""The API describes each key that it sends, and sends each key that it describes."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from eventkit.app import create_app
from eventkit.config import Config
from eventkit.domain.kinds import all_kinds
from eventkit.domain.kinds.common.kind import Kind
from eventkit.web.api.operations import Operation, operations
from eventkit.web.api.shapes.activities import ActivityShape
from eventkit.web.api.shapes.problems import Problem
from eventkit.web.api.shapes.shape import Shape
from tests.web.every_answer import EveryAnswer, name_of

ANSWERING = [each for each in operations if each.returns is not None]
LEFT_OPEN = {("ImportProblem", "line")}
"""What may be missing and never is: each problem that is told today has a line."""


@pytest.fixture(scope="module")
def api(template: Path, tmp_path_factory: pytest.TempPathFactory) -> EveryAnswer:
    file = tmp_path_factory.mktemp("shapes") / "eventkit.db"
    shutil.copy(template, file)
    config = Config("http://127.0.0.1:5000", "a key for tests only", f"sqlite:///{file}", rate_limits=False)
    return EveryAnswer(create_app(config))


@pytest.fixture(scope="module")
def shaped(api: EveryAnswer) -> list[Shape]:
    """Every shape in every answer and refusal."""
    read: list[Any] = []
    for each in ANSWERING:
        shape = TypeAdapter(each.returns)
        read += [shape.validate_python(answer) for answer in api.answers[name_of(each)]]
    read += [Problem.model_validate(refusal) for refusal in api.refusals]
    return [shape for each in read for shape in shapes_in(each)]


def shapes_in(value: Any) -> list[Shape]:
    if isinstance(value, list):
        return [shape for each in value for shape in shapes_in(each)]
    if not isinstance(value, Shape):
        return []
    inner = [getattr(value, name) for name in type(value).model_fields]
    return [value, *shapes_in(inner)]


@pytest.mark.parametrize("operation", ANSWERING, ids=name_of)
def test_each_answer_has_the_keys_of_its_shape(api: EveryAnswer, operation: Operation) -> None:
    """No other key, as shapes forbid them, and each that is not optional."""
    assert api.answers[name_of(operation)], "this operation is not driven"
    shape = TypeAdapter(operation.returns)
    for answer in api.answers[name_of(operation)]:
        shape.validate_python(answer, strict=True)


def test_each_refusal_has_the_keys_of_a_problem(api: EveryAnswer) -> None:
    for refusal in api.refusals:
        Problem.model_validate(refusal, strict=True)


def test_an_optional_key_is_sent_in_one_answer_and_missing_in_another(shaped: list[Shape]) -> None:
    """Or else it would not be optional, or not be there."""
    seen: dict[tuple[str, str], set[bool]] = defaultdict(set)
    for shape in shaped:
        for name, field in type(shape).model_fields.items():
            if not field.is_required():
                seen[type(shape).__name__, name].add(name in shape.model_fields_set)
    assert {key for key, both in seen.items() if both != {True, False}} == LEFT_OPEN


def test_every_shape_is_answered(shaped: list[Shape]) -> None:
    assert [each for each in shapes_below(Shape) if not any(isinstance(shape, each) for shape in shaped)] == []


def shapes_below(shape: type[Shape]) -> list[type[Shape]]:
    return [each for below in shape.__subclasses__() for each in (below, *shapes_below(below))]


def test_only_an_activity_has_keys_that_are_not_described() -> None:
    open_ones = {each for each in shapes_below(Shape) if each.model_config["extra"] != "forbid"}
    assert open_ones == {ActivityShape, *shapes_below(ActivityShape)}


def test_and_only_where_its_kind_has_a_view_of_its_own(shaped: list[Shape]) -> None:
    activities = [each for each in shaped if isinstance(each, ActivityShape)]
    assert {each.kind for each in activities} == set(all_kinds())
    plain = {slug for slug, kind in all_kinds().items() if not shows_more(kind)}
    assert plain
    assert {each.kind for each in activities if each.model_extra} == set(all_kinds()) - plain


def shows_more(kind: Kind) -> bool:
    return type(kind).view is not Kind.view or type(kind).personal is not Kind.personal
