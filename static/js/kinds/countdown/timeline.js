const APART = 0.07;
const MOST_PEAKS = 8;

/** The columns of the strip: where each begins and how wide it is as shares of the whole, how high of the highest. */
export function columnsOf({ timeline }, minutes) {
  const end = endOf(timeline, minutes);
  const sizes = timeline.map(({ counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0));
  const most = Math.max(1, ...sizes);
  return timeline.map(({ at, until }, index) => ({
    at, start: at / end, width: (Math.min(until, end) - at) / end, height: sizes[index] / most,
  }));
}

/** How long the strip is, in seconds. */
export function endOf(timeline, minutes) {
  const last = timeline.at(-1);
  return minutes ? Math.max(minutes * 60, (last?.at ?? 0) + 1) : (last?.until ?? 1);
}

/** The moments whose emoji stand above the strip: those of most people that leave each other room. */
export function peaksOf({ timeline, moments }, minutes) {
  const end = endOf(timeline, minutes);
  const found = [];
  for (const moment of [...moments].sort((a, b) => b.people - a.people || a.at - b.at)) {
    const place = Math.min(1, moment.at / end);
    if (found.length < MOST_PEAKS && found.every((each) => Math.abs(each.place - place) >= APART)) {
      found.push({ ...moment, place });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

export function reactionsIn({ timeline }) {
  return timeline.flatMap(({ counts }) => Object.values(counts)).reduce((sum, count) => sum + count, 0);
}
