import { html } from "../room/html.js";
import { number, t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";
import { mayAnswer } from "../room/parts/options.js";
import { Card, Spotlight, Vote, Votes } from "./text/card.js";
import { asManyAsFit, byVotes, newestFirst, upvotedAfter, votesWith } from "./text/cards.js";
import { TextForm } from "./text/form.js";

export { Controls } from "./text/controls.js";

const LONGEST = 2000;

export const hasResults = true;
export const stylesheet = new URL("../../css/kinds/text.css", import.meta.url).href;

/** A card or a few from each guest; the wall is below once it may be seen. */
export function Guest({ activity, isOpen, mine, sending, answer }) {
  const { config, tally, spotlight } = activity;
  const counted = mine?.texts ?? [];
  const written = sending.filter((each) => typeof each === "string");
  const left = config.limit - counted.length - written.length;
  const canWrite =
    config.limit === 1 ? mayAnswer(activity, isOpen, counted.length ? counted : undefined) : isOpen && left > 0;
  // votes wait in the same queue, so that no text may take their place
  const send = (given) => answer(given, { adds: true });
  return html`
    ${spotlight && html`<${Spotlight} card=${spotlight} label=${t("Everyone looks at this one now")} />`}
    ${canWrite &&
    html`
      <${TextForm} id=${`text-${activity.id}`} label=${t("Your card")} hint=${hint(config, counted, left)}
        longest=${LONGEST} submit=${t("Send")} send=${send} />
    `}
    <${Own} activity=${activity} counted=${counted} written=${written} />
    <${AnswerState} isSending=${written.length > 0} isCounted=${counted.length > 0}>
      ${isOpen && config.limit > 1 && left <= 0 && t("All your cards are in.")}
    <//>
    ${tally &&
    html`<${GuestWall} activity=${activity} isOpen=${isOpen} mine=${mine} sending=${sending} send=${send} />`}
  `;
}

function hint(config, counted, left) {
  const sentences = [];
  if (config.limit > 1) sentences.push(cardsLeft(left));
  else if (counted.length) sentences.push(t("A new card takes the place of the one before."));
  if (config.moderated) sentences.push(t("The host reads it before others see it."));
  return sentences.join(" ");
}

function cardsLeft(left) {
  return left > 1 ? t("You have {n} cards left.", { n: number(left) }) : t("You have one card left.");
}

/** One's own cards that do not hang on the wall yet. */
function Own({ activity: { config, tally }, counted, written }) {
  const hanging = new Set(tally?.texts.map(({ id }) => id));
  const isReplaced = config.limit === 1 && written.length > 0;
  const kept = isReplaced ? [] : counted.filter(({ id }) => !hanging.has(id));
  const sent = config.limit === 1 ? written.slice(-1) : written;
  if (!kept.length && !sent.length) return null;
  return html`
    <ul class="wall" aria-label=${t("Your cards")}>
      ${kept.map((card) => html`<li key=${card.id}><${Card} card=${card} note=${t("Yours")} /></li>`)}
      ${sent.map(
        (text, index) => html`<li key=${`sent-${index}`}><${Card} card=${{ text }} note=${t("sending")} /></li>`,
      )}
    </ul>
  `;
}

function GuestWall({ activity: { config, tally }, isOpen, mine, sending, send }) {
  const own = new Set(mine?.texts?.map(({ id }) => id));
  const upvoted = upvotedAfter(mine?.upvoted, sending);
  const vote = (card) => {
    const votes = votesWith(card, mine?.upvoted, upvoted);
    const isMine = upvoted.has(card.id);
    const toggle = own.has(card.id) ? null : () => send(isMine ? { unvote: card.id } : { upvote: card.id });
    return html`<${Vote} card=${card} votes=${votes} isMine=${isMine} isOpen=${isOpen} toggle=${toggle} />`;
  };
  return html`
    <${Wall} config=${config} texts=${tally.texts} vote=${config.upvotes && vote}
      note=${(card) => own.has(card.id) && t("Yours")} />
  `;
}

/** On the stage the wall, or the one card in the spotlight. In the console the cards are with their controls. */
export function Board({ activity: { config, tally, spotlight }, isStage }) {
  if (spotlight) return html`<${Spotlight} card=${spotlight} label=${t("In the spotlight")} />`;
  if (!tally || !isStage) return null;
  const shown = asManyAsFit(ordered(config, tally.texts), config.upvotes);
  const more = tally.texts.length - shown.length;
  const andMore = t("and {n} more", { n: number(more) });
  const votes = (card) => html`<${Votes} votes=${card.votes} />`;
  return html`
    <${Wall} config=${config} texts=${shown} vote=${config.upvotes && votes} />
    ${more > 0 && html`<p class="wall-more">${andMore}</p>`}
  `;
}

function Wall({ config, texts, vote, note }) {
  if (!texts.length) return html`<p class="quiet wall-empty">${t("No cards yet.")}</p>`;
  return html`
    <ul class="wall" aria-label=${t("Cards so far")} data-columns=${columnsFor(texts.length)}>
      ${ordered(config, texts).map(
        (card) => html`
          <li key=${card.id}>
            <${Card} card=${card} vote=${vote && vote(card)} note=${note?.(card) || null} />
          </li>
        `,
      )}
    </ul>
  `;
}

function ordered({ upvotes }, texts) {
  return upvotes ? byVotes(newestFirst(texts)) : newestFirst(texts);
}

function columnsFor(count) {
  return count <= 2 ? 1 : count <= 6 ? 2 : 3;
}
