import assert from "node:assert/strict";
import { test } from "node:test";
import {
  candidates, hasWon, pictureAfter, resultsOf, toReveal, votesAfter,
} from "../../static/js/kinds/awards/votes.js";

const hat = { id: "a1", text: "Best hat" };
const plate = { id: "a2", text: "Best plate" };
const gus = { id: 1, name: "Gus" };
const ivy = { id: 2, name: "Ivy" };

test("a vote on its way counts, one taken back does not", () => {
  const sending = [{ award: "a2", guest: 3 }, { picture: "/p.jpg" }, { award: "a1", guest: null }];
  assert.deepEqual(votesAfter({ a1: 2 }, sending), { a2: 3 });
  assert.deepEqual(votesAfter(undefined, []), {});
});

test("a picture on its way is there, and one removed is not", () => {
  assert.equal(pictureAfter("/old.jpg", [{ picture: "/new.jpg" }, { award: "a1", guest: 2 }]), "/new.jpg");
  assert.equal(pictureAfter("/old.jpg", [{ picture: null }]), null);
  assert.equal(pictureAfter(undefined, []), null);
});

test("one votes for those who are here but oneself, and a vote for who left still shows", () => {
  const outfits = [{ ...ivy, picture: "/ivy.jpg" }, { id: 9, name: "Lee", picture: "/lee.jpg", is_dismissed: true }];
  assert.deepEqual(candidates([gus, ivy], gus, { a1: 9 }, outfits), [
    { ...ivy, picture: "/ivy.jpg" },
    { id: 9, name: "Lee", picture: null },
  ]);
});

test("awards are revealed in order, each once, and the one the drum rolls for is not begun again", () => {
  assert.equal(toReveal([hat, plate]), hat);
  assert.equal(toReveal([hat, plate], [], hat), plate);
  assert.equal(toReveal([hat, plate], [hat], plate), undefined);
});

test("results are what was named, and all of them where all may be seen", () => {
  const named = [{ ...hat, winners: [] }];
  assert.equal(resultsOf({ named }), named);
  assert.deepEqual(resultsOf({ named, tally: { awards: [] } }), []);
});

test("whoever shares an award has won it", () => {
  assert.equal(hasWon({ winners: [gus, ivy] }, { id: 2 }), true);
  assert.equal(hasWon({ winners: [gus] }, { id: 2 }), false);
  assert.equal(hasWon({ winners: [gus] }, undefined), false);
});
