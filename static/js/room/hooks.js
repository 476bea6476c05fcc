import { useEffect, useLayoutEffect, useReducer, useState } from "preact/hooks";

/** Draw again whenever the room changes. */
export function useLive(live) {
  const [, redraw] = useReducer((times) => times + 1, 0);
  useEffect(() => live.subscribe(redraw), [live]);
}

/** The time in ms, anew every `everyMs`. */
export function useNow(everyMs = 1000) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
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
