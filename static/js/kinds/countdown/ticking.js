import { useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { clock } from "../../room/clock.js";
import { nextChange, standingAt } from "./playhead.js";

/** Timers are late by some ms and frames are not: the last stretch to an instant is watched frame by frame. */
const FRAME_BY_FRAME_MS = 60;
const GO_MS = 2_000;

/**
 * Where all stand, drawn anew on the very frame on which a figure changes. `went` is true for a moment on a device that
 * counted down to the start; who comes just after it is not told to go.
 */
export function usePlayhead(activity) {
  const [, redraw] = useReducer((times) => times + 1, 0);
  const counted = useRef(null);
  const now = clock.now();
  const standing = standingAt(activity, now);
  const since = activity.playhead?.since ?? null;
  if (standing.phase === "counting") counted.current = since;
  const went = standing.phase === "playing" && counted.current === since && now - Date.parse(since) < GO_MS;
  const change = nextChange(activity, now);
  useLayoutEffect(() => (change === null ? undefined : at(change, redraw)), [change]);
  return { ...standing, went };
}

/** Call `act` on the first frame at or after a moment of the server's time. Returns how to stop that. */
function at(moment, act) {
  let frame = 0;
  const look = () => {
    if (clock.now() >= moment) act();
    else frame = requestAnimationFrame(look);
  };
  const timer = setTimeout(look, Math.max(0, moment - clock.now() - FRAME_BY_FRAME_MS));
  return () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  };
}

/** Write the server's time of the frame on which Go was drawn on the element it returns a ref for. */
export function useWentAt(went) {
  const element = useRef();
  useLayoutEffect(() => {
    if (went) element.current.dataset.wentAt = String(clock.now());
  }, [went]);
  return element;
}
