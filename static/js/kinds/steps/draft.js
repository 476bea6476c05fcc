import { html } from "../../room/html.js";
import { t } from "../../i18n.js";
import { stepsFrom } from "./parse.js";

/** The quick form of the console. */
export function Draft() {
  return html`
    <div class="field">
      <label for="draft-steps">${t("Steps")} <span class="field__optional">${t("(optional)")}</span></label>
      <p class="field__hint" id="draft-steps-hint">
        ${t("One a line, with its time at the end if it has one. Leave it empty for the event's recipe or stops.")}
      </p>
      <textarea class="input" id="draft-steps" name="steps" rows="6" dir="auto" aria-describedby="draft-steps-hint"
        placeholder=${t("Boil the water, 3 min")}></textarea>
    </div>
    <fieldset class="field">
      <legend>${t("Pace")}</legend>
      <${Pace} value="together" words=${t("Together: you move everyone on")} isUsual />
      <${Pace} value="own" words=${t("Each at their own pace")} />
    </fieldset>
  `;
}

function Pace({ value, words, isUsual = false }) {
  return html`
    <label class="check" for=${`draft-pace-${value}`}>
      <input type="radio" id=${`draft-pace-${value}`} name="pace" value=${value} defaultChecked=${isUsual} />
      <span>${words}</span>
    </label>
  `;
}

export function configOf(form) {
  const steps = stepsFrom(form.get("steps"));
  return { pace: form.get("pace"), ...(steps.length && { steps }) };
}
