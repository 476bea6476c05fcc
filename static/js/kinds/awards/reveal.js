import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { DrumRoll, Rosette } from "./drawings.js";
import { hasWon, resultsOf } from "./votes.js";

const MOST_WINNERS = 4;
const MOST_LISTED = 8;

/** The drum, the winner just named with those before, or at the end all of them. */
export function Reveal({ activity, you }) {
  const { rolling, named = [], state } = activity;
  const last = named.at(-1);
  const before = named.slice(0, -1);
  const isList = state === "closed" && named.length > 1;
  return html`
    <div class="reveal">
      ${rolling && html`<${Drum} award=${rolling} />`}
      ${!rolling && last && !isList && html`<${Winner} key=${last.id} award=${last} activity=${activity} you=${you} />`}
      ${isList && html`<${Results} results=${named} you=${you} />`}
      ${!rolling && !isList && before.length > 0 && html`<${Results} results=${before} you=${you} isSmall />`}
    </div>
  `;
}

/** Says each award once, for those who do not see it. It stands there before there is anything to say. */
export function Heard({ activity: { rolling, named = [] } }) {
  const last = named.at(-1);
  return html`<p class="visually-hidden" aria-live="polite">${rolling ? goesTo(rolling) : last && inWords(last)}</p>`;
}

function Drum({ award }) {
  return html`
    <div class="rolling" key=${award.id}>
      <p class="rolling__words" dir="auto" aria-hidden="true">${goesTo(award)}</p>
      <${DrumRoll} />
    </div>
  `;
}

function goesTo({ text }) {
  return t("And the award for “{award}” goes to …", { award: text });
}

function Winner({ award, activity: { outfits = [] }, you }) {
  const { winners } = award;
  const shown = winners.slice(0, MOST_WINNERS);
  const more = t("and {n} more", { n: number(winners.length - shown.length) });
  const pictureOf = (id) => outfits.find((each) => each.id === id && !each.is_dismissed)?.picture;
  return html`
    <div class="winner" data-own=${String(hasWon(award, you))}>
      <p class="winner__award" dir="auto">${award.text}</p>
      ${winners.length === 0
        ? html`<p class="winner__nobody">${t("Nobody voted for this one.")}</p>`
        : html`
            <ul class="winner__people" data-many=${String(shown.length > 1)}>
              ${shown.map(
                ({ id, name }) => html`
                  <li class="winner__one" key=${id}>
                    <${Face} picture=${pictureOf(id)} />
                    <span class="winner__name" dir="auto">${id === you?.id ? youAre(name) : name}</span>
                  </li>
                `,
              )}
              ${shown.length < winners.length && html`<li class="winner__more">${more}</li>`}
            </ul>
            <p class="winner__votes">${votesOf(winners)}</p>
          `}
      ${hasWon(award, you) && html`<p class="winner__yours">${t("This one is yours. Take a bow.")}</p>`}
    </div>
  `;
}

function youAre(name) {
  return t("You, {name}", { name });
}

function Face({ picture }) {
  if (!picture) return html`<${Rosette} />`;
  return html`<span class="winner__face"><img class="winner__picture" src=${picture} alt="" /><${Rosette} /></span>`;
}

/** Who has won which, one a line. */
export function Results({ results, you, isSmall = false }) {
  const shown = results.slice(-MOST_LISTED);
  const more = t("and {n} more", { n: number(results.length - shown.length) });
  return html`
    <ul class="winners" data-small=${String(isSmall)} aria-label=${t("Winners")}>
      ${shown.map(
        (award) => html`
          <li class="winners__one" key=${award.id} data-own=${String(hasWon(award, you))}>
            <span class="winners__award" dir="auto">${award.text}</span>
            <span class="winners__names">
              ${namesOf(award.winners, you).map((name) => html`<span dir="auto" key=${name}>${name}</span>`)}
              ${award.winners.length > 0 && html`<small class="winners__votes">${votesOf(award.winners)}</small>`}
            </span>
          </li>
        `,
      )}
      ${shown.length < results.length && html`<li class="winners__more">${more}</li>`}
    </ul>
  `;
}

/** Whoever leads while votes may be seen, or has won where all are shown at once. */
export function Standing({ activity, you }) {
  const { phase, state } = activity;
  const heading = phase === "voting" && state === "open" ? t("Ahead so far") : t("Winners");
  return html`
    <div class="standing">
      <p class="standing__heading">${heading}</p>
      <${Results} results=${resultsOf(activity)} you=${you} />
    </div>
  `;
}

function inWords({ text, winners }) {
  return `${text}: ${namesOf(winners).join(", ")}`;
}

function namesOf(winners, you) {
  if (!winners.length) return [t("nobody")];
  const shown = winners.slice(0, MOST_WINNERS);
  const names = shown.map(({ id, name }) => (id === you?.id ? t("{name} (you)", { name }) : name));
  const rest = winners.length - names.length;
  return [...names, ...(rest > 0 ? [t("and {n} more", { n: number(rest) })] : [])];
}

function votesOf([{ votes }, ...others]) {
  if (others.length) return votes === 1 ? t("1 vote each") : t("{n} votes each", { n: number(votes) });
  return votes === 1 ? t("1 vote") : t("{n} votes", { n: number(votes) });
}
