import { html } from "../room/html.js";
import { number, t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";
import { Icon } from "../room/parts/brought.js";
import { Mark } from "../room/parts/marks.js";

export const hasResults = true;
export const stylesheet = new URL("../../css/kinds/this-or-that.css", import.meta.url).href;

const SIDES = ["left", "right"];
const MOST_NAMES = 24;

/** Whether "Next" brings another pair. */
export function next({ pair }) {
  return pair && pair.number < pair.of ? { move: "next", label: t("Next pair") } : null;
}

/** Two sides, one tap; figures and names once they may be seen. */
export function Guest({ activity, isOpen, mine, sending, answer }) {
  const { pair, tally } = activity;
  if (!pair) return html`<${Waiting} />`;
  const counted = mine?.pair === pair.number ? mine.side : undefined;
  const chosen = sending.findLast((each) => each.pair === pair.number)?.side ?? counted;
  const choose = (side) => isOpen && side !== chosen && answer({ pair: pair.number, side });
  return html`
    <div class="versus">
      <${PairNumber} pair=${pair} />
      <div class="versus__sides" role="group" aria-label=${t("This or that")}>
        ${SIDES.map(
          (side, index) => html`
            <button type="button" class="versus__side" key=${side} aria-pressed=${side === chosen}
              aria-disabled=${!isOpen} onClick=${() => choose(side)}>
              <${Face} pair=${pair} tally=${tally} side=${side} index=${index} isChosen=${side === chosen} />
            </button>
          `,
        )}
        <span class="versus__or" aria-hidden="true">${t("or")}</span>
      </div>
      ${tally && html`<${Results} pair=${pair} tally=${tally} />`}
    </div>
    <${AnswerState} isSending=${sending.length > 0} isCounted=${counted !== undefined}>
      ${hint(isOpen, counted)}
    <//>
  `;
}

function hint(isOpen, counted) {
  if (!isOpen) return null;
  return counted ? t("You can change sides.") : t("Tap the one that is more you.");
}

/** Both sides for all to see, with who stands where. */
export function Board({ activity: { pair, tally, config } }) {
  if (!pair) return config.pairs ? html`<${Planned} pairs=${config.pairs} />` : html`<${Waiting} />`;
  return html`
    <div class="versus">
      <${PairNumber} pair=${pair} />
      <div class="versus__sides">
        ${SIDES.map(
          (side, index) => html`
            <div class="versus__side" key=${side}>
              <${Face} pair=${pair} tally=${tally} side=${side} index=${index} />
            </div>
          `,
        )}
        <span class="versus__or">${t("or")}</span>
      </div>
      ${tally && html`<${Results} pair=${pair} tally=${tally} />`}
    </div>
  `;
}

function Waiting() {
  return html`<p class="lede">${t("The first pair is about to come.")}</p>`;
}

function PairNumber({ pair: { number: place, of } }) {
  const words = t("Pair {n} of {all}", { n: number(place), all: number(of) });
  return html`<p class="versus__number">${words}</p>`;
}

function Face({ pair, tally, side, index, isChosen }) {
  return html`
    ${tally && html`<${Fill} share=${share(tally, side)} />`}
    <span class="versus__head">
      <${Mark} index=${index} />
      ${isChosen && html`<span class="versus__tick" aria-hidden="true"><${Icon} name="check" /></span>`}
    </span>
    <span class="versus__text" dir="auto">${pair[side]}</span>
    ${tally && html`<span class="versus__count" aria-hidden="true">${number(tally.counts[side] ?? 0)}</span>`}
  `;
}

function Fill({ share }) {
  return html`<span class="versus__fill" aria-hidden="true" style=${{ blockSize: `${share}%` }}></span>`;
}

/** The figures in words, and the names where they are there. */
function Results({ pair, tally }) {
  return html`
    <div class="versus__people" role="group" aria-label=${t("Results")}>
      ${SIDES.map(
        (side) => html`
          <div key=${side}>
            <p class="visually-hidden">${pair[side]}: ${number(tally.counts[side] ?? 0)}</p>
            <${Names} names=${tally.people?.[side] ?? []} />
          </div>
        `,
      )}
    </div>
  `;
}

function Names({ names }) {
  const shown = names.slice(0, MOST_NAMES);
  const rest = t("and {n} more", { n: number(names.length - shown.length) });
  return html`
    <ul class="versus__names">
      ${shown.map((name, index) => html`<li key=${index} class="badge" dir="auto">${name}</li>`)}
      ${names.length > shown.length && html`<li class="badge">${rest}</li>`}
    </ul>
  `;
}

/** In percent of all who chose. */
function share({ counts }, side) {
  const all = SIDES.reduce((sum, each) => sum + (counts[each] ?? 0), 0);
  return all ? (100 * (counts[side] ?? 0)) / all : 0;
}

function Planned({ pairs }) {
  return html`
    <ol class="versus-plan" aria-label=${t("Pairs")}>
      ${pairs.map(({ left, right }, index) => html`<li key=${index} dir="auto">${left} / ${right}</li>`)}
    </ol>
  `;
}
