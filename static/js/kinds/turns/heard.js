import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { asDigits } from "../../room/timer.js";

const MOST_ON_STAGE = 8;

/** Who was heard, and for how long. */
export function Heard({ heard, isStage = false }) {
  const shown = isStage ? heard.slice(0, MOST_ON_STAGE) : heard;
  const more = heard.length - shown.length;
  const andMore = t("and {n} more", { n: number(more) });
  return html`
    <ul class="heard" aria-label=${t("Heard")} data-columns=${shown.length > 4 ? 2 : 1}>
      ${shown.map(
        ({ id, name, turns, seconds }) => html`
          <li key=${id} class="heard__one">
            <span class="heard__name" dir="auto">${name}</span>
            ${turns > 1 && html`<span class="heard__turns">${manyTurns(turns)}</span>`}
            <span class="heard__time">${asDigits(seconds)}</span>
          </li>
        `,
      )}
      ${more > 0 && html`<li class="heard__more">${andMore}</li>`}
    </ul>
  `;
}

function manyTurns(n) {
  return t("{n} turns", { n: number(n) });
}
