import { useRef, useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { AnswerState } from "../../room/parts/answers.js";

const PLACES = [0, 1, 2];

/** A guest's own three: the form, and once they are sent what was written, to be changed while this is open. */
export function Writing({ activity, isOpen, mine, sending, answer }) {
  const [isChanging, setChanging] = useState(false);
  const onItsWay = sending.findLast((each) => each.statements);
  const sent = onItsWay ?? mine;
  const isWritten = Boolean(sent?.statements);
  const send = (own) => {
    answer(own, { adds: true });
    setChanging(false);
  };
  return html`
    ${isOpen && (isChanging || !isWritten) &&
    html`<${Form} id=${activity.id} before=${isWritten ? sent : undefined} send=${send} />`}
    ${isWritten && !isChanging &&
    html`
      <${Own} own=${sent} />
      ${isOpen &&
      html`
        <button type="button" class="button button--quiet" onClick=${() => setChanging(true)}>
          ${t("Change them")}
        </button>
      `}
    `}
    <${AnswerState} isSending=${Boolean(onItsWay)} isCounted=${Boolean(mine?.statements)} />
  `;
}

function Own({ own: { statements, lie } }) {
  return html`
    <ol class="own-three" aria-label=${t("What you wrote")}>
      ${statements.map(
        (text, index) => html`
          <li key=${index} dir="auto">
            ${text} ${index === lie && html`<span class="badge badge--warn">${t("the lie")}</span>`}
          </li>
        `,
      )}
    </ol>
  `;
}

function Form({ id, before, send }) {
  const form = useRef();
  const [problem, setProblem] = useState("");

  function submit(event) {
    event.preventDefault();
    const own = ownOf(new FormData(form.current));
    const missing = missingIn(own);
    setProblem(missing ? missing.words : "");
    if (missing) form.current.querySelector(`[name="${missing.field}"]`).focus();
    else send(own);
  }

  return html`
    <form class="stack" ref=${form} onSubmit=${submit} novalidate>
      <fieldset class="three">
        <legend class="visually-hidden">${t("Your three statements")}</legend>
        ${PLACES.map((place) => html`<${Statement} key=${place} id=${id} place=${place} before=${before} />`)}
      </fieldset>
      <p class="field__error" role="alert">${problem}</p>
      <button class="button">${t("Send my three")}</button>
    </form>
  `;
}

function Statement({ id, place, before }) {
  const field = `statement-${id}-${place}`;
  const label = t("Statement {n}", { n: number(place + 1) });
  return html`
    <div class="field three__one">
      <label for=${field}>${label}</label>
      <textarea class="input" id=${field} name=${`statement-${place}`} rows="2" maxlength="200" dir="auto"
        defaultValue=${before?.statements[place] ?? ""}></textarea>
      <label class="check">
        <input type="radio" name="lie" value=${place} defaultChecked=${before?.lie === place} />
        <span>${t("This is the lie")}<span class="visually-hidden">: ${label}</span></span>
      </label>
    </div>
  `;
}

function ownOf(form) {
  const statements = PLACES.map((place) => form.get(`statement-${place}`).trim().replace(/\s+/g, " "));
  return { statements, lie: form.has("lie") ? Number(form.get("lie")) : null };
}

function missingIn({ statements, lie }) {
  const empty = statements.findIndex((text) => !text);
  if (empty >= 0) return { field: `statement-${empty}`, words: t("Write all three statements.") };
  const different = new Set(statements.map((text) => text.toLocaleLowerCase()));
  if (different.size < PLACES.length) {
    return { field: "statement-0", words: t("Two of them read the same. Change one.") };
  }
  return lie === null ? { field: "lie", words: t("Say which one is the lie.") } : null;
}
