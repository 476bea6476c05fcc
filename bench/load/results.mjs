/** From what was written down during a vote to figures. */

const LONGEST_MS = 120_000;

/** p50, p95 and p99 of a list of milliseconds; null where there are none. */
export function percentiles(values) {
  const sorted = Float64Array.from(values).sort();
  const at = (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Votes acknowledged a second, from the first vote sent to the last acknowledgement; and each vote's own wait. */
export function acknowledgements(voting) {
  const waits = [];
  let last = 0;
  for (let vote = 0; vote < voting.votes; vote++) {
    if (!voting.ackedAt[vote]) continue;
    waits.push(voting.ackedAt[vote] - voting.sentAt[vote]);
    last = Math.max(last, voting.ackedAt[vote]);
  }
  const seconds = (last - voting.sentAt[0]) / 1000;
  return { votes_per_s: waits.length ? waits.length / seconds : 0, ack_ms: percentiles(waits) };
}

/** Seconds from the first vote until the last guest had the final tally; null when some guest never did. */
export function convergence(voting) {
  const version = voting.lastVersion;
  let last = 0;
  for (const seen of voting.seen) {
    const place = seen.version.findIndex((each) => each >= version);
    if (place < 0 || difference(seen.last.counts, voting.expected)) return null;
    last = Math.max(last, seen.at[place]);
  }
  return (last - voting.sentAt[0]) / 1000;
}

/**
 * How old the tally is on the guests' screens: for each vote and each guest, the milliseconds from sending the vote to
 * the arrival, at that guest, of the first snapshot with at least the version the vote was acknowledged with.
 * `unseen` counts the pairs where none came.
 */
export function staleness(voting) {
  const histogram = new Uint32Array(LONGEST_MS);
  const votes = Array.from(voting.sentAt.keys()).sort((a, b) => voting.version[a] - voting.version[b]);
  let pairs = 0;
  for (const { at, version } of voting.seen) {
    let place = 0;
    for (const vote of votes) {
      while (place < version.length && version[place] < voting.version[vote]) place += 1;
      if (place === version.length) break;
      histogram[Math.min(LONGEST_MS - 1, Math.max(0, Math.ceil(at[place] - voting.sentAt[vote])))] += 1;
      pairs += 1;
    }
  }
  const at = (share) => {
    let left = share * pairs;
    return pairs ? histogram.findIndex((number) => (left -= number) <= 0) : null;
  };
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), unseen: voting.votes * voting.seen.length - pairs };
}

/** How many votes a tally lacks or has too many, over all options. */
export function difference(counts, expected) {
  return Object.entries(expected).reduce((sum, [option, n]) => sum + Math.abs(n - (counts?.[option] ?? 0)), 0);
}
