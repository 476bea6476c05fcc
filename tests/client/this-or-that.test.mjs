import assert from "node:assert/strict";
import { test } from "node:test";
import { next, pairsOf } from "../../static/js/kinds/this-or-that.js";

test("a pair a line, its sides parted by a slash", () => {
  assert.deepEqual(pairsOf("tea / coffee\n\n cats/dogs "), [
    { left: "tea", right: "coffee" },
    { left: "cats", right: "dogs" },
  ]);
});

test("a slash with spaces parts before one within a word", () => {
  assert.deepEqual(pairsOf("AC/DC / Abba"), [{ left: "AC/DC", right: "Abba" }]);
});

test("a line without a slash lacks its other side", () => {
  assert.deepEqual(pairsOf("tea"), [{ left: "tea", right: "" }]);
});

test("Next brings pairs until the last", () => {
  assert.equal(next({ pair: { number: 1, of: 2 } }).move, "next");
  assert.equal(next({ pair: { number: 2, of: 2 } }), null);
});
