import assert from "node:assert/strict";
import { test } from "node:test";
import { completed, indexAt, put, shift, sound, standings, takeOut } from "../../static/js/kinds/ranking/order.js";

const ids = ["a", "b", "c", "d"];

test("an option is put at its place, and others make room", () => {
  assert.deepEqual(put(["a", "b", "c"], "d", 0), ["d", "a", "b", "c"]);
  assert.deepEqual(put(["a", "b", "c"], "a", 1), ["b", "a", "c"]);
});

test("a place beyond the last is the next free one, one before the first is the first", () => {
  assert.deepEqual(put(["a"], "c", 9), ["a", "c"]);
  assert.deepEqual(put(["a", "b"], "b", -1), ["b", "a"]);
});

test("shifting goes one place, and not beyond the ends", () => {
  assert.deepEqual(shift(["a", "b", "c"], "c", -1), ["a", "c", "b"]);
  assert.deepEqual(shift(["a", "b", "c"], "a", 1), ["b", "a", "c"]);
  assert.deepEqual(shift(["a", "b", "c"], "a", -1), ["a", "b", "c"]);
  assert.deepEqual(shift(["a", "b", "c"], "c", 1), ["a", "b", "c"]);
});

test("what is taken out leaves the others in order", () => {
  assert.deepEqual(takeOut(["a", "b", "c"], "b"), ["a", "c"]);
});

test("the last one left over takes the last place", () => {
  assert.deepEqual(completed(["c", "a", "b"], ids), ["c", "a", "b", "d"]);
  assert.deepEqual(completed(["c", "a"], ids), ["c", "a"]);
  assert.deepEqual(completed(ids, ids), ids);
});

test("an option that is gone has no place", () => {
  assert.deepEqual(sound(["x", "b", "a"], ids), ["b", "a"]);
});

test("no step changes the order it was given", () => {
  const order = Object.freeze(["a", "b", "c"]);
  const afterwards = [put(order, "d", 1), shift(order, "b", 1), takeOut(order, "a"), completed(order, ids)];
  assert.ok(afterwards.every((other) => other !== order));
  assert.deepEqual(order, ["a", "b", "c"]);
});

test("a dragged row goes where the middles of the others say", () => {
  const heights = [50, 100, 50];
  assert.equal(indexAt(-30, heights, 10), 0);
  assert.equal(indexAt(24, heights, 10), 0);
  assert.equal(indexAt(26, heights, 10), 1);
  assert.equal(indexAt(109, heights, 10), 1);
  assert.equal(indexAt(111, heights, 10), 2);
  assert.equal(indexAt(999, heights, 10), 3);
  assert.equal(indexAt(5, []), 0);
});

test("most points come first, and as many points share a place", () => {
  const options = ids.map((id) => ({ id, text: id.toUpperCase() }));
  const rows = standings(options, { points: { a: 3, b: 7, c: 7 }, firsts: { c: 2 } });
  assert.deepEqual(rows.map(({ id, place }) => `${place} ${id}`), ["1 b", "1 c", "3 a", "4 d"]);
  assert.deepEqual(rows.map(({ firsts }) => firsts), [0, 2, 0, 0]);
  assert.deepEqual(rows.map(({ index }) => index), [1, 2, 0, 3]);
});
