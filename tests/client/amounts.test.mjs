import assert from "node:assert/strict";
import { test } from "node:test";
import { scaled } from "../../static/js/room/parts/amounts.js";

function each(cases) {
  for (const [amount, factor, expected] of cases) assert.equal(scaled(amount, factor), expected, `${amount} × ${factor}`);
}

test("numbers grow, however they are written", () => {
  each([
    ["2", 3, "6"],
    ["1/2", 3, "1½"],
    ["1 1/2 cups", 2, "3 cups"],
    ["1½ cups", 3, "4½ cups"],
    ["½ tsp", 2, "1 tsp"],
    ["1 ½ cups", 2, "3 cups"],
    ["0.5 l", 3, "1.5 l"],
    ["0,5 l", 3, "1,5 l"],
    ["1,000 g", 2, "2000 g"],
    ["1 kg", 0.75, "0.75 kg"],
    ["1/2 l", 1.5, "¾ l"],
    ["200 g", 2, "400 g"],
    ["200g", 1 / 3, "67g"],
    ["2-3 cloves", 2, "4-6 cloves"],
    ["200–300 g", 1.5, "300–450 g"],
    ["about 4 spoons", 2, "about 8 spoons"],
    ["2 tbsp + 1 tsp", 2, "4 tbsp + 2 tsp"],
  ]);
});

test("what comes out is said in parts a kitchen has", () => {
  each([
    ["1 cup", 1 / 3, "⅓ cup"],
    ["1 cup", 2 / 3, "⅔ cup"],
    ["2 eggs", 0.75, "1½ eggs"],
    ["1 tsp", 1 / 8, "⅛ tsp"],
    ["3 eggs", 1.3, "4 eggs"],
    ["15 leaves", 1.5, "23 leaves"],
    ["1 cup", 0.98, "1 cup"],
    ["1 pot", 0.05, "0.05 pot"],
    ["1 g", 0.001, "0.001 g"],
  ]);
});

test("words stay as they are, and so do sizes", () => {
  each([
    ["a pinch", 2, "a pinch"],
    ["flour type T45", 2, "flour type T45"],
    ["2 tins (400 g)", 2, "4 tins (400 g)"],
    ["2 x 400 g tins", 2, "4 x 400 g tins"],
    ["1 piece of 20 cm", 2, "2 piece of 20 cm"],
    ["200 ml of 30 % cream", 2, "400 ml of 30 % cream"],
    ["0", 2, "0"],
    ["1/0", 2, "1/0"],
  ]);
});

test("for as many as it serves nothing changes, and nothing for no sensible number", () => {
  each([["1 1/2", 1, "1 1/2"], ["2", 0, "2"], ["2", NaN, "2"], ["", 2, ""], [null, 2, null], [undefined, 2, undefined]]);
});
