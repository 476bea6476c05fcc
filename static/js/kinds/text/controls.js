import { html } from "../../room/html.js";
import { t } from "../../i18n.js";
import { Card, Votes } from "./card.js";
import { bestAsOptions, byVotes, newestFirst } from "./cards.js";
import { Act, SetAside, Waiting } from "./hosting.js";

const MOST_OPTIONS = 6;

/** The host's cards: those that wait, the wall with what may be done about each, and what becomes of the best. */
export function Controls({ activity, move, add }) {
  const { config, waiting, dismissed } = activity;
  const texts = activity.tally?.texts ?? [];
  const shown = config.upvotes ? byVotes(newestFirst(texts)) : newestFirst(texts);
  return html`
    <${Waiting} cards=${waiting} move=${move} />
    <section class="hosting" aria-label=${t("Cards")}>
      ${shown.length
        ? html`
            <ul class="hosting__list">
              ${shown.map(
                (card) => html`<li key=${card.id}><${HostCard} activity=${activity} card=${card} move=${move} /></li>`,
              )}
            </ul>
          `
        : html`<p class="quiet">${t("No cards yet.")}</p>`}
    </section>
    <${Best} activity=${activity} texts=${texts} add=${add} />
    <${SetAside} heading=${t("Dismissed")} label=${t("Bring back")} cards=${dismissed} move=${move} />
  `;
}

function HostCard({ activity: { config, spotlight }, card, move }) {
  const isLit = spotlight?.id === card.id;
  const light = () => (isLit ? move("unpin") : move("pin", { id: card.id }));
  return html`
    <${Card} card=${card} vote=${config.upvotes && html`<${Votes} votes=${card.votes} />`}
      note=${isLit ? t("In the spotlight") : null}>
      <div class="wall-card__acts">
        <${Act} label=${isLit ? t("End the spotlight") : t("Spotlight")} card=${card} act=${light} />
        <${Act} label=${t("Dismiss")} card=${card} act=${() => move("dismiss", { id: card.id })} />
      </div>
    <//>
  `;
}

/** Ideas become a decision. */
function Best({ activity: { title }, texts, add }) {
  const options = bestAsOptions(texts, MOST_OPTIONS);
  if (options.length < 2) return null;
  const make = (kind) => add({ kind, title, config: { options } });
  return html`
    <div class="cluster">
      <button type="button" class="button button--quiet button--small" onClick=${() => make("single")}>
        ${t("Make a poll of the best")}
      </button>
      <button type="button" class="button button--quiet button--small" onClick=${() => make("ranking")}>
        ${t("Make a ranking of the best")}
      </button>
    </div>
  `;
}
