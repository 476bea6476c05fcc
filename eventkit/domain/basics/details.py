"""What a theme asks for beyond the date: a reading list, a recipe, a story …

One closed set of typed details; a theme names those it asks for. A known detail that the theme does not ask for is
kept, so that changing the theme loses nothing.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from .text import Line, OptionalLine, OptionalLink, Sentence


class Detail(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Book(Detail):
    title: Line
    author: OptionalLine = None
    link: OptionalLink = None
    pages: Annotated[int, Field(strict=True, ge=1, le=100_000)] | None = None


class Ingredient(Detail):
    item: Line
    amount: OptionalLine = None
    substitutes: Annotated[list[Line], Field(max_length=10)] | None = Field(None, description="What does in its place.")


class RecipeStep(Detail):
    text: Sentence
    minutes: Annotated[int, Field(strict=True, ge=1, le=1440)] | None = None


class Recipe(Detail):
    name: Line
    serves: Annotated[int, Field(strict=True, ge=1, le=1000)] | None = None
    ingredients: Annotated[list[Ingredient], Field(max_length=100)] = []
    steps: Annotated[list[RecipeStep], Field(max_length=100)] = []


class Story(Detail):
    title: Line
    author: OptionalLine = None
    link: OptionalLink = None
    reader: OptionalLine = None
    ages: OptionalLine = None


class Stop(Detail):
    title: Line
    link: OptionalLink = None
    note: OptionalLine = None


class Watch(Detail):
    title: Line
    link: OptionalLink = None
    minutes: Annotated[int, Field(strict=True, ge=1, le=1440)] | None = None


class Honoree(Detail):
    name: Line
    occasion: OptionalLine = None
    since: OptionalLine = None


class Answers(Detail):
    name: Line
    topics: Annotated[list[Line], Field(max_length=50)] = []


class Drink(Detail):
    name: Line
    ingredients: Annotated[list[Line], Field(max_length=50)] = []


class Details(Detail):
    reading_list: Annotated[list[Book], Field(max_length=100)] | None = None
    recipe: Recipe | None = None
    story: Story | None = None
    stops: Annotated[list[Stop], Field(max_length=100)] | None = None
    watch: Watch | None = None
    honoree: Honoree | None = None
    answers: Answers | None = None
    drink: Drink | None = None
    prompt: Sentence | None = None


DETAIL_KEYS = frozenset(Details.model_fields)
