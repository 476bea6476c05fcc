import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";

/** What does in its place. */
export function Substitutes({ substitutes = [] }) {
  if (!substitutes.length) return null;
  const words = t("or: {items}", { items: substitutes.join(", ") });
  return html`<span class="substitutes" dir="auto">${words}</span>`;
}

export function lackInWords(lacking) {
  if (lacking === 0) return t("all have it");
  return lacking === 1 ? t("1 lacks it") : t("{n} lack it", { n: number(lacking) });
}

/** "5 of 7 can, 1 lacks one thing". */
export function canInWords({ can, nearly }, total) {
  const some = t("{n} of {all} can", { n: number(can), all: number(total) });
  const cooks = can === 0 ? t("Nobody can yet") : some;
  if (nearly === 0) return cooks;
  const close = nearly === 1 ? t("1 lacks one thing") : t("{n} lack one thing", { n: number(nearly) });
  return t("{first}, {second}", { first: cooks, second: close });
}
