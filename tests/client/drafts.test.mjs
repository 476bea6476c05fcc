import assert from "node:assert/strict";
import { test } from "node:test";
import * as multiple from "../../static/js/kinds/multiple.js";
import * as pairs from "../../static/js/kinds/pairs.js";
import { minutesOf } from "../../static/js/kinds/pairs/draft.js";
import * as prompt from "../../static/js/kinds/prompt.js";
import * as pulse from "../../static/js/kinds/pulse.js";
import * as questions from "../../static/js/kinds/questions.js";
import * as quiz from "../../static/js/kinds/quiz.js";
import * as rating from "../../static/js/kinds/rating.js";
import * as text from "../../static/js/kinds/text.js";
import * as thisOrThat from "../../static/js/kinds/this-or-that.js";
import { linesOf, textsOf } from "../../static/js/room/parts/lines.js";

/** What a form sends; a box that is not ticked is not in it. */
function form(fields) {
  const typed = new FormData();
  for (const [name, value] of Object.entries(fields)) typed.set(name, value);
  return typed;
}

test("what is emptied is said to be empty, so that it can be taken away", () => {
  const emptyScale = { scale: "5", low: " ", high: "" };
  assert.deepEqual(pulse.configOf(form(emptyScale)), { scale: 5, low: null, high: null });
  const asNumbers = { scale: 5, low: null, high: null, look: "numbers" };
  assert.deepEqual(rating.configOf(form({ ...emptyScale, look: "numbers" })), asNumbers);
  assert.deepEqual(prompt.configOf(form({ cards: "\n" })), { cards: null });
});

test("a box that is not ticked is off", () => {
  assert.deepEqual(text.configOf(form({ limit: "2" })), { limit: 2, moderated: false, upvotes: false });
  assert.deepEqual(questions.configOf(form({})), { moderated: false, allow_anonymous: false });
  assert.deepEqual(pairs.configOf(form({ size: "3", talking: "1.5", rounds: "2" })), {
    size: 3, seconds: 90, rounds: 2, own_calls: false,
  });
});

test("without a most as many may be chosen as a poll can have", () => {
  assert.deepEqual(multiple.configOf(form({ options: "A\nB", min: "1", max: "" })), {
    options: ["A", "B"], min: 1, max: 26,
  });
});

test("minutes are exact enough to give every number of seconds again", () => {
  for (let seconds = 5; seconds <= 3600; seconds++) assert.equal(Math.round(minutesOf(seconds) * 60), seconds);
});

test("a quiz names all that its form shows, and keeps a question's own time limit", () => {
  const typed = form({ questions: "Who?\n*Ann\nBob", question_seconds: "", speed_share: "0", teams: "" });
  const rest = { speed_share: 0, streak_bonus: false, shuffle_options: false, teams: null, seconds: null };
  const who = { text: "Who?", options: ["Ann", "Bob"], correct: "Ann" };
  assert.deepEqual(quiz.configOf(typed), { questions: [who], ...rest });
  const before = { questions: [{ text: "Who?", seconds: 20 }, { text: "When?" }] };
  assert.deepEqual(quiz.configOf(typed, before), { questions: [{ ...who, seconds: 20 }], ...rest });
});

test("without pairs ours are taken, or those that are there stay", () => {
  assert.deepEqual(thisOrThat.configOf(form({ pairs: "" })), {});
  assert.deepEqual(thisOrThat.configOf(form({ pairs: "tea/coffee" })), { pairs: [{ left: "tea", right: "coffee" }] });
});

test("options are written one a line", () => {
  assert.equal(textsOf(undefined), "");
  assert.deepEqual(linesOf(textsOf([{ id: "o1", text: "Dune" }, { id: "o2", text: "Emma" }])), ["Dune", "Emma"]);
});
