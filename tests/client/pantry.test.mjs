import assert from "node:assert/strict";
import { test } from "node:test";
import { keeping, spelledOut } from "../../static/js/kinds/pantry/keeping.js";
import { asText, pantryOf, parse, problemIn } from "../../static/js/kinds/pantry/parse.js";
import { lackingOf } from "../../static/js/kinds/pantry/ranked.js";
import { amountsOf, asLine, mailOf, shoppingList, usualPeople } from "../../static/js/kinds/pantry/shopping.js";

test("ingredients are typed one a line, with what does in their place after a bar", () => {
  assert.deepEqual(pantryOf("Butter | margarine, oil\n\n  Salt "), {
    ingredients: [{ item: "Butter", substitutes: ["margarine", "oil"] }, { item: "Salt" }],
  });
  assert.deepEqual(pantryOf(" \n"), {});
});

test("an amount at the beginning is one", () => {
  const each = (line) => {
    const [{ amount, item }] = parse(line).ingredients;
    return [amount, item];
  };
  assert.deepEqual(each("200 g butter"), ["200 g", "butter"]);
  assert.deepEqual(each("200g butter"), ["200g", "butter"]);
  assert.deepEqual(each("1 1/2 cups of milk"), ["1 1/2 cups", "milk"]);
  assert.deepEqual(each("½ tsp salt"), ["½ tsp", "salt"]);
  assert.deepEqual(each("2-3 cloves garlic"), ["2-3 cloves", "garlic"]);
  assert.deepEqual(each("2 eggs"), ["2", "eggs"]);
  assert.deepEqual(each("1 large onion"), ["1", "large onion"]);
  assert.deepEqual(each("7up"), [undefined, "7up"]);
  assert.deepEqual(each("42"), [undefined, "42"]);
});

test("a line with # begins a recipe, with how many it serves in brackets", () => {
  assert.deepEqual(pantryOf("Water\n# Pancakes (4)\n2 eggs\n# Toast\nBread | rolls"), {
    ingredients: [{ item: "Water" }],
    recipes: [
      { name: "Pancakes", serves: 4, ingredients: [{ item: "eggs", amount: "2" }] },
      { name: "Toast", ingredients: [{ item: "Bread", substitutes: ["rolls"] }] },
    ],
  });
});

test("what cannot be meant is said", () => {
  const problem = (text) => problemIn(parse(text));
  assert.equal(problem("Butter"), null);
  assert.equal(problem(""), null);
  assert.deepEqual(problem("# Toast\n# Soup\nWater"), { what: "empty", name: "Toast" });
  assert.deepEqual(problem("# Soup\nWater\n#\nSalt"), { what: "unnamed", number: 2 });
  assert.deepEqual(problem("| oil"), { what: "blank" });
});

test("a pantry is written as it would be typed, and read the same again", () => {
  const loose = "200 g butter | margarine, oil\n2 eggs\nsalt";
  const inRecipes = "Water\n# Pancakes (4)\n1 cup of milk\n# Toast\nBread";
  for (const text of [loose, inRecipes, ""]) assert.deepEqual(parse(asText(parse(text))), parse(text));
  assert.equal(asText(parse(inRecipes)), "Water\n# Pancakes (4)\n1 cup milk\n# Toast\nBread");
});

const kitchen = {
  ingredients: [
    { id: "i1", item: "milk", substitutes: ["oat milk"] },
    { id: "i2", item: "spinach", amount: "a handful", substitutes: [] },
    { id: "i4", item: "bread", substitutes: [] },
  ],
  recipes: [
    { id: "r1", name: "Pancakes", serves: 4, needs: [{ ingredient: "i1", amount: "half a cup" }] },
    { id: "r2", name: "Toast (2)", needs: [{ ingredient: "i4" }, { ingredient: "i1", amount: "1 tsp" }] },
  ],
};
const asTyped = asText(spelledOut(kitchen));
const typedAnew = (change = (text) => text) => keeping(parse(change(asTyped)), kitchen);
const withoutIds = ({ recipes, ...rest }) => ({ ...rest, recipes: recipes.map(({ id: _, ...recipe }) => recipe) });

test("a stored pantry is written with the ingredients of each recipe below it", () => {
  assert.equal(
    asTyped,
    "a handful spinach\n# Pancakes (4)\nhalf a cup milk | oat milk\n# Toast (2)\nbread\n1 tsp milk",
  );
});

test("a pantry that was not touched is as it was, also what its lines cannot say", () => {
  assert.deepEqual(typedAnew(), withoutIds(kitchen));
});

test("ingredients keep their ids, and a new one gets an id that nobody had", () => {
  const added = typedAnew((text) => `sugar\n${text}`);
  assert.deepEqual(added.ingredients.map(({ id, item }) => [id, item]), [
    ["i5", "sugar"], ["i2", "spinach"], ["i1", "milk"], ["i4", "bread"],
  ]);
  const respelt = typedAnew((text) => text.replace("bread", "rolls"));
  assert.deepEqual(respelt.recipes[1].needs[0], { ingredient: "i4" });
  assert.equal(respelt.ingredients.find(({ id }) => id === "i4").item, "rolls");
});

test("what is taken out is gone, and the others stay what they were", () => {
  const { ingredients, recipes } = typedAnew((text) => text.replace(/# Pancakes.*\n.*\n/, ""));
  assert.deepEqual(ingredients.map(({ id }) => id), ["i2", "i4", "i1"]);
  assert.deepEqual(recipes.map(({ name }) => name), ["Toast (2)"]);
  assert.deepEqual(keeping(parse(""), kitchen), { ingredients: [], recipes: [] });
});

test("a substitute is added to what reads as before", () => {
  const { ingredients } = typedAnew((text) => text.replace("spinach", "spinach | kale"));
  assert.deepEqual(ingredients.find(({ id }) => id === "i2"), {
    id: "i2", item: "spinach", amount: "a handful", substitutes: ["kale"],
  });
});

const eggs = { id: "i1", item: "eggs", amount: "1" };
const salt = { id: "i2", item: "salt" };
const needs = [{ ingredient: "i1", amount: "2" }, { ingredient: "i2" }];
const pancakes = { id: "r1", name: "Pancakes", serves: 4, needs };
const omelette = { id: "r2", name: "Omelette", needs: [{ ingredient: "i1", amount: "3" }] };

test("amounts are those of the recipe, for as many as come", () => {
  const one = { ingredients: [eggs, salt], recipes: [pancakes] };
  assert.equal(usualPeople(one), 4);
  assert.deepEqual(amountsOf(eggs, one, 6), [{ amount: "3", recipe: null }]);
  assert.deepEqual(amountsOf(salt, one, 6), []);
  assert.deepEqual(amountsOf(eggs, { ingredients: [eggs] }, 6), [{ amount: "1", recipe: null }]);
  assert.equal(usualPeople({ ingredients: [eggs] }), null);
});

test("where several recipes need it, each is named", () => {
  const config = { ingredients: [eggs, salt], recipes: [pancakes, omelette] };
  assert.equal(asLine("eggs", amountsOf(eggs, config, 8)), "eggs: 4 (Pancakes), 3 (Omelette)");
});

test("what is not ticked is to be bought", () => {
  const config = { ingredients: [eggs, salt], recipes: [pancakes] };
  assert.deepEqual(shoppingList(config, ["i2"], 4), [{ id: "i1", line: "2 eggs" }]);
  assert.deepEqual(shoppingList(config, ["i1", "i2"], 4), []);
});

test("the mail keeps its lines and signs", () => {
  const mail = mailOf("Pie & co", ["1/2 egg", "salt"]);
  assert.equal(mail, "mailto:?subject=Pie%20%26%20co&body=-%201%2F2%20egg%0D%0A-%20salt");
});

test("on the stage what is lacking most comes first", () => {
  const activity = { config: { ingredients: [eggs, salt] }, tally: { total: 3, lacking: { i1: 0, i2: 2 } } };
  const ranked = lackingOf(activity, { isRanked: true });
  assert.deepEqual(ranked.map(({ id, lacking }) => [id, lacking]), [["i2", 2], ["i1", 0]]);
  assert.deepEqual(lackingOf(activity).map(({ id }) => id), ["i1", "i2"]);
  assert.deepEqual(lackingOf({ config: activity.config }).map(({ lacking }) => lacking), [null, null]);
});
