/** What takes each mark back. */
export const BACK = { done: "not-done", help: "no-help", love: "no-love" };
const TAKES_BACK = Object.fromEntries(Object.entries(BACK).map(([mark, back]) => [back, mark]));
const LONGEST_NAME = 60;

/** What counts of a guest, with marks that are on their way; as `fold` in `kinds/steps.py` does it. */
export function marksWith(mine, sending) {
  return sending.reduce(marked, { marks: {}, at: null, ...mine });
}

function marked(own, { step, mark }) {
  if (mark === "here") return { ...own, at: step };
  const taken = TAKES_BACK[mark];
  const others = (own.marks[step] ?? []).filter((each) => each !== (taken ?? mark));
  const marks = taken ? others : [...others, mark];
  const isDone = mark === "done";
  return { ...own, marks: { ...own.marks, [step]: isDone ? marks.filter((each) => each !== "help") : marks } };
}

/** A step in a few words. */
export function nameOf({ title, text = "" }) {
  const name = title ?? text;
  if (name.length <= LONGEST_NAME) return name;
  return `${name.slice(0, LONGEST_NAME).replace(/\s+\S*$/, "")}…`;
}

/** How many others are behind, at, and ahead of the step `at`; `counted` is where this guest is counted themselves. */
export function othersAround(places, ids, at, counted) {
  const around = { behind: 0, here: 0, ahead: 0 };
  ids.forEach((id, index) => {
    const others = (places[id] ?? 0) - (id === counted ? 1 : 0);
    around[index < at ? "behind" : index > at ? "ahead" : "here"] += Math.max(0, others);
  });
  return around;
}

/** The time a step takes, in seconds; undefined where it says none. */
export function lastsOf({ seconds, minutes }) {
  return seconds ?? (minutes && minutes * 60);
}
