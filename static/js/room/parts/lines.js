/** What was typed one a line: trimmed, without empty ones. */
export function linesOf(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}
