import { html } from "../html.js";
import { useNow } from "../hooks.js";
import { number, t } from "../../i18n.js";

const WORDS = {
  slower: () => t("Slower"),
  faster: () => t("Faster"),
  break: () => t("Break"),
  agree: () => t("Agree"),
};

/** What guests sign to the host; it fades by itself. */
export function Signals({ signals }) {
  const now = useNow();
  const seen = signals.signs.filter(({ fades_at }) => Date.parse(fades_at) > now);
  if (!seen.length) return null;
  return html`
    <ul class="signals" aria-label=${t("Signs from guests")}>
      ${seen.map(({ sign, count }) => html`<li key=${sign} class="badge badge--warn">${WORDS[sign]()} ${number(count)}</li>`)}
    </ul>
  `;
}
