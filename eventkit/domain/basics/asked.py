"""The host's own questions to whoever replies: words, a choice, what one cannot eat, what one brings along."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from .errors import N_
from .options import Id, Option, that_differ, with_different_ids, with_ids
from .text import Line

MOST_QUESTIONS = 20


DIETS = {
    "vegetarian": N_("Vegetarian"),
    "vegan": N_("Vegan"),
    "no-gluten": N_("No gluten"),
    "no-dairy": N_("No dairy"),
    "no-nuts": N_("No nuts"),
    "no-fish": N_("No fish or shellfish"),
    "no-pork": N_("No pork"),
    "no-alcohol": N_("No alcohol"),
}


class ThingToBring(Option):
    """`wanted` is how many guests may say that they bring it."""

    wanted: Annotated[int, Field(strict=True, ge=1, le=99)] = 1


def _things(raw: Any) -> Any:
    return with_ids(raw, prefix="t")


class Asked(BaseModel):
    """Only who comes has to answer what is `required`."""

    model_config = ConfigDict(extra="forbid")

    id: Id
    text: Line
    required: Annotated[bool, Field(strict=True)] = False


class TextQuestion(Asked):
    kind: Literal["text"]


class ChoiceQuestion(Asked):
    kind: Literal["choice"]
    options: Annotated[
        list[Option], Field(min_length=2, max_length=20), BeforeValidator(with_ids), AfterValidator(that_differ)
    ]


class DietQuestion(Asked):
    kind: Literal["diet"]


class BringQuestion(Asked):
    kind: Literal["bring"]
    things: Annotated[
        list[ThingToBring], Field(min_length=1, max_length=50), BeforeValidator(_things), AfterValidator(that_differ)
    ]


Question = Annotated[TextQuestion | ChoiceQuestion | DietQuestion | BringQuestion, Field(discriminator="kind")]


def _with_ids(raw: Any) -> Any:
    return with_ids(raw, prefix="q")


Questions = Annotated[
    list[Question],
    Field(max_length=MOST_QUESTIONS),
    BeforeValidator(_with_ids),
    AfterValidator(with_different_ids),
]


stored = TypeAdapter(list[Question])
