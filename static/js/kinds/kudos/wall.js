import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { KudosCard } from "./card.js";
import { asManyAsTheStageHolds } from "./cards.js";

/** As many cards as can be read from across a room. */
export function StageWall({ cards }) {
  const shown = asManyAsTheStageHolds(cards);
  const more = t("and {n} more, on your phones", { n: number(cards.length - shown.length) });
  return html`
    <${Wall} cards=${shown} />
    ${shown.length < cards.length && html`<p class="kudos-more">${more}</p>`}
  `;
}

export function Wall({ cards, you, note, act }) {
  if (!cards.length) return html`<p class="quiet">${t("No cards yet.")}</p>`;
  return html`
    <ul class="kudos-wall" aria-label=${t("Cards of thanks")} data-columns=${columnsFor(cards.length)}>
      ${cards.map(
        (card) => html`
          <li key=${card.id}>
            <${KudosCard} card=${card} you=${you} note=${note?.(card) || null}>${act?.(card)}<//>
          </li>
        `,
      )}
    </ul>
  `;
}

function columnsFor(count) {
  return count <= 2 ? 1 : 2;
}
