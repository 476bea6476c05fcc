import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { useNow } from "../hooks.js";
import { t } from "../../i18n.js";
import { asDigits, secondsLeft } from "../timer.js";

const TICK_MS = 250;
const RADIUS = 10;
const AROUND = 2 * Math.PI * RADIUS;

/** What is left of a timer: a ring with digits. Heard at half time and at the end only. */
export function TimerLeft({ timer, name = "" }) {
  const left = secondsLeft(timer, useNow(TICK_MS));
  const share = timer.seconds ? left / timer.seconds : 0;
  return html`
    <span class="timer" role="timer" data-state=${stateOf(timer, left)} aria-label=${name || t("Time left")}>
      <svg class="timer__ring" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <circle cx="12" cy="12" r=${RADIUS} />
        <circle class="timer__left" cx="12" cy="12" r=${RADIUS} pathLength=${AROUND} stroke-dasharray=${AROUND}
          stroke-dashoffset=${AROUND * (1 - share)} />
      </svg>
      <span class="timer__digits">${asDigits(left)}</span>
      ${name && html`<span class="timer__name" dir="auto">${name}</span>`}
      <${Heard} left=${left} seconds=${timer.seconds} name=${name} />
    </span>
  `;
}

function stateOf({ paused_at }, left) {
  if (paused_at) return "paused";
  if (left === 0) return "over";
  return left <= 10 ? "ending" : "running";
}

function Heard({ left, seconds, name }) {
  const [words, setWords] = useState("");
  const before = useRef(left);
  useEffect(() => {
    const passed = (mark) => before.current > mark && left <= mark;
    if (passed(0)) setWords(name ? t("{name}: time is up.", { name }) : t("Time is up."));
    else if (seconds >= 20 && passed(seconds / 2)) setWords(t("Half of the time is left."));
    before.current = left;
  }, [left, seconds, name]);
  return html`<span class="visually-hidden" aria-live="polite">${words}</span>`;
}

/** The timers of the room, each with its name. */
export function Timers({ timers }) {
  if (!timers.length) return null;
  return html`
    <ul class="timers" aria-label=${t("Timers")}>
      ${timers.map((timer) => html`<li key=${timer.id}><${TimerLeft} timer=${timer} name=${timer.name} /></li>`)}
    </ul>
  `;
}
