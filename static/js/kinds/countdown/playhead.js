import { asDigits } from "../../room/timer.js";

/**
 * Where all stand at a moment (ms of the server's time). `phase`: standing · counting (`left`: whole seconds until it
 * plays) · playing · over (the length has passed). `second` is the second of what is watched.
 */
export function standingAt({ playhead = {}, config = {} }, now) {
  const { at = 0, since = null } = playhead;
  const end = config.minutes ? config.minutes * 60 : Infinity;
  if (since === null) return { phase: at >= end ? "over" : "standing", second: Math.min(at, end) };
  const ms = now - Date.parse(since);
  if (ms < 0) return { phase: "counting", second: at, left: Math.ceil(-ms / 1000) };
  const second = at + ms / 1000;
  return second >= end ? { phase: "over", second: end } : { phase: "playing", second };
}

/** The moment at which the next figure changes; null while nothing moves. */
export function nextChange(activity, now) {
  const { phase, left } = standingAt(activity, now);
  if (phase === "standing" || phase === "over") return null;
  const { at, since } = activity.playhead;
  const start = Date.parse(since);
  if (phase === "counting") return start - (left - 1) * 1000;
  const first = start - at * 1000;
  return first + (Math.floor((now - first) / 1000) + 1) * 1000;
}

/** "23:10", as a player says it: rounded down. */
export function asPosition(second) {
  return asDigits(Math.floor(second + 0.001));
}

/** The second meant by "23:10" or "1:02:03"; a figure alone is minutes. Null where it is none of these. */
export function secondFrom(text) {
  const parts = text.trim().split(":");
  if (parts.length > 3 || !parts.every((part) => /^\d{1,4}$/.test(part))) return null;
  if (parts.length === 1) return Number(parts[0]) * 60;
  if (parts.slice(1).some((part) => Number(part) > 59 || part.length !== 2)) return null;
  return parts.reduce((sum, part) => sum * 60 + Number(part), 0);
}
