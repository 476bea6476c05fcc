import assert from "node:assert/strict";
import { test } from "node:test";
import { next } from "../../static/js/kinds/this-or-that.js";
import { asText, halfAt, keeping, pairsOf } from "../../static/js/kinds/this-or-that/parse.js";

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

test("a pair without its other side is found", () => {
  assert.equal(halfAt(pairsOf("tea / coffee\ncats /")), 1);
  assert.equal(halfAt(pairsOf("tea / coffee")), -1);
});

test("pairs are written as they would be typed, and read the same again", () => {
  const pairs = [{ left: "tea", right: "coffee" }, { left: "AC/DC", right: "Abba" }];
  assert.equal(asText({ pairs }), "tea / coffee\nAC/DC / Abba");
  for (const text of ["tea/coffee\ncats / dogs", "AC/DC / Abba", "a / b / c"]) {
    assert.deepEqual(pairsOf(asText({ pairs: pairsOf(text) })), pairsOf(text));
  }
});

test("a side keeps a slash of its own while its line is unchanged", () => {
  const config = { pairs: [{ left: "on / off", right: "always" }, { left: "tea", right: "coffee" }] };
  assert.deepEqual(keeping(pairsOf(asText(config)), config), config.pairs);
  assert.deepEqual(keeping(pairsOf("on / off / never"), config), [{ left: "on", right: "off / never" }]);
  assert.deepEqual(keeping(pairsOf("tea / coffee"), undefined), [{ left: "tea", right: "coffee" }]);
});

test("Next brings pairs until the last", () => {
  assert.equal(next({ pair: { number: 1, of: 2 } }).move, "next");
  assert.equal(next({ pair: { number: 2, of: 2 } }), null);
});
