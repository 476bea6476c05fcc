import { html } from "../html.js";
import { t } from "../../i18n.js";

/** Under the choices: is my answer on its way, counted or refused, and what may I still do. */
export function AnswerState({ isSending, isCounted, children }) {
  if (isSending) return html`<p class="answer-state">${t("Sending…")}</p>`;
  if (isCounted) return html`<p class="answer-state answer-state--counted">${t("Counted.")} ${children}</p>`;
  return html`<p class="answer-state">${children}</p>`;
}
