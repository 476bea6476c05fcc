import assert from "node:assert/strict";
import { test } from "node:test";
import { pointsOf } from "../../static/js/kinds/pulse.js";

const at = (minute, mean) => ({ at: `2026-03-25T19:${String(minute).padStart(2, "0")}:00Z`, mean, total: 3 });

test("time goes from left to right, the highest step is at the top", () => {
  assert.deepEqual(pointsOf([at(0, 1), at(5, 3), at(20, 5)], 5), [
    { x: 0, y: 100 },
    { x: 25, y: 50 },
    { x: 100, y: 0 },
  ]);
});

test("a single moment is now", () => {
  assert.deepEqual(pointsOf([at(7, 2)], 3), [{ x: 100, y: 50 }]);
});

test("moments that are all the same do not divide by zero", () => {
  assert.deepEqual(pointsOf([at(7, 2), at(7, 1)], 2).map(({ x }) => x), [100, 100]);
});

test("nothing gives no points", () => {
  assert.deepEqual(pointsOf([], 5), []);
});
