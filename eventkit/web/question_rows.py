"""The host's own questions as rows of a form, both ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from ..domain.basics.options import keep_ids
from ..domain.basics.tokens import new_token
from .forms import lines
from .rows import Row, fields_of, typed_rows

KINDS = ("text", "choice", "diet", "bring")
FIELD_NAMES = {
    "questions": "questions",
    "questions.*": "questions-*-kind",
    "questions.*.choice.options": "questions-*-lines",
    "questions.*.bring.things": "questions-*-lines",
    **{f"questions.*.{kind}.text": "questions-*-text" for kind in KINDS},
}
WANTED_AT_END = re.compile(r"^(?P<text>.*\S)\s+[x×]\s?(?P<wanted>[0-9]{1,4})$", re.IGNORECASE)


def fresh_id() -> str:
    """Never one of before: what is asked anew must not inherit the answers to what was taken out."""
    return f"q-{new_token()[:8]}"


def questions_from(
    values: Mapping[str, str], before: Sequence[Mapping[str, Any]] = (), *, new_id: Callable[[], str] = fresh_id
) -> list[dict[str, Any]]:
    """What was typed, as the domain would take it. Questions of `before` keep their ids, and so do their options, so
    that answers stay with what they were given to; one that is of another kind now is another question."""
    known = {question["id"]: question for question in before}
    questions = []
    for row in typed_rows(values, "questions"):
        question, former = _question(row), known.pop(row.get("id", ""), None)
        if former and former["kind"] == question["kind"]:
            (question,) = keep_ids([question], [former])
        elif before:
            question["id"] = new_id()
        questions.append(question)
    return questions


def rows_of(questions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The same questions as they would have been typed."""
    return fields_of("questions", [_row(question) for question in questions])


def question(line: str) -> Row:
    """`Who brings what? | Salad x2 | Bread`: with things to bring after bars where one says how many, else with
    options; without bars it is answered in words."""
    text, *more = [part.strip() for part in line.split("|") if part.strip()] or [line]
    kind = "text"
    if more:
        kind = "bring" if any(map(WANTED_AT_END.match, more)) else "choice"
    return {"text": text, "kind": kind, "lines": "\n".join(more)}


def _question(row: Row) -> dict[str, Any]:
    kind, text = row.get("kind") or "text", row.get("text", "").strip()
    question: dict[str, Any] = {"kind": kind, "text": text, "required": bool(row.get("required"))}
    written = lines(row.get("lines", ""))
    if kind == "choice":
        question["options"] = [{"text": line} for line in written]
    elif kind == "bring":
        question["things"] = [thing(line) for line in written]
        question["text"] = text or _("What will you bring?")
    elif kind == "diet":
        question["text"] = text or _("Is there anything you do not eat?")
    return question


def _row(question: Mapping[str, Any]) -> Row:
    options, things = question.get("options", ()), question.get("things", ())
    written = [*(option["text"] for option in options), *map(thing_line, things)]
    return {
        "text": question["text"],
        "kind": question["kind"],
        "lines": "\n".join(written),
        "required": "1" if question.get("required") else "",
        "id": question["id"],
    }  # fmt: skip


def thing(line: str) -> dict[str, Any]:
    """`Salad x2` is wanted twice."""
    found = WANTED_AT_END.match(line)
    return {"text": found["text"], "wanted": int(found["wanted"])} if found else {"text": line, "wanted": 1}


def thing_line(thing: Mapping[str, Any]) -> str:
    text, wanted = thing["text"], thing.get("wanted", 1)
    return f"{text} x{wanted}" if wanted != 1 or WANTED_AT_END.match(text) else text
