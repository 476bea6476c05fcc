import { useEffect, useLayoutEffect, useReducer } from "preact/hooks";
import { clock } from "./clock.js";

/** Draw again whenever the room changes. */
export function useLive(live) {
  const [, redraw] = useReducer((times) => times + 1, 0);
  useEffect(() => live.subscribe(redraw), [live]);
}

/** The server's time in ms, anew every `everyMs`. */
export function useNow(everyMs = 1000) {
  const [, redraw] = useReducer((times) => times + 1, 0);
  useEffect(() => {
    const timer = setInterval(redraw, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return clock.now();
}

/** A key pressed anywhere but in a field: `keys` maps `event.key` to what it does. */
export function useKeys(keys, isOn = true) {
  useLayoutEffect(() => {
    if (!isOn) return undefined;
    function pressed(event) {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, dialog")) return;
      const act = keys[event.key.toLowerCase()];
      if (act) {
        event.preventDefault();
        act();
      }
    }
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
}
