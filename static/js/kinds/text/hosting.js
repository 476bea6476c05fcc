import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { Card } from "./card.js";

/** A small button about one card, whose name says which. */
export function Act({ label, card, act }) {
  return html`
    <button type="button" class="button button--quiet button--small" onClick=${act}>
      ${label} <span class="visually-hidden">${card.text}</span>
    </button>
  `;
}

/** What waits for the host's word before others see it. */
export function Waiting({ cards = [], move }) {
  if (!cards.length) return null;
  const heading = t("Waiting for you: {n}", { n: number(cards.length) });
  return html`
    <section class="hosting hosting--waiting" aria-label=${t("Waiting for you")}>
      <h3 class="hosting__heading">${heading}</h3>
      <ul class="hosting__list">
        ${cards.map(
          (card) => html`
            <li key=${card.id}>
              <${Card} card=${card}>
                <div class="wall-card__acts">
                  <${Act} label=${t("Let in")} card=${card} act=${() => move("approve", { id: card.id })} />
                  <${Act} label=${t("Dismiss")} card=${card} act=${() => move("dismiss", { id: card.id })} />
                </div>
              <//>
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}

/** What is out of the way for now, folded up, with a way back. */
export function SetAside({ heading, label, cards = [], move }) {
  if (!cards.length) return null;
  return html`
    <details class="hosting">
      <summary class="hosting__heading">${heading} (${number(cards.length)})</summary>
      <ul class="hosting__list">
        ${cards.map(
          (card) => html`
            <li key=${card.id}>
              <${Card} card=${card}>
                <div class="wall-card__acts">
                  <${Act} label=${label} card=${card} act=${() => move("approve", { id: card.id })} />
                </div>
              <//>
            </li>
          `,
        )}
      </ul>
    </details>
  `;
}
