import { useEffect, useLayoutEffect, useReducer } from "preact/hooks";
import { fetchModule, fetchStyles } from "./modules.js";
import * as unknown from "./parts/unknown.js";

const views = new Map();
const fetching = new Set();
const listeners = new Set();

/**
 * The views of a kind are the module of the same name in `js/kinds/`, fetched when its first activity appears:
 *
 * - `Guest({activity, isOpen, mine, sending, answer, you, people, upload})` what a guest sees and does. `mine` is what counts
 *   of theirs by the server's word, `sending` what is on its way; `answer(value, {adds})` sends, in place of what waits
 *   unless it adds; `people` are those who are here; `upload(file)` sends a picture, see `upload.js`
 * - `Board({activity, isStage})` what console and stage show; `activity.tally` is absent while it is hidden from the viewer
 * - `hasResults` whether there is something to show or hide
 *
 * and may export
 *
 * - `next(activity, people)` what "Next" does inside this activity: `{move, label}`, or null to go on to the next one
 * - `Controls({activity, move, add, people})` the host's own controls; `move(name, settings)`, `add({kind, title, config})`
 * - `hasOwnTimer(activity)` whether it shows its time itself, so that the frame around it does not
 * - `reaction(activity, emoji)` the answer that a guest's reaction gives as well while this is on, or null
 * - `stylesheet` the address of its styles, which are there before it is drawn
 *
 * Its settings need none: the console draws them from the schema of its config, see `console/form/form.js`.
 *
 * A kind without a module is shown in plain words, and so is one whose module does not come; it is tried again.
 */
export function useKind(name, isConnected) {
  const [, redraw] = useReducer((times) => times + 1, 0);
  useLayoutEffect(() => {
    listeners.add(redraw);
    return () => listeners.delete(redraw);
  }, []);
  useEffect(() => {
    if (name && isConnected) fetchViews(name);
  }, [name, isConnected]);
  return views.get(name);
}

/** The time of an activity that is on, where the frame around it shows it. */
export function timerOf(activity, kind) {
  if (activity.state !== "open" || kind?.hasOwnTimer?.(activity)) return null;
  return activity.timer;
}

/** The views of a kind as far as they are here already. */
export function viewsOf(name) {
  return views.get(name);
}

async function fetchViews(name) {
  const isHere = views.has(name) && views.get(name) !== unknown;
  if (isHere || fetching.has(name)) return;
  fetching.add(name);
  const found = await fetchModule(`../kinds/${encodeURIComponent(name)}.js`, () => keep(name, unknown));
  if (found?.stylesheet) await fetchStyles(found.stylesheet);
  if (found) keep(name, found);
  fetching.delete(name);
}

function keep(name, module) {
  views.set(name, module);
  for (const redraw of listeners) redraw();
}
