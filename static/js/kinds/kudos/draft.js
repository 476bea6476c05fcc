import { html } from "../../room/html.js";
import { t } from "../../i18n.js";

const LONGEST_NAME = 200;

/** The fields of its form in the console; `config` fills them in. */
export function Draft({ config = {} }) {
  return html`
    <div class="field">
      <label for="draft-about">${t("Who is celebrated")} <span class="field__optional">${t("(optional)")}</span></label>
      <input class="input" id="draft-about" name="about" maxlength=${LONGEST_NAME} autocomplete="off" dir="auto"
        defaultValue=${config.about ?? ""} />
    </div>
    <label class="check">
      <input type="checkbox" id="draft-moderated" name="moderated" defaultChecked=${Boolean(config.moderated)} />
      <span>${t("I read each card before others see it")}</span>
    </label>
    <label class="check">
      <input type="checkbox" id="draft-allow-anonymous" name="allow_anonymous"
        defaultChecked=${config.allow_anonymous ?? true} />
      <span>${t("Guests may write without their name")}</span>
    </label>
  `;
}

export function configOf(form) {
  return {
    about: form.get("about").trim() || null,
    moderated: form.has("moderated"),
    allow_anonymous: form.has("allow_anonymous"),
  };
}
