import { html } from "../room/html.js";
import { t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";
import { KudosCard, Reading } from "./kudos/card.js";
import { isUnsigned, oldestFirst, ownOf, personOf } from "./kudos/cards.js";
import { consoleHint, HowMany, progressOf, stageHint } from "./kudos/count.js";
import { CardForm } from "./kudos/form.js";
import { StageWall, Wall } from "./kudos/wall.js";

export { Controls } from "./kudos/controls.js";

export const hasResults = true;
export const stylesheet = new URL("../../css/kinds/kudos.css", import.meta.url).href;

/** What "Next" does: read the cards out, each once. */
export function next({ state, read = 0, written = 0 }) {
  if (state !== "open" || read >= written) return null;
  return { move: "next", label: read ? t("Read the next card") : t("Read out the first card") };
}

/** Write cards, follow the one that is read, take back one's own. */
export function Guest({ activity, isOpen, mine, sending, answer, you, people }) {
  const { spotlight, tally } = activity;
  const own = ownOf(mine, sending);
  const send = (given) => answer(given, { adds: true });
  const view = { activity, own, isOpen, send, you, people };
  return html`
    <${Heard} spotlight=${spotlight} />
    ${spotlight && html`<${Reading} card=${spotlight} you=${you} progress=${progressOf(activity)} />`}
    ${isOpen && html`<${CardForm} activity=${activity} people=${people} you=${you} send=${send} />`}
    ${isOpen && html`<${AnswerState} isSending=${sending.length > 0} isCounted=${own.written.length > 0} />`}
    <${Own} ...${view} />
    ${tally ? html`<${GuestWall} ...${view} />` : !isOpen && html`<${HowMany} activity=${activity} />`}
  `;
}

/** One's own cards that do not hang on the wall, or not yet. */
function Own({ activity: { config, tally }, own, isOpen, send, people }) {
  const hanging = new Set(tally?.kudos.map(({ id }) => id));
  const kept = own.written.filter(({ id }) => !hanging.has(id));
  if (!kept.length && !own.writing.length) return null;
  const isWaiting = config.moderated && Boolean(tally);
  const shown = (card) => ({ ...card, to: personOf(card.to, people, config.about) });
  return html`
    <ul class="kudos-wall" aria-label=${t("Your cards")}>
      ${kept.map(
        (card) => html`
          <li key=${card.id}>
            <${KudosCard} card=${shown(card)} from=${false} note=${noteOn(card, isWaiting)}>
              ${isOpen && html`<${TakeBack} card=${card} send=${send} />`}
            <//>
          </li>
        `,
      )}
      ${own.writing.map(
        (card, index) => html`
          <li key=${`sent-${index}`}><${KudosCard} card=${shown(card)} from=${false} note=${t("sending")} /></li>
        `,
      )}
    </ul>
  `;
}

function noteOn({ id }, isWaiting) {
  if (isWaiting) return t("Yours, waiting for the host");
  return isUnsigned(id) ? t("Yours, without your name") : t("Yours");
}

function TakeBack({ card, send }) {
  return html`
    <button type="button" class="button button--quiet kudos-card__act" onClick=${() => send({ withdraw: card.id })}>
      ${t("Take it back")} <span class="visually-hidden">${card.text}</span>
    </button>
  `;
}

function GuestWall({ activity: { tally }, own, isOpen, send, you }) {
  const mine = new Set(own.written.map(({ id }) => id));
  const cards = tally.kudos.filter(({ id }) => !own.withdrawn.has(id));
  const takeBack = (card) => isOpen && mine.has(card.id) && html`<${TakeBack} card=${card} send=${send} />`;
  return html`
    <${Wall} cards=${oldestFirst(cards)} you=${you} note=${({ id }) => mine.has(id) && t("Yours")} act=${takeBack} />
  `;
}

/** On the stage the card being read, or the wall once it may be seen. The console has the cards in its controls. */
export function Board({ activity, isStage }) {
  const { spotlight, tally } = activity;
  return html`
    <${Heard} spotlight=${spotlight} />
    ${spotlight
      ? html`<${Reading} card=${spotlight} progress=${progressOf(activity)} />`
      : isStage && tally?.kudos.length
        ? html`<${StageWall} cards=${oldestFirst(tally.kudos)} />`
        : html`<${HowMany} activity=${activity} hint=${isStage ? stageHint(activity) : consoleHint(activity)} />`}
  `;
}

/** Says that another card is on, once. */
function Heard({ spotlight }) {
  return html`<p class="visually-hidden" aria-live="polite">${spotlight && announced(spotlight)}</p>`;
}

function announced({ to }) {
  return to ? t("Read out now: a card for {name}", { name: to.name }) : t("Read out now: a card for everybody");
}
