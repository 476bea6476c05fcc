import { linesOf } from "../../room/parts/lines.js";

const UNITS = [
  "g", "kg", "mg", "ml", "cl", "dl", "l", "oz", "lb", "cups?", "tbsp", "tsp", "tins?", "cans?", "jars?", "cloves?",
  "bunch(?:es)?", "pinch(?:es)?", "slices?", "packs?", "packets?", "handfuls?",
].join("|");
const FIGURE = String.raw`(?:\d+\s+)?\d+[/⁄]\d+|\d*\s?[½⅓⅔¼¾⅛⅜⅝⅞]|\d+(?:[.,]\d+)?(?:\s?[-–]\s?\d+(?:[.,]\d+)?)?`;
const AMOUNT = new RegExp(String.raw`^((?:${FIGURE})(?:\s?(?:${UNITS})(?![\p{L}]))?)\s+(?:of\s+)?(.+)$`, "iu");

/**
 * Recipes as they are typed: a line such as "# Pancakes (4)" begins one for four, and below it stands what it needs, such
 * as "200 g flour". What reads as in `config` is cut as it was there: only who wrote "7 spice mix" knew whether seven is
 * an amount. `loose` counts the lines above the first recipe.
 */
export function parse(text, config = {}) {
  const known = knownIn(config);
  const recipes = [];
  let loose = 0;
  for (const line of linesOf(text)) {
    if (line.startsWith("#")) recipes.push({ ...(known.heads.get(line) ?? headIn(line)), ingredients: [] });
    else if (recipes.length) recipes.at(-1).ingredients.push(known.needs.get(line) ?? needIn(line));
    else loose += 1;
  }
  return { recipes, loose };
}

function knownIn(config) {
  const before = spelledOut(config);
  return {
    heads: new Map(before.map(({ ingredients: _, ...head }) => [headOf(head), head])),
    needs: new Map(before.flatMap(({ ingredients }) => ingredients).map((need) => [lineOf(need), need])),
  };
}

function headIn(line) {
  const [, name, serves] = line.slice(1).trim().match(/^(.*?)\s*\((\d+)\)$/) ?? [null, line.slice(1).trim()];
  return { name, serves: Number(serves) || null };
}

function needIn(line) {
  const [, amount, item] = line.match(AMOUNT) ?? [null, null, line];
  return { item, ...(amount && { amount }) };
}

/** Stored recipes as they would be typed. */
export function asText(config = {}) {
  return spelledOut(config).flatMap(({ ingredients, ...head }) => [headOf(head), ...ingredients.map(lineOf)]).join("\n");
}

/** Each recipe with the ingredients by their words; what it needs is stored by their ids. */
function spelledOut({ ingredients = [], recipes = [] }) {
  const items = new Map(ingredients.map(({ id, item }) => [id, item]));
  return recipes.map(({ name, serves = null, needs }) => ({
    name,
    serves,
    ingredients: needs.map(({ ingredient, amount }) => ({ item: items.get(ingredient), ...(amount && { amount }) })),
  }));
}

function headOf({ name, serves }) {
  return serves ? `# ${name} (${serves})` : `# ${name}`;
}

function lineOf({ item, amount }) {
  return amount ? `${amount} ${item}` : item;
}

/** What is wrong with it: `{what: "loose" | "unnamed" | "empty", name, number}`, or null. */
export function problemIn({ recipes, loose }) {
  if (loose) return { what: "loose" };
  const unnamed = recipes.findIndex(({ name }) => !name);
  if (unnamed >= 0) return { what: "unnamed", number: unnamed + 1 };
  const empty = recipes.find(({ ingredients }) => !ingredients.length);
  return empty ? { what: "empty", name: empty.name } : null;
}
