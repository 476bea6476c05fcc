import assert from "node:assert/strict";
import { test } from "node:test";
import * as steps from "../../static/js/kinds/steps.js";
import { marksWith, nameOf, othersAround } from "../../static/js/kinds/steps/along.js";

const given = (step, ...marks) => marks.map((mark) => ({ step, mark }));

test("a mark shows while it is on its way", () => {
  assert.deepEqual(marksWith(undefined, given("s1", "love", "done")), { marks: { s1: ["love", "done"] }, at: null });
  const mine = { marks: { s1: ["done"] }, at: "s1" };
  assert.deepEqual(marksWith(mine, given("s2", "here")), { marks: { s1: ["done"] }, at: "s2" });
});

test("marks are taken back, and nobody has the same twice", () => {
  const mine = { marks: { s1: ["done", "love"] }, at: null };
  assert.deepEqual(marksWith(mine, given("s1", "not-done")).marks.s1, ["love"]);
  assert.deepEqual(marksWith(mine, given("s1", "love")).marks.s1, ["done", "love"]);
  assert.deepEqual(marksWith(undefined, given("s1", "help", "no-help")).marks.s1, []);
});

test("whoever is done needs no help any more, and may ask again", () => {
  assert.deepEqual(marksWith(undefined, given("s1", "help", "done")).marks.s1, ["done"]);
  assert.deepEqual(marksWith(undefined, given("s1", "done", "help")).marks.s1, ["done", "help"]);
});

test("the others are counted without oneself", () => {
  const ids = ["s1", "s2", "s3"];
  assert.deepEqual(othersAround({ s1: 1, s2: 3, s3: 2 }, ids, 1, "s2"), { behind: 1, here: 2, ahead: 2 });
  assert.deepEqual(othersAround({ s1: 1, s2: 3, s3: 2 }, ids, 1, "s1"), { behind: 0, here: 3, ahead: 2 });
  assert.deepEqual(othersAround({}, ids, 0, undefined), { behind: 0, here: 0, ahead: 0 });
});

test("a step without a title is called by the beginning of its text", () => {
  assert.equal(nameOf({ title: "Boil", text: "Water first" }), "Boil");
  const name = nameOf({ text: "Stir until the sauce is thick and comes off the side of the pan, then wait" });
  assert.equal(name, "Stir until the sauce is thick and comes off the side of the…");
});

test("next is the next step, and nothing after the last or at one's own pace", () => {
  const config = { steps: [{ id: "s1", title: "Boil" }, { id: "s2", title: "Eat" }] };
  assert.deepEqual(steps.next({ at: 0, config }), { move: "next", label: "Eat" });
  assert.equal(steps.next({ at: 1, config }), null);
  assert.equal(steps.next({ at: 0, config: { ...config, pace: "own" } }), null);
});
