import { useMemo } from "preact/hooks";
import { html } from "../html.js";
import { number, t } from "../../i18n.js";
import { Person } from "./person.js";

const MOST_NAMES = 60;

/** Who is here, by name. */
export function People({ people, you }) {
  return useMemo(() => {
    const shown = people.people.slice(0, MOST_NAMES);
    const more = people.count - shown.length;
    return html`
      <ul class="people" aria-label=${t("Who is here")}>
        ${shown.map(
          (person) => html`
            <li key=${person.id} class="badge"><${Person} person=${person} isYou=${person.id === you?.id} /></li>
          `,
        )}
        ${more > 0 && html`<li class="badge">${t("and {n} more", { n: number(more) })}</li>`}
      </ul>
    `;
  }, [people, you?.id]);
}
