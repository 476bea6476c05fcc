/** An order under way: the ids that have a place, first place first. Plain values, without a page. */

/** `order` without what is no option any more. */
export function sound(order, ids) {
  return order.filter((id) => ids.includes(id));
}

/** The last option that is left over needs no choice. */
export function completed(order, ids) {
  const left = ids.filter((id) => !order.includes(id));
  return left.length === 1 ? [...order, ...left] : order;
}

/** `id` at the place `index`, counted from 0; a place beyond the last is the next free one. */
export function put(order, id, index) {
  const others = order.filter((each) => each !== id);
  const at = Math.max(0, Math.min(index, others.length));
  return [...others.slice(0, at), id, ...others.slice(at)];
}

export function takeOut(order, id) {
  return order.filter((each) => each !== id);
}

/** One place up (-1) or down (1). */
export function shift(order, id, by) {
  return put(order, id, order.indexOf(id) + by);
}

/** Where a row that is dragged to `y` belongs among the `others`, given the heights of these from the top. */
export function indexAt(y, others, gap = 0) {
  let top = 0;
  for (const [index, height] of others.entries()) {
    if (y < top + height / 2) return index;
    top += height + gap;
  }
  return others.length;
}

/** The options by points, most first; what has as many shares a place. */
export function standings(options, { points, firsts }) {
  const rows = options.map(({ id, text }, index) => ({
    id, text, index, points: points[id] ?? 0, firsts: firsts[id] ?? 0,
  }));
  rows.sort((a, b) => b.points - a.points || a.index - b.index);
  return rows.map((row) => ({ ...row, place: 1 + rows.filter(({ points }) => points > row.points).length }));
}
