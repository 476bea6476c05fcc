const RIGHT = "*";
const ADDRESS = String.raw`(?:https?:\/\/[^/]+)?\/pictures\/\S+$`;
const PICTURE = new RegExp(`^${ADDRESS}`);
const TIME = /^(.+\S)\s*\((\d{1,3}) ?s\)$/;
const ESCAPE = "\\";
/** An option that would be taken for something else, if it were not for the escapes before it. */
const MISTAKABLE = new RegExp(String.raw`^\\*(?:\*|${ADDRESS})`);

/**
 * The questions somebody typed: the question, its options one a line, the right one starting with "*"; an empty line
 * before the next question. A question that ends in "(20 s)" has that time; a line that is the address of a picture is
 * its picture. An option that reads like one of these has a "\" before it. `marked` counts the options that were starred.
 * A first line that reads as in `config` means what it meant there.
 */
export function parse(text, config = {}) {
  const known = new Map((config.questions ?? []).map((question) => [headOf(question), question]));
  return blocksOf(text).map(([head, ...rest]) => {
    const picture = rest.find((line) => PICTURE.test(line)) ?? null;
    const lines = rest.filter((line) => line !== picture);
    const starred = lines.filter((line) => line.startsWith(RIGHT));
    return {
      ...headIn(head, known.get(head)),
      options: lines.map(optionOf),
      correct: starred.length ? optionOf(starred[0]) : null,
      marked: starred.length,
      picture,
    };
  });
}

function headIn(line, former) {
  if (former) return { text: former.text, seconds: former.seconds ?? null };
  const [, text, seconds] = line.match(TIME) ?? [null, line, null];
  return { text, seconds: Number(seconds) || null };
}

/** The questions as they would be typed. */
export function asText({ questions = [] } = {}) {
  return questions.map(blockOf).join("\n\n");
}

function blockOf({ options, correct, picture, ...head }) {
  const lines = options.map((option) => (option.id === correct ? RIGHT : "") + escaped(option.text));
  return [headOf(head), ...(picture ? [picture] : []), ...lines].join("\n");
}

function headOf({ text, seconds }) {
  return seconds ? `${text} (${seconds} s)` : text;
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
