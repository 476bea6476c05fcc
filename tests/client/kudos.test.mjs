import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ABOUT, asManyAsTheStageHolds, ELSE, GROUP, isUnsigned, oldestFirst, ownOf, personOf, toOf,
} from "../../static/js/kinds/kudos/cards.js";

const people = [{ id: 1, name: "Gus" }, { id: 2, name: "Ivy" }];
const idsOf = (cards) => cards.map(({ id }) => id);

test("a card goes to who is celebrated, to all, to a guest or to a name", () => {
  assert.deepEqual(toOf(ABOUT), {});
  assert.deepEqual(toOf(GROUP), { to: "group" });
  assert.deepEqual(toOf("2"), { to: 2 });
  assert.deepEqual(toOf(ELSE, "Aunt May"), { to: "Aunt May" });
});

test("one's own card says whom it is for, sent or still on its way", () => {
  assert.deepEqual(personOf(undefined, people, "Sam"), { id: null, name: "Sam" });
  assert.equal(personOf(undefined, people), null);
  assert.equal(personOf("group", people, "Sam"), null);
  assert.equal(personOf(null, people, "Sam"), null);
  assert.deepEqual(personOf("Aunt May", people), { id: null, name: "Aunt May" });
  assert.deepEqual(personOf(2, people), people[1]);
  assert.deepEqual(personOf(7, people), { id: 7 });
});

test("one's own are known with what is on its way", () => {
  const mine = { cards: [{ id: "k1", text: "Thanks" }, { id: "k2-a", text: "Well done" }] };
  const own = ownOf(mine, [{ withdraw: "k1" }, { text: "Bravo", to: 2 }]);
  assert.deepEqual(idsOf(own.written), ["k2-a"]);
  assert.deepEqual(own.writing, [{ text: "Bravo", to: 2 }]);
  assert.deepEqual(ownOf(undefined, []), { written: [], writing: [], withdrawn: new Set() });
});

test("a card without a name is known by its id", () => {
  assert.equal(isUnsigned("k2-a"), true);
  assert.equal(isUnsigned("k2"), false);
});

test("cards hang in the order they are read in", () => {
  const cards = [{ id: "c", at: "19:02" }, { id: "b", at: "19:01" }, { id: "a", at: "19:02" }];
  assert.deepEqual(idsOf(oldestFirst(cards)), ["b", "a", "c"]);
});

test("the stage takes as many cards as can be read from across a room, one at least", () => {
  const many = Array.from({ length: 30 }, (_, n) => ({ id: `c${n}`, text: "Thank you" }));
  const long = many.map((card) => ({ ...card, text: "word ".repeat(200) }));
  assert.ok(asManyAsTheStageHolds(many).length >= 4);
  assert.ok(asManyAsTheStageHolds(long).length < asManyAsTheStageHolds(many).length);
  assert.equal(asManyAsTheStageHolds(long.slice(0, 1)).length, 1);
  assert.deepEqual(asManyAsTheStageHolds([]), []);
});
