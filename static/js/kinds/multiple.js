import { useState } from "preact/hooks";
import { html } from "../room/html.js";
import { number, t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";
import { Face, InWords, mayAnswer, OptionsBoard, Tick } from "../room/parts/options.js";

export const hasResults = true;

/** Several choices at once, sent together. */
export function Guest({ activity, isOpen, mine, sending, answer }) {
  const { config, tally } = activity;
  const sent = sending.at(-1) ?? mine;
  const [changed, change] = useState(null);
  const chosen = changed ?? sent ?? [];
  const canChoose = mayAnswer(activity, isOpen, mine);
  const canAdd = canChoose && chosen.length < mostOf(config);
  const problem = problemWith(chosen, config);
  const isNew = changed !== null && !isSame(changed, sent);

  function toggle(id) {
    if (chosen.includes(id) ? canChoose : canAdd) change(toggled(config.options, chosen, id));
  }

  function send() {
    if (!canChoose || problem || !isNew) return;
    answer(chosen);
    change(null);
  }

  return html`
    <p class="quiet" id=${`choose-${activity.id}`}>${howMany(config)}</p>
    <div class="options" role="group" aria-label=${t("Choices")} aria-describedby=${`choose-${activity.id}`}>
      ${config.options.map(({ id, text }, index) => {
        const isChosen = chosen.includes(id);
        return html`
          <button type="button" class="option" key=${id} aria-pressed=${isChosen}
            aria-disabled=${!(isChosen ? canChoose : canAdd)} onClick=${() => toggle(id)}>
            <${Face} counts=${tally?.counts} id=${id} text=${text} index=${index}>
              ${isChosen && html`<${Tick} state=${stateOf(isNew, sending)} />`}
            <//>
          </button>
        `;
      })}
    </div>
    ${tally && html`<${InWords} activity=${activity} />`}
    ${canChoose &&
    html`
      <button type="button" class="button button--wide" aria-disabled=${problem !== null || !isNew} onClick=${send}>
        ${t("Send my choice")}
      </button>
    `}
    <${AnswerState} isSending=${sending.length > 0 && !isNew} isCounted=${mine !== undefined && !isNew}>
      ${canChoose && hint(isNew || sent === undefined, problem)}
    <//>
  `;
}

function hint(isUnsent, problem) {
  return isUnsent ? problem ?? t("Ready to send.") : t("You can change it while this is open.");
}

function stateOf(isNew, sending) {
  if (isNew) return "chosen";
  return sending.length > 0 ? "sending" : "counted";
}

function mostOf({ options, max }) {
  return Math.min(max ?? options.length, options.length);
}

function fewestOf({ min }) {
  return Math.max(1, min ?? 1);
}

/** The choice with `id` in it or out of it, in the order of the options. */
function toggled(options, chosen, id) {
  const isIn = (option) => (option.id === id ? !chosen.includes(id) : chosen.includes(option.id));
  return options.filter(isIn).map((option) => option.id);
}

function isSame(chosen, sent = []) {
  return chosen.length === sent.length && chosen.every((id) => sent.includes(id));
}

function howMany(config) {
  const [min, max] = [fewestOf(config), mostOf(config)];
  if (min === max) return t("Choose {n}.", { n: number(min) });
  if (min > 1) return t("Choose {min} to {max}.", { min: number(min), max: number(max) });
  if (max < config.options.length) return t("Choose up to {max}.", { max: number(max) });
  return t("Choose as many as you like.");
}

/** What still keeps it from being sent, in words; null when nothing does. */
function problemWith(chosen, config) {
  const missing = fewestOf(config) - chosen.length;
  if (missing > 0) return t("{n} still to choose.", { n: number(missing) });
  const tooMany = chosen.length - mostOf(config);
  return tooMany > 0 ? t("{n} too many.", { n: number(tooMany) }) : null;
}

export const Board = OptionsBoard;
