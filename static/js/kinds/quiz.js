import { html } from "../room/html.js";
import { number, t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";
import { Choices, ChoicesBoard, numbered } from "./quiz/choices.js";
import { Leaderboard } from "./quiz/leaderboard.js";
import { inPoints, Podium } from "./quiz/podium.js";
import { shuffled } from "./quiz/shuffle.js";
import { TeamChoice, TeamsBoard } from "./quiz/teams.js";
import { Verdict } from "./quiz/verdict.js";

export const hasResults = true;
export const stylesheet = new URL("../../css/kinds/quiz.css", import.meta.url).href;

/** How many rows of the leaderboard are told: beside a question, and at the end; fewer where they must be large. */
const ROWS = { beside: { page: 5, stage: 5, tight: 3 }, end: { page: 10, stage: 7, tight: 4 } };

/** What "Next" does: start, show the answer, ask the next; after the last question the podium, which closing shows. */
export function next({ phase, question, results, config }) {
  if (phase === "lobby") return { move: "next", label: t("Start the questions") };
  const isForHost = config.results === "host";
  // what is shown already cannot be revealed: with live results, or for the host alone, the question is only ended
  if (phase === "asking" && isForHost) return { move: "stop", label: t("End the question") };
  if (phase === "asking" && results === "shown") return { move: "stop", label: t("Show the answer") };
  if (question && results !== "shown" && !isForHost) return { move: "reveal", label: t("Show the answer") };
  if (question && question.number < question.of) return { move: "next", label: t("Next question") };
  return isForHost ? null : { move: "close", label: t("The podium") };
}

/** One question at a time, an answer that stands, and after it how it went. */
export function Guest(props) {
  const { activity, isOpen, you } = props;
  if (!isOpen) return html`<${Final} activity=${activity} you=${you} />`;
  if (activity.phase === "lobby") return html`<${TeamChoice} ...${props} />`;
  if (!activity.question) return html`<p class="lede">${t("The first question is about to be asked.")}</p>`;
  return html`<${GuestQuestion} ...${props} />`;
}

function GuestQuestion({ activity, mine, sending, answer, you }) {
  const { question, phase, tally, config } = activity;
  const counted = mine?.answers?.[question.id];
  const chosen = counted ?? sending.findLast((each) => each.question === question.id)?.choice;
  const isSending = sending.length > 0;
  const isAsking = phase === "asking";
  const options = numbered(question.options);
  return html`
    <div class="quiz">
      <${Question} question=${question} />
      <${Picture} picture=${question.picture} />
      <${Choices} label=${t("Choices")} chosen=${chosen} isSending=${isSending} counts=${tally?.counts}
        options=${config.shuffle_options ? shuffled(options, `${you?.id} ${question.id}`) : options}
        canChoose=${isAsking && chosen === undefined} truth=${truthOf(activity)}
        choose=${(choice) => answer({ question: question.id, choice })} />
      ${isAsking
        ? html`
            <${AnswerState} isSending=${isSending} isCounted=${counted !== undefined}>
              ${counted === undefined ? t("Your first tap counts.") : t("The answer is shown in a moment.")}
            <//>
          `
        : html`<${Outcome} activity=${activity} chosen=${chosen} you=${you} />`}
    </div>
  `;
}

function Outcome({ activity: { question, tally }, chosen, you }) {
  if (tally?.correct === undefined) return html`<p class="answer-state">${t("Time is up.")}</p>`;
  const right = question.options.find(({ id }) => id === tally.correct);
  return html`
    <${Verdict} isGood=${chosen === tally.correct} text=${verdictOn(chosen, right)}>
      <${Standing} leaderboard=${tally.leaderboard} you=${you} />
    <//>
    <${Standings} tally=${tally} you=${you} rows=${ROWS.beside} />
  `;
}

function verdictOn(chosen, right) {
  if (chosen === right.id) return t("That is right.");
  if (chosen === undefined) return t("You gave no answer here. It was: {answer}", { answer: right.text });
  return t("Not this time. It was: {answer}", { answer: right.text });
}

/** Where somebody stands; who has no points yet is told nothing. */
function Standing({ leaderboard, you }) {
  const own = leaderboard.find(({ id }) => id === you?.id);
  if (!own) return null;
  const words = t("{points}, place {place}.", { points: inPoints(own.points), place: number(own.place) });
  return html`<p class="verdict__standing">${words}</p>`;
}

/** What all see: the question with its answers, and at the end the podium. */
export function Board({ activity, isStage }) {
  if (activity.state === "closed") return html`<${Final} activity=${activity} isStage=${isStage} />`;
  if (activity.phase === "lobby") return html`<${TeamsBoard} activity=${activity} />`;
  if (!activity.question) return html`<${Planned} config=${activity.config} />`;
  return html`<${BoardQuestion} activity=${activity} isStage=${isStage} />`;
}

function BoardQuestion({ activity, isStage }) {
  const { question, phase, tally } = activity;
  const isTold = phase === "over" && Boolean(tally?.leaderboard.length);
  return html`
    <div class="quiz">
      <${Question} question=${question} />
      <div class="quiz__columns">
        <${ChoicesBoard} options=${numbered(question.options)} counts=${tally?.counts} truth=${truthOf(activity)} />
        ${(isTold || question.picture) &&
        html`
          <div class="quiz__beside">
            <${Picture} picture=${question.picture} />
            ${isTold &&
            html`
              <${Standings} tally=${tally} rows=${ROWS.beside} isStage=${isStage}
                isTight=${Boolean(question.picture)} />
            `}
          </div>
        `}
      </div>
    </div>
  `;
}

function Question({ question: { number: place, of, text } }) {
  const words = t("Question {n} of {all}", { n: number(place), all: number(of) });
  return html`
    <div class="quiz__question">
      <p class="quiz__number">${words}</p>
      <h3 class="quiz__text" dir="auto">${text}</h3>
    </div>
  `;
}

/** The question says what it is about. */
function Picture({ picture }) {
  return picture && html`<div class="quiz__picture"><img src=${picture} alt="" decoding="async" /></div>`;
}

function Planned({ config }) {
  const { questions } = config;
  if (!questions) return html`<p class="quiet">${t("The first question is about to be asked.")}</p>`;
  return html`
    <ol class="quiz-plan" aria-label=${t("Questions")}>
      ${questions.map(({ id, text }) => html`<li key=${id} dir="auto">${text}</li>`)}
    </ol>
  `;
}

function Final({ activity: { tally }, you, isStage }) {
  if (!tally) return html`<p class="lede">${t("The quiz is over.")}</p>`;
  if (!tally.leaderboard.length) return html`<p class="quiet">${t("Nobody has points this time.")}</p>`;
  return html`
    <div class="quiz-final">
      <${Podium} leaderboard=${tally.leaderboard} you=${you} />
      ${you && html`<${Standing} leaderboard=${tally.leaderboard} you=${you} />`}
      <${Standings} tally=${tally} you=${you} rows=${ROWS.end} isStage=${isStage} />
    </div>
  `;
}

function Standings({ tally, you, rows, isStage, isTight = false }) {
  const hasTeams = tally.teams?.length > 0;
  const stageRows = hasTeams || isTight ? rows.tight : rows.stage;
  const most = isStage ? stageRows : rows.page;
  return html`
    <div class="standings">
      ${hasTeams &&
      html`<${Leaderboard} entries=${tally.teams} caption=${t("Teams")} most=${tally.teams.length} />`}
      <${Leaderboard} entries=${tally.leaderboard} caption=${t("Leaderboard")} you=${you} most=${most} />
    </div>
  `;
}

function truthOf({ tally }) {
  return tally?.correct === undefined ? undefined : { id: tally.correct, word: t("Right answer"), icon: "check" };
}

/** The host's own, while teams are formed. */
export function Controls({ activity, move }) {
  if (activity.phase !== "lobby" || activity.state !== "open") return null;
  return html`
    <button type="button" class="button button--quiet button--small" onClick=${() => move("shuffle")}>
      ${t("Put everyone into teams")}
    </button>
  `;
}
