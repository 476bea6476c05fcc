import { html } from "../../room/html.js";
import { t } from "../../i18n.js";

const SECONDS = 60;

/** The quick form of the console. */
export function Draft() {
  return html`
    <div class="row">
      <${Figure} name="size" label=${t("People in a group")} min="2" max="6" usual="2" />
      <${Figure} name="talking" label=${t("Minutes to talk")} min="1" max="60" usual="5" />
      <${Figure} name="rounds" label=${t("Rounds")} min="1" max="10" usual="3" />
    </div>
    <label class="check">
      <input type="checkbox" name="own_calls" defaultChecked />
      <span>${t("Each group gets a video call of its own")}</span>
    </label>
  `;
}

function Figure({ name, label, min, max, usual }) {
  const id = `draft-${name}`;
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <input class="input input--short" id=${id} name=${name} type="number" min=${min} max=${max} defaultValue=${usual}
        required />
    </div>
  `;
}

export function configOf(form) {
  return {
    size: Number(form.get("size")),
    seconds: Number(form.get("talking")) * SECONDS,
    rounds: Number(form.get("rounds")),
    own_calls: form.has("own_calls"),
  };
}
