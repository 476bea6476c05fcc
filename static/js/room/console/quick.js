/**
 * A poll typed as one line: "Tea or coffee? Tea / Coffee". What follows the question mark are the options, parted by
 * slashes or commas; without any it is yes or no. Null when there is nothing to ask.
 */
export function pollFrom(line, { yes, no }) {
  const [, title, rest] = line.trim().match(/^(.+?[?？؟])\s*(.*)$/) ?? [null, line.trim(), ""];
  if (!title) return null;
  const parted = rest.split(rest.includes("/") ? "/" : ",").map((option) => option.trim()).filter(Boolean);
  const options = parted.length > 1 ? parted : [yes, no];
  return { kind: "single", title: parted.length === 1 ? `${title} ${rest}`.trim() : title, config: { options } };
}
