/**
 * For each item of a list that was written anew, the one from before that it is: one that reads the same, or else the
 * one whose place it took; null for what is new. `reading(item)` is what an item is known by.
 */
export function formersOf(written, before, reading) {
  const free = new Set(before);
  const take = (found) => (found && free.delete(found) ? found : null);
  const isAlike = (item, each) => each !== undefined && reading(each) === reading(item);
  const unmoved = written.map((item, at) => (isAlike(item, before[at]) ? take(before[at]) : null));
  const alike = written.map((item, at) => unmoved[at] ?? take([...free].find((each) => isAlike(item, each))));
  if (written.length === before.length) return alike.map((found, at) => found ?? take(before[at]));
  return betweenNeighbours(alike, before, free);
}

/** Between two that stayed, as many new ones as are gone took their places. */
function betweenNeighbours(alike, before, free) {
  const found = [...alike];
  for (let at = 0; at < found.length; at += 1) {
    if (alike[at] || (at > 0 && !alike[at - 1])) continue;
    const ends = alike.findIndex((each, index) => index > at && each);
    const many = (ends < 0 ? alike.length : ends) - at;
    const gone = goneAfter(at > 0 ? before.indexOf(alike[at - 1]) : -1, before, free);
    if (gone.length === many) found.splice(at, many, ...gone);
  }
  return found;
}

function goneAfter(index, before, free) {
  const rest = before.slice(index + 1);
  const ends = rest.findIndex((each) => !free.has(each));
  return ends < 0 ? rest : rest.slice(0, ends);
}
