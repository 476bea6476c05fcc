import { clock } from "../room/clock.js";
import { html } from "../room/html.js";
import { useWakeLock } from "../room/hooks.js";
import { number, t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";
import { Fitted } from "../room/stage/fitted.js";
import { Figure, HowExact, What } from "./countdown/figure.js";
import { asPosition, standingAt } from "./countdown/playhead.js";
import { Prompts, PlannedPrompts } from "./countdown/prompts.js";
import { Seen } from "./countdown/seen.js";
import { usePlayhead, useWentAt } from "./countdown/ticking.js";

export { Controls } from "./countdown/controls.js";

export const hasResults = false;
export const stylesheet = new URL("../../css/kinds/countdown.css", import.meta.url).href;

/** The playhead is the clock. */
export function hasOwnTimer() {
  return true;
}

/**
 * What "Next" does: count down to the start, or from where it was paused; while it plays, what comes after it. Pressed
 * once more while all count down it changes nothing.
 */
export function next(activity) {
  const { playhead, has_begun: hasBegun } = activity;
  if (!playhead) return null;
  if (playhead.since !== null) {
    const isCounting = clock.now() < Date.parse(playhead.since);
    return isCounting ? { move: "start", label: t("It starts …") } : null;
  }
  if (!hasBegun) return { move: "start", label: t("3, 2, 1, play") };
  const { phase, second } = standingAt(activity, clock.now());
  return phase === "over" ? null : { move: "resume", label: goOn(second) };
}

function goOn(second) {
  return t("Go on from {position}", { position: asPosition(second) });
}

/** While it plays, the bar's reactions are kept on its timeline. */
export function reaction(activity, emoji) {
  const isPlaying = standingAt(activity, clock.now()).phase === "playing";
  return activity.state === "open" && isPlaying ? { react: emoji } : null;
}

/** Before it starts whether one is ready; then the second all are at, in step. */
export function Guest(props) {
  const { activity, isOpen } = props;
  const standing = usePlayhead(activity);
  const element = useWentAt(standing.went);
  const isMoving = standing.phase === "counting" || standing.phase === "playing";
  useWakeLock(isOpen && !isMoving);
  if (!isOpen) return html`<${After} activity=${activity} />`;
  return html`
    <div class="together" data-phase=${standing.phase} ref=${element}>
      <${What} config=${activity.config} />
      <${Figure} standing=${standing} hasBegun=${activity.has_begun} />
      ${!activity.has_begun && html`<${Ready} ...${props} />`}
      ${standing.phase !== "over" && html`<${HowExact} />`}
      <${Prompts} discussion=${activity.discussion} />
      ${activity.has_begun && html`<${AnswerState} isSending=${props.sending.some((each) => each.react)} />`}
    </div>
    ${activity.anonymous && html`<p class="quiet">${t("Anonymous: who reacted is not stored.")}</p>`}
  `;
}

function Ready({ activity, mine, sending, answer, people }) {
  const waiting = sending.findLast((each) => typeof each === "string");
  const isReady = waiting ? waiting === "ready" : Boolean(mine?.ready);
  // a reaction may still wait in the same queue, and readiness must not take its place
  const toggle = () => answer(isReady ? "not-ready" : "ready", { adds: sending.some((each) => each.react) });
  const here = people.filter((person) => person.here !== false).length;
  return html`
    <button type="button" class="button together__ready ${isReady ? "button--quiet" : ""}" aria-pressed=${isReady}
      onClick=${toggle}>
      ${t("I'm ready")}
    </button>
    <${AnswerState} isSending=${Boolean(waiting)} isCounted=${isReady}>
      ${isReady ? t("Tap again if you are not.") : t("Tap it when your player stands at the beginning.")}
    <//>
    ${activity.tally && html`<p class="together__many">${manyReady(activity.tally.ready, here)}</p>`}
  `;
}

function manyReady(ready, here) {
  if (here >= ready) return t("{n} of {all} are ready", { n: number(ready), all: number(here) });
  return t("{n} are ready", { n: number(ready) });
}

function After({ activity }) {
  return html`
    <div class="together">
      <${What} config=${activity.config} />
      <p class="lede">${endOf(activity)}</p>
      <${Prompts} discussion=${activity.discussion} />
      ${activity.has_begun && activity.tally &&
      html`<${Seen} tally=${activity.tally} minutes=${activity.config.minutes} />`}
    </div>
  `;
}

function endOf({ has_begun: hasBegun }) {
  return hasBegun ? t("That was it. Talk about it in the call.") : t("This was not watched.");
}

/** For all to see: the count, the second, what to talk about, and at the end where people laughed. */
export function Board({ activity, isStage }) {
  const standing = usePlayhead(activity);
  const element = useWentAt(standing.went);
  useWakeLock(Boolean(isStage) && activity.state === "open");
  const shown = html`
    <div class="together" data-phase=${standing.phase} ref=${element}>
      ${activity.state === "closed"
        ? html`<${End} activity=${activity} isStage=${isStage} />`
        : html`<${Running} activity=${activity} standing=${standing} isStage=${isStage} />`}
    </div>
  `;
  // the figure changes without news from the server, and must be fitted anew all the same
  return isStage ? html`<${Fitted}>${shown}<//>` : shown;
}

function Running({ activity, standing, isStage }) {
  const { config, discussion = [], has_begun: hasBegun, tally, state } = activity;
  const isCounting = standing.phase === "counting" || standing.went;
  const latest = isStage ? discussion.slice(-1) : discussion;
  const isPlanned = state === "draft";
  return html`
    ${!(isStage && isCounting) && html`<${What} config=${config} isStage=${isStage} />`}
    ${isPlanned
      ? html`<${PlannedPrompts} config=${config} />`
      : html`<${Figure} standing=${standing} hasBegun=${hasBegun} isBoard />`}
    ${!isPlanned && !hasBegun && tally && html`<p class="together__many">${readySoFar(tally.ready)}</p>`}
    ${!(isStage && isCounting) && html`<${Prompts} discussion=${latest} />`}
  `;
}

function readySoFar(ready) {
  if (ready === 0) return t("Nobody is ready yet: tap “I'm ready” on your phone.");
  return ready === 1 ? t("1 person is ready") : t("{n} are ready", { n: number(ready) });
}

function End({ activity, isStage }) {
  const { tally, config, discussion = [] } = activity;
  const hasSeen = tally?.timeline.length > 0;
  return html`
    ${tally && activity.has_begun && html`<${Seen} tally=${tally} minutes=${config.minutes} isStage=${isStage} />`}
    ${(!isStage || !hasSeen) && html`<${Prompts} discussion=${isStage ? discussion.slice(-1) : discussion} />`}
    ${!hasSeen && html`<p class="lede">${endOf(activity)}</p>`}
  `;
}
