import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { TimerLeft, Timers } from "../../room/parts/timer.js";
import { lastsOf, nameOf } from "./along.js";

const MOST_DOTS = 16;
const LONG_TEXT = 240;

/** One step, large: what to do, a picture, its time; `timers` are those to show, its own and of steps before. */
export function StepCard({ steps, at, timers, hasLink = false }) {
  const step = steps[at];
  const timer = timers.find((each) => each.step === step.id);
  return html`
    <div class="along__step" data-picture=${Boolean(step.picture)}>
      <div class="along__words">
        <div class="along__told" aria-live="polite">
          <${Progress} at=${at} of=${steps.length} />
          ${step.title && html`<h3 class="along__title" dir="auto">${step.title}</h3>`}
          ${step.text && html`<${Text} step=${step} />`}
        </div>
        ${hasLink && step.link && html`<${Link} link=${step.link} />`}
        ${timer
          ? html`<p class="along__timer"><${TimerLeft} key=${step.id} timer=${timer} name=${nameOf(step)} /></p>`
          : html`<${Lasts} step=${step} />`}
      </div>
      ${step.picture &&
      html`<div class="along__picture"><img key=${step.picture} src=${step.picture} alt="" decoding="async" /></div>`}
    </div>
    <${StepTimers} steps=${steps} timers=${timers.filter((each) => each !== timer)} />
  `;
}

function Text({ step: { title, text } }) {
  const length = text.length > LONG_TEXT ? "long" : "short";
  return html`<p class="along__text" dir="auto" data-alone=${!title} data-length=${length}>${text}</p>`;
}

function Progress({ at, of }) {
  const words = t("Step {n} of {all}", { n: number(at + 1), all: number(of) });
  return html`
    <p class="along__number">${words}</p>
    <ol class="along__dots" aria-hidden="true" data-many=${of > MOST_DOTS}>
      ${Array.from(
        { length: of },
        (_, index) => html`<li key=${index} data-state=${stateOf(index, at)}>${number(index + 1)}</li>`,
      )}
    </ol>
  `;
}

function stateOf(index, at) {
  if (index === at) return "now";
  return index < at ? "past" : "later";
}

function Link({ link }) {
  return html`
    <p>
      <a class="along__link" href=${link} target="_blank" rel="noopener noreferrer">
        ${t("Look at it")}<span class="visually-hidden"> ${t("(opens in its own tab)")}</span>
      </a>
    </p>
  `;
}

function Lasts({ step }) {
  const seconds = lastsOf(step);
  return seconds ? html`<p class="along__lasts">${inTime(seconds)}</p>` : null;
}

function inTime(seconds) {
  if (seconds < 60) return t("{n} s", { n: number(seconds) });
  return t("{n} min", { n: number(Math.round(seconds / 6) / 10) });
}

/** Timers, each with its step: those of steps before go on while the room does. */
export function StepTimers({ steps, timers }) {
  const named = timers.map((timer) => ({ ...timer, id: timer.step, name: numbered(steps, timer.step) }));
  return html`<${Timers} timers=${named} />`;
}

/** "3. Boil the water" */
export function numbered(steps, id) {
  const at = steps.findIndex((step) => step.id === id);
  return t("{n}. {name}", { n: number(at + 1), name: nameOf(steps[at]) });
}
