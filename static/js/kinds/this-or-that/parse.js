import { linesOf } from "../../room/parts/lines.js";

/** What was typed as "tea / coffee", one a line; a slash with spaces around it parts before one within a word. */
export function pairsOf(text) {
  return linesOf(text).map((line) => {
    const slash = / \/ /.exec(line) ?? /\//.exec(line);
    if (!slash) return { left: line, right: "" };
    const { index, 0: found } = slash;
    return { left: line.slice(0, index).trim(), right: line.slice(index + found.length).trim() };
  });
}

/** The pairs as they would be typed. */
export function asText({ pairs = [] }) {
  return pairs.map(lineOf).join("\n");
}

/** The typed pairs, each parted as it was before where its line is unchanged: a side may hold a slash of its own. */
export function keeping(typed, { pairs = [] } = {}) {
  const before = new Map(pairs.map((pair) => [lineOf(pair), pair]));
  return typed.map((pair) => before.get(lineOf(pair)) ?? pair);
}

/** Where the first pair is that lacks a side; -1 when none does. */
export function halfAt(pairs) {
  return pairs.findIndex(({ left, right }) => !left || !right);
}

function lineOf({ left, right }) {
  return `${left} / ${right}`;
}
