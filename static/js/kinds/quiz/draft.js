import { useRef, useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { linesOf, textsOf } from "../../room/parts/lines.js";
import { upload } from "../../room/upload.js";
import { asText, hasOwnSeconds, keeping, parse, problemIn, usualSeconds } from "./parse.js";

const EXAMPLE = "Who wrote Emma?\nCharlotte Brontë\n*Jane Austen\nGeorge Eliot";
const MOST_FOR_SPEED = 50;
const SPEED_STEP = 5;

const SAYS = {
  empty: () => t("Write a question and its options."),
  few: (values) => t("Question {number} needs two options at least, one a line.", values),
  blank: (values) => t("Question {number} has an option without words.", values),
  unmarked: (values) => t("Question {number}: put * before the right option.", values),
  many: (values) => t("Question {number}: put * before one option only.", values),
};

/** The fields of the console's form. */
export function Draft({ config = {} }) {
  return html`
    <${Questions} config=${config} />
    <${Seconds} config=${config} />
    <${Speed} usual=${config.speed_share ?? 0} />
    <${Choice} name="streak_bonus" words=${t("More points for several right in a row")}
      isOn=${config.streak_bonus} />
    <${Choice} name="shuffle_options" words=${t("Each guest sees the options in another order")}
      isOn=${config.shuffle_options} />
    <div class="field">
      <label for="draft-teams">${t("Teams")} <span class="field__optional">${t("(optional)")}</span></label>
      <p class="field__hint" id="draft-teams-hint">${t("One a line. Guests choose theirs before the first question.")}</p>
      <textarea class="input" id="draft-teams" name="teams" rows="2" dir="auto"
        defaultValue=${textsOf(config.teams)} aria-describedby="draft-teams-hint"></textarea>
    </div>
  `;
}

function Choice({ name, words, isOn }) {
  return html`
    <label class="check"><input type="checkbox" name=${name} defaultChecked=${isOn} /><span>${words}</span></label>
  `;
}

function Seconds({ config }) {
  const haveOwn = (config.questions ?? []).some((question) => hasOwnSeconds(question, config));
  return html`
    <div class="field">
      <label for="draft-question-seconds">
        ${t("Seconds for each question")} <span class="field__optional">${t("(optional)")}</span>
      </label>
      ${haveOwn &&
      html`
        <p class="field__hint" id="draft-question-seconds-hint">
          ${t("Questions that have a time limit of their own keep it.")}
        </p>
      `}
      <input class="input input--short" id="draft-question-seconds" name="question_seconds" type="number" min="5"
        max="120" defaultValue=${usualSeconds(config) ?? ""}
        aria-describedby=${haveOwn ? "draft-question-seconds-hint" : undefined} />
    </div>
  `;
}

function Questions({ config }) {
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
        defaultValue=${asText(config)} aria-describedby="draft-questions-hint" onInput=${check}
        ref=${field}></textarea>
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

function Speed({ usual }) {
  const [share, setShare] = useState(usual);
  const step = usual % SPEED_STEP ? 1 : SPEED_STEP;
  const speedy = t("{n} % of the points, where time is limited", { n: number(share) });
  const words = share === 0 ? t("Only being right counts") : speedy;
  return html`
    <div class="field">
      <label for="draft-speed">${t("Points for speed")}</label>
      <input id="draft-speed" name="speed_share" type="range" min="0" max=${MOST_FOR_SPEED} step=${step}
        defaultValue=${usual} aria-valuetext=${words}
        onInput=${(event) => setShare(Number(event.currentTarget.value))} />
      <output class="field__hint" for="draft-speed">${words}</output>
    </div>
  `;
}

function wordsFor(problem) {
  return problem ? SAYS[problem.what]({ number: number(problem.number) }) : "";
}

export function configOf(form, config) {
  const typed = parse(form.get("questions")).map(({ marked, ...question }) => question);
  const teams = linesOf(form.get("teams"));
  return {
    questions: keeping(typed, config),
    seconds: Number(form.get("question_seconds")) || null,
    speed_share: Number(form.get("speed_share")),
    streak_bonus: form.has("streak_bonus"),
    shuffle_options: form.has("shuffle_options"),
    teams: teams.length ? teams : null,
  };
}
