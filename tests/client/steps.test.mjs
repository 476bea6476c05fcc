import assert from "node:assert/strict";
import { test } from "node:test";
import * as pairs from "../../static/js/kinds/pairs.js";
import * as prompt from "../../static/js/kinds/prompt.js";
import * as quiz from "../../static/js/kinds/quiz.js";
import * as twoTruths from "../../static/js/kinds/two-truths.js";

/** What the host's one large button does inside an activity; null when it goes on to the next. */
const stepOf = (kind, activity) => kind.next(activity)?.move ?? null;

const quizAt = (phase, changes = {}) => ({
  phase, question: { number: 1, of: 2 }, results: "hidden", config: {}, ...changes,
});

test("a quiz starts, shows the answer, asks the next, and ends with the podium", () => {
  assert.equal(stepOf(quiz, quizAt("lobby", { question: null })), "next");
  assert.equal(stepOf(quiz, quizAt("asking")), "reveal");
  assert.equal(stepOf(quiz, quizAt("over", { results: "shown" })), "next");
  assert.equal(stepOf(quiz, quizAt("over", { results: "shown", question: { number: 2, of: 2 } })), "close");
});

test("a question that the clock has ended still has its answer to be shown", () => {
  assert.equal(stepOf(quiz, quizAt("over")), "reveal");
});

test("with live results, or results for the host alone, there is nothing to reveal: the question is ended", () => {
  assert.equal(stepOf(quiz, quizAt("asking", { results: "shown", config: { results: "live" } })), "stop");
  assert.equal(stepOf(quiz, quizAt("asking", { config: { results: "host" } })), "stop");
  assert.equal(stepOf(quiz, quizAt("over", { config: { results: "host" } })), "next");
});

test("two truths: nobody guesses before somebody has written", () => {
  assert.equal(stepOf(twoTruths, { phase: "writing", written: 0 }), null);
  assert.equal(stepOf(twoTruths, { phase: "writing", written: 1 }), "next");
});

test("two truths: the lie is shown before the next person's turn", () => {
  assert.equal(stepOf(twoTruths, { phase: "guessing", results: "hidden", number: 1, of: 2 }), "reveal");
  assert.equal(stepOf(twoTruths, { phase: "guessing", results: "shown", number: 1, of: 2 }), "next");
  assert.equal(stepOf(twoTruths, { phase: "guessing", results: "shown", number: 2, of: 2 }), null);
});

test("pairs are sent off and called back until their rounds are done", () => {
  const config = { rounds: 2 };
  assert.equal(stepOf(pairs, { phase: "ready", config }), "next");
  assert.equal(stepOf(pairs, { phase: "talking", round: 1, config }), "back");
  assert.equal(stepOf(pairs, { phase: "back", round: 1, config }), "next");
  assert.equal(stepOf(pairs, { phase: "back", round: 2, config }), null);
});

test("cards are turned until the last", () => {
  assert.equal(stepOf(prompt, { card: { number: 1, of: 2 } }), "next");
  assert.equal(stepOf(prompt, { card: { number: 2, of: 2 } }), null);
});
