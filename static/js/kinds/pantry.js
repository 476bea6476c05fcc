import { useState } from "preact/hooks";
import { html } from "../room/html.js";
import { t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";
import { mayAnswer } from "../room/parts/options.js";
import { Missing, Recipes } from "./pantry/board.js";
import { Substitutes, lackInWords } from "./pantry/words.js";
import { People, ToBuy } from "./pantry/to-buy.js";
import { amountsOf, inWords, shoppingList, usualPeople } from "./pantry/shopping.js";

export const hasResults = true;
export const stylesheet = new URL("../../css/kinds/pantry.css", import.meta.url).href;

/** Tick what is there; what is left is one's own shopping list, for as many as one cooks for. */
export function Guest({ activity, isOpen, mine, sending, answer }) {
  const { config, tally } = activity;
  const [people, setPeople] = useState(usualPeople(config));
  const has = sending.at(-1) ?? mine ?? [];
  const isAnswered = sending.length > 0 || mine !== undefined;
  const canTick = mayAnswer(activity, isOpen, mine);
  if (!config.ingredients.length) return html`<p class="lede">${t("The list is about to be written.")}</p>`;
  const toBuy = shoppingList(config, has, people);
  return html`
    ${people !== null && html`<${People} people=${people} set=${setPeople} />`}
    <${Ticks} activity=${activity} has=${has} counted=${mine ?? []} canTick=${canTick} people=${people}
      answer=${answer} />
    <${AnswerState} isSending=${sending.length > 0} isCounted=${mine !== undefined}>
      ${hintOf(isAnswered, canTick)}
    <//>
    ${(isAnswered || !isOpen) && html`<${ToBuy} list=${toBuy} id=${activity.id} />`}
    ${tally?.total > 0 && tally.recipes.length > 0 && html`<${Recipes} tally=${tally} />`}
  `;
}

function hintOf(isAnswered, canTick) {
  if (!canTick) return null;
  return isAnswered ? t("You can change it.") : t("What you do not tick becomes your shopping list.");
}

function Ticks({ activity: { config, tally }, has, counted, canTick, people, answer }) {
  const ids = config.ingredients.map(({ id }) => id);
  const hasAll = ids.every((id) => has.includes(id));
  const toggle = (id) => answer(ids.filter((each) => (each === id ? !has.includes(id) : has.includes(each))));
  return html`
    <div class="haves" role="group" aria-label=${t("What do you have?")}>
      ${canTick &&
      html`
        <button type="button" class="button button--quiet" aria-disabled=${hasAll}
          onClick=${() => hasAll || answer(ids)}>
          ${t("I have everything")}
        </button>
      `}
      <ul class="haves__list">
        ${config.ingredients.map(
          (ingredient) => html`
            <${Have} key=${ingredient.id} ingredient=${ingredient} amounts=${amountsOf(ingredient, config, people)}
              isTicked=${has.includes(ingredient.id)} isCounted=${counted.includes(ingredient.id)} canTick=${canTick}
              tally=${tally} toggle=${toggle} />
          `,
        )}
      </ul>
    </div>
  `;
}

function Have({ ingredient: { id, item, substitutes }, amounts, isTicked, isCounted, canTick, tally, toggle }) {
  const lack = tally?.total > 0 && lackInWords(tally.lacking[id] ?? 0);
  const beside = isTicked === isCounted ? lack : t("sending");
  return html`
    <li class="have" data-ticked=${String(isTicked)}>
      <label class="have__tick">
        <input type="checkbox" checked=${isTicked} disabled=${!canTick} onChange=${() => toggle(id)} />
        <span class="have__words">
          <span class="have__item" dir="auto">${item}</span>
          <${Amounts} amounts=${amounts} />
          <${Substitutes} substitutes=${substitutes} />
        </span>
      </label>
      ${beside && html`<span class="have__lack">${beside}</span>`}
    </li>
  `;
}

function Amounts({ amounts }) {
  return amounts.length > 0 && html` <span class="have__amount" dir="auto">${amounts.map(inWords).join(", ")}</span>`;
}

/** What is missing in how many kitchens, and what could be cooked. */
export function Board({ activity, isStage }) {
  const { config, tally } = activity;
  if (!config.ingredients.length) {
    const words = t("The list follows the event's recipe. Fill that in, or write the ingredients here.");
    return html`<p class="quiet">${words}</p>`;
  }
  const hasRecipes = tally?.total > 0 && tally.recipes.length > 0;
  return html`
    <div class="pantry">
      ${tally?.total === 0 &&
      html`<p class="pantry__none">${t("Nobody has ticked yet. Look at what you have at home.")}</p>`}
      <div class="pantry__columns">
        <${Missing} activity=${activity} isStage=${isStage} isBeside=${hasRecipes} />
        ${hasRecipes && html`<${Recipes} tally=${tally} isStage=${isStage} />`}
      </div>
    </div>
  `;
}
