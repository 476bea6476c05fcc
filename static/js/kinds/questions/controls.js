import { html } from "../../room/html.js";
import { t } from "../../i18n.js";
import { Card, Votes } from "../text/card.js";
import { byVotes } from "../text/cards.js";
import { Act, SetAside, Waiting } from "../text/hosting.js";

/** The host's questions: those that wait, those to answer, and what has had its turn. */
export function Controls({ activity, move }) {
  const { waiting, dismissed, spotlight, tally } = activity;
  const questions = tally?.questions ?? [];
  const open = byVotes(questions.filter(({ state }) => state !== "answered"));
  const answered = questions.filter(({ state }) => state === "answered");
  return html`
    <${Waiting} cards=${waiting} move=${move} />
    <section class="hosting" aria-label=${t("Questions to answer")}>
      ${open.length
        ? html`
            <ul class="hosting__list">
              ${open.map(
                (card) => html`
                  <li key=${card.id}><${ToAnswer} card=${card} isLit=${spotlight?.id === card.id} move=${move} /></li>
                `,
              )}
            </ul>
          `
        : html`<p class="quiet">${t("No question is open.")}</p>`}
    </section>
    <${SetAside} heading=${t("Answered")} label=${t("Open it again")} cards=${answered} move=${move} />
    <${SetAside} heading=${t("Dismissed")} label=${t("Bring back")} cards=${dismissed} move=${move} />
  `;
}

function ToAnswer({ card, isLit, move }) {
  const light = () => (isLit ? move("unpin") : move("pin", { id: card.id }));
  return html`
    <${Card} card=${card} vote=${html`<${Votes} votes=${card.votes} />`} note=${isLit ? t("Being answered") : null}>
      <div class="wall-card__acts">
        <${Act} label=${isLit ? t("Put it back") : t("Answer it now")} card=${card} act=${light} />
        <${Act} label=${t("Answered")} card=${card} act=${() => move("answered", { id: card.id })} />
        <${Act} label=${t("Dismiss")} card=${card} act=${() => move("dismiss", { id: card.id })} />
      </div>
    <//>
  `;
}
