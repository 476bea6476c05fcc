import { html } from "../html.js";
import { number, t } from "../../i18n.js";
import { Icon } from "../parts/brought.js";

const STATES = {
  draft: { icon: "circle", word: () => t("planned") },
  open: { icon: "play", word: () => t("running") },
  closed: { icon: "check", word: () => t("done") },
};

/** Everything planned, in order; picking one shows it without opening it. */
export function RunOfShow({ activities, selected, pick }) {
  return html`
    <fieldset class="run">
      <legend class="console__heading">${t("Run of show")}</legend>
      ${activities.map(
        (activity) => html`
          <${Item} key=${activity.id} activity=${activity} isSelected=${activity === selected} pick=${pick} />
        `,
      )}
    </fieldset>
  `;
}

function Item({ activity: { id, title, state, minutes }, isSelected, pick }) {
  const { icon, word } = STATES[state];
  return html`
    <label class="run__item" data-state=${state}>
      <input type="radio" name="run" checked=${isSelected} onChange=${() => pick(id)} />
      <${Icon} name=${icon} />
      <span class="run__title" dir="auto">${title}</span>
      ${minutes && html`<span class="run__minutes">${inMinutes(minutes)}</span>`}
      <span class=${state === "open" ? "run__state" : "visually-hidden"}>${word()}</span>
    </label>
  `;
}

function inMinutes(n) {
  return t("{n} min", { n: number(n) });
}
