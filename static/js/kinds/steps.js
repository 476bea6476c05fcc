import { nameOf } from "./steps/along.js";

export { Board } from "./steps/board.js";
export { Controls } from "./steps/controls.js";
export { Guest } from "./steps/guest.js";

export const hasResults = false;
export const stylesheet = new URL("../../css/kinds/steps.css", import.meta.url).href;

/** A timer stands with its step, and goes on when the room does. */
export function hasOwnTimer() {
  return true;
}

/** What "Next" does: the next step for all. Where everybody goes at their own pace there is none. */
export function next({ at, config: { steps, pace } }) {
  const following = pace === "own" ? undefined : steps[at + 1];
  return following ? { move: "next", label: nameOf(following) } : null;
}
