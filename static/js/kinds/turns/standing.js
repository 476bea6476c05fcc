/** Where a guest stands after what they just sent: `now` having their turn, `waiting` at a `place`, or `out`. */
export function standingOf({ now, queue }, you, sending) {
  const asked = sending.at(-1);
  const isNow = Boolean(now) && now.id === you?.id;
  const at = queue.findIndex(({ id }) => id === you?.id);
  if (asked === "pass" || asked === "done") return { is: "out" };
  if (isNow) return { is: "now" };
  if (at >= 0) return { is: "waiting", place: at + 1 };
  return asked === "join" ? { is: "waiting", place: queue.length + 1 } : { is: "out" };
}

/** The queue with one guest a place up or down, as ids. */
export function shifted(queue, id, by) {
  const ids = queue.map((each) => each.id);
  const from = ids.indexOf(id);
  const to = Math.min(ids.length - 1, Math.max(0, from + by));
  ids.splice(to, 0, ...ids.splice(from, 1));
  return ids;
}

/** Who is here and has not been heard yet, so that they may be asked; whose turn it is, is being heard. */
export function unheardOf(people, { now, tally }) {
  const heard = new Set(tally?.heard.map(({ id }) => id));
  return people.filter(({ id, here }) => here !== false && id !== now?.id && !heard.has(id));
}

/** Who is here and could be called: neither in the queue nor having their turn. */
export function callableOf(people, { now, queue }) {
  const waiting = new Set(queue.map(({ id }) => id));
  return people.filter(({ id, here }) => here !== false && id !== now?.id && !waiting.has(id));
}
