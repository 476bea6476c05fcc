import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { asPosition } from "./playhead.js";
import { columnsOf, endOf, peaksOf, reactionsIn } from "./timeline.js";

const MOST_ON_STAGE = 5;

/** Where people laughed: a strip of columns with the best moments above it, and these in words. */
export function Seen({ tally, minutes, isStage }) {
  if (!tally.timeline.length) {
    return html`<p class="quiet seen__none">${t("Nobody reacted while it played.")}</p>`;
  }
  return html`
    <section class="seen" aria-label=${t("Where you reacted")}>
      <p class="seen__many">${howMany(reactionsIn(tally))}</p>
      <${Strip} tally=${tally} minutes=${minutes} />
      ${tally.moments.length > 0
        ? html`<${Moments} moments=${tally.moments} isStage=${isStage} />`
        : html`<p class="quiet">${t("Where two or more react alike, it becomes a moment of its own.")}</p>`}
    </section>
  `;
}

function howMany(reactions) {
  return reactions === 1 ? t("1 reaction") : t("{n} reactions", { n: number(reactions) });
}

function percent(share) {
  return `${(share * 100).toFixed(2)}%`;
}

function boxOf(start, width, height) {
  return { insetInlineStart: percent(start), inlineSize: percent(width), blockSize: percent(height) };
}

function Strip({ tally, minutes }) {
  return html`
    <div class="seen__strip" aria-hidden="true">
      <div class="seen__peaks">
        ${peaksOf(tally, minutes).map(
          ({ at, emoji, place }) => html`
            <span key=${`${at} ${emoji}`} style=${{ insetInlineStart: percent(place) }}>${emoji}</span>
          `,
        )}
      </div>
      <div class="seen__columns">
        ${columnsOf(tally, minutes).map(
          ({ at, start, width, height }) => html`
            <span key=${at} class="seen__column"
              style=${boxOf(start, width, height)}></span>
          `,
        )}
      </div>
      <p class="seen__scale"><span>0:00</span><span>${asPosition(endOf(tally.timeline, minutes))}</span></p>
    </div>
  `;
}

function Moments({ moments, isStage }) {
  const shown = isStage ? best(moments) : moments;
  const more = t("and {n} more", { n: number(moments.length - shown.length) });
  return html`
    <ol class="seen__moments" aria-label=${t("The best moments")}>
      ${shown.map(
        (moment) => html`
          <li key=${`${moment.at} ${moment.emoji}`}>
            <span class="together__at">${asPosition(moment.at)}</span>
            <span class="seen__emoji">${moment.emoji}</span>
            <span>${inPeople(moment.people)}</span>
          </li>
        `,
      )}
      ${moments.length > shown.length && html`<li class="quiet">${more}</li>`}
    </ol>
  `;
}

function best(moments) {
  const most = [...moments].sort((a, b) => b.people - a.people || a.at - b.at).slice(0, MOST_ON_STAGE);
  return most.sort((a, b) => a.at - b.at);
}

function inPeople(people) {
  return t("{n} people", { n: number(people) });
}
