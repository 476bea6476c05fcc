import { formersOf } from "../../room/parts/formers.js";
import { asText, parse } from "./parse.js";

/** A stored pantry as `parse` gives one: what no recipe needs, then the recipes, each with its ingredients. */
export function spelledOut({ ingredients = [], recipes = [] }) {
  const byId = new Map(ingredients.map((each) => [each.id, each]));
  const needed = new Set(recipes.flatMap(({ needs }) => needs.map(({ ingredient }) => ingredient)));
  const said = new Set();
  const say = ({ id, item, substitutes }, amount) => {
    const isFirst = !said.has(id);
    said.add(id);
    return { id, item, ...(amount && { amount }), ...(isFirst && substitutes?.length && { substitutes }) };
  };
  const loose = ingredients.filter(({ id, amount }) => amount || !needed.has(id));
  return {
    ingredients: loose.map((each) => say(each, each.amount)),
    recipes: recipes.map(({ needs, ...recipe }) => ({
      ...recipe,
      ingredients: needs.map(({ ingredient, amount }) => say(byId.get(ingredient), amount)),
    })),
  };
}

/**
 * What was typed, as it is stored: with the ids of the ingredients that were there before, so that what people ticked
 * stays theirs, and with what reads as before cut into amount and ingredient as it was.
 */
export function keeping(parsed, config) {
  const before = spelledOut(config);
  const { ingredients, recipes } = recut(parsed, before);
  const list = withIds(gathered({ ingredients, recipes }), gathered(before), config.ingredients ?? []);
  const ids = new Map(list.map((each) => [nameOf(each), each.id]));
  const needOf = (each) => ({ ingredient: ids.get(nameOf(each)), ...(each.amount && { amount: each.amount }) });
  return {
    ingredients: list,
    recipes: recipes.map(({ ingredients: its, ...recipe }) => ({ ...recipe, needs: its.map(needOf) })),
  };
}

/** A line reads "7 spice mix", and only who wrote it knew whether seven is an amount. */
function recut({ ingredients, recipes }, before) {
  const lines = mentionsIn(before).map((each) => [parse(asText({ ingredients: [each] })).ingredients[0], each]);
  const heads = before.recipes.map((each) => [parse(asText({ recipes: [each] })).recipes[0], each]);
  const recutOne = (each) => {
    const [typed, former] = lines.find(([line]) => isSame(line, each, "item", "amount")) ?? [];
    if (!former) return each;
    const { item, amount, substitutes } = former;
    const others = String(typed.substitutes) === String(each.substitutes) ? substitutes : each.substitutes;
    return { item, ...(amount && { amount }), ...(others && { substitutes: others }) };
  };
  const recutRecipe = ({ ingredients: its, ...recipe }) => {
    const [, former = recipe] = heads.find(([head]) => isSame(head, recipe, "name", "serves")) ?? [];
    const { name, serves } = former;
    return { name, ...(serves && { serves }), ingredients: its.map(recutOne) };
  };
  return { ingredients: ingredients.map(recutOne), recipes: recipes.map(recutRecipe) };
}

function isSame(one, other, ...names) {
  return Boolean(one) && names.every((name) => one[name] === other[name]);
}

/** Every ingredient once, in the order they are named; amounts in a recipe are the recipe's. */
function gathered({ ingredients, recipes }) {
  const found = new Map();
  const inRecipes = mentionsIn({ ingredients: [], recipes }).map(({ amount: _, ...each }) => each);
  for (const each of [...ingredients, ...inRecipes]) {
    const first = found.get(nameOf(each)) ?? { ...each, substitutes: [] };
    const substitutes = first.substitutes.length ? first.substitutes : each.substitutes ?? [];
    found.set(nameOf(each), { ...first, substitutes });
  }
  return [...found.values()];
}

function mentionsIn({ ingredients, recipes }) {
  return [...ingredients, ...recipes.flatMap((recipe) => recipe.ingredients)];
}

/** In the order they are named, or in that of before where none came, went or moved. */
function withIds(list, before, stored) {
  const formers = formersOf(list, before, nameOf);
  const fresh = freshIds(stored);
  const known = list.map((each, at) => ({ id: formers[at]?.id ?? fresh(), ...each }));
  const order = stored.map(({ id }) => id);
  const isAsBefore = known.map(({ id }) => id).join() === before.map(({ id }) => id).join();
  return isAsBefore ? known.sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id)) : known;
}

/** After all that are there: what is new must not inherit the ticks of what was taken out. */
function freshIds(stored) {
  let last = Math.max(0, ...stored.map(({ id }) => Number(id.match(/\d{1,9}$/)?.[0] ?? 0)));
  return () => `i${(last += 1)}`;
}

function nameOf({ item }) {
  return item.toLowerCase().split(/\s+/).join(" ").trim();
}
