import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";

/** Where the reading is: "Pages 12–13 of 240". */
export function Place({ place }) {
  if (!place) return null;
  return html`
    <p class="turns__place">
      <span class="turns__page">${placeInWords(place)}</span>
      ${place.title && html` <cite class="turns__book" dir="auto">${place.title}</cite>`}
    </p>
  `;
}

function placeInWords({ unit, first, last, end }) {
  if (end && first > end) return t("Read to the end");
  const values = { n: number(first), first: number(first), last: number(last), end: number(end ?? 0) };
  const isOne = first === last;
  if (unit === "chapter") return isOne ? chapter(end, values) : chapters(end, values);
  return isOne ? page(end, values) : pages(end, values);
}

function page(end, values) {
  return end ? t("Page {n} of {end}", values) : t("Page {n}", values);
}

function pages(end, values) {
  return end ? t("Pages {first}–{last} of {end}", values) : t("Pages {first}–{last}", values);
}

function chapter(end, values) {
  return end ? t("Chapter {n} of {end}", values) : t("Chapter {n}", values);
}

function chapters(end, values) {
  return end ? t("Chapters {first}–{last} of {end}", values) : t("Chapters {first}–{last}", values);
}
