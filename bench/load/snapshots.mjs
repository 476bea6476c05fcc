/** Reading `activity` messages, of which most are the same bytes sent to many guests: each is parsed once. */

const PREFIX = '42["activity",';
const KEPT = 2000;
const parsed = new Map();

/** `{id, version, counts}` of a message `42["activity",{…}]`. */
export function readSnapshot(text) {
  let snapshot = parsed.get(text);
  if (!snapshot) {
    if (parsed.size >= KEPT) parsed.clear();
    const { id, version, tally } = JSON.parse(text.slice(PREFIX.length, -1));
    snapshot = { id, version, counts: tally?.counts };
    parsed.set(text, snapshot);
  }
  return snapshot;
}

/** Whether an event starts with `42["a`: of all that servers tell here only `activity` does. */
export function isSnapshot(bytes, start) {
  return bytes[start + 4] === 0x61;
}
