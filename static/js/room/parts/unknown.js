import { html } from "../html.js";
import { t } from "../../i18n.js";

/** Stands in for a kind this page has no view for. */
export function Guest({ activity, isOpen }) {
  return html`
    <p class="lede">${isOpen ? t("This is running now. Follow along in the call.") : t("This has ended.")}</p>
    <${Board} activity=${activity} />
  `;
}

export function Board({ activity }) {
  const total = activity.tally?.total;
  return total === undefined ? null : html`<p class="lede">${t("Answers: {n}", { n: total })}</p>`;
}

export const hasResults = true;
