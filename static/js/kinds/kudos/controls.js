import { html } from "../../room/html.js";
import { t } from "../../i18n.js";
import { Card } from "../text/card.js";
import { Act, SetAside, Waiting } from "../text/hosting.js";
import { forWhom, fromWhom } from "./card.js";
import { oldestFirst } from "./cards.js";

/** The host's cards: those that wait, all that may be read, and those set aside. */
export function Controls({ activity, move }) {
  const { state, waiting, dismissed, tally } = activity;
  const cards = oldestFirst(tally?.kudos ?? []);
  return html`
    ${state === "open" && html`<${Steps} activity=${activity} move=${move} />`}
    <${Waiting} cards=${waiting?.map(withPeople)} move=${move} />
    <section class="hosting" aria-label=${t("Cards")}>
      ${cards.length
        ? html`
            <ul class="hosting__list">
              ${cards.map(
                (card) => html`<li key=${card.id}><${HostCard} activity=${activity} card=${card} move=${move} /></li>`,
              )}
            </ul>
          `
        : html`<p class="quiet">${t("No cards yet. They appear here as guests write them.")}</p>`}
    </section>
    <${SetAside} heading=${t("Dismissed")} label=${t("Bring back")} cards=${dismissed?.map(withPeople)} move=${move} />
    ${cards.length > 0 && html`<${Keepsakes} id=${activity.id} />`}
  `;
}

/** They are made on the recap, which also works long after the evening. */
function Keepsakes({ id }) {
  return html`
    <p class="quiet">
      <a href=${`recap#keepsakes-${id}`} target="_blank" rel="noopener">
        ${t("Keepsakes: a page of cards for each person")}<span class="visually-hidden"> ${t("(opens in its own tab)")}</span>
      </a>
    </p>
  `;
}

function Steps({ activity: { spotlight, read = 0 }, move }) {
  const before = spotlight ? t("The card before") : t("The last card again");
  const steps = [
    read > (spotlight ? 1 : 0) && { name: "previous", label: before },
    spotlight && { name: "unpin", label: t("Put the card away") },
  ].filter(Boolean);
  if (!steps.length) return null;
  return html`
    <div class="cluster" role="group" aria-label=${t("Steps")}>
      ${steps.map(
        ({ name, label }) => html`
          <button type="button" class="button button--quiet button--small" key=${name} onClick=${() => move(name)}>
            ${label}
          </button>
        `,
      )}
    </div>
  `;
}

function HostCard({ activity: { state, spotlight }, card, move }) {
  const isLit = spotlight?.id === card.id;
  return html`
    <${Card} card=${withPeople(card)} note=${isLit ? t("Being read out") : null}>
      <div class="wall-card__acts">
        ${state === "open" && !isLit &&
        html`<${Act} label=${t("Read it out")} card=${card} act=${() => move("pin", { id: card.id })} />`}
        <${Act} label=${t("Dismiss")} card=${card} act=${() => move("dismiss", { id: card.id })} />
      </div>
    <//>
  `;
}

/** As a card of a wall, whose one line below the text says for whom it is and from whom. */
function withPeople(card) {
  return { ...card, name: `${forWhom(card.to)} · ${fromWhom(card)}` };
}
