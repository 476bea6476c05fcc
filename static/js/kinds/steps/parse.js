import { formersOf } from "../../room/parts/formers.js";
import { linesOf } from "../../room/parts/lines.js";

const LONGEST_TITLE = 200;
/** A timer lasts six hours at most; what takes longer stays in the words. */
const LONGEST_S = 6 * 60 * 60;
const UNITS_S = { h: 3600, m: 60, s: 1 };
const UNIT = String.raw`(?:h|hrs?|hours?|mins?|minutes?|s|secs?|seconds?)(?![\p{L}\d])\.?`;
const TIME = String.raw`(?:\d+(?:[.,]\d+)?\s*${UNIT}\s*(?:and\s+)?){1,3}`;
const AT_END = new RegExp(String.raw`^(.*?[^\s,;:(–—-])(?:\s*[,;:(]\s*|\s+[–—-]\s*|\s+)(${TIME})\)?$`, "iu");
const BEFORE_TIME = /[\s,;:(–—-]+$/u;
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

/** The same steps as they would be typed. */
export function asText(steps = []) {
  return steps.map(asLine).join("\n");
}

function asLine(step) {
  const words = wordsOf(step);
  const time = asTime(Math.round(lastsOf(step)));
  return time ? `${words.replace(BEFORE_TIME, "")}, ${time}` : words;
}

function asTime(seconds) {
  const parts = [[Math.floor(seconds / 60), "min"], [seconds % 60, "s"]];
  return parts.filter(([n]) => n).map(([n, unit]) => `${n} ${unit}`).join(" ");
}

/** With what a line does not say of the steps that were there before: their texts, links and pictures. */
export function keeping(steps, before = []) {
  const formers = formersOf(steps, before, (step) => wordsOf(step.id ? asTyped(step) : step).toLowerCase());
  return steps.map((step, at) => (formers[at] ? changed(formers[at], step) : step));
}

function changed(former, step) {
  const typed = asTyped(former);
  const { title, text, minutes, seconds, ...kept } = former;
  const words = wordsOf(typed) === wordsOf(step) ? { title, text } : reworded(former, step);
  const time = lastsOf(typed) === lastsOf(step) ? { minutes, seconds } : lasting(lastsOf(step));
  return withoutGaps({ ...kept, ...words, ...time });
}

/** A line is the title of a step, or its text where it has no title. */
function reworded(former, step) {
  if (step.title) return former.title ? { title: step.title, text: former.text } : { text: step.title };
  return { text: former.title && former.text ? `${step.text} ${former.text}` : step.text };
}

function asTyped(step) {
  return stepsFrom(asLine(step))[0];
}

function wordsOf({ title, text }) {
  return title || text;
}

function lastsOf({ minutes = 0, seconds }) {
  return seconds || minutes * 60;
}

function withoutGaps(step) {
  return Object.fromEntries(Object.entries(step).filter(([, value]) => value !== undefined));
}
