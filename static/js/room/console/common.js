import { html } from "../html.js";
import { number, t } from "../../i18n.js";
import { CATALOGUE } from "./catalogue.js";

const RESULTS = [
  ["reveal", () => t("Hidden until I show them")],
  ["live", () => t("Seen by all from the start")],
  ["host", () => t("For me alone")],
];
const LIMITS_S = [15, 30, 60, 120, 300];

/** What may be set of most kinds; `config` fills it in where an activity is there already. */
export function CommonFields({ name, config = {} }) {
  const { hasOwnCourse, isNamed } = CATALOGUE.find((each) => each.name === name) ?? { hasOwnCourse: true };
  if (hasOwnCourse) return null;
  const results = config.results ?? "reveal";
  const limits = [...new Set([...LIMITS_S, ...(config.seconds ? [config.seconds] : [])])].sort((a, b) => a - b);
  return html`
    <input type="hidden" name="has-common" value="1" />
    <div class="field">
      <label for="draft-results">${t("Results")}</label>
      <select class="input" id="draft-results" name="results">
        ${RESULTS.map(
          ([value, label]) => html`<option key=${value} value=${value} selected=${value === results}>${label()}</option>`,
        )}
      </select>
    </div>
    <div class="field">
      <label for="draft-seconds">${t("Time limit")}</label>
      <select class="input" id="draft-seconds" name="limit-seconds">
        <option value="">${t("None")}</option>
        ${limits.map(
          (s) => html`<option key=${s} value=${String(s)} selected=${s === config.seconds}>${inSeconds(s)}</option>`,
        )}
      </select>
    </div>
    <${Choice} name="final" words=${t("The first answer stands")} isOn=${config.may_change === false} />
    ${!isNamed &&
    html`
      <input type="hidden" name="may-be-anonymous" value="1" />
      <${Choice} name="anonymous" words=${t("Anonymous")} isOn=${Boolean(config.anonymous)} />
    `}
  `;
}

function Choice({ name, words, isOn }) {
  return html`
    <label class="check"><input type="checkbox" name=${name} defaultChecked=${isOn} /><span>${words}</span></label>
  `;
}

function inSeconds(n) {
  return t("{n} seconds", { n: number(n) });
}

/** The settings that were typed; `before` are those of an activity that is there already. */
export function settingsOf(kind, typed, before) {
  return { ...commonOf(typed), ...(kind.configOf?.(typed, before) ?? {}) };
}

function commonOf(typed) {
  if (!typed.has("has-common")) return {};
  const seconds = Number(typed.get("limit-seconds")) || null;
  return {
    results: typed.get("results"),
    may_change: !typed.has("final"),
    seconds,
    show_at_end: seconds !== null,
    ...(typed.has("may-be-anonymous") && { anonymous: typed.has("anonymous") }),
  };
}
