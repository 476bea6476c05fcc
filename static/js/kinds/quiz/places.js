const STEPS = [1, 2, 3];

/** The steps of a podium, the first place first; who is tied shares a step, and the step after that may be missing. */
export function stepsOf(leaderboard) {
  return STEPS.map((place) => leaderboard.filter((entry) => entry.place === place))
    .filter((entries) => entries.length)
    .map((entries) => ({ place: entries[0].place, points: entries[0].points, entries }));
}

/** The first `most` rows and, further down, one's own; `more` are not among them. */
export function rowsOf(leaderboard, most, ownId) {
  const first = leaderboard.slice(0, most);
  const own = leaderboard.slice(most).filter(({ id }) => id === ownId);
  return { rows: [...first, ...own], more: leaderboard.length - first.length - own.length };
}
