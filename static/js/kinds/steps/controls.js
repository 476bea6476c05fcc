import { useEffect, useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { t } from "../../i18n.js";
import { TimerLeft } from "../../room/parts/timer.js";
import { lastsOf } from "./along.js";
import { numbered } from "./step.js";

const USUAL_MINUTES = 5;
const LONGEST_MINUTES = 360;

/** The host's own: who needs help, timers, and any step at once. */
export function Controls({ activity, move }) {
  const { state, at, help = [], timers, config } = activity;
  if (state !== "open") return null;
  const isTogether = config.pace !== "own";
  return html`
    <div class="along-controls">
      <${Help} help=${help} steps=${config.steps} />
      <${Running} timers=${timers} steps=${config.steps} move=${move} />
      <${AnyStep} activity=${activity} move=${move} isTogether=${isTogether} />
      ${isTogether && at > 0 && html`<${Small} words=${t("Back one step")} press=${() => move("previous")} />`}
    </div>
  `;
}

function Small({ words, press, name = "" }) {
  return html`
    <button type="button" class="button button--quiet button--small" onClick=${press}>
      ${words}${name && html`<span class="visually-hidden">: ${name}</span>`}
    </button>
  `;
}

/** Said aloud as it comes: somebody waits. */
function Help({ help, steps }) {
  return html`
    <div aria-live="polite">
      ${help.length > 0 &&
      html`
        <p class="console__heading">${t("Needs help")}</p>
        <ul class="along-controls__help">
          ${help.map(
            ({ id, name, step }) => html`
              <li key=${`${id} ${step}`}>
                <strong dir="auto">${name}</strong> · <span dir="auto">${numbered(steps, step)}</span>
              </li>
            `,
          )}
        </ul>
      `}
    </div>
  `;
}

function Running({ timers, steps, move }) {
  if (!timers.length) return null;
  return html`
    <ul class="along-controls__timers" aria-label=${t("Timers of steps")}>
      ${timers.map(
        (timer) => html`<${One} key=${timer.step} timer=${timer} name=${numbered(steps, timer.step)} move=${move} />`,
      )}
    </ul>
  `;
}

function One({ timer, name, move }) {
  const { step, paused_at: pausedAt } = timer;
  return html`
    <li class="cluster">
      <${TimerLeft} timer=${timer} name=${name} />
      <${Small} words=${t("+1 min")} name=${name} press=${() => move("add-time", { step, seconds: 60 })} />
      <${Small} words=${pausedAt ? t("Go on") : t("Hold")} name=${name}
        press=${() => move(pausedAt ? "resume" : "pause", { step })} />
      <${Small} words=${t("Stop")} name=${name} press=${() => move("stop", { step })} />
    </li>
  `;
}

/** A step to start the timer of, or to go to. */
function AnyStep({ activity: { config: { steps }, step: present, timers }, move, isTogether }) {
  const [picked, pick] = useState(present);
  useEffect(() => pick(present), [present]);
  const step = steps.find(({ id }) => id === picked) ?? steps[0];
  const isRunning = timers.some((timer) => timer.step === step.id);
  const start = (event) => {
    event.preventDefault();
    const minutes = Number(new FormData(event.currentTarget).get("minutes"));
    move("start", { step: step.id, seconds: Math.max(1, Math.round(minutes * 60)) });
  };
  return html`
    <form class="field" onSubmit=${start}>
      <label for="along-step">${t("Step")}</label>
      <div class="along-controls__line">
        <select class="input" id="along-step" value=${step.id} onChange=${(event) => pick(event.currentTarget.value)}>
          ${steps.map(({ id }) => html`<option key=${id} value=${id}>${numbered(steps, id)}</option>`)}
        </select>
        ${isTogether && step.id !== present &&
        html`<${Small} words=${t("Go there")} press=${() => move("jump", { to: step.id })} />`}
      </div>
      <div class="along-controls__line">
        <input class="input input--short" name="minutes" type="number" min="0.1" max=${LONGEST_MINUTES} step="any"
          required key=${step.id} aria-label=${t("Minutes")} defaultValue=${minutesOf(step)} />
        <span aria-hidden="true">${t("min")}</span>
        <button class="button button--quiet button--small">
          ${isRunning ? t("Start its timer again") : t("Start its timer")}
        </button>
      </div>
    </form>
  `;
}

function minutesOf(step) {
  const seconds = lastsOf(step);
  return seconds ? Math.round(seconds / 6) / 10 : USUAL_MINUTES;
}
