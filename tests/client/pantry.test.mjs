import assert from "node:assert/strict";
import { test } from "node:test";
import { asText, parse, problemIn } from "../../static/js/kinds/pantry/parse.js";
import { lackingOf } from "../../static/js/kinds/pantry/ranked.js";
import { amountsOf, asLine, mailOf, shoppingList, usualPeople } from "../../static/js/kinds/pantry/shopping.js";

const kitchen = {
  ingredients: [
    { id: "i1", item: "milk", substitutes: ["oat milk"] },
    { id: "i4", item: "spice mix" },
  ],
  recipes: [
    { id: "r1", name: "Pancakes", serves: 4, needs: [{ ingredient: "i1", amount: "half a cup" }] },
    { id: "r2", name: "Toast (2)", needs: [{ ingredient: "i4", amount: "7" }, { ingredient: "i1" }] },
  ],
};
const asTyped = "# Pancakes (4)\nhalf a cup milk\n# Toast (2)\n7 spice mix\nmilk";

test("stored recipes are written as they would be typed, and mean the same while they read the same", () => {
  assert.equal(asText(kitchen), asTyped);
  assert.deepEqual(parse(asTyped, kitchen).recipes, [
    { name: "Pancakes", serves: 4, ingredients: [{ item: "milk", amount: "half a cup" }] },
    { name: "Toast (2)", serves: null, ingredients: [{ item: "spice mix", amount: "7" }, { item: "milk" }] },
  ]);
  assert.equal(asText(), "");
});

test("a line with # begins a recipe, with how many it serves in brackets", () => {
  assert.deepEqual(parse("# Pancakes (4)\n2 eggs\n\n# Toast\nBread").recipes, [
    { name: "Pancakes", serves: 4, ingredients: [{ item: "eggs", amount: "2" }] },
    { name: "Toast", serves: null, ingredients: [{ item: "Bread" }] },
  ]);
});

test("an amount at the beginning is one", () => {
  const each = (line) => {
    const [{ amount, item }] = parse(`# Soup\n${line}`).recipes[0].ingredients;
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

test("what cannot be meant is said", () => {
  const problem = (text) => problemIn(parse(text));
  assert.equal(problem("# Toast\nBread"), null);
  assert.equal(problem(""), null);
  assert.deepEqual(problem("Butter"), { what: "loose" });
  assert.deepEqual(problem("# Toast\n# Soup\nWater"), { what: "empty", name: "Toast" });
  assert.deepEqual(problem("# Soup\nWater\n#\nSalt"), { what: "unnamed", number: 2 });
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
