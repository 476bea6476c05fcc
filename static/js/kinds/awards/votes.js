/** Who votes for whom, as plain values, without a page. */

/** One's votes by award, with those on their way as if they had arrived. */
export function votesAfter(votes = {}, sending = []) {
  const after = { ...votes };
  for (const { award, guest } of sending) {
    if (award === undefined) continue;
    if (guest === null) delete after[award];
    else after[award] = guest;
  }
  return after;
}

/** One's own picture, in the same way. */
export function pictureAfter(picture = null, sending = []) {
  const last = sending.findLast((each) => "picture" in each);
  return last ? last.picture : picture;
}

/** The award that is revealed next; the one the drum rolls for has had its turn. */
export function toReveal(awards, named = [], rolling = null) {
  const done = new Set([...named.map(({ id }) => id), rolling?.id]);
  return awards.find(({ id }) => !done.has(id));
}

/** Those one may vote for: who is here but oneself, and who has one's vote although they left. */
export function candidates(people, you, votes, outfits = []) {
  const pictures = new Map(outfits.map(({ id, picture, is_dismissed: isGone }) => [id, isGone ? null : picture]));
  const here = people.filter(({ id }) => id !== you?.id);
  const present = new Set(here.map(({ id }) => id));
  const left = [...new Set(Object.values(votes))].filter((id) => !present.has(id));
  const known = new Map(outfits.map(({ id, name }) => [id, name]));
  const absent = left.map((id) => ({ id, name: known.get(id) }));
  return [...here, ...absent].map(({ id, name }) => ({ id, name, picture: pictures.get(id) ?? null }));
}

/** The awards with who has won, or leads: those that were named, or all of them where all may be seen. */
export function resultsOf({ named = [], tally }) {
  return tally ? tally.awards : named;
}

export function hasWon({ winners }, you) {
  return Boolean(you) && winners.some(({ id }) => id === you.id);
}
