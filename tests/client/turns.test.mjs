import assert from "node:assert/strict";
import { test } from "node:test";
import * as turns from "../../static/js/kinds/turns.js";
import { callableOf, shifted, standingOf, unheardOf } from "../../static/js/kinds/turns/standing.js";

const [ann, bob, cay] = ["Ann", "Bob", "Cay"].map((name, index) => ({ id: index + 1, name }));
const circle = { state: "open", now: ann, queue: [bob, cay] };

test("everybody knows where they stand", () => {
  assert.deepEqual(standingOf(circle, ann, []), { is: "now" });
  assert.deepEqual(standingOf(circle, cay, []), { is: "waiting", place: 2 });
  assert.deepEqual(standingOf({ now: null, queue: [] }, ann, []), { is: "out" });
});

test("what was just asked for shows at once", () => {
  assert.deepEqual(standingOf({ now: ann, queue: [bob] }, cay, ["join"]), { is: "waiting", place: 2 });
  assert.deepEqual(standingOf(circle, cay, ["pass"]), { is: "out" });
  assert.deepEqual(standingOf(circle, ann, ["done"]), { is: "out" });
});

test("the queue is put in order one place at a time", () => {
  assert.deepEqual(shifted([ann, bob, cay], 3, -1), [1, 3, 2]);
  assert.deepEqual(shifted([ann, bob, cay], 1, 1), [2, 1, 3]);
  assert.deepEqual(shifted([ann, bob, cay], 1, -1), [1, 2, 3]);
});

test("only those who are here are called or missed", () => {
  const people = [ann, bob, cay, { id: 4, name: "Dan", here: true }, { id: 5, name: "Eve", here: false }];
  assert.deepEqual(callableOf(people, circle).map(({ name }) => name), ["Dan"]);
  assert.deepEqual(unheardOf(people, { now: ann, tally: { heard: [bob] } }).map(({ name }) => name), ["Cay", "Dan"]);
});

test("next calls whoever is first, and after the last ends the turn", () => {
  assert.deepEqual(turns.next(circle), { move: "next", label: "Bob's turn" });
  assert.equal(turns.next({ ...circle, queue: [] }).move, "next");
  assert.equal(turns.next({ ...circle, now: null, queue: [] }), null);
  assert.equal(turns.next({ ...circle, state: "closed" }), null);
});
