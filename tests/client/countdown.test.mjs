import assert from "node:assert/strict";
import { test } from "node:test";
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
