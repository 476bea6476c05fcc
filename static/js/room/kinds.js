import { useEffect, useLayoutEffect, useReducer } from "preact/hooks";
import { fetchModule } from "./modules.js";
import * as unknown from "./parts/unknown.js";

const views = new Map();
const fetching = new Set();
const listeners = new Set();

/**
 * The views of a kind are the module of the same name in `js/kinds/`, fetched when its first activity appears:
 *
 * - `Guest({activity, isOpen, mine, sending, answer})` what a guest sees and does; `answer(value, {becomes, adds})`
 * - `Board({activity})` what console and stage show; `activity.tally` is absent while it is hidden from the viewer
 * - `hasResults` whether there is something to show or hide
 * - `hasNext(activity)` whether "Next" moves inside this activity; may be left out
 * - `Draft()` and `configOf(form)` fields of the quick form and the config they make; may be left out
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

async function fetchViews(name) {
  const isHere = views.has(name) && views.get(name) !== unknown;
  if (isHere || fetching.has(name)) return;
  fetching.add(name);
  const found = await fetchModule(`../kinds/${encodeURIComponent(name)}.js`, () => keep(name, unknown));
  if (found) keep(name, found);
  fetching.delete(name);
}

function keep(name, module) {
  views.set(name, module);
  for (const redraw of listeners) redraw();
}
