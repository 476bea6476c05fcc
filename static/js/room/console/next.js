import { html } from "../html.js";
import { t } from "../../i18n.js";

/** The one large button of the evening. */
export function NextBar({ next, isBusy, goOn }) {
  return html`
    <div class="next-bar">
      <button type="button" class="button next" aria-keyshortcuts="n" aria-describedby="next-means"
        aria-disabled=${!next || isBusy} onClick=${goOn}>
        ${t("Next")} <span class="next__means" id="next-means" aria-hidden="true" dir="auto">${meaning(next)}</span>
        <kbd aria-hidden="true">n</kbd>
      </button>
    </div>
  `;
}

function meaning(next) {
  if (!next) return t("Everything has had its turn");
  if (next.isEnd) return t("Close this, it is the last");
  return next.title ?? t("Another card");
}
