import { html } from "../../room/html.js";
import { t } from "../../i18n.js";
import { asText, keeping, stepsFrom } from "./parse.js";

/** The fields of its form in the console; `config` fills them in. */
export function Draft({ config = {} }) {
  const { steps, pace = "together" } = config;
  return html`
    <div class="field">
      <label for="draft-steps">${t("Steps")} <span class="field__optional">${t("(optional)")}</span></label>
      <p class="field__hint" id="draft-steps-hint">
        ${t("One a line, with its time at the end if it has one. Leave it empty for the event's recipe or stops.")}
      </p>
      <textarea class="input" id="draft-steps" name="steps" rows="6" dir="auto" aria-describedby="draft-steps-hint"
        placeholder=${t("Boil the water, 3 min")} defaultValue=${asText(steps)}></textarea>
    </div>
    <fieldset class="field">
      <legend>${t("Pace")}</legend>
      <${Pace} value="together" words=${t("Together: you move everyone on")} isOn=${pace === "together"} />
      <${Pace} value="own" words=${t("Each at their own pace")} isOn=${pace === "own"} />
    </fieldset>
  `;
}

function Pace({ value, words, isOn }) {
  return html`
    <label class="check" for=${`draft-pace-${value}`}>
      <input type="radio" id=${`draft-pace-${value}`} name="pace" value=${value} defaultChecked=${isOn} />
      <span>${words}</span>
    </label>
  `;
}

export function configOf(form, config = {}) {
  return { pace: form.get("pace"), steps: keeping(stepsFrom(form.get("steps")), config.steps) };
}
