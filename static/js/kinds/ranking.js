import { useState } from "preact/hooks";
import { html } from "../room/html.js";
import { number, t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";
import { columnsFor, Face, mayAnswer } from "../room/parts/options.js";
import { sound, standings } from "./ranking/order.js";
import { Sorter } from "./ranking/sorter.js";

export const hasResults = true;
export const stylesheet = new URL("../../css/kinds/ranking.css", import.meta.url).href;

/** All options in one's own order, sent when every one has its place. */
export function Guest({ activity, isOpen, mine, sending, answer }) {
  const { options } = activity.config;
  const ids = options.map(({ id }) => id);
  const sent = sending.at(-1) ?? mine;
  const [changed, change] = useState(null);
  const order = sound(changed ?? sent ?? [], ids);
  const canSort = mayAnswer(activity, isOpen, mine);
  const left = ids.length - order.length;
  const isNew = changed !== null && !isSame(order, sent);

  function send() {
    if (!canSort || left > 0 || !isNew) return;
    answer(order);
    change(null);
  }

  return html`
    ${canSort && html`<p class="quiet">${howTo(left)}</p>`}
    ${(canSort || order.length > 0 || !activity.tally) &&
    html`<${Sorter} options=${options} order=${order} canSort=${canSort} change=${change} />`}
    ${canSort &&
    html`
      <button type="button" class="button button--wide" aria-disabled=${left > 0 || !isNew} onClick=${send}>
        ${t("Send my order")}
      </button>
    `}
    <${AnswerState} isSending=${sending.length > 0 && !isNew} isCounted=${mine !== undefined && !isNew}>
      ${canSort && hint(isNew, left, mine)}
    <//>
    ${activity.tally && html`<${Results} activity=${activity} />`}
  `;
}

function isSame(order, sent = []) {
  return order.length === sent.length && order.every((id, index) => id === sent[index]);
}

function howTo(left) {
  return left > 0
    ? t("Tap the one you like best, then the next best, to the last.")
    : t("Move them with the arrows or by dragging. Tap one to take it out.");
}

function hint(isNew, left, mine) {
  if (left > 0) return t("{n} still without a place.", { n: number(left) });
  if (isNew) return t("Ready to send.");
  return mine === undefined ? null : t("You can change it while this is open.");
}

/** The options by points, with how often each was first; in the order of the poll while that is hidden. */
export function Board({ activity }) {
  return html`<${Results} activity=${activity} />`;
}

function Results({ activity: { config, tally } }) {
  const { options } = config;
  const rows = tally ? standings(options, tally) : options.map((option, index) => ({ ...option, index }));
  const hasAnswers = tally?.total > 0;
  return html`
    <ol class="options options--board ranking" aria-label=${tally ? t("Results") : t("Choices")}
      data-columns=${columnsFor(options.length)}>
      ${rows.map(
        (row) => html`
          <li class="option" key=${row.id}>
            ${hasAnswers && html`<span class="ranking__place" aria-hidden="true">${number(row.place)}</span>`}
            <${Face} counts=${tally?.points} id=${row.id} text=${row.text} index=${row.index}>
              ${hasAnswers && html`<${Figures} row=${row} />`}
            <//>
          </li>
        `,
      )}
    </ol>
    ${tally && html`<p class="ranking__about">${aboutPoints(options.length)}</p>`}
  `;
}

function Figures({ row: { place, points, firsts } }) {
  const words = t("place {place}, points: {points}, first places: {firsts}", {
    place: number(place), points: number(points), firsts: number(firsts),
  });
  const short = t("{n} × first", { n: number(firsts) });
  return html`
    <span class="visually-hidden">${words}</span>
    ${firsts > 0 && html`<span class="ranking__firsts" aria-hidden="true">${short}</span>`}
  `;
}

function aboutPoints(count) {
  return t("A first place gives {n} points, a last one gives 1.", { n: number(count) });
}
