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

/** Keep the screen awake while `isOn`, where the browser lets us; it forgets whenever the page is out of sight. */
export function useWakeLock(isOn) {
  useEffect(() => {
    if (!isOn || !navigator.wakeLock) return undefined;
    let lock = null;
    let isOver = false;
    const hold = async () => {
      if (document.visibilityState !== "visible") return;
      const held = await navigator.wakeLock.request("screen").catch(() => null);
      if (isOver) held?.release();
      else lock = held;
    };
    hold();
    document.addEventListener("visibilitychange", hold);
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", hold);
      lock?.release();
    };
  }, [isOn]);
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
