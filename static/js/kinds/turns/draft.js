import { useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";

const WAYS = [
  ["show", () => t("Show and tell: guests ask for a turn")],
  ["round", () => t("Go-around: everyone has a turn")],
  ["reading", () => t("Reading aloud: everyone reads in turn")],
];
const LENGTHS_S = [60, 120, 180, 300];

/** The fields of its form in the console; `config` fills them in. */
export function Draft({ config }) {
  const [way, choose] = useState(wayOf(config));
  return html`
    <fieldset class="field">
      <legend>${t("What")}</legend>
      ${WAYS.map(
        ([value, words]) => html`
          <label key=${value} class="check" for=${`draft-way-${value}`}>
            <input type="radio" id=${`draft-way-${value}`} name="way" value=${value} checked=${value === way}
              onChange=${() => choose(value)} />
            <span>${words()}</span>
          </label>
        `,
      )}
    </fieldset>
    ${way === "reading" && html`<${Reading} reading=${config?.reading} hasEnd=${Boolean(config)} />`}
    <${Length} seconds=${config?.seconds} />
  `;
}

function wayOf({ everyone, reading, brought } = {}) {
  if (reading || brought) return "reading";
  return everyone ? "round" : "show";
}

function Length({ seconds }) {
  const lengths = [...new Set([...LENGTHS_S, ...(seconds ? [seconds] : [])])].sort((a, b) => a - b);
  return html`
    <div class="field">
      <label for="draft-turn-seconds">${t("How long a turn is")}</label>
      <select class="input" id="draft-turn-seconds" name="turn-seconds">
        <option value="">${t("As long as it takes")}</option>
        ${lengths.map((s) => html`<option key=${s} value=${s} selected=${s === seconds}>${inWords(s)}</option>`)}
      </select>
    </div>
  `;
}

function inWords(seconds) {
  if (seconds % 60) return t("{n} seconds", { n: number(seconds) });
  return seconds === 60 ? t("1 minute") : t("{n} minutes", { n: number(seconds / 60) });
}

function Reading({ reading: { title, unit, first = 1, last } = {}, hasEnd }) {
  const isByChapter = unit === "chapter";
  return html`
    <div class="field">
      <label for="draft-book">${t("Book")} <span class="field__optional">${t("(optional)")}</span></label>
      <input class="input" id="draft-book" name="book" maxlength="200" autocomplete="off" dir="auto"
        defaultValue=${title ?? ""} />
    </div>
    <div class="field">
      <label for="draft-first">${isByChapter ? t("From chapter") : t("From page")}</label>
      <input class="input input--short" id="draft-first" name="first" type="number" min="1" max="100000"
        defaultValue=${first} required />
    </div>
    ${hasEnd && html`<${End} last=${last} isByChapter=${isByChapter} />`}
  `;
}

function End({ last, isByChapter }) {
  return html`
    <div class="field">
      <label for="draft-last">
        ${isByChapter ? t("To chapter") : t("To page")} <span class="field__optional">${t("(optional)")}</span>
      </label>
      <input class="input input--short" id="draft-last" name="last" type="number" min="1" max="100000"
        defaultValue=${last ?? ""} />
    </div>
  `;
}

export function configOf(form, config) {
  const way = form.get("way");
  const isAsBefore = Boolean(config) && way === wayOf(config);
  return {
    everyone: isAsBefore ? Boolean(config.everyone) : way !== "show",
    reading: way === "reading" ? readingOf(form, config) : null,
    seconds: Number(form.get("turn-seconds")) || null,
    brought: isAsBefore ? Boolean(config.brought) : way === "reading",
  };
}

/** With the pages or chapters a turn has, which the form does not show. */
function readingOf(form, config) {
  const title = form.get("book").trim();
  const first = Number(form.get("first"));
  const last = Number(form.get("last"));
  if (config?.brought && !config.reading && !title && !last && first === 1) return null;
  const { unit, each } = config?.reading ?? {};
  return { ...(unit && { unit }), ...(each && { each }), first, ...(title && { title }), ...(last && { last }) };
}
