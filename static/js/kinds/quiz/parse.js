import { formersOf } from "../../room/parts/formers.js";

const RIGHT = "*";
const ADDRESS = String.raw`(?:https?:\/\/[^/]+)?\/pictures\/\S+$`;
const PICTURE = new RegExp(`^${ADDRESS}`);
const ESCAPE = "\\";
/** An option that would be taken for something else, if it were not for the escapes before it. */
const MISTAKABLE = new RegExp(String.raw`^\\*(?:\*|${ADDRESS})`);

/**
 * The questions somebody typed: the question, its options one a line, the right one starting with "*"; an empty line
 * before the next question. A line that is the address of a picture is the question's picture. An option that reads
 * like one of these has a "\" before it. `marked` counts the options that were starred.
 */
export function parse(text) {
  return blocksOf(text).map(([question, ...rest]) => {
    const picture = rest.find((line) => PICTURE.test(line));
    const lines = rest.filter((line) => line !== picture);
    const starred = lines.filter((line) => line.startsWith(RIGHT));
    return {
      text: question,
      options: lines.map(optionOf),
      correct: starred.length ? optionOf(starred[0]) : null,
      marked: starred.length,
      ...(picture && { picture }),
    };
  });
}

/** The questions as they would be typed. */
export function asText({ questions = [] }) {
  return questions.map(blockOf).join("\n\n");
}

function blockOf({ text, options, correct, picture }) {
  const lines = options.map((option) => (option.id === correct ? RIGHT : "") + escaped(option.text));
  return [text, ...(picture ? [picture] : []), ...lines].join("\n");
}

/** The time limit of the quiz; that which each of its questions has of its own counts as such. */
export function usualSeconds({ seconds, questions = [] } = {}) {
  const [first, ...others] = questions.map((question) => question.seconds);
  const common = others.every((each) => each === first) ? first : undefined;
  return common ?? seconds ?? null;
}

/** Whether a question's time limit is another than the usual one. */
export function hasOwnSeconds(question, config) {
  return Boolean(question.seconds) && question.seconds !== usualSeconds(config);
}

/** The typed questions with the time limits that were given to single ones before, which the text does not say. */
export function keeping(typed, config) {
  const before = formersOf(typed, config?.questions ?? [], readingOf);
  return typed.map((question, index) => {
    const former = before[index];
    return former && hasOwnSeconds(former, config) ? { ...question, seconds: former.seconds } : question;
  });
}

function readingOf({ text }) {
  return text.toLowerCase().replace(/\s+/g, " ");
}

/** The first thing that keeps typed questions from being asked: `{number, what}`, or null. */
export function problemIn(questions) {
  if (!questions.length) return { number: 1, what: "empty" };
  const problems = questions.map((question, index) => ({ number: index + 1, what: problemOf(question) }));
  return problems.find(({ what }) => what) ?? null;
}

function problemOf({ options, marked }) {
  if (options.length < 2) return "few";
  if (options.some((option) => !option)) return "blank";
  if (marked === 0) return "unmarked";
  if (marked > 1) return "many";
  return null;
}

function blocksOf(text) {
  const blocks = [[]];
  for (const line of text.split("\n").map((each) => each.trim())) {
    if (line) blocks.at(-1).push(line);
    else if (blocks.at(-1).length) blocks.push([]);
  }
  return blocks.filter((lines) => lines.length);
}

function optionOf(line) {
  const words = line.startsWith(RIGHT) ? line.slice(RIGHT.length).trim() : line;
  return words.startsWith(ESCAPE) && MISTAKABLE.test(words) ? words.slice(ESCAPE.length) : words;
}

function escaped(option) {
  return MISTAKABLE.test(option) ? ESCAPE + option : option;
}
