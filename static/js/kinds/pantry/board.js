import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { Icon } from "../../room/parts/brought.js";
import { Bar } from "../../room/parts/options.js";
import { lackingOf } from "./ranked.js";
import { Substitutes, canInWords, lackInWords } from "./words.js";

/** How many rows there is room for on the stage: beside recipes, in one column, in two. */
const ROWS = { beside: 5, one: 6, two: 10 };
const RECIPES = 5;

/** Each ingredient with how many lack it. */
export function Missing({ activity, isStage, isBeside }) {
  const { tally } = activity;
  const rows = lackingOf(activity, { isRanked: isStage });
  const isWide = isStage && !isBeside && rows.length > ROWS.one;
  const most = isBeside ? ROWS.beside : isWide ? ROWS.two : ROWS.one;
  // a single one more takes no more room than saying so
  const shown = isStage && rows.length > most + 1 ? rows.slice(0, most) : rows;
  const more = t("and {n} more", { n: number(rows.length - shown.length) });
  return html`
    <div class="missing">
      <ul class="options missing__list" data-columns=${isWide ? 2 : 1} aria-label=${t("Ingredients")}>
        ${shown.map((each) => html`<${Row} key=${each.id} ingredient=${each} total=${tally?.total} />`)}
      </ul>
      ${rows.length > shown.length && html`<p class="pantry__more">${more}</p>`}
    </div>
  `;
}

function Row({ ingredient: { item, substitutes, lacking }, total }) {
  const isHidden = lacking === null;
  return html`
    <li class="option" data-lacking=${isHidden ? "unknown" : String(lacking > 0)}>
      ${!isHidden && html`<${Bar} share=${lacking / total} />`}
      <span class="option__text">
        <span dir="auto">${item}</span> ${lacking !== 0 && html`<${Substitutes} substitutes=${substitutes} />`}
      </span>
      ${!isHidden &&
      html`
        <span class="missing__lack">
          ${lackInWords(lacking)} ${lacking === 0 && html`<${Icon} name="check" />`}
        </span>
      `}
    </li>
  `;
}

/** What can be made, by how many could cook it. */
export function Recipes({ tally: { recipes, total }, isStage }) {
  const shown = isStage ? recipes.slice(0, RECIPES) : recipes;
  const more = t("and {n} more", { n: number(recipes.length - shown.length) });
  return html`
    <section class="can-make" aria-label=${t("What can we make?")}>
      <h3>${t("What can we make?")}</h3>
      <ol class="can-make__list">
        ${shown.map(
          (recipe) => html`
            <li key=${recipe.id}>
              <span class="can-make__name" dir="auto">${recipe.name}</span>
              <span class="can-make__how-many">${canInWords(recipe, total)}</span>
            </li>
          `,
        )}
      </ol>
      ${recipes.length > shown.length && html`<p class="pantry__more">${more}</p>`}
    </section>
  `;
}
