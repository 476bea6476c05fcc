import assert from "node:assert/strict";
import { test } from "node:test";
import { similar } from "../../static/js/kinds/questions/similar.js";

const asked = [
  "Will the office move next year?",
  "How do you decide which projects are stopped?",
  "What was the best mistake you made?",
  "Can we have the recordings?",
  "Welche Bücher liest du gerade?",
].map((text, index) => ({ id: `q${index + 1}`, text }));

const numbered = (...texts) => texts.map((text, id) => ({ id, text }));
const found = (typed, questions = asked) => similar(typed, questions).map(({ id }) => id);

test("the same question in other words is found", () => {
  assert.deepEqual(found("Is the office going to move?"), ["q1"]);
  assert.deepEqual(found("what is your best mistake"), ["q3"]);
});

test("endings, accents, case and punctuation make no difference", () => {
  assert.deepEqual(found("RECORDING, can we have"), ["q4"]);
  assert.deepEqual(found("welche bucher liest du"), ["q5"]);
});

test("short words alone make nothing alike", () => {
  assert.deepEqual(found("Do you have a cat?"), []);
  assert.deepEqual(found("How do you do?"), []);
});

test("a short question is found to be like a long one", () => {
  const long = "Will the office move next year, and do we have a say in where?";
  assert.deepEqual(found("Is the office going to move?", [{ id: 1, text: long }, ...asked.slice(1)]), [1]);
});

test("one word says too little, and so does none", () => {
  assert.deepEqual(found("office"), []);
  assert.deepEqual(found("  ?! "), []);
});

test("the most alike comes first, and three at most come", () => {
  const questions = numbered("red fox", "red fox jumps", "red fox jumps high", "red fox jumps high today");
  assert.deepEqual(found("red fox jumps high today", questions), [3, 2, 1]);
});

test("a word that every question has says less than one that few have", () => {
  const questions = numbered("budget training", "budget travel", "budget office", "budget party");
  assert.equal(found("budget travel", questions)[0], 1);
});

test("other alphabets have words too", () => {
  assert.deepEqual(found("когда мы переезжаем в офис", [{ id: 1, text: "Когда мы переезжаем?" }]), [1]);
});

test("no questions are like nothing", () => {
  assert.deepEqual(similar("Will the office move?", []), []);
});
