"""The pantry check: who has what, and what can be made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from ..basics.errors import N_, invalid
from ..basics.options import Id, fresh_ids, with_different_ids, with_ids
from ..basics.text import Line, OptionalLine, refused
from .common.form import DO_TOGETHER, in_form, not_in_form, of_kind
from .common.kind import Kind, results_field
from .common.played import Material, Memory, Played, Results

MOST_INGREDIENTS = 100


class Ingredient(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Id
    item: Line = Field(title=N_("Ingredient"))
    amount: OptionalLine = Field(None, title=N_("Amount"))
    substitutes: Annotated[list[Line], Field(max_length=10)] = Field([], title=N_("Or instead"))


class Need(BaseModel):
    """What a recipe asks of an ingredient."""

    model_config = ConfigDict(extra="forbid")

    ingredient: Id
    amount: OptionalLine = None


class Recipe(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Id
    name: Line
    serves: Annotated[int, Field(ge=1, le=1000, strict=True)] | None = None
    needs: Annotated[list[Need], Field(min_length=1, max_length=MOST_INGREDIENTS)]


def _as_objects(raw: Any) -> Any:
    """Plain strings are ingredients, too."""
    return [{"item": each} if isinstance(each, str) else each for each in raw] if isinstance(raw, list) else raw


def _with_ids(raw: Any) -> Any:
    """Ingredients get ids as options do: i1, i2 …"""
    return with_ids(_as_objects(raw), prefix="i")


def _recipes_with_ids(raw: Any) -> Any:
    return with_ids(raw, prefix="r")


def _that_differ(ingredients: list[Ingredient]) -> list[Ingredient]:
    with_different_ids(ingredients)
    if len({each.item.casefold() for each in ingredients}) < len(ingredients):
        raise refused(N_("Two ingredients read the same. Change one of them."))
    return ingredients


class Pantry(Kind):
    """What counts of a guest is the list of ingredients they have, or something that does in its place."""

    slug, label = "pantry", N_("Pantry check")
    help = N_("Everyone ticks what they have. You see what is missing in how many kitchens, and what all could cook.")
    answer = list[str]
    compares = True
    brings = ("ingredients", "recipes")

    class Config(Kind.Config):
        model_config = of_kind(DO_TOGETHER)

        ingredients: Annotated[
            list[Ingredient],
            Field(max_length=MOST_INGREDIENTS),
            BeforeValidator(_with_ids),
            AfterValidator(_that_differ),
        ] = Field(
            [],
            title=N_("Ingredients"),
            description=N_("Leave them empty for those of the recipes, or of the event's recipe."),
            json_schema_extra=in_form(
                row=N_("Ingredient {number}"),
                add=N_("Add an ingredient"),
                reads="ingredient",
                example=N_("200 g butter | margarine, oil"),
            ),
        )
        recipes: Annotated[list[Recipe], Field(max_length=20), BeforeValidator(_recipes_with_ids)] = Field(
            [],
            title=N_("Recipes"),
            description="What could be made: a name, and `ingredients` as above or `needs` by id.",
            json_schema_extra=in_form(view="pantry/settings"),
        )
        brought: Annotated[bool, Field(strict=True)] = not_in_form(
            False, "They follow the event's recipe until it is opened."
        )
        results: Results = results_field("live")

        @model_validator(mode="before")
        @classmethod
        def gather(cls, raw: Any) -> Any:
            return _gathered(raw)

        @model_validator(mode="after")
        def knows_its_needs(self) -> Any:
            known = {each.id for each in self.ingredients}
            if any(need.ingredient not in known for recipe in self.recipes for need in recipe.needs):
                raise refused(N_("A recipe needs an ingredient that is not in the list."))
            return self

    def complete(self, config: Config, material: Material) -> Config:
        recipe = material.details.recipe
        if config.ingredients:
            return config
        if recipe is None or not recipe.ingredients:
            return config.model_copy(update={"brought": True})
        brought = recipe.model_dump(include={"name", "serves", "ingredients"}, exclude_none=True)
        found = self.Config.model_validate({"recipes": [brought]})
        return config.model_copy(update={"ingredients": found.ingredients, "recipes": found.recipes, "brought": True})

    def read(self, config: Config, raw: Any) -> list[str]:
        given: list[str] = super().read(config, raw)
        ids = [each.id for each in config.ingredients]
        if any(id not in ids for id in given):
            raise invalid("answer", N_("Tick ingredients of the list."))
        return [id for id in ids if id in given]

    def opened(self, run: Played, scene: Any) -> Memory:
        if not run.config.ingredients:
            raise invalid("move", N_("Write the ingredients first, or fill in the event's recipe."))
        return run.memory

    def tally(self, run: Played) -> dict[str, Any]:
        has = Counter(id for own in run.answers.values() for id in own)
        total = len(run.answers)
        counts = {each.id: has[each.id] for each in run.config.ingredients}
        return {
            "total": total,
            "counts": counts,
            "lacking": {id: total - n for id, n in counts.items()},
            "recipes": self._recipes(run),
        }

    def rows(self, run: Played, tally: Mapping[str, Any]) -> list[tuple[str, Any]]:
        return [(each.item, tally["counts"][each.id]) for each in run.config.ingredients]

    def _recipes(self, run: Played) -> list[dict[str, Any]]:
        """By how many could cook each as it is, then by how many lack just one thing."""
        found = []
        for recipe in run.config.recipes:
            needs = {need.ingredient for need in recipe.needs}
            missing = Counter(len(needs - set(own)) for own in run.answers.values())
            found.append({"id": recipe.id, "name": recipe.name, "can": missing[0], "nearly": missing[1]})
        return sorted(found, key=lambda each: (-each["can"], -each["nearly"]))


def _gathered(raw: Any) -> Any:
    """With the ingredients of the recipes put together in one list, each once, whatever its case."""
    if not isinstance(raw, dict) or not isinstance(raw.get("recipes"), list):
        return raw
    known = _with_ids(raw.get("ingredients") or [])
    if not isinstance(known, list):
        return raw
    by_name = {_name_of(each): each for each in known if isinstance(each, dict)}
    fresh, recipes = fresh_ids(known, prefix="i"), []
    for recipe in raw["recipes"]:
        wanted = recipe.get("ingredients") if isinstance(recipe, dict) else None
        if not isinstance(wanted, list) or not all(isinstance(each, dict) for each in _as_objects(wanted)):
            recipes.append(recipe)
            continue
        needs = []
        for each in _as_objects(wanted):
            name = _name_of(each)
            if name not in by_name:
                kept = {key: value for key, value in each.items() if key != "amount"}
                by_name[name] = {"id": next(fresh), **kept}
            needs.append({"ingredient": by_name[name].get("id"), "amount": each.get("amount")})
        recipes.append({**{key: value for key, value in recipe.items() if key != "ingredients"}, "needs": needs})
    return {**raw, "ingredients": list(by_name.values()), "recipes": recipes}


def _name_of(ingredient: Mapping[str, Any]) -> str:
    return " ".join(str(ingredient.get("item", "")).casefold().split())
