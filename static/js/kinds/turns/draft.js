import { useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { t } from "../../i18n.js";

const WAYS = [
  ["show", () => t("Show and tell: guests ask for a turn")],
  ["round", () => t("Go-around: everyone has a turn")],
  ["reading", () => t("Reading aloud: everyone reads in turn")],
];
const LENGTHS_S = [60, 120, 180, 300];

/** The quick form of the console. */
export function Draft() {
  const [way, choose] = useState(WAYS[0][0]);
  return html`
    <fieldset class="field">
      <legend>${t("What")}</legend>
      ${WAYS.map(
        ([value, words]) => html`
          <label key=${value} class="check" for=${`draft-way-${value}`}>
            <input type="radio" id=${`draft-way-${value}`} name="way" value=${value} checked=${value === way}
              onChange=${() => choose(value)} />
            <span>${words()}</span>
          </label>
        `,
      )}
    </fieldset>
    ${way === "reading" && html`<${Reading} />`}
    <div class="field">
      <label for="draft-turn-seconds">${t("How long a turn is")}</label>
      <select class="input" id="draft-turn-seconds" name="turn-seconds">
        <option value="">${t("As long as it takes")}</option>
        ${LENGTHS_S.map((s) => html`<option key=${s} value=${s}>${inMinutes(s / 60)}</option>`)}
      </select>
    </div>
  `;
}

function inMinutes(n) {
  return n === 1 ? t("1 minute") : t("{n} minutes", { n });
}

function Reading() {
  return html`
    <div class="field">
      <label for="draft-book">${t("Book")} <span class="field__optional">${t("(optional)")}</span></label>
      <input class="input" id="draft-book" name="book" maxlength="200" autocomplete="off" dir="auto" />
    </div>
    <div class="field">
      <label for="draft-first">${t("From page")}</label>
      <input class="input input--short" id="draft-first" name="first" type="number" min="1" max="100000"
        defaultValue="1" required />
    </div>
  `;
}

export function configOf(form) {
  const way = form.get("way");
  const seconds = Number(form.get("turn-seconds"));
  return {
    ...(way !== "show" && { everyone: true }),
    ...(way === "reading" && { reading: readingOf(form), brought: true }),
    ...(seconds > 0 && { seconds }),
  };
}

function readingOf(form) {
  const title = form.get("book")?.trim();
  return { first: Number(form.get("first")), ...(title && { title }) };
}
