import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";

/** What somebody wrote, with their name where it is known; `children` stand below, `vote` beside it. */
export function Card({ card, vote, note, children }) {
  return html`
    <article class="wall-card">
      <div class="wall-card__main">
        <p class="wall-card__text" dir="auto">${card.text}</p>
        ${(card.name || note) &&
        html`
          <p class="wall-card__meta">
            ${card.name && html`<span dir="auto">${card.name}</span>`}
            ${note && html`<span class="badge">${note}</span>`}
          </p>
        `}
      </div>
      ${vote}
      ${children}
    </article>
  `;
}

/** The toggle of a guest's vote. Where they may not vote, the figure alone. */
export function Vote({ card, votes, isMine, isOpen, toggle }) {
  const words = votesInWords(votes);
  if (!toggle) return html`<${Votes} votes=${votes} />`;
  return html`
    <button type="button" class="vote" aria-pressed=${isMine} aria-disabled=${!isOpen}
      onClick=${() => isOpen && toggle()}>
      <${Up} /><span class="vote__count" aria-hidden="true">${number(votes)}</span>
      <span class="visually-hidden">${t("Vote for this:")} ${card.text} (${words})</span>
    </button>
  `;
}

/** How many votes it has, to read only. */
export function Votes({ votes }) {
  return html`
    <p class="vote vote--still">
      <${Up} /><span class="vote__count" aria-hidden="true">${number(votes)}</span>
      <span class="visually-hidden">${votesInWords(votes)}</span>
    </p>
  `;
}

function votesInWords(votes) {
  return t("votes: {n}", { n: number(votes) });
}

function Up() {
  return html`
    <svg class="vote__up" viewBox="0 0 24 24" focusable="false" aria-hidden="true"><path d="M12 5 21 18H3z" /></svg>
  `;
}

/** The card everybody is looking at now. */
export function Spotlight({ card, label }) {
  return html`
    <figure class="spotlight" key=${card.id}>
      <figcaption class="spotlight__label">${label}</figcaption>
      <blockquote class="spotlight__text" dir="auto" data-length=${lengthOf(card.text)}>${card.text}</blockquote>
      ${card.name && html`<p class="spotlight__name" dir="auto">${card.name}</p>`}
    </figure>
  `;
}

function lengthOf(text) {
  return text.length > 240 ? "long" : text.length > 100 ? "medium" : "short";
}
