import { useState } from "preact/hooks";
import { html } from "../room/html.js";
import { number, t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";
import { Ask } from "./questions/ask.js";
import { ownOf } from "./questions/own.js";
import { Card, Spotlight, Vote, Votes } from "./text/card.js";
import { byVotes, newestFirst, votesWith } from "./text/cards.js";

export { Controls } from "./questions/controls.js";

const MOST_ON_STAGE = 5;
const NONE = [];

export const hasResults = true;
export const stylesheet = new URL("../../css/kinds/questions.css", import.meta.url).href;

/** Ask, vote for what others asked, take back what is one's own. */
export function Guest({ activity, isOpen, mine, sending, answer, you }) {
  const own = ownOf(mine, sending, activity.tally?.questions);
  const send = (given) => answer(given, { adds: true });
  const questions = activity.tally?.questions ?? NONE;
  const { spotlight } = activity;
  const isOwn = (id) => own.asked.some((each) => each.id === id);
  const view = { own, isOwn, isOpen, send, spotlight };
  return html`
    ${spotlight && html`<${Spotlight} card=${spotlight} label=${t("Being answered now")} />`}
    ${isOpen &&
    html`
      <${Ask} activity=${activity} name=${you?.name} others=${questions.filter(({ id }) => !isOwn(id))} ask=${send}
        voteFor=${(question) => html`<${Question} question=${question} view=${view} />`} />
    `}
    <${Unlisted} activity=${activity} questions=${questions} view=${view} />
    <${AnswerState} isSending=${own.asking.length > 0} isCounted=${own.asked.length > 0} />
    ${activity.tally && html`<${List} questions=${questions} view=${view} />`}
  `;
}

/** One's own questions that the others do not see, or not yet. */
function Unlisted({ activity, questions, view: { own, isOpen, send } }) {
  const note = activity.config.moderated ? t("Yours, waiting for the host") : t("Yours");
  const listed = new Set(questions.map(({ id }) => id));
  const kept = own.asked.filter(({ id }) => !listed.has(id));
  if (!kept.length && !own.asking.length) return null;
  return html`
    <ul class="wall" aria-label=${t("Your questions")}>
      ${kept.map(
        (card) => html`
          <li key=${card.id}>
            <${Card} card=${card} note=${note}>
              ${isOpen && html`<${TakeBack} card=${card} send=${send} />`}
            <//>
          </li>
        `,
      )}
      ${own.asking.map(
        (text, index) => html`<li key=${`sent-${index}`}><${Card} card=${{ text }} note=${t("sending")} /></li>`,
      )}
    </ul>
  `;
}

const ORDERS = [
  { name: "votes", label: () => t("Most votes"), sorted: byVotes },
  { name: "time", label: () => t("Newest"), sorted: newestFirst },
];

function List({ questions, view }) {
  const [order, setOrder] = useState(ORDERS[0]);
  const there = questions.filter(({ id }) => !view.own.withdrawn.has(id));
  if (!there.length) return html`<p class="quiet wall-empty">${t("No questions yet.")}</p>`;
  const isAnswered = ({ state }) => state === "answered";
  const sorted = order.sorted(there);
  const shown = [...sorted.filter((each) => !isAnswered(each)), ...sorted.filter(isAnswered)];
  return html`
    <div class="order" role="group" aria-label=${t("Order of the questions")}>
      ${ORDERS.map(
        (each) => html`
          <button type="button" class="order__choice" key=${each.name} aria-pressed=${each === order}
            onClick=${() => setOrder(each)}>${each.label()}</button>
        `,
      )}
    </div>
    <ul class="wall" aria-label=${t("Questions so far")}>
      ${shown.map((question) => html`<li key=${question.id}><${Question} question=${question} view=${view} /></li>`)}
    </ul>
  `;
}

function Question({ question, view: { own, isOwn, isOpen, send, spotlight } }) {
  const { id, state } = question;
  const isMine = isOwn(id);
  const isUpvoted = own.upvoted.has(id);
  const isDone = state === "answered";
  const toggle = isMine || isDone ? null : () => send(isUpvoted ? { unvote: id } : { upvote: id });
  const votes = votesWith(question, own.upvotedBefore, own.upvoted);
  const vote = html`<${Vote} card=${question} votes=${votes} isMine=${isUpvoted} isOpen=${isOpen} toggle=${toggle} />`;
  return html`
    <${Card} card=${question} vote=${vote} note=${noteOn({ isMine, isDone, isLit: spotlight?.id === id })}>
      ${isMine && isOpen && !isDone && html`<${TakeBack} card=${question} send=${send} />`}
    <//>
  `;
}

function noteOn({ isMine, isDone, isLit }) {
  if (isLit) return t("Being answered now");
  if (isDone) return t("Answered");
  return isMine ? t("Yours") : null;
}

function TakeBack({ card, send }) {
  return html`
    <div class="wall-card__acts">
      <button type="button" class="button button--quiet wall-card__act" onClick=${() => send({ withdraw: card.id })}>
        ${t("Take it back")} <span class="visually-hidden">${card.text}</span>
      </button>
    </div>
  `;
}

/** On the stage the question being answered, or the ones most wanted. In the console they are with their controls. */
export function Board({ activity: { tally, spotlight }, isStage }) {
  if (spotlight) return html`<${Spotlight} card=${spotlight} label=${t("Being answered now")} />`;
  if (!tally || !isStage) return null;
  const open = byVotes(tally.questions.filter(({ state }) => state !== "answered"));
  if (!open.length) return html`<p class="quiet wall-empty">${emptyStage(tally)}</p>`;
  const more = open.length - MOST_ON_STAGE;
  const andMore = t("and {n} more", { n: number(more) });
  return html`
    <ol class="wall wall--lines" aria-label=${t("Most wanted questions")}>
      ${open.slice(0, MOST_ON_STAGE).map(
        (card) => html`
          <li key=${card.id}><${Card} card=${card} vote=${html`<${Votes} votes=${card.votes} />`} /></li>
        `,
      )}
    </ol>
    ${more > 0 && html`<p class="wall-more">${andMore}</p>`}
  `;
}

function emptyStage({ questions }) {
  return questions.length ? t("Every question has had its answer.") : t("Ask the first question on your phone.");
}
