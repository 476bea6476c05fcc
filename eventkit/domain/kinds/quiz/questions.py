"""The questions of a quiz, and what guests send."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ...basics.errors import N_
from ...basics.options import Id, Options, ids_of, with_ids
from ...basics.text import PictureAddress, Sentence, refused

QuestionSeconds = Annotated[int, Field(ge=5, le=120, strict=True)]


class Question(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Id
    text: Sentence
    options: Options
    correct: Annotated[str, Field(description=N_("The id of the right option; its text will do when it is made."))]
    seconds: QuestionSeconds | None = Field(None, description=N_("In place of the quiz's own time limit."))
    picture: PictureAddress | None = Field(None, description=N_("The address of a picture uploaded to this instance."))

    @model_validator(mode="after")
    def has_an_answer(self) -> Self:
        if self.correct not in ids_of(self.options):
            by_text = {option.text.casefold(): option.id for option in self.options}
            if self.correct.casefold() not in by_text:
                raise refused(N_("The right answer must be one of the options."))
            self.correct = by_text[self.correct.casefold()]
        return self

    @property
    def right_text(self) -> str:
        return next(option.text for option in self.options if option.id == self.correct)


def questions_with_ids(raw: Any) -> Any:
    """Questions get ids as options do: q1, q2 …"""
    return with_ids(raw, prefix="q")


class QuestionAnswer(BaseModel):
    """A choice that says which question it is for, so that one sent late does not answer the next question."""

    model_config = ConfigDict(extra="forbid")

    question: Id
    choice: Id


class Team(BaseModel):
    model_config = ConfigDict(extra="forbid")

    team: Id
