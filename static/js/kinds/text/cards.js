/** What was written on a wall: plain values, without a page. */

const LONGEST_OPTION = 200;
/** Of a screen with three columns: how many lines it holds in letters that are read from across a room. */
const LINES_ON_STAGE = 44;
const LETTERS_A_LINE = 22;
const LETTERS_BESIDE_VOTES = 16;
const MOST_LINES_A_CARD = 7;
const LINES_AROUND = 1.5;

/** What a guest has upvoted once the answers on their way have arrived. */
export function upvotedAfter(upvoted = [], sending = []) {
  const ids = new Set(upvoted);
  for (const { upvote, unvote } of sending) {
    if (upvote !== undefined) ids.add(upvote);
    if (unvote !== undefined) ids.delete(unvote);
  }
  return ids;
}

/** The votes of a card with what of this guest is still on its way. */
export function votesWith({ id, votes = 0 }, before = [], after = new Set()) {
  return votes + Number(after.has(id)) - Number(before.includes(id));
}

/** Most votes first; those with as many stay in the order they came in. */
export function byVotes(cards) {
  return [...cards].sort((a, b) => (b.votes ?? 0) - (a.votes ?? 0));
}

export function newestFirst(cards) {
  return [...cards].sort((a, b) => (b.at ?? "").localeCompare(a.at ?? ""));
}

/** The first of `cards` for which the stage has room, one at least. */
export function asManyAsFit(cards, hasVotes) {
  let lines = 0;
  const beyond = cards.findIndex((card, index) => {
    lines += linesOf(card, hasVotes ? LETTERS_BESIDE_VOTES : LETTERS_A_LINE);
    return index > 0 && lines > LINES_ON_STAGE;
  });
  return beyond < 0 ? cards : cards.slice(0, beyond);
}

function linesOf({ text, name }, letters) {
  const lines = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0);
  return Math.min(lines, MOST_LINES_A_CARD) + (name ? 1 : 0) + LINES_AROUND;
}

/** The texts of the best cards, of as many votes the newest, as options of a poll: one line each, none twice. */
export function bestAsOptions(cards, most) {
  const options = new Map();
  for (const { text } of byVotes(newestFirst(cards))) {
    const line = asOption(text);
    const same = line.toLowerCase();
    if (!options.has(same)) options.set(same, line);
  }
  return [...options.values()].slice(0, most);
}

function asOption(text) {
  const line = text.trim().replace(/\s+/g, " ");
  const letters = [...line];
  return letters.length > LONGEST_OPTION ? `${letters.slice(0, LONGEST_OPTION - 1).join("").trimEnd()}…` : line;
}
