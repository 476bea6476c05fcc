import { html } from "../room/html.js";
import { number, t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";
import { Choices, ChoicesBoard, numbered } from "./quiz/choices.js";
import { Leaderboard } from "./quiz/leaderboard.js";
import { Verdict } from "./quiz/verdict.js";
import { Writing } from "./two-truths/writing.js";

export const hasResults = true;
export const stylesheet = new URL("../../css/kinds/two-truths.css", import.meta.url).href;

const MOST_BESIDE = 5;
const HOW = t("Write two things that are true of you and one that is not. The others guess which is the lie.");

/** What "Next" does: begin to guess, show the lie, the next person. */
export function next({ phase, results, written, number: place, of }) {
  if (phase === "writing") return written > 0 ? { move: "next", label: t("Start guessing") } : null;
  if (results !== "shown") return { move: "reveal", label: t("Show the lie") };
  return place < of ? { move: "next", label: t("Next person") } : null;
}

/** First everybody writes, then everybody guesses, one person after the other. */
export function Guest(props) {
  const { activity, isOpen, mine } = props;
  if (activity.phase === "guessing") {
    return html`
      <${Guessing} ...${props} />
      ${isOpen && !mine?.statements && html`<${WriteLate} ...${props} />`}
    `;
  }
  return html`
    <p class="lede">${HOW}</p>
    <${Writing} ...${props} />
    <${HowManyWrote} activity=${activity} />
  `;
}

function WriteLate(props) {
  return html`
    <details class="late">
      <summary>${t("Add your own three")}</summary>
      <${Writing} ...${props} />
    </details>
  `;
}

function Guessing({ activity, isOpen, mine, sending, answer, you }) {
  const { author, statements, tally } = activity;
  if (!author) return null;
  const counted = mine?.guesses?.[author.id];
  const onItsWay = sending.findLast((each) => each.author === author.id);
  const guess = onItsWay?.guess ?? counted;
  // one's own statements may still wait, and a guess must not take their place
  const send = (id) => answer({ guess: Number(id), author: author.id }, { adds: sending.some((each) => each.statements) });
  const isAuthor = author.id === you?.id;
  const isTold = tally?.lie !== undefined;
  return html`
    <div class="truths">
      <${Author} activity=${activity} name=${isAuthor ? t("Your turn") : author.name} />
      ${isAuthor
        ? html`<${ChoicesBoard} options=${optionsOf(statements)} counts=${tally?.counts} truth=${truthOf(tally)} />`
        : html`
            <${Choices} label=${t("Statements")} options=${optionsOf(statements)} counts=${tally?.counts}
              chosen=${idOf(guess)} isSending=${Boolean(onItsWay)} canChoose=${isOpen && !isTold}
              truth=${truthOf(tally)} choose=${send} />
          `}
      ${isTold && !isAuthor && guess !== undefined && html`<${Told} isFound=${guess === tally.lie} />`}
      ${isAuthor && !isTold && html`<p class="answer-state">${t("Read them aloud, and keep a straight face.")}</p>`}
      ${!isAuthor && !isTold &&
      html`
        <${AnswerState} isSending=${Boolean(onItsWay)} isCounted=${counted !== undefined}>
          ${isOpen && hint(counted)}
        <//>
      `}
      ${tally?.scores && html`<${Scores} tally=${tally} you=${you} />`}
    </div>
  `;
}

function hint(counted) {
  return counted === undefined ? t("Which one is the lie?") : t("You can change it until the lie is shown.");
}

function Told({ isFound }) {
  return html`<${Verdict} isGood=${isFound} text=${isFound ? t("You found the lie.") : t("You fell for it.")} />`;
}

/** Whose turn it is to be seen through. */
export function Board({ activity }) {
  const { phase, author, statements, tally } = activity;
  if (phase !== "guessing" || !author) return html`<${Gathering} activity=${activity} />`;
  return html`
    <div class="truths">
      <${Author} activity=${activity} name=${author.name} />
      <div class="truths__columns">
        <${ChoicesBoard} options=${optionsOf(statements)} counts=${tally?.counts} truth=${truthOf(tally)} />
        ${tally?.scores && html`<${Scores} tally=${tally} />`}
      </div>
    </div>
  `;
}

function Gathering({ activity }) {
  return html`
    <div class="truths">
      <p class="truths__ask">${t("Two truths and one lie from each of you.")}</p>
      <${HowManyWrote} activity=${activity} />
    </div>
  `;
}

function Author({ activity: { number: place, of }, name }) {
  const words = t("Person {n} of {all}", { n: number(place), all: number(of) });
  return html`
    <div class="truths__head">
      <p class="truths__number">${words}</p>
      <h3 class="truths__author" dir="auto">${name}</h3>
    </div>
  `;
}

function HowManyWrote({ activity: { written = 0 } }) {
  const many = t("{n} people have written theirs.", { n: number(written) });
  const words = written === 1 ? t("1 person has written theirs.") : many;
  return html`<p class="truths__written">${written > 0 ? words : t("Nobody has written theirs yet.")}</p>`;
}

function Scores({ tally, you }) {
  return html`<${Leaderboard} entries=${tally.scores} caption=${t("Points so far")} you=${you} most=${MOST_BESIDE} />`;
}

function optionsOf(statements) {
  return numbered((statements ?? []).map((text, index) => ({ id: idOf(index), text })));
}

function idOf(index) {
  return index === undefined ? undefined : String(index);
}

function truthOf(tally) {
  return tally?.lie === undefined ? undefined : { id: idOf(tally.lie), word: t("The lie") };
}
