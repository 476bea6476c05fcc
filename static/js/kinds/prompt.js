import { html } from "../room/html.js";
import { number, t } from "../i18n.js";
import { linesOf } from "../room/parts/lines.js";

export const hasResults = false;

/** Whether "Next" turns another card. */
export function hasNext({ card }) {
  return !card || card.number < card.of;
}

/** One card for all, large. */
export function Board({ activity: { card } }) {
  return html`
    <div class="prompt" aria-live="polite">
      ${card
        ? html`
            <figure class="prompt__card" key=${card.number}>
              <blockquote dir="auto">${card.text}</blockquote>
              <figcaption>${t("Card {n} of {all}", { n: number(card.number), all: number(card.of) })}</figcaption>
            </figure>
          `
        : html`<p class="prompt__card quiet">${t("The first card is about to be turned.")}</p>`}
    </div>
  `;
}

export const Guest = Board;

/** The quick form of the console. */
export function Draft() {
  return html`
    <div class="field">
      <label for="draft-cards">${t("Cards")} <span class="field__optional">${t("(optional)")}</span></label>
      <p class="field__hint" id="draft-cards-hint">${t("One a line. Leave it empty for the theme's own deck.")}</p>
      <textarea class="input" id="draft-cards" name="cards" rows="4" aria-describedby="draft-cards-hint"></textarea>
    </div>
  `;
}

export function configOf(form) {
  const cards = linesOf(form.get("cards"));
  return cards.length ? { cards } : {};
}
