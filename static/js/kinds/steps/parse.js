import { linesOf } from "../../room/parts/lines.js";

const LONGEST_TITLE = 200;
/** A timer lasts six hours at most; what takes longer stays in the words. */
const LONGEST_S = 6 * 60 * 60;
const UNITS_S = { h: 3600, m: 60, s: 1 };
const UNIT = String.raw`(?:h|hrs?|hours?|mins?|minutes?|s|secs?|seconds?)(?![\p{L}\d])\.?`;
const TIME = String.raw`(?:\d+(?:[.,]\d+)?\s*${UNIT}\s*(?:and\s+)?){1,3}`;
const AT_END = new RegExp(String.raw`^(.*?[^\s,;:(–—-])(?:\s*[,;:(]\s*|\s+[–—-]\s*|\s+)(${TIME})\)?$`, "iu");
const ONE = /(\d+(?:[.,]\d+)?)\s*([hms])/giu;

/** Steps typed one a line, each with the time it takes at its end, if it takes any: "Boil the water, 3 min". */
export function stepsFrom(text) {
  return linesOf(text).map((line) => {
    const { words, seconds } = timed(line);
    return { ...(words.length > LONGEST_TITLE ? { text: words } : { title: words }), ...lasting(seconds) };
  });
}

function timed(line) {
  const [, words, time] = line.match(AT_END) ?? [];
  const seconds = Math.round(time ? secondsOf(time) : 0);
  return seconds > 0 && seconds <= LONGEST_S ? { words, seconds } : { words: line, seconds: 0 };
}

function secondsOf(time) {
  const parts = [...time.matchAll(ONE)];
  return parts.reduce((sum, [, n, unit]) => sum + Number(n.replace(",", ".")) * UNITS_S[unit.toLowerCase()], 0);
}

function lasting(seconds) {
  if (!seconds) return {};
  return seconds % 60 ? { seconds } : { minutes: seconds / 60 };
}
