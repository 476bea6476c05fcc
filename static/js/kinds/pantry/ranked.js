/** Ingredients with how many lack each; on the stage those most lacking first, else as they were written. */
export function lackingOf({ config, tally }, { isRanked = false } = {}) {
  const lacking = (id) => (tally?.total ? (tally.lacking[id] ?? 0) : null);
  const rows = config.ingredients.map((each) => ({ ...each, lacking: lacking(each.id) }));
  return isRanked && tally ? rows.sort((a, b) => b.lacking - a.lacking) : rows;
}
