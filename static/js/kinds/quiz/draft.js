import { useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { parse, problemIn } from "./parse.js";

const EXAMPLE = "Who wrote Emma?\nCharlotte Brontë\n*Jane Austen\nGeorge Eliot";
const MOST_FOR_SPEED = 50;

const SAYS = {
  empty: () => t("Write a question and its options."),
  few: (values) => t("Question {number} needs two options at least, one a line.", values),
  blank: (values) => t("Question {number} has an option without words.", values),
  unmarked: (values) => t("Question {number}: put * before the right option.", values),
  many: (values) => t("Question {number}: put * before one option only.", values),
};

/** The quick form of the console. */
export function Draft() {
  return html`
    <${Questions} />
    <div class="field">
      <label for="draft-question-seconds">
        ${t("Seconds for each question")} <span class="field__optional">${t("(optional)")}</span>
      </label>
      <input class="input input--short" id="draft-question-seconds" name="question_seconds" type="number" min="5"
        max="120" />
    </div>
    <${Speed} />
  `;
}

function Questions() {
  const check = ({ currentTarget }) => currentTarget.setCustomValidity(wordsFor(problemIn(parse(currentTarget.value))));
  return html`
    <div class="field">
      <label for="draft-questions">${t("Questions")}</label>
      <p class="field__hint" id="draft-questions-hint">
        ${t("A question, then its options one a line, with * before the right one. Then an empty line and the next.")}
      </p>
      <textarea class="input" id="draft-questions" name="questions" rows="6" required dir="auto" placeholder=${EXAMPLE}
        aria-describedby="draft-questions-hint" onInput=${check}></textarea>
    </div>
  `;
}

function Speed() {
  const [share, setShare] = useState(0);
  const speedy = t("{n} % of the points, where time is limited", { n: number(share) });
  const words = share === 0 ? t("Only being right counts") : speedy;
  return html`
    <div class="field">
      <label for="draft-speed">${t("Points for speed")}</label>
      <input id="draft-speed" name="speed_share" type="range" min="0" max=${MOST_FOR_SPEED} step="5" defaultValue="0"
        aria-valuetext=${words} onInput=${(event) => setShare(Number(event.currentTarget.value))} />
      <output class="field__hint" for="draft-speed">${words}</output>
    </div>
  `;
}

function wordsFor(problem) {
  return problem ? SAYS[problem.what]({ number: number(problem.number) }) : "";
}

export function configOf(form) {
  const seconds = Number(form.get("question_seconds"));
  const questions = parse(form.get("questions")).map(({ text, options, correct }) => ({
    text, options, correct, ...(seconds && { seconds }),
  }));
  return { questions, speed_share: Number(form.get("speed_share")) };
}
