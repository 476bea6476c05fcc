"""A step, what guests mark it with, and where steps come from."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ...basics.details import Details
from ...basics.errors import N_
from ...basics.options import Id, with_ids
from ...basics.text import Line, OptionalLine, OptionalLink, PictureAddress, Sentence, refused
from ...basics.timers import LONGEST_S
from ..common.form import not_in_form

MOST_STEPS = 100
Marks = Literal["done", "not-done", "help", "no-help", "love", "no-love", "here"]


class Step(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Id
    title: OptionalLine = Field(None, title=N_("Heading"))
    text: Sentence | None = Field(None, title=N_("What to do"))
    link: OptionalLink = Field(None, title=N_("Link"))
    picture: PictureAddress | None = not_in_form(None, "The address of a picture uploaded to this instance.")
    minutes: Annotated[float, Field(gt=0, le=LONGEST_S / 60)] | None = Field(
        None, title=N_("Minutes"), description="The time it takes."
    )
    seconds: Annotated[int, Field(ge=1, le=LONGEST_S, strict=True)] | None = Field(
        None, title=N_("Seconds"), description="The same in seconds, for short steps; it goes before the minutes."
    )

    @model_validator(mode="after")
    def says_something(self) -> Self:
        if not (self.title or self.text):
            raise refused(N_("Each step needs a title or a text."))
        return self

    @property
    def lasts_s(self) -> float | None:
        return self.seconds or (self.minutes and self.minutes * 60)


class Ingredient(BaseModel):
    model_config = ConfigDict(extra="forbid")

    item: Line = Field(title=N_("Ingredient"))
    amount: OptionalLine = Field(None, title=N_("Amount"))


def steps_with_ids(raw: Any) -> Any:
    """Steps get ids as options do: s1, s2 …"""
    return with_ids(raw, prefix="s")


class Marked(BaseModel):
    """A mark that says which step it is for, so that one sent late does not mark the next."""

    model_config = ConfigDict(extra="forbid")

    step: Id
    mark: Marks


def of_details(details: Details) -> dict[str, Any]:
    """What the event is about, as steps: its recipe, or else its stops."""
    if details.recipe and details.recipe.steps:
        shown: dict[str, Any] = {"steps": True, "serves": True, "ingredients": {"__all__": {"item", "amount"}}}
        return details.recipe.model_dump(include=shown, exclude_none=True)
    stops = details.stops or []
    return {"steps": [{"title": stop.title, "text": stop.note, "link": stop.link} for stop in stops]}
