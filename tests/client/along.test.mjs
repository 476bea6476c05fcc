import assert from "node:assert/strict";
import { test } from "node:test";
import * as steps from "../../static/js/kinds/steps.js";
import { marksWith, nameOf, othersAround } from "../../static/js/kinds/steps/along.js";
import { configOf } from "../../static/js/kinds/steps/draft.js";
import { asText, keeping, stepsFrom } from "../../static/js/kinds/steps/parse.js";

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

test("the time a step takes is read from the end of its line", () => {
  assert.deepEqual(stepsFrom("Boil the water, 3 min\n\n  Chop the onions \nRest (1 h 30 min)"), [
    { title: "Boil the water", minutes: 3 }, { title: "Chop the onions" }, { title: "Rest", minutes: 90 },
  ]);
});

test("times are written in many ways", () => {
  const times = ["90 s", "1.5 minutes", "1,5 min", "2 h", "45 sec.", "10min", "1 hour", "1 hour and 5 minutes"];
  const read = stepsFrom(times.map((time) => `Wait: ${time}`).join("\n"));
  assert.deepEqual(read.map(({ title }) => title), Array(times.length).fill("Wait"));
  assert.deepEqual(
    read.map(({ minutes, seconds }) => seconds ?? minutes * 60), [90, 90, 90, 7200, 45, 600, 3600, 3900],
  );
});

test("what is no time stays in the step", () => {
  const lines = [
    "Add 200 ml", "Cut into 3", "Bake at 180 C", "3 min", "Add 2 small spoons", "Walk 200 m", "Fry 2-3 min",
    "Wait 0 min", "Let it rest, 12 h",
  ];
  assert.deepEqual(stepsFrom(lines.join("\n")), lines.map((title) => ({ title })));
});

test("a line too long for a title is a text", () => {
  assert.deepEqual(stepsFrom(`${"x".repeat(201)}, 3 min`), [{ text: "x".repeat(201), minutes: 3 }]);
});

test("without steps the event's own are taken", () => {
  const form = new Map([["steps", " \n"], ["pace", "own"]]);
  assert.deepEqual(configOf(form), { pace: "own", steps: [] });
});

test("steps are written as they would be typed, and read the same again", () => {
  assert.equal(asText(stepsFrom("Boil (90 s)\nChop\n Rest: 1 h 30 min")), "Boil, 1 min 30 s\nChop\nRest, 90 min");
  for (const text of ["Wait: 45 sec.\nBake 20 min, 5 min", "Cut into 3\nLet it rest, 12 h", "x".repeat(201), ""]) {
    const steps = stepsFrom(text);
    assert.deepEqual(stepsFrom(asText(steps)), steps);
  }
});

const stored = [
  { id: "s1", title: "Boil", text: "Water first", link: "https://example.org/", minutes: 1.5 },
  { id: "s2", text: "Wait 5 min" },
  { id: "s3", title: "Look:", picture: "/pictures/abc", minutes: 2 },
];
const [boil, wait, look] = asText(stored).split("\n");
const typedAnew = (...lines) => keeping(stepsFrom(lines.join("\n")), stored);

test("steps that were not touched are as they were", () => {
  assert.deepEqual(typedAnew(boil, wait, look), stored);
  assert.deepEqual(typedAnew(look, boil), [stored[2], stored[0]]);
});

test("a step keeps its text, link and picture when its words or its time change", () => {
  assert.deepEqual(typedAnew("Boil it, 90 s", wait, look)[0], { ...stored[0], title: "Boil it" });
  assert.deepEqual(typedAnew(boil, "Wait, long", look)[1], { id: "s2", text: "Wait, long" });
  assert.deepEqual(typedAnew(boil, wait, "Look, 3 min")[2], { ...stored[2], title: "Look:", minutes: 3 });
  assert.deepEqual(typedAnew(boil, wait, "Look")[2], { id: "s3", title: "Look:", picture: "/pictures/abc" });
});

test("a step is known by its neighbours where others come or go", () => {
  assert.deepEqual(typedAnew("Boil it, 90 s", wait, look, "Eat"), [
    { ...stored[0], title: "Boil it" }, stored[1], stored[2], { title: "Eat" },
  ]);
  assert.deepEqual(typedAnew(boil, "Look around, 2 min"), [stored[0], { title: "Look around", minutes: 2 }]);
});

test("of two steps that read the same each stays itself", () => {
  const twice = [{ id: "s1", title: "Stir", picture: "/pictures/a" }, { id: "s2", title: "Stir" }];
  assert.deepEqual(keeping(stepsFrom("Mix\nStir"), twice), [{ ...twice[0], title: "Mix" }, twice[1]]);
});

test("a title that grew too long for one goes before the text", () => {
  const long = "y".repeat(201);
  const { title, text } = typedAnew(long, wait, look)[0];
  assert.deepEqual([title, text], [undefined, `${long} Water first`]);
});

test("next is the next step, and nothing after the last or at one's own pace", () => {
  const config = { steps: [{ id: "s1", title: "Boil" }, { id: "s2", title: "Eat" }] };
  assert.deepEqual(steps.next({ at: 0, config }), { move: "next", label: "Eat" });
  assert.equal(steps.next({ at: 1, config }), null);
  assert.equal(steps.next({ at: 0, config: { ...config, pace: "own" } }), null);
});
