import { useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { scaled } from "../../room/parts/amounts.js";

const MOST_PEOPLE = 99;

/** What is needed, for as many as there are at this guest's own table. */
export function Ingredients({ config: { ingredients, serves } }) {
  const [people, setPeople] = useState(serves);
  if (!ingredients?.length) return null;
  return html`
    <details class="along__fold">
      <summary>${t("Ingredients")}</summary>
      ${serves && html`<${ForHowMany} people=${people} change=${setPeople} />`}
      <ul class="along__ingredients">
        ${ingredients.map(
          ({ item, amount }, index) => html`
            <li key=${index}>
              ${amount && html`<strong dir="auto">${serves ? scaled(amount, people / serves) : amount}</strong>${" "}`}
              <span dir="auto">${item}</span>
            </li>
          `,
        )}
      </ul>
    </details>
  `;
}

function ForHowMany({ people, change }) {
  return html`
    <div class="along__people" role="group" aria-label=${t("For how many")}>
      <${Change} words=${t("Fewer people")} sign="−" isOn=${people > 1} press=${() => change(people - 1)} />
      <output aria-live="polite">${forPeople(people)}</output>
      <${Change} words=${t("More people")} sign="+" isOn=${people < MOST_PEOPLE} press=${() => change(people + 1)} />
    </div>
  `;
}

function Change({ words, sign, isOn, press }) {
  return html`
    <button type="button" class="button button--quiet" aria-label=${words} aria-disabled=${!isOn}
      onClick=${() => isOn && press()}>
      <span aria-hidden="true">${sign}</span>
    </button>
  `;
}

function forPeople(n) {
  return n === 1 ? t("For one person") : t("For {n} people", { n: number(n) });
}
