import { linesOf } from "../../room/parts/lines.js";
import { secondFrom } from "./playhead.js";

/** What was typed as "12 What would you have done?", one a line, the minute first; null for a line without. */
export function discussionOf(text) {
  return linesOf(text).map((line) => {
    const [, when, said] = line.match(/^([\d:]+)[.)]?\s+(.+)$/) ?? [];
    const second = when ? secondFrom(when) : null;
    return second === null ? null : { minute: second / 60, text: said };
  });
}

/** The number of the first line that does not say when, or 0. */
export function lineWithout(text) {
  return discussionOf(text).indexOf(null) + 1;
}
