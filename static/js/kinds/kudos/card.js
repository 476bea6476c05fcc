import { html } from "../../room/html.js";
import { t } from "../../i18n.js";
import { lengthOf } from "./cards.js";

export const MOTIFS = {
  balloon: () => t("Balloon"),
  cake: () => t("Cake"),
  cup: () => t("Cup"),
  flower: () => t("Flower"),
  hands: () => t("Clapping hands"),
  heart: () => t("Heart"),
  star: () => t("Star"),
  sun: () => t("Sun"),
};

/** One of our own small drawings. It only adorns: what it is stands beside it where that matters. */
export function Picture({ motif }) {
  const address = new URL(`../../../pictures/kudos/${motif}.svg`, import.meta.url).href;
  return html`<img class="motif" src=${address} alt="" width="48" height="48" />`;
}

/** A card as it hangs on the wall; `children` are what may be done with it. */
export function KudosCard({ card, you, from = true, note, children }) {
  const isYours = isFor(card, you);
  return html`
    <article class="kudos-card" data-yours=${String(isYours)}>
      <p class="kudos-card__head">
        ${card.picture && html`<${Picture} motif=${card.picture} />`}
        <span class="kudos-card__for" dir="auto">${forWhom(card.to, you)}</span>
      </p>
      <p class="kudos-card__text" dir="auto">${card.text}</p>
      <p class="kudos-card__from">
        ${from && html`<span dir="auto">${fromWhom(card)}</span>`}
        ${note && html`<span class="badge">${note}</span>`}
        ${children}
      </p>
    </article>
  `;
}

/** The card that is read out now, for all to see. */
export function Reading({ card, you, progress }) {
  return html`
    <figure class="kudos-reading" key=${card.id} data-length=${lengthOf(card.text)}
      data-yours=${String(isFor(card, you))}>
      <div class="kudos-reading__paper">
        <figcaption class="kudos-reading__head">
          ${card.picture && html`<${Picture} motif=${card.picture} />`}
          <span class="kudos-reading__for" dir="auto">${forWhom(card.to, you)}</span>
        </figcaption>
        <blockquote class="kudos-reading__text" dir="auto">${card.text}</blockquote>
        <p class="kudos-reading__from" dir="auto">${fromWhom(card)}</p>
      </div>
      <p class="kudos-reading__progress">${progress}</p>
    </figure>
  `;
}

function isFor({ to }, you) {
  return Boolean(you) && to?.id === you.id;
}

export function forWhom(to, you) {
  if (!to) return t("For everybody");
  if (you && to.id === you.id) return t("For you");
  return to.name ? t("For {name}", { name: to.name }) : t("For somebody who has left");
}

export function fromWhom({ name }) {
  return name ? t("from {name}", { name }) : t("from somebody who did not sign");
}
