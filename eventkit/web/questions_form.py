"""The host's questions as fields of the reply form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict


def field_name(question_id: str) -> str:
    return f"question-{question_id}"


def field_names(questions: Iterable[Any]) -> dict[str, str]:
    """Which field a refusal of an answer belongs to."""
    return {f"answers.{question.id}": field_name(question.id) for question in questions}


def answers_from(questions: Sequence[Any], typed: MultiDict[str, str]) -> dict[str, Any]:
    """What was typed and ticked, as the domain would take it."""
    return {question.id: _answer(question.kind, field_name(question.id), typed) for question in questions}


def _answer(kind: str, name: str, typed: MultiDict[str, str]) -> Any:
    if kind == "diet":
        return {"chosen": typed.getlist(name), "other": typed.get(f"{name}-other", "")}
    return typed.getlist(name) if kind == "bring" else typed.get(name, "")


def labels(questions: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The questions' words by their fields, for the summary of errors."""
    return {field_name(question["id"]): question["text"] for question in questions}
