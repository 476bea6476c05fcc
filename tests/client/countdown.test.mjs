import assert from "node:assert/strict";
import { test } from "node:test";
import { asText, discussionOf, keeping, lineWithout } from "../../static/js/kinds/countdown/discussion.js";
import { configOf } from "../../static/js/kinds/countdown/draft.js";
import { asPosition, nextChange, secondFrom, standingAt } from "../../static/js/kinds/countdown/playhead.js";
import { columnsOf, peaksOf, reactionsIn } from "../../static/js/kinds/countdown/timeline.js";

const GO = Date.parse("2026-12-03T18:00:05.250Z");
const film = (playhead, minutes) => ({ playhead, config: { minutes } });
const playing = (at = 0, minutes = undefined) => film({ at, since: "2026-12-03T18:00:05.250Z" }, minutes);

test("it stands where it was left", () => {
  assert.deepEqual(standingAt(film({ at: 1390, since: null }), GO), { phase: "standing", second: 1390 });
  assert.deepEqual(standingAt(film(undefined), GO), { phase: "standing", second: 0 });
  assert.equal(nextChange(film({ at: 1390, since: null }), GO), null);
});

test("it counts whole seconds down, and nought is Go", () => {
  const left = (ms) => standingAt(playing(), GO - ms);
  assert.deepEqual(left(5_000), { phase: "counting", second: 0, left: 5 });
  assert.deepEqual([3_000, 2_999, 2_000, 1_001, 1_000, 1].map((ms) => left(ms).left), [3, 3, 2, 2, 1, 1]);
  assert.deepEqual(left(0), { phase: "playing", second: 0 });
});

test("every device comes to the same second from where it was", () => {
  assert.deepEqual(standingAt(playing(1390), GO + 2_500), { phase: "playing", second: 1392.5 });
});

test("it is over when the length has passed, and no further", () => {
  assert.equal(standingAt(playing(59, 1), GO + 999).phase, "playing");
  assert.deepEqual(standingAt(playing(59, 1), GO + 1_000), { phase: "over", second: 60 });
  assert.deepEqual(standingAt(film({ at: 75, since: null }, 1), GO), { phase: "over", second: 60 });
  assert.equal(nextChange(playing(59, 1), GO + 1_000), null);
});

test("the next change is when the next figure comes, and the last of them is Go itself", () => {
  assert.equal(nextChange(playing(), GO - 2_400), GO - 2_000);
  assert.equal(nextChange(playing(), GO - 2_000), GO - 1_000);
  assert.equal(nextChange(playing(), GO - 400), GO);
  assert.equal(nextChange(playing(), GO), GO + 1_000);
  assert.equal(nextChange(playing(10.4), GO), GO + 600);
});

test("a position is rounded down, as a player does", () => {
  assert.deepEqual([0, 59.9, 1390, 3723.2].map(asPosition), ["0:00", "0:59", "23:10", "1:02:03"]);
});

test("a place to jump to is typed as a player shows it", () => {
  assert.deepEqual(["23:10", " 1:02:03 ", "0:05", "12", "90:00"].map(secondFrom), [1390, 3723, 5, 720, 5400]);
  assert.deepEqual(["", "abc", "1:2", "1:75", "1:2:3:4", "-5", "1:02:3"].map(secondFrom), Array(7).fill(null));
});

test("what to talk about is typed with its minute first", () => {
  assert.deepEqual(discussionOf("12 What would you do?\n\n 1:30  And now?\n3. Who was it?"), [
    { minute: 12, text: "What would you do?" }, { minute: 1.5, text: "And now?" }, { minute: 3, text: "Who was it?" },
  ]);
  assert.equal(lineWithout("12 This\nAnd that"), 2);
  assert.equal(lineWithout("12 This"), 0);
  assert.equal(lineWithout(""), 0);
});

test("what to talk about is written as it would be typed, and read the same again", () => {
  const prompts = discussionOf("12 What?\n1:31 12 monkeys?\n1:02:03 Why?\n0 Ready?\n90:00 Late?");
  assert.equal(asText(prompts), "12 What?\n1:31 12 monkeys?\n1:02:03 Why?\n0 Ready?\n90 Late?");
  assert.deepEqual(discussionOf(asText(prompts)), prompts);
  assert.equal(asText(), "");
});

test("what a line cannot say of a minute stays while the line does", () => {
  const before = [{ minute: 1.005, text: "Why?" }, { minute: 3, text: "Who?" }];
  assert.deepEqual(keeping(discussionOf(asText(before)), before), before);
  assert.deepEqual(keeping(discussionOf("2 Why?"), before), [{ minute: 2, text: "Why?" }]);
});

test("what is emptied is said to be empty, so that it can be taken away", () => {
  const typed = new Map([["watch", " "], ["link", ""], ["watch-minutes", ""], ["discussion", "\n"]]);
  assert.deepEqual(configOf(typed), { title: null, link: null, minutes: null, discussion: [] });
});

const seen = {
  timeline: [
    { at: 0, until: 60, counts: { "😂": 1 } },
    { at: 1380, until: 1440, counts: { "😂": 3, "😮": 1 } },
  ],
  moments: [
    { at: 1390, emoji: "😂", people: 3 }, { at: 1400, emoji: "😮", people: 2 }, { at: 2000, emoji: "👏", people: 2 },
  ],
};

test("the strip is as long as what was watched, and its highest column full", () => {
  const [first, second] = columnsOf(seen, 46);
  assert.deepEqual([first.start, first.height, second.start, second.height], [0, 0.25, 0.5, 1]);
  assert.equal(reactionsIn(seen), 5);
});

test("without a length it ends where the last reaction was", () => {
  assert.equal(columnsOf(seen).at(-1).start + columnsOf(seen).at(-1).width, 1);
  assert.deepEqual(columnsOf({ timeline: [] }), []);
});

test("above the strip the best moments have room", () => {
  assert.deepEqual(peaksOf(seen, 46).map(({ emoji }) => emoji), ["😂", "👏"]);
});
