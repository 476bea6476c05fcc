import { html } from "../html.js";
import { number, t } from "../../i18n.js";

/** Stands in for a kind this page has no view for. */
export function Guest({ activity, isOpen }) {
  return html`
    <p class="lede">${isOpen ? t("This is running now. Follow along in the call.") : t("This has ended.")}</p>
    <${Board} activity=${activity} />
  `;
}

export function Board({ activity }) {
  if (!activity.tally) return null;
  const words = t("Answers: {n}", { n: number(activity.tally.total) });
  return html`<p class="lede">${words}</p>`;
}

export const hasResults = true;
