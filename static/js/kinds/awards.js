import { html } from "../room/html.js";
import { number, t } from "../i18n.js";
import { Ballot } from "./awards/ballot.js";
import { Gallery, Outfit } from "./awards/outfit.js";
import { Heard, Reveal, Standing } from "./awards/reveal.js";
import { toReveal } from "./awards/votes.js";

export const hasResults = true;
export const stylesheet = new URL("../../css/kinds/awards.css", import.meta.url).href;

const MOST_OUTFITS = 10;
const MOST_AWARDS = 6;

/** What "Next" does: reveal the winners, one award after the other. */
export function next({ config, named, rolling }) {
  if (config.results === "host") return null;
  const award = toReveal(config.awards, named, rolling);
  if (award) return { move: "next", label: t("Reveal: {award}", { award: award.text }) };
  return rolling ? { move: "next", label: t("Name the winner now") } : null;
}

/** The drum is the clock. */
export function hasOwnTimer({ rolling }) {
  return Boolean(rolling);
}

/** Vote, show what one wears, and hear who won. */
export function Guest(props) {
  const { activity } = props;
  return html`
    <${Heard} activity=${activity} />
    ${activity.phase === "naming" && !isAllShown(activity)
      ? html`<${Reveal} activity=${activity} you=${props.you} />`
      : html`<${Voting} ...${props} />`}
  `;
}

function Voting(props) {
  const { activity, isOpen, you } = props;
  return html`
    ${activity.config.pictures && isOpen && html`<${Outfit} ...${props} />`}
    ${isOpen && html`<${Ballot} ...${props} />`}
    ${activity.tally && html`<${Standing} activity=${activity} you=${you} />`}
    ${!isOpen && !activity.tally && html`<p class="lede">${t("The voting is over.")}</p>`}
  `;
}

function isAllShown({ state, tally }) {
  return state === "closed" && Boolean(tally);
}

/** What may be won and what people wear; then the drum and the winners. */
export function Board({ activity, isStage }) {
  const isNaming = activity.phase === "naming" && !isAllShown(activity);
  return html`
    <${Heard} activity=${activity} />
    ${isNaming
      ? html`<${Reveal} activity=${activity} />`
      : html`<${BeforeNaming} activity=${activity} isStage=${isStage} />`}
  `;
}

function BeforeNaming({ activity, isStage }) {
  const { state, tally, config, outfits = [] } = activity;
  if (tally?.total) return html`<${Standing} activity=${activity} />`;
  const hasGallery = isStage && outfits.length > 0;
  return html`
    <${ToWin} awards=${config.awards} />
    ${hasGallery &&
    html`<${Gallery} outfits=${outfits} most=${MOST_OUTFITS} more=${andMore(outfits.length - MOST_OUTFITS)} />`}
    ${!hasGallery && state === "open" &&
    html`<p class="to-win__hint">${isStage ? t("Vote on your phone.") : t("Nobody has voted yet.")}</p>`}
  `;
}

function ToWin({ awards }) {
  const shown = awards.slice(0, MOST_AWARDS);
  return html`
    <ul class="to-win" aria-label=${t("Awards")} data-many=${String(shown.length > 3)}>
      ${shown.map(({ id, text }) => html`<li key=${id} dir="auto">${text}</li>`)}
      ${shown.length < awards.length && html`<li class="to-win__more">${andMore(awards.length - shown.length)}</li>`}
    </ul>
  `;
}

function andMore(n) {
  return t("and {n} more", { n: number(n) });
}

/** The host's own: what people show may be taken off the wall, and put back. */
export function Controls({ activity: { outfits = [], config }, move }) {
  if (!config.pictures) return null;
  return html`
    <section class="stack stack--tight" aria-label=${t("Outfits")}>
      ${outfits.length
        ? html`
            <ul class="outfits">
              ${outfits.map(
                (outfit) => html`<li key=${outfit.id}><${HostOutfit} outfit=${outfit} move=${move} /></li>`,
              )}
            </ul>
          `
        : html`<p class="quiet">${t("No pictures yet. Guests show theirs on their phones.")}</p>`}
    </section>
  `;
}

function HostOutfit({ outfit: { id, name, picture, is_dismissed: isGone }, move }) {
  return html`
    <figure class="outfits__one" data-dismissed=${String(isGone)}>
      <img src=${picture} alt="" />
      <figcaption dir="auto">${name}</figcaption>
      <button type="button" class="button button--quiet button--small"
        onClick=${() => move(isGone ? "approve" : "dismiss", { id })}>
        ${isGone ? t("Put back") : t("Take off the wall")} <span class="visually-hidden">${name}</span>
      </button>
    </figure>
  `;
}
