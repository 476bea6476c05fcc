import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";

/** How many there are, while nobody may read them yet. */
export function HowMany({ activity: { written = 0 }, hint }) {
  return html`
    <div class="kudos-count">
      <p class="kudos-count__cards">${cardsWritten(written)}</p>
      ${hint && html`<p class="kudos-count__hint" dir="auto">${hint}</p>`}
    </div>
  `;
}

function cardsWritten(written) {
  if (written === 0) return t("No cards yet.");
  return written === 1 ? t("1 card has been written.") : t("{n} cards have been written.", { n: number(written) });
}

export function stageHint({ state, read = 0, written = 0, config: { about } }) {
  if (state !== "open") return null;
  if (read > 0) return haveBeenRead(read, written);
  if (about) return t("Write one for {name} on your phone.", { name: about });
  return t("Write one on your phone: who deserves it?");
}

export function consoleHint({ state, read = 0, written = 0 }) {
  if (state === "closed") return null;
  if (read > 0) return haveBeenRead(read, written);
  return t("Guests write cards on their phones. Next reads them out, one at a time.");
}

function haveBeenRead(read, written) {
  return read >= written ? t("All the cards have been read.") : progressOf({ read, written });
}

export function progressOf({ read, written }) {
  return t("{n} of {all} read", { n: number(read), all: number(written) });
}
