const RIGHT = "*";
const PICTURE = /^(https?:\/\/[^/]+)?\/pictures\/\S+$/;

/**
 * The questions somebody typed: the question, its options one a line, the right one starting with "*"; an empty line
 * before the next question. A line that is the address of a picture is the question's picture. `marked` counts the
 * options that were starred.
 */
export function parse(text) {
  return blocksOf(text).map(([question, ...rest]) => {
    const picture = rest.find((line) => PICTURE.test(line));
    const lines = rest.filter((line) => line !== picture);
    const starred = lines.filter((line) => line.startsWith(RIGHT));
    return {
      text: question,
      options: lines.map(withoutStar),
      correct: starred.length ? withoutStar(starred[0]) : null,
      marked: starred.length,
      ...(picture && { picture }),
    };
  });
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

function withoutStar(line) {
  return line.startsWith(RIGHT) ? line.slice(RIGHT.length).trim() : line;
}
