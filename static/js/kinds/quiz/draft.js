import { useRef, useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { linesOf } from "../../room/parts/lines.js";
import { upload } from "../../room/upload.js";
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
    <${Choice} name="streak_bonus" words=${t("More points for several right in a row")} />
    <${Choice} name="shuffle_options" words=${t("Each guest sees the options in another order")} />
    <div class="field">
      <label for="draft-teams">${t("Teams")} <span class="field__optional">${t("(optional)")}</span></label>
      <p class="field__hint" id="draft-teams-hint">${t("One a line. Guests choose theirs before the first question.")}</p>
      <textarea class="input" id="draft-teams" name="teams" rows="2" dir="auto"
        aria-describedby="draft-teams-hint"></textarea>
    </div>
  `;
}

function Choice({ name, words }) {
  return html`<label class="check"><input type="checkbox" name=${name} /><span>${words}</span></label>`;
}

function Questions() {
  const field = useRef();
  const put = (url) => {
    const at = field.current.selectionEnd;
    field.current.setRangeText(`\n${url}`, at, at, "end");
  };
  const check = ({ currentTarget }) => currentTarget.setCustomValidity(wordsFor(problemIn(parse(currentTarget.value))));
  return html`
    <div class="field">
      <label for="draft-questions">${t("Questions")}</label>
      <p class="field__hint" id="draft-questions-hint">
        ${t("A question, then its options one a line, with * before the right one. Then an empty line and the next.")}
      </p>
      <textarea class="input" id="draft-questions" name="questions" rows="6" required dir="auto" placeholder=${EXAMPLE}
        aria-describedby="draft-questions-hint" onInput=${check} ref=${field}></textarea>
    </div>
    <${PictureField} put=${put} />
  `;
}

/** A picture becomes a line of the question in which the cursor stands. */
function PictureField({ put }) {
  const [problem, setProblem] = useState("");
  async function chosen({ currentTarget }) {
    const [file] = currentTarget.files;
    if (!file) return;
    const reply = await upload(file);
    setProblem(reply.ok ? "" : reply.message);
    if (reply.ok) put(reply.url);
    currentTarget.value = "";
  }
  return html`
    <div class="field">
      <label for="draft-picture">${t("Picture")} <span class="field__optional">${t("(optional)")}</span></label>
      <p class="field__hint" id="draft-picture-hint">${t("It goes where the cursor stands in the questions.")}</p>
      <input class="input" id="draft-picture" type="file" accept="image/png, image/jpeg, image/webp, image/gif"
        onChange=${chosen} aria-describedby="draft-picture-hint draft-picture-problem" />
      <p class="field__error" id="draft-picture-problem" role="alert">${problem}</p>
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
  const questions = parse(form.get("questions")).map(({ text, options, correct, picture }) => ({
    text, options, correct, ...(picture && { picture }), ...(seconds && { seconds }),
  }));
  const teams = linesOf(form.get("teams") ?? "");
  return {
    questions,
    speed_share: Number(form.get("speed_share")),
    ...(form.get("streak_bonus") && { streak_bonus: true }),
    ...(form.get("shuffle_options") && { shuffle_options: true }),
    ...(teams.length && { teams }),
  };
}
