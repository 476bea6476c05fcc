import assert from "node:assert/strict";
import { test } from "node:test";
import { asText, parse, problemIn } from "../../static/js/kinds/quiz/parse.js";
import { rowsOf, stepsOf } from "../../static/js/kinds/quiz/places.js";
import { shuffled } from "../../static/js/kinds/quiz/shuffle.js";

const OPTIONS = ["o1", "o2", "o3", "o4"].map((id) => ({ id, text: id }));
const idsOf = (items) => items.map(({ id }) => id).join(" ");
const problemOf = (text) => problemIn(parse(text));

const scores = (...places) =>
  places.map((place, index) => ({ place, id: index + 1, name: `guest ${index + 1}`, points: 100 - place }));

test("a question is followed by its options, the right one starred, and an empty line before the next", () => {
  const rest = { marked: 1, picture: null, seconds: null };
  assert.deepEqual(parse("Who wrote Emma?\nBrontë\n* Austen\n\n \nWhen?\r\n*1815\r\n1820\n"), [
    { text: "Who wrote Emma?", options: ["Brontë", "Austen"], correct: "Austen", ...rest },
    { text: "When?", options: ["1815", "1820"], correct: "1815", ...rest },
  ]);
});

test("a question that ends in seconds has them as its time", () => {
  const timesOf = (text, config) => parse(text, config).map(({ text: asked, seconds }) => [asked, seconds]);
  assert.deepEqual(timesOf("Who? (20 s)\n*Ann\nBob\n\nWhen?\n*Now\nLater"), [["Who?", 20], ["When?", null]]);
  assert.deepEqual(timesOf("(20 s)\n*Ann\nBob"), [["(20 s)", null]]);
  const config = { questions: [{ text: "How long? (20 s)", options: [] }, { text: "Who?", seconds: 5, options: [] }] };
  assert.equal(asText(config), "How long? (20 s)\n\nWho? (5 s)");
  assert.deepEqual(timesOf(asText(config), config), [["How long? (20 s)", null], ["Who?", 5]]);
});

test("a star within an option is a part of it", () => {
  assert.deepEqual(parse("2 * 3?\n*6 * 1\n5")[0].options, ["6 * 1", "5"]);
});

test("questions that can be asked have no problem", () => {
  assert.equal(problemOf("Who?\n*Ann\nBob\n\nWhen?\nNow\n*Later"), null);
});

test("the first problem is told with the number of its question", () => {
  const good = "Who?\n*Ann\nBob\n\n";
  assert.deepEqual(problemOf("  \n"), { number: 1, what: "empty" });
  assert.deepEqual(problemOf(`${good}When?\n*Now`), { number: 2, what: "few" });
  assert.deepEqual(problemOf(`${good}When?\n*Now\nLater\n*`), { number: 2, what: "blank" });
  assert.deepEqual(problemOf(`${good}When?\nNow\nLater`), { number: 2, what: "unmarked" });
  assert.deepEqual(problemOf(`${good}When?\n*Now\n*Later\n\nWhy?`), { number: 2, what: "many" });
});

test("an order is a person's own and stays the same", () => {
  assert.equal(idsOf(shuffled(OPTIONS, "7 q1")), idsOf(shuffled(OPTIONS, "7 q1")));
  assert.deepEqual(idsOf(shuffled(OPTIONS, "7 q1")).split(" ").sort(), ["o1", "o2", "o3", "o4"]);
  assert.equal(idsOf(OPTIONS), "o1 o2 o3 o4");
});

test("over many guests and over many questions every order comes about as often", () => {
  for (const seedOf of [(n) => `${n} q1`, (n) => `7 q${n}`]) {
    const orders = new Map();
    for (let n = 1; n <= 24_000; n++) {
      const order = idsOf(shuffled(OPTIONS, seedOf(n)));
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    assert.equal(orders.size, 24);
    for (const [order, times] of orders) assert.ok(Math.abs(times - 1000) < 200, `${order}: ${times}`);
  }
});

test("who is tied shares a step of the podium, and the places after that are left out", () => {
  const places = (leaderboard) => stepsOf(leaderboard).map(({ place, entries }) => [place, idsOf(entries)]);
  assert.deepEqual(places(scores(1, 2, 3, 4)), [[1, "1"], [2, "2"], [3, "3"]]);
  assert.deepEqual(places(scores(1, 1, 3, 3, 5)), [[1, "1 2"], [3, "3 4"]]);
  assert.deepEqual(places([]), []);
});

test("a long leaderboard is cut, but never before one's own row", () => {
  const leaderboard = scores(1, 2, 3, 4, 5, 6);
  assert.deepEqual([idsOf(rowsOf(leaderboard, 3, 5).rows), rowsOf(leaderboard, 3, 5).more], ["1 2 3 5", 2]);
  assert.deepEqual([idsOf(rowsOf(leaderboard, 3, 2).rows), rowsOf(leaderboard, 3, 2).more], ["1 2 3", 3]);
  assert.deepEqual([rowsOf(leaderboard, 10).rows.length, rowsOf(leaderboard, 10).more], [6, 0]);
});

const Q = String.raw;

/** Typed questions as they are stored. */
const stored = (text) => ({
  questions: parse(text).map(({ marked, options, correct, ...question }, index) => ({
    ...question,
    id: `q${index + 1}`,
    options: options.map((each, at) => ({ id: `o${at + 1}`, text: each })),
    correct: `o${options.indexOf(correct) + 1}`,
  })),
});

test("stored questions are written as they would be typed", () => {
  const text = "Who wrote Emma?\n/pictures/abc\nBrontë\n*Austen\n\nWhen?\n*1815\n1820";
  assert.equal(asText(stored(text)), text);
});

test("what was typed, stored and written again is the same", () => {
  const texts = [
    "Who?\nAnn\n* Bob\n/pictures/abc\n\n\nWhen?\n*1815\n1820",
    "2 * 3?\n*6 * 1\n5\n7",
    ["Which?", Q`\*.js`, Q`*\*.css`, Q`\\*.md`, Q`\\server\share`, Q`\/pictures/abc`].join("\n"),
    "Which mark?\n**star\n\\*second",
  ];
  for (const text of texts) assert.deepEqual(parse(asText(stored(text))), parse(text));
});

test("an option that starts with a star or is an address is told by the backslash before it", () => {
  const [question] = parse(["Which?", Q`\*.js`, Q`*\*.css`, Q`\/pictures/a`, Q`\alpha`].join("\n"));
  assert.deepEqual(question.options, ["*.js", "*.css", "/pictures/a", Q`\alpha`]);
  assert.deepEqual([question.correct, question.marked, question.picture], ["*.css", 1, null]);
});
