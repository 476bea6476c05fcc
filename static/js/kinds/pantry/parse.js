import { linesOf } from "../../room/parts/lines.js";

const UNITS = [
  "g", "kg", "mg", "ml", "cl", "dl", "l", "oz", "lb", "cups?", "tbsp", "tsp", "tins?", "cans?", "jars?", "cloves?",
  "bunch(?:es)?", "pinch(?:es)?", "slices?", "packs?", "packets?", "handfuls?",
].join("|");
const FIGURE = String.raw`(?:\d+\s+)?\d+[/⁄]\d+|\d*\s?[½⅓⅔¼¾⅛⅜⅝⅞]|\d+(?:[.,]\d+)?(?:\s?[-–]\s?\d+(?:[.,]\d+)?)?`;
const AMOUNT = new RegExp(String.raw`^((?:${FIGURE})(?:\s?(?:${UNITS})(?![\p{L}]))?)\s+(?:of\s+)?(.+)$`, "iu");

/**
 * A pantry typed one ingredient a line, such as "200 g butter | margarine, oil", with what does in its place after the
 * bar. A line such as "# Pancakes (4)" begins a recipe for four.
 */
export function parse(text) {
  const loose = [];
  const recipes = [];
  for (const line of linesOf(text ?? "")) {
    if (line.startsWith("#")) recipes.push(recipeOf(line.slice(1).trim()));
    else (recipes.at(-1)?.ingredients ?? loose).push(ingredientOf(line));
  }
  return { ingredients: loose, recipes };
}

function recipeOf(line) {
  const [, name, serves] = line.match(/^(.*?)\s*\((\d+)\)$/) ?? [null, line];
  return { name, ...(Number(serves) > 0 && { serves: Number(serves) }), ingredients: [] };
}

function ingredientOf(line) {
  const [said, ...rest] = line.split("|");
  const [, amount, item] = said.trim().match(AMOUNT) ?? [null, null, said.trim()];
  const substitutes = rest.join(",").split(",").map((each) => each.trim()).filter(Boolean);
  return { item, ...(amount && { amount }), ...(substitutes.length && { substitutes }) };
}

/** The same as it would be typed. */
export function asText({ ingredients = [], recipes = [] }) {
  const ofRecipes = recipes.flatMap((recipe) => [headOf(recipe), ...recipe.ingredients.map(lineOf)]);
  return [...ingredients.map(lineOf), ...ofRecipes].join("\n");
}

function headOf({ name, serves }) {
  return serves ? `# ${name} (${serves})` : `# ${name}`;
}

function lineOf({ item, amount, substitutes = [] }) {
  const said = amount ? `${amount} ${item}` : item;
  return substitutes.length ? `${said} | ${substitutes.join(", ")}` : said;
}

/** What is wrong with it: `{what: "empty" | "unnamed" | "blank", name, number}`, or null. */
export function problemIn({ ingredients, recipes }) {
  const unnamed = recipes.findIndex(({ name }) => !name);
  if (unnamed >= 0) return { what: "unnamed", number: unnamed + 1 };
  const empty = recipes.find((recipe) => !recipe.ingredients.length);
  if (empty) return { what: "empty", name: empty.name };
  const isBlank = [ingredients, ...recipes.map((each) => each.ingredients)].flat().some(({ item }) => !item);
  return isBlank ? { what: "blank" } : null;
}

/** What the server is sent: nothing at all where nothing was typed. */
export function pantryOf(text) {
  const { ingredients, recipes } = parse(text);
  return { ...(ingredients.length && { ingredients }), ...(recipes.length && { recipes }) };
}
