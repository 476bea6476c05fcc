import assert from "node:assert/strict";
import { test } from "node:test";
import { changesIn, isEmpty, newRow, typedOf } from "../../static/js/room/console/form/values.js";
import { groupsOf } from "../../static/js/room/console/form/kinds.js";

const options = { name: "options", label: "Options", control: "lines", least: 2 };
const results = { name: "results", label: "Results", control: "choice", default: "reveal", choices: [["reveal", "R"], ["live", "L"]] };
const seconds = { name: "seconds", label: "Length", control: "number", times: 60, may_lack: true, default: 300 };
const most = { name: "max", label: "At most", control: "number", default: 26, all_of: "options" };
const named = { name: "named", label: "Named", control: "check", default: true };
const steps = {
  name: "steps", label: "Steps", control: "rows", default: [], has_ids: true,
  columns: [
    { name: "title", label: "Title", control: "line", may_lack: true },
    { name: "minutes", label: "Minutes", control: "number", may_lack: true },
    { name: "others", label: "Others", control: "lines", default: [] },
  ],
};
const reading = {
  name: "reading", label: "Read", control: "group", may_lack: true,
  columns: [
    { name: "title", label: "Book", control: "line", may_lack: true },
    { name: "first", label: "From", control: "number", default: 1 },
  ],
};
const form = [options, results, seconds, most, named, steps, reading];
const config = {
  options: [{ id: "o1", text: "Dune" }, { id: "o2", text: "Emma" }], results: "live", seconds: 100, max: 2, named: false,
  steps: [{ id: "s1", title: "Boil", minutes: 2.5, picture: "/p" }, { id: "s2", title: "Eat", others: ["Dine", "Feast"] }],
  reading: { title: "Emma", first: 7 },
};
const typedAnew = (change) => {
  const typed = typedOf(form, config);
  change(typed);
  return changesIn(form, typed, config);
};

test("a form that was not touched changes nothing", () => {
  assert.deepEqual(typedAnew(() => {}), {});
});

test("a new form sends what is not as usual, and lists that hold something", () => {
  const typed = typedOf(form);
  assert.deepEqual(changesIn(form, typed), {});
  Object.assign(typed, { options: "Dune\n\n Emma ", seconds: "", named: false });
  assert.deepEqual(changesIn(form, typed), { options: ["Dune", "Emma"], seconds: null, named: false, max: 26 });
  const awards = { name: "awards", control: "lines", default: ["Beste Kleidung"] };
  assert.deepEqual(changesIn([awards], typedOf([awards])), { awards: ["Beste Kleidung"] });
});

test("a row that is there carries its id, and says of every column what it holds", () => {
  const { steps: sent } = typedAnew((typed) => {
    typed.steps[0].values = { ...typed.steps[0].values, title: "Boil it", minutes: "" };
  });
  assert.deepEqual(sent, [
    { id: "s1", title: "Boil it", minutes: null, others: [] },
    { id: "s2", title: "Eat", minutes: null, others: ["Dine", "Feast"] },
  ]);
});

test("a new row has no id and names what it holds; an empty one is none", () => {
  const { steps: sent } = typedAnew((typed) => {
    typed.steps = [newRow(steps, { title: "Rest", minutes: 3 }), typed.steps[1], newRow(steps)];
  });
  assert.deepEqual(sent, [{ title: "Rest", minutes: 3 }, { id: "s2", title: "Eat", minutes: null, others: ["Dine", "Feast"] }]);
  assert.equal(isEmpty(newRow(steps)), true);
  assert.deepEqual(typedAnew((typed) => (typed.steps = [])), { steps: [] });
});

test("what may be left out is null once it is not ticked or emptied", () => {
  assert.deepEqual(typedAnew((typed) => (typed.reading = { ...typed.reading, isOn: false })), { reading: null });
  assert.deepEqual(typedAnew((typed) => (typed.seconds = " ")), { seconds: null });
  const emptied = typedAnew((typed) => (typed.reading = { isOn: true, values: { title: "", first: "" } }));
  assert.deepEqual(emptied, { reading: { title: null, first: 1 } });
});

test("seconds are shown in minutes, exact enough to give every number of them again", () => {
  for (let n = 5; n <= 3600; n++) {
    const typed = typedOf([seconds], { seconds: n });
    assert.deepEqual(changesIn([seconds], typed), n === 300 ? {} : { seconds: n });
  }
});

test("as many as there are stay as many when one is added", () => {
  assert.equal(typedOf(form, config).max, "");
  assert.deepEqual(typedAnew((typed) => (typed.options += "\nUlysses")), { options: ["Dune", "Emma", "Ulysses"], max: 26 });
});

test("what is no number is left for the server to refuse", () => {
  assert.deepEqual(typedAnew((typed) => (typed.seconds = "soon")), { seconds: "soon" });
});

test("what a view gives is sent as it is, and nothing while it gives nothing", () => {
  const questions = { name: "questions", control: "view", view: "quiz/settings" };
  assert.deepEqual(changesIn([questions], typedOf([questions], { questions: [1] }), { questions: [1] }), {});
  assert.deepEqual(changesIn([questions], { questions: [2] }, { questions: [1] }), { questions: [2] });
});

test("kinds stand under their headings in the order of the server", () => {
  const all = [{ kind: "a", group: "Ask" }, { kind: "b", group: "Do" }, { kind: "c", group: "Ask" }];
  assert.deepEqual(groupsOf(all).map(({ group, its }) => [group, its.map(({ kind }) => kind)]), [["Ask", ["a", "c"]], ["Do", ["b"]]]);
});
