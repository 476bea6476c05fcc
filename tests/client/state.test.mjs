import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { RoomState } from "../../static/js/room/state.js";

let state;

const poll = (changes = {}) => ({
  id: 1, kind: "single", title: "Which book next?", state: "open", results: "hidden", version: 5, position: 1,
  config: {}, ...changes,
});

const room = (changes = {}) => ({
  version: 10,
  event: { title: "Thursday book club" },
  activities: [poll()],
  people: { version: 10, count: 1, people: [{ id: 7, name: "Gus" }] },
  you: { id: 7, name: "Gus", role: "guest" },
  ...changes,
});

const entry = (changes = {}) => ({ activity: 1, answer: "o1", key: "k1", adds: false, ...changes });
const words = (news) => news.map(({ what, activity }) => `${what} ${activity.id}`);

beforeEach(() => {
  state = new RoomState();
  state.takeRoom(room());
});

test("entering tells nothing, because everything is new", () => {
  assert.deepEqual(new RoomState().takeRoom(room()), []);
});

test("a newer activity replaces the older and says what happened", () => {
  const news = state.takeActivity(poll({ version: 6, state: "closed", results: "shown", tally: { total: 3 } }));
  assert.deepEqual(words(news), ["closed 1", "shown 1"]);
  assert.equal(state.activity(1).tally.total, 3);
});

test("the same and older messages change nothing", () => {
  state.takeActivity(poll({ version: 8, title: "New" }));
  assert.deepEqual(state.takeActivity(poll({ version: 8, title: "Doubled" })), []);
  assert.deepEqual(state.takeActivity(poll({ version: 7, title: "Late", state: "closed" })), []);
  assert.equal(state.activity(1).title, "New");
});

test("messages in any order end in the same state", () => {
  const messages = [
    poll({ version: 6, answered: 1 }),
    poll({ version: 7, answered: 2 }),
    poll({ version: 8, state: "closed" }),
    poll({ id: 2, position: 2, version: 3, title: "Another" }),
    poll({ id: 2, position: 2, version: 4, title: "Another one" }),
  ];
  for (let round = 0; round < 100; round++) {
    const shuffled = [...messages, ...messages].sort(() => Math.random() - 0.5);
    const other = new RoomState();
    other.takeRoom(room());
    for (const message of shuffled) other.takeActivity(message);
    assert.deepEqual(other.activities, [messages[2], messages[4]]);
  }
});

test("an activity nobody knew yet is added in its place", () => {
  const news = state.takeActivity(poll({ id: 2, position: 0 }));
  assert.deepEqual(words(news), ["opened 2"]);
  assert.deepEqual(state.activities.map(({ id }) => id), [2, 1]);
});

test("a newer room takes away what is gone, and late messages do not bring it back", () => {
  state.takeRoom(room({ version: 11, activities: [] }));
  assert.deepEqual(state.activities, []);
  state.takeActivity(poll({ version: 5 }));
  assert.deepEqual(state.activities, []);
});

test("a room of the same version brings what happened meanwhile and takes nothing away", () => {
  state.takeActivity(poll({ id: 2, position: 2 }));
  const news = state.takeRoom(room({ activities: [poll({ version: 9, state: "closed" })] }));
  assert.deepEqual(words(news), ["closed 1"]);
  assert.equal(state.activities.length, 2);
});

test("an older room is ignored", () => {
  state.takeRoom(room({ version: 9, event: { title: "Old" } }));
  assert.equal(state.event.title, "Thursday book club");
});

test("people have a version of their own", () => {
  state.takePart("people", { version: 12, count: 2, people: [] });
  state.takePart("people", { version: 11, count: 1, people: [] });
  assert.equal(state.people.count, 2);
  state.takeRoom(room({ version: 11, people: { version: 11, count: 9, people: [] } }));
  assert.equal(state.people.count, 2);
});

test("the room brings one's own answer, and messages without it leave it alone", () => {
  state.takeRoom(room({ activities: [poll({ version: 6, mine: "o2" })] }));
  state.takeActivity(poll({ version: 7 }));
  assert.equal(state.answersTo(1).mine, "o2");
});

test("an answer is sending, then counted", () => {
  state.sending(entry());
  assert.deepEqual(state.answersTo(1), { mine: undefined, sending: ["o1"], refused: undefined });
  assert.deepEqual(words(state.counted(entry(), { version: 6, mine: "o1" })), ["counted 1"]);
  assert.deepEqual(state.answersTo(1), { mine: "o1", sending: [], refused: undefined });
});

test("a snapshot from before the acknowledgement does not undo the answer", () => {
  state.counted(entry(), { version: 8, mine: "o1" });
  state.takeRoom(room({ version: 11, activities: [poll({ version: 7 })] }));
  assert.equal(state.answersTo(1).mine, "o1");
  state.takeRoom(room({ version: 12, activities: [poll({ version: 9 })] }));
  assert.equal(state.answersTo(1).mine, undefined);
});

test("a change of mind takes the place of what is still on its way", () => {
  state.sending(entry());
  state.sending(entry({ answer: "o2", key: "k2" }));
  assert.deepEqual(state.answersTo(1).sending, ["o2"]);
  state.counted(entry(), { version: 6, mine: "o1" });
  assert.deepEqual(state.answersTo(1), { mine: "o1", sending: ["o2"], refused: undefined });
});

test("answers that add up wait side by side", () => {
  state.sending(entry({ adds: true, answer: ["a"] }));
  state.sending(entry({ adds: true, answer: ["b"], key: "k2" }));
  assert.deepEqual(state.answersTo(1).sending, [["a"], ["b"]]);
});

test("a refused answer is remembered until the next try", () => {
  state.sending(entry());
  state.refused(entry(), "This is closed now.");
  assert.deepEqual(state.answersTo(1), { mine: undefined, sending: [], refused: { message: "This is closed now.", answer: "o1" } });
  state.sending(entry({ key: "k2" }));
  assert.equal(state.answersTo(1).refused, undefined);
});

test("what was opened last is looked at, then what was closed last", () => {
  state.takeActivity(poll({ id: 3, position: 3 }));
  state.takeActivity(poll({ id: 2, position: 2 }));
  assert.deepEqual(state.open.map(({ id }) => id), [2, 3, 1]);
  for (const id of [2, 1, 3]) state.takeActivity(poll({ id, position: id, state: "closed", version: 6 }));
  assert.equal(state.current.id, 3);
});

test("one who comes late looks at the open activity, also when a closed one stands after it", () => {
  const late = new RoomState();
  late.takeRoom(room({ activities: [poll(), poll({ id: 2, position: 2, state: "closed", results: "shown" })] }));
  assert.equal(late.current.id, 1);
  assert.deepEqual(late.agenda.now.map(({ id }) => id), [1]);
  assert.deepEqual(late.agenda.earlier.map(({ id }) => id), [2]);
});

test("results shown while something else is open come below it", () => {
  state.takeActivity(poll({ id: 2, position: 2, state: "closed" }));
  state.takeActivity(poll({ id: 2, position: 2, state: "closed", results: "shown", version: 6 }));
  assert.deepEqual(state.agenda.now.map(({ id }) => id), [1, 2]);
});

test("the next draft is the one after, or the first there is", () => {
  for (const id of [2, 3]) state.takeActivity(poll({ id, position: id, state: "draft" }));
  state.takeActivity(poll({ id: 9, position: 0, state: "draft" }));
  assert.equal(state.draftAfter(state.activity(1)).id, 2);
  assert.equal(state.draftAfter(state.activity(3)).id, 9);
  assert.equal(state.draftAfter().id, 9);
});

test("the parts of a room have versions of their own, and end in the newest whatever the order", () => {
  const part = (name, version) => ({ people: { version, people: [{ id: version }] }, chat: { version, lines: [{ id: version }] },
    timers: { version, timers: [{ id: version }] }, signals: { version, signs: [{ sign: "slower", count: version }] } })[name];
  const messages = ["people", "chat", "timers", "signals"].flatMap((name) => [11, 12, 13].map((version) => [name, part(name, version)]));
  for (let round = 0; round < 50; round++) {
    const kept = [...messages, ...messages].filter(([, { version }]) => version === 13 || Math.random() > 0.3);
    const other = new RoomState();
    other.takeRoom(room());
    for (const [name, value] of kept.sort(() => Math.random() - 0.5)) other.takePart(name, value);
    for (const name of ["people", "chat", "timers", "signals"]) assert.deepEqual(other[name], part(name, 13));
  }
});

test("what counts of a guest is what the server says, also when it adds up", () => {
  state.sending(entry({ answer: ["warm"], adds: true }));
  state.counted(entry({ answer: ["warm"], adds: true }), { version: 6, mine: ["slow", "warm"] });
  assert.deepEqual(state.answersTo(1), { mine: ["slow", "warm"], sending: [], refused: undefined });
});

test("who is shown out is told of nothing inside any more", () => {
  state.takeRoom(room({ version: 11, activities: [], you: { id: 7, name: "Gus", role: "outside" } }));
  assert.deepEqual(state.activities, []);
  assert.equal(state.you.role, "outside");
});
