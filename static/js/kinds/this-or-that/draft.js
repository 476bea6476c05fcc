import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { asText, halfAt, keeping, pairsOf } from "./parse.js";

/** The fields of the console's form; pairs that are there already can be changed, and one has to stay. */
export function Draft({ config }) {
  const check = ({ currentTarget }) => currentTarget.setCustomValidity(problemIn(pairsOf(currentTarget.value)));
  return html`
    <div class="field">
      <label for="draft-pairs">
        ${t("Pairs")} ${!config && html`<span class="field__optional">${t("(optional)")}</span>`}
      </label>
      <p class="field__hint" id="draft-pairs-hint">
        ${config
          ? t("One pair a line, such as: tea / coffee.")
          : t("One pair a line, such as: tea / coffee. Leave it empty for our own pairs.")}
      </p>
      <textarea class="input" id="draft-pairs" name="pairs" rows="4" dir="auto" required=${Boolean(config)}
        defaultValue=${config && asText(config)} aria-describedby="draft-pairs-hint" onInput=${check}></textarea>
    </div>
  `;
}

function problemIn(pairs) {
  const half = halfAt(pairs);
  return half < 0 ? "" : t("Pair {n} needs two sides with a / between them.", { n: number(half + 1) });
}

/** Without any pair ours are taken, or those that were there stay. */
export function configOf(form, config) {
  const pairs = keeping(pairsOf(form.get("pairs")), config);
  return pairs.length ? { pairs } : {};
}
