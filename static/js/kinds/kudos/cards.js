/** Cards of thanks as plain values, without a page. */

/** In hundredths of the stage's height: what the two columns of a wall hold, and a card, read from across a room. */
const ON_STAGE = 128;
const AROUND = 16;
const LINE = 5;
const LETTERS_A_LINE = 29;
/** As many as the style sheet shows of one card. */
const MOST_LINES = 4;

export const GROUP = "group";
export const ABOUT = "about";
export const ELSE = "else";

/** What is sent as `to` for what was chosen in the form; without it a card is for who is celebrated. */
export function toOf(chosen, name) {
  if (chosen === ABOUT) return {};
  if (chosen === GROUP) return { to: GROUP };
  return { to: chosen === ELSE ? name : Number(chosen) };
}

/** One's own cards with what is on its way as if it had arrived. */
export function ownOf(mine, sending) {
  const withdrawn = new Set(sending.map(({ withdraw }) => withdraw));
  return {
    written: (mine?.cards ?? []).filter(({ id }) => !withdrawn.has(id)),
    writing: sending.filter(({ text }) => text !== undefined),
    withdrawn,
  };
}

/** Whom one's own card is for: null for all, without a name where it is not known any more. */
export function personOf(to, people, about) {
  if (to === undefined) return about ? { id: null, name: about } : null;
  if (to === null || to === GROUP) return null;
  if (typeof to === "string") return { id: null, name: to };
  return people.find(({ id }) => id === to) ?? { id: to };
}

/** Whether a card is kept without a link to who wrote it; its id says so. */
export function isUnsigned(id) {
  return id.endsWith("-a");
}

/** In the order they were written, which is the order they are read in. */
export function oldestFirst(cards) {
  return [...cards].sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
}

/** The first of `cards` for which the stage has room, one at least. */
export function asManyAsTheStageHolds(cards) {
  let height = 0;
  const beyond = cards.findIndex((card, index) => {
    height += heightOf(card);
    return index > 0 && height > ON_STAGE;
  });
  return beyond < 0 ? cards : cards.slice(0, beyond);
}

function heightOf({ text }) {
  const lines = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LETTERS_A_LINE)), 0);
  return AROUND + LINE * Math.min(lines, MOST_LINES);
}

export function lengthOf(text) {
  if (text.length > 480) return "endless";
  return text.length > 200 ? "long" : text.length > 80 ? "medium" : "short";
}
