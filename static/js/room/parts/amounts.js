const VULGAR = {
  "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
};
const NICE = [[0, ""], [1 / 8, "⅛"], [1 / 4, "¼"], [1 / 3, "⅓"], [1 / 2, "½"], [2 / 3, "⅔"], [3 / 4, "¾"], [1, ""]];
/** Up to here a half still matters in a kitchen. */
const MOST_IN_PARTS = 20;

const SIGNS = Object.keys(VULGAR).join("");
const NUMBERS = new RegExp(
  String.raw`(?<![\p{L}\d.,/⁄])(?:\d+\s+\d+[/⁄]\d+|\d+[/⁄]\d+|\d*\s?[${SIGNS}]|\d+(?:[.,]\d+)*)`,
  "gu",
);
const MEASURED = /^\s?(?:mg|g|gr|grams?|kg|kilos?|ml|cl|dl|l|lit(?:re|er)s?)(?!\p{L})/iu;
/** What follows is the size of a thing or its kind, which does not grow with the guests. */
const SIZED = /^\s?(?:%|°|"|″|(?:mm|cm|inch(?:es)?|min(?:utes?)?)(?!\p{L}))/iu;
const TIMES = /(?:^|[\s\d])[x×]\s?$/iu;

/**
 * An amount for more or fewer people: "200 g" twice is "400 g", "1 1/2 cups" twice "3 cups". Words stay as they are, and
 * so do sizes: what stands in brackets, after "2 x", or is so many % or cm.
 */
export function scaled(amount, factor) {
  if (!amount || !Number.isFinite(factor) || factor <= 0 || factor === 1) return amount;
  return amount.replace(NUMBERS, (found, offset) => {
    const [before, after] = [amount.slice(0, offset), amount.slice(offset + found.length)];
    const value = valueOf(found);
    if (!Number.isFinite(value) || !value || isSize(before, after)) return found;
    const lead = found.match(/^\s*/)[0];
    const isInParts = !/^[\d.,]+$/.test(found);
    const isDecimal = !isInParts && (/[.,]/.test(found) || isMeasured(after));
    return lead + (isDecimal ? asDecimal(value * factor, found) : asParts(value * factor));
  });
}

/** "200-300 g": the unit after the range goes for both. */
function isMeasured(after) {
  return MEASURED.test(after.replace(/^\s?[-–]\s?[\d.,]+/, ""));
}

function isSize(before, after) {
  const isInBrackets = before.lastIndexOf("(") > before.lastIndexOf(")");
  return isInBrackets || TIMES.test(before) || SIZED.test(after.replace(/^\s?[-–]\s?[\d.,]+/, ""));
}

/** What a number says, however it is written: 2, 0.5, 0,5, 1,000, 1/2, 1 1/2, 1½. */
function valueOf(text) {
  const sign = text.at(-1);
  if (sign in VULGAR) return Number(text.slice(0, -1)) + VULGAR[sign];
  const [, whole = 0, over, under] = text.match(/^(?:(\d+)\s+)?(\d+)[/⁄](\d+)$/) ?? [];
  if (over) return Number(whole) + over / under;
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(text) && !text.startsWith("0")) return Number(text.replace(/[.,]/g, ""));
  return Number(text.replace(",", "."));
}

function asDecimal(value, written) {
  const digits = value >= 10 ? 0 : value >= 1 ? 1 : 2;
  const text = String(Number(value.toFixed(digits)) || Number(value.toPrecision(1)));
  return /,\d{1,2}$/.test(written) ? text.replace(".", ",") : text;
}

function asParts(value) {
  if (value > MOST_IN_PARTS) return String(Math.round(value));
  const whole = Math.floor(value + 1e-9);
  const rest = value - whole;
  const [part, sign] = NICE.reduce((best, each) => (Math.abs(each[0] - rest) < Math.abs(best[0] - rest) ? each : best));
  const shown = part === 1 ? whole + 1 : whole;
  if (!shown && !sign) return asDecimal(value, "");
  return `${shown || ""}${sign}`;
}
