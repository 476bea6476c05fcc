import { html } from "../html.js";
import { number, t } from "../../i18n.js";

const SAYS = new Map([
  [true, () => t("Connected")],
  [false, () => t("Reconnecting…")],
]);

/** Says exactly "Connected" or "Reconnecting…"; nothing while the first try is under way. */
export function Status({ isConnected }) {
  return html`
    <span class="status" data-connected=${String(isConnected)} role="status">${SAYS.get(isConnected)?.()}</span>
  `;
}

export function HowMany({ people }) {
  const words = t("{n} here", { n: number(people.count) });
  return html`<span class="how-many">${words}</span>`;
}
