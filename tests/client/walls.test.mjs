import assert from "node:assert/strict";
import { test } from "node:test";
import { ownOf } from "../../static/js/kinds/questions/own.js";
import {
  asManyAsFit, bestAsOptions, byVotes, newestFirst, upvotedAfter, votesWith,
} from "../../static/js/kinds/text/cards.js";

const card = (id, votes, minute, text = id) => ({ id, votes, at: `2026-03-25T19:0${minute}:00Z`, text });
const cards = [card("a", 1, 1), card("b", 4, 2), card("c", 1, 3)];
const idsOf = (list) => list.map(({ id }) => id);

test("a vote on its way counts, one taken back does not", () => {
  assert.deepEqual([...upvotedAfter(["a"], [{ upvote: "b" }, { unvote: "a" }, "a text"])], ["b"]);
  assert.deepEqual([...upvotedAfter(undefined, [])], []);
});

test("the figure moves with one's own vote before the server has it, and only once", () => {
  assert.equal(votesWith({ id: "a", votes: 3 }, [], new Set(["a"])), 4);
  assert.equal(votesWith({ id: "a", votes: 3 }, ["a"], new Set(["a"])), 3);
  assert.equal(votesWith({ id: "a", votes: 3 }, ["a"], new Set()), 2);
});

test("most votes first, equal ones as they came; newest first", () => {
  assert.deepEqual(idsOf(byVotes(cards)), ["b", "a", "c"]);
  assert.deepEqual(idsOf(newestFirst(cards)), ["c", "b", "a"]);
  assert.deepEqual(idsOf(cards), ["a", "b", "c"]);
});

test("the best become options: most votes, then the newest, one line each, none twice", () => {
  const more = [...cards, card("d", 9, 4, " Film\n night "), card("e", 8, 5, "film night")];
  assert.deepEqual(bestAsOptions(more, 3), ["Film night", "b", "c"]);
});

test("a long text is an option that fits, and no letter is cut in two", () => {
  const [option] = bestAsOptions([card("a", 1, 1, "🙂".repeat(300))], 6);
  assert.equal([...option].length, 200);
  assert.ok(option.endsWith("🙂…"));
});

test("the stage takes as many cards as it has room for, one at least", () => {
  const many = Array.from({ length: 60 }, (_, n) => card(`c${n}`, 0, 1, "A picnic in the park"));
  const shown = asManyAsFit(many, false);
  assert.ok(shown.length > 9 && shown.length < 30, `${shown.length}`);
  assert.ok(asManyAsFit(many.map((each) => ({ ...each, text: "word ".repeat(60) })), true).length < shown.length);
  assert.equal(asManyAsFit([card("a", 0, 1, "line\n".repeat(500))], true).length, 1);
  assert.deepEqual(asManyAsFit([], true), []);
});

test("one's own questions are known with what is on its way", () => {
  const mine = { asked: [{ id: "q1", text: "Why?" }, { id: "q2", text: "When?" }], upvoted: ["q7"] };
  const own = ownOf(mine, [{ withdraw: "q1" }, { ask: "Who?" }, { upvote: "q8" }]);
  assert.deepEqual(idsOf(own.asked), ["q2"]);
  assert.deepEqual(own.asking, ["Who?"]);
  assert.deepEqual([...own.upvoted], ["q7", "q8"]);
  assert.deepEqual(own.upvotedBefore, ["q7"]);
});

test("who has done nothing yet owns nothing", () => {
  const own = ownOf(undefined, []);
  assert.deepEqual([own.asked, own.asking, [...own.upvoted]], [[], [], []]);
});
