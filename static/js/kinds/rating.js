import { html } from "../room/html.js";
import { language, number, t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";
import { mayAnswer } from "../room/parts/options.js";

const MOST_IN_A_ROW = 5;

export const hasResults = true;
export const stylesheet = new URL("../../css/kinds/rating.css", import.meta.url).href;

/** One step of a scale, sent with one tap; the arrow keys go from step to step. */
export function Guest({ activity, isOpen, mine, sending, answer }) {
  const { config, tally } = activity;
  const chosen = sending.at(-1) ?? mine;
  const canChoose = mayAnswer(activity, isOpen, mine);
  return html`
    <fieldset class="rating" data-look=${config.look ?? "stars"}
      style=${{ "--steps": config.scale, "--in-a-row": inARow(config) }}>
      <legend class="visually-hidden">${t("Your rating")}</legend>
      <div class="rating__steps">
        ${steps(config).map(
          (step) => html`
            <label class="rating__step" key=${step} data-reached=${step <= chosen}>
              <input type="radio" name=${`rating-${activity.id}`} value=${step} checked=${step === chosen}
                disabled=${!canChoose} aria-label=${nameOf(step, config)} onChange=${() => answer(step)} />
              <${Step} step=${step} config=${config} />
            </label>
          `,
        )}
      </div>
      <${Ends} config=${config} />
    </fieldset>
    <${AnswerState} isSending=${sending.length > 0} isCounted=${mine !== undefined}>
      ${mine !== undefined && youGave(mine, config)} ${canChoose && hint(mine)}
    <//>
    ${tally && html`<${Results} config=${config} tally=${tally} />`}
  `;
}

/** As many targets as a narrow phone has room for, in two rows as even as can be. */
function inARow({ scale }) {
  return scale <= MOST_IN_A_ROW ? scale : Math.ceil(scale / 2);
}

/** The mean, large, and how often each step was chosen; the bare scale while that is hidden. */
export function Board({ activity: { config, tally } }) {
  return html`<${Results} config=${config} tally=${tally} />`;
}

function Results({ config, tally }) {
  return html`
    <div class="rating-results">
      ${tally && html`<${Mean} config=${config} tally=${tally} />`}
      <${Distribution} config=${config} tally=${tally} />
    </div>
  `;
}

/** The mean as one large figure. */
export function Mean({ config: { scale }, tally: { mean } }) {
  if (mean === null) return html`<p class="mean quiet">${t("Nobody has answered yet.")}</p>`;
  const figure = oneDecimal(mean);
  const ofScale = t("of {n}", { n: number(scale) });
  return html`
    <p class="mean">
      <span class="visually-hidden">${t("Average:")} </span><strong class="mean__figure">${figure}</strong>
      <span class="mean__of">${ofScale}</span>
    </p>
  `;
}

/** A column for each step, in the order of the scale. */
export function Distribution({ config, tally }) {
  const most = Math.max(1, ...Object.values(tally?.counts ?? {}));
  return html`
    <div class="distribution" style=${{ "--steps": config.scale }}>
      <ol class="distribution__columns" aria-label=${t("Answers by step")}>
        ${steps(config).map((step) => {
          const count = tally?.counts[step] ?? 0;
          return html`
            <li class="distribution__column" key=${step}>
              <span class="visually-hidden">${inWords(step, config, tally && count)}</span>
              ${tally && html`<${Column} count=${count} share=${count / most} />`}
              <span class="distribution__step" aria-hidden="true">
                ${number(step)}${config.look === "stars" && html`<${Star} />`}
              </span>
            </li>
          `;
        })}
      </ol>
      <${Ends} config=${config} />
    </div>
  `;
}

function Column({ count, share }) {
  return html`
    <span class="distribution__space" aria-hidden="true">
      <span class="distribution__count">${count > 0 && number(count)}</span>
      <span class="distribution__bar" style=${{ blockSize: `${share * 100}%` }}></span>
    </span>
  `;
}

function inWords(step, config, count) {
  const name = nameOf(step, config);
  return count === undefined ? name : t("{step}: {n}", { step: name, n: number(count) });
}

/** What the two ends of a scale mean, where the host has said so. */
export function Ends({ config: { low, high } }) {
  if (!low && !high) return null;
  return html`
    <p class="ends">
      <span class="ends__low" dir="auto">${low}</span> <span class="ends__high" dir="auto">${high}</span>
    </p>
  `;
}

function Step({ step, config }) {
  if (config.look === "numbers") return html`<span class="rating__number" aria-hidden="true">${number(step)}</span>`;
  return html`
    <span class="rating__star" aria-hidden="true"><${Star} /><span class="rating__under">${number(step)}</span></span>
  `;
}

function Star() {
  return html`
    <svg class="star" viewBox="0 0 24 24" focusable="false" aria-hidden="true">
      <path d="M12 2.2 15 8.7l7 .9-5.2 4.8 1.4 7L12 17.9l-6.2 3.5 1.4-7L2 9.6l7-.9z" />
    </svg>
  `;
}

export function steps({ scale }) {
  return Array.from({ length: scale }, (_, index) => index + 1);
}

/** "4 of 5", and at the ends what they mean. */
export function nameOf(step, { scale, low, high }) {
  const name = t("{n} of {all}", { n: number(step), all: number(scale) });
  const meaning = { 1: low, [scale]: high }[step];
  return meaning ? `${name}, ${meaning}` : name;
}

const decimals = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export function oneDecimal(value) {
  return decimals.format(value);
}

function youGave(mine, { scale }) {
  return t("You gave {n} of {all}.", { n: number(mine), all: number(scale) });
}

function hint(mine) {
  return mine === undefined ? t("Tap once to send it.") : t("You can change it while this is open.");
}
