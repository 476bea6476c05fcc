import { useRef, useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { Box } from "../../room/console/form/fields.js";
import { upload } from "../../room/upload.js";
import { asText, parse, problemIn } from "./parse.js";

const EXAMPLE = "Who wrote Emma?\nCharlotte Brontë\n*Jane Austen\nGeorge Eliot";

const SAYS = {
  empty: () => t("Write a question and its options."),
  few: (values) => t("Question {number} needs two options at least, one a line.", values),
  blank: (values) => t("Question {number} has an option without words.", values),
  unmarked: (values) => t("Question {number}: put * before the right option.", values),
  many: (values) => t("Question {number}: put * before one option only.", values),
};

/**
 * The questions of a quiz, written as text: whoever writes or pastes twenty questions is quicker so than with twenty times
 * a row of rows, and sees the quiz as a whole.
 */
export function View({ setting, id, config, set }) {
  const [text, setText] = useState(() => asText(config));
  const cursor = useRef(0);
  const problem = problemIn(parse(text, config));

  function type(typed) {
    setText(typed);
    set(parse(typed, config).map(({ marked, ...question }) => question));
  }

  function put(address) {
    const at = cursor.current;
    type(`${text.slice(0, at)}\n${address}${text.slice(at)}`);
    cursor.current = at + address.length + 1;
  }

  return html`
    <div class="field">
      <label for=${id}>${setting.label}</label>
      <p class="field__hint" id="${id}-hint">
        ${t("A question, then its options one a line, with * before the right one. Then an empty line and the next.")}
        ${" "}${t("A question that ends in (20 s) has that time.")}
      </p>
      <${Box} id=${id} rows="6" value=${text} set=${type} required placeholder=${EXAMPLE} aria-describedby="${id}-hint"
        problem=${problem ? SAYS[problem.what]({ number: number(problem.number) }) : ""}
        onBlur=${(event) => (cursor.current = event.currentTarget.selectionEnd)} />
    </div>
    <${PictureField} id="${id}-picture" put=${put} />
  `;
}

/** A picture becomes a line of the question in which the cursor stood. */
function PictureField({ id, put }) {
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
      <label for=${id}>${t("Picture")} <span class="field__optional">${t("(optional)")}</span></label>
      <p class="field__hint" id="${id}-hint">${t("It goes where the cursor stands in the questions.")}</p>
      <input class="input" id=${id} type="file" accept="image/png, image/jpeg, image/webp, image/gif"
        onChange=${chosen} aria-describedby="${id}-hint ${id}-problem" />
      <p class="field__error" id="${id}-problem" role="alert">${problem}</p>
    </div>
  `;
}
