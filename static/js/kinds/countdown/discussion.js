import { linesOf } from "../../room/parts/lines.js";
import { asPosition, secondFrom } from "./playhead.js";

/** What was typed as "12 What would you have done?", one a line, the minute first; null for a line without. */
export function discussionOf(text) {
  return linesOf(text).map((line) => {
    const [, when, said] = line.match(/^([\d:]+)[.)]?\s+(.+)$/) ?? [];
    const second = when ? secondFrom(when) : null;
    return second === null ? null : { minute: second / 60, text: said };
  });
}

/** The same as it would be typed. */
export function asText(discussion = []) {
  return discussion.map(({ minute, text }) => `${asMinute(minute)} ${text}`).join("\n");
}

function asMinute(minute) {
  return Number.isInteger(minute) ? String(minute) : asPosition(minute * 60);
}

/** With the exact minutes of what reads as it did before: a line says whole seconds only. */
export function keeping(discussion, before = []) {
  const known = new Map(before.map((each) => [asText(discussionOf(asText([each]))), each]));
  return discussion.map((each) => known.get(asText([each])) ?? each);
}

/** The number of the first line that does not say when, or 0. */
export function lineWithout(text) {
  return discussionOf(text).indexOf(null) + 1;
}
