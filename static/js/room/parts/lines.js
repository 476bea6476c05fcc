/** What was typed one a line: trimmed, without empty ones. */
export function linesOf(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

/** The texts of options, teams and the like as they would be typed, one a line. */
export function textsOf(items = []) {
  return items.map(({ text }) => text).join("\n");
}
