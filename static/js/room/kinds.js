import { useEffect, useState } from "preact/hooks";
import * as unknown from "./parts/unknown.js";

/**
 * The views of a kind are the module of the same name in `js/kinds/`, fetched when its first activity appears:
 *
 * - `Guest({activity, isOpen, mine, sending, answer})` what a guest sees and does; `answer(value, {becomes, adds})`
 * - `Board({activity})` what console and stage show; `activity.tally` is absent while it is hidden from the viewer
 * - `hasResults` whether there is something to show or hide
 * - `hasNext(activity)` whether "Next" moves inside this activity; may be left out
 * - `Draft()` and `configOf(form)` fields of the quick form and the config they make; may be left out
 *
 * A kind without a module is shown in plain words.
 */
const loaded = new Map();

export function useKind(name, isConnected) {
  const [, setLoaded] = useState();
  useEffect(() => {
    let isWanted = true;
    if (!loaded.has(name) && isConnected) load(name).then(() => isWanted && setLoaded(name));
    return () => (isWanted = false);
  }, [name, isConnected]);
  return loaded.get(name) ?? (failed.has(name) ? unknown : undefined);
}

const failed = new Set();

async function load(name) {
  try {
    loaded.set(name, await import(`../kinds/${encodeURIComponent(name)}.js`));
  } catch {
    failed.add(name);
  }
}
