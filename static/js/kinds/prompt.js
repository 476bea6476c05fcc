import { html } from "../room/html.js";
import { number, t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";

export const hasResults = false;
export const stylesheet = new URL("../../css/kinds/prompt.css", import.meta.url).href;

/** Whether "Next" turns another card. */
export function next({ card }) {
  return isAnotherCard(card) ? { move: "next", label: t("Another card") } : null;
}

function isAnotherCard(card) {
  return !card || card.number < card.of;
}

/** The card, and whether one would like to begin; in a go-around, whose turn it is. */
export function Guest({ activity, isOpen, mine, sending, answer, you }) {
  const isRound = Boolean(speakerOf(activity.round));
  return html`
    <${Card} activity=${activity} you=${you} />
    ${isOpen && activity.card && !isRound &&
    html`<${MeFirst} card=${activity.card} mine=${mine} sending=${sending} answer=${answer} />`}
    <${Volunteers} volunteers=${activity.volunteers} you=${you} />
  `;
}

function MeFirst({ card, mine, sending, answer }) {
  const counted = mine?.card === card.number && mine.wants;
  const isWilling = sending.length ? sending.at(-1) === "me-first" : counted;
  return html`
    <button type="button" class="button me-first ${isWilling ? "" : "button--quiet"}" aria-pressed=${isWilling}
      onClick=${() => answer(isWilling ? "not-now" : "me-first")}>
      ${t("I'll go first")}
    </button>
    <${AnswerState} isSending=${sending.length > 0}>
      ${isWilling && t("Everyone sees it. Tap again to take it back.")}
    <//>
  `;
}

/** One card for all, large, with who begins. */
export function Board({ activity }) {
  return html`
    <${Card} activity=${activity} />
    <${Volunteers} volunteers=${activity.volunteers} />
  `;
}

function Card({ activity: { card, round }, you }) {
  return html`
    <div class="prompt" aria-live="polite">
      ${card
        ? html`
            <figure class="prompt__card" key=${card.text}>
              <blockquote dir="auto">${card.text}</blockquote>
              <figcaption>${t("Card {n} of {all}", { n: number(card.number), all: number(card.of) })}</figcaption>
            </figure>
          `
        : html`<p class="prompt__card quiet">${t("The first card is about to be turned.")}</p>`}
      ${round && html`<${Turn} round=${round} you=${you} />`}
    </div>
  `;
}

function Turn({ round, you }) {
  const speaker = speakerOf(round);
  if (!speaker) return null;
  const isYou = speaker.id === you?.id;
  const after = round.order[round.at + 1];
  return html`
    <p class="turn" data-own=${String(isYou)}>
      <span class="turn__now" dir="auto">${isYou ? t("Your turn") : turnOf(speaker)}</span>
      ${after && html`<span class="turn__after" dir="auto">${afterwards(after, you)}</span>`}
    </p>
  `;
}

function turnOf({ name }) {
  return t("{name} speaks", { name });
}

function afterwards({ id, name }, you) {
  return id === you?.id ? t("You are next") : t("then {name}", { name });
}

function speakerOf(round) {
  return round?.order[round.at];
}

/** Who offered to begin, in order. */
function Volunteers({ volunteers = [], you }) {
  if (!volunteers.length) return null;
  return html`
    <div class="volunteers">
      <p class="volunteers__label">${t("Going first")}</p>
      <ol class="volunteers__names" aria-label=${t("Going first")}>
        ${volunteers.map(
          ({ id, name }) => html`
            <li key=${id} class="badge" dir="auto">${id === you?.id ? t("{name} (you)", { name }) : name}</li>
          `,
        )}
      </ol>
    </div>
  `;
}

/** The host's own: another card, and a go-around of who is here. */
export function Controls({ activity: { state, card, round }, move }) {
  if (state !== "open") return null;
  const steps = [
    card && isAnotherCard(card) && { name: "skip", label: t("Skip this card") },
    { name: "shuffle", label: round ? t("New order") : t("Go around") },
    speakerOf(round) && { name: "next-speaker", label: t("Next speaker") },
  ].filter(Boolean);
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
