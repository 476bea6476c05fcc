import { html } from "../html.js";
import { t } from "../../i18n.js";
import { Icon } from "./brought.js";

/** A name with what its bearer chose to go with it. */
export function Person({ person, isYou = false }) {
  const { name, avatar, pronouns, hand } = person;
  const shown = isYou ? t("{name} (you)", { name }) : name;
  return html`
    ${avatar && html`<span class="avatar" aria-hidden="true">${avatar}</span> `}<span dir="auto">${shown}</span>
    ${pronouns && html` <span class="pronouns" dir="auto">${pronouns}</span>`}
    ${hand && html` <span class="raised"><${Icon} name="hand" /><span class="visually-hidden">${t("hand up")}</span></span>`}
  `;
}
