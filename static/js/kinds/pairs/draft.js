import { html } from "../../room/html.js";
import { t } from "../../i18n.js";

const SECONDS = 60;
const USUAL_S = 300;

/** The fields of the console's form. */
export function Draft({ config = {} }) {
  const minutes = minutesOf(config.seconds ?? USUAL_S);
  // an API may have set less than a minute, or seconds beside the minutes
  const finer = minutes % 1 !== 0 && { min: "0.05", step: "any" };
  return html`
    <div class="row">
      <${Figure} name="size" label=${t("People in a group")} min="2" max="6" value=${config.size ?? 2} />
      <${Figure} name="talking" label=${t("Minutes to talk")} min="1" max="60" value=${minutes} ...${finer} />
      <${Figure} name="rounds" label=${t("Rounds")} min="1" max="10" value=${config.rounds ?? 3} />
    </div>
    <label class="check">
      <input type="checkbox" name="own_calls" defaultChecked=${config.own_calls ?? true} />
      <span>${t("Each group gets a video call of its own")}</span>
    </label>
  `;
}

function Figure({ name, label, value, ...limits }) {
  const id = `draft-${name}`;
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <input class="input input--short" id=${id} name=${name} type="number" ...${limits}
        defaultValue=${value} required />
    </div>
  `;
}

export function configOf(form) {
  return {
    size: Number(form.get("size")),
    seconds: Math.round(Number(form.get("talking")) * SECONDS),
    rounds: Number(form.get("rounds")),
    own_calls: form.has("own_calls"),
  };
}

/** Exact enough to give the same seconds again. */
export function minutesOf(seconds) {
  return Math.round((100 * seconds) / SECONDS) / 100;
}
