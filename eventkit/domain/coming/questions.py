"""The host's own questions to whoever replies: words, a choice, what one cannot eat, what one brings along.

What a guest answers is for the host alone; of the things to bring everybody sees how many are still wanted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter
from pydantic import ValidationError as PydanticError

from ..basics.asked import DIETS, BringQuestion
from ..basics.errors import N_, Invalid, Problem, invalid
from ..basics.text import clean_line, cleaned

AnswerText = Annotated[str, StringConstraints(max_length=500), cleaned(clean_line)]


class Diet(BaseModel):
    model_config = ConfigDict(extra="forbid")

    chosen: list[str] = []
    other: AnswerText = ""


SHAPES: dict[str, TypeAdapter[Any]] = {
    "text": TypeAdapter(AnswerText),
    "choice": TypeAdapter(str),
    "diet": TypeAdapter(Diet),
    "bring": TypeAdapter(list[str]),
}


def read(
    questions: Sequence[Any], given: Mapping[str, Any], others: Iterable[Mapping[str, Any]], *, required: bool
) -> dict[str, Any]:
    """A guest's answers by question, checked; or Invalid with `answers.<id>`. `others` are the answers of everybody
    else: what they bring already cannot be claimed again. With `required` what has to be answered is."""
    known = {question.id: question for question in questions}
    problems = [Problem(f"answers.{id}", N_("There is no such question.")) for id in given if id not in known]
    claimed = claims(others)
    answers: dict[str, Any] = {}
    for question in questions:
        try:
            value = _read_one(question, given.get(question.id), claimed)
            if value in (None, "", []) and required and question.required:
                raise invalid(f"answers.{question.id}", N_("The host would like to know this."))
            if value not in (None, "", []):
                answers[question.id] = value
        except Invalid as refusal:
            problems += refusal.problems
    if problems:
        raise Invalid(*problems)
    return answers


def _read_one(question: Any, raw: Any, claimed: Mapping[str, Counter[str]]) -> Any:
    field = f"answers.{question.id}"
    if raw in (None, "", [], {}):
        return None
    try:
        value = SHAPES[question.kind].validate_python(raw)
    except PydanticError:
        raise invalid(field, N_("This answer could not be read.")) from None
    if question.kind == "choice" and value not in {option.id for option in question.options}:
        raise invalid(field, N_("Choose one of the options."))
    if question.kind == "diet":
        if not set(value.chosen) <= DIETS.keys():
            raise invalid(field, N_("Choose from the options."))
        return _diet(value)
    if question.kind == "bring":
        return _brought(question, value, claimed.get(question.id, Counter()))
    return value


def _diet(diet: Diet) -> dict[str, Any] | None:
    chosen = [name for name in DIETS if name in diet.chosen]
    return {"chosen": chosen, **({"other": diet.other} if diet.other else {})} if chosen or diet.other else None


def _brought(question: BringQuestion, chosen: list[str], claimed: Counter[str]) -> list[str]:
    things = {thing.id: thing for thing in question.things}
    if not set(chosen) <= things.keys():
        raise invalid(f"answers.{question.id}", N_("Choose from the list."))
    for id in chosen:
        if claimed[id] >= things[id].wanted:
            raise invalid(
                f"answers.{question.id}",
                N_("Somebody was quicker: %(thing)s is taken care of. Choose something else, or nothing."),
                thing=things[id].text,
            )
    return [id for id in things if id in chosen]


def claims(answers: Iterable[Mapping[str, Any]]) -> dict[str, Counter[str]]:
    """How often each thing was claimed, by question."""
    claimed: dict[str, Counter[str]] = {}
    for each in answers:
        for id, value in each.items():
            if isinstance(value, list):
                claimed.setdefault(id, Counter()).update(value)
    return claimed


def shown(questions: Sequence[Any], answers: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The questions as guests are asked them: of each thing to bring how many are still wanted."""
    claimed = claims(answers)
    asked = [question.model_dump(mode="json") for question in questions]
    for question in asked:
        for thing in question.get("things", ()):
            thing["left"] = max(0, thing["wanted"] - claimed.get(question["id"], Counter())[thing["id"]])
    return asked


def totals(questions: Sequence[Any], answers: Sequence[tuple[str, Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """What was answered, for the host: for each question its rows of text, number and names. `answers` are pairs of a
    guest's name and their answers."""
    return [{"id": q.id, "kind": q.kind, "text": q.text, "rows": _rows(q, answers)} for q in questions]


def _rows(question: Any, answers: Sequence[tuple[str, Mapping[str, Any]]]) -> list[dict[str, Any]]:
    given = [(name, each[question.id]) for name, each in answers if question.id in each]
    if question.kind == "text":
        return _written(given)
    if question.kind == "diet":
        rows = [
            {"text": label, "is_ours": True, "names": [name for name, value in given if id in value["chosen"]]}
            for id, label in DIETS.items()
        ]
        others = _written([(name, value["other"]) for name, value in given if value.get("other")])
        return [row for row in rows if row["names"]] + others
    if question.kind == "bring":
        return [
            {"text": t.text, "wanted": t.wanted, "names": [name for name, value in given if t.id in value]}
            for t in question.things
        ]
    return [
        {"text": option.text, "names": [name for name, value in given if value == option.id]}
        for option in question.options
    ]


def _written(given: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """What was written in their own words; what reads the same is one row."""
    rows: dict[str, dict[str, Any]] = {}
    for name, text in given:
        rows.setdefault(text.casefold(), {"text": text, "names": []})["names"].append(name)
    return list(rows.values())


def in_words(question: Any, value: Any) -> str:
    """One answer as a line of text; diets by their English names, which are marked for translation."""
    if question.kind == "choice":
        return next((option.text for option in question.options if option.id == value), "")
    if question.kind == "bring":
        return ", ".join(thing.text for thing in question.things if thing.id in value)
    if question.kind == "diet":
        return ", ".join([DIETS[id] for id in value["chosen"] if id in DIETS] + [value["other"]] * ("other" in value))
    return str(value)
