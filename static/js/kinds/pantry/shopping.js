import { scaled } from "../../room/parts/amounts.js";

/** How many the first recipe that says so serves; null where none does. */
export function usualPeople({ recipes = [] }) {
  return recipes.find(({ serves }) => serves)?.serves ?? null;
}

/**
 * How much of an ingredient for so many people: `[{amount, recipe}]`, one for each recipe that needs it; `recipe` is
 * named only where there are several. What no recipe needs is not made more.
 */
export function amountsOf(ingredient, { recipes = [] }, people) {
  const needs = recipes.flatMap((recipe) =>
    recipe.needs.filter(({ ingredient: id }) => id === ingredient.id).map(({ amount }) => ({
      amount: scaled(amount ?? ingredient.amount, people && recipe.serves ? people / recipe.serves : 1),
      recipe: recipes.length > 1 ? recipe.name : null,
    })),
  );
  const found = needs.filter(({ amount }) => amount);
  if (found.length || !ingredient.amount) return found;
  return [{ amount: ingredient.amount, recipe: null }];
}

/** "200 g flour"; where several recipes need it "flour: 200 g (Pancakes), 1 kg (Bread)". */
export function asLine(item, amounts) {
  if (!amounts.length) return item;
  const [{ amount, recipe }] = amounts;
  if (amounts.length === 1 && !recipe) return `${amount} ${item}`;
  return `${item}: ${amounts.map(inWords).join(", ")}`;
}

export function inWords({ amount, recipe }) {
  return recipe ? `${amount} (${recipe})` : amount;
}

/** What is still to be bought, one line each. */
export function shoppingList(config, has, people) {
  return config.ingredients
    .filter(({ id }) => !has.includes(id))
    .map((ingredient) => ({ id: ingredient.id, line: asLine(ingredient.item, amountsOf(ingredient, config, people)) }));
}

/** The list as a message that the guest's own mail program writes. */
export function mailOf(subject, lines) {
  const body = lines.map((line) => `- ${line}`).join("\r\n");
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
