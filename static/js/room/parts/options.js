import { html } from "../html.js";
import { number, t } from "../../i18n.js";
import { Icon } from "./brought.js";
import { Mark } from "./marks.js";

/** What kinds that let people choose among options have in common: their faces, bars and figures. */

/** Whether a guest may answer now: while it is open, and only once where an answer stands. */
export function mayAnswer({ config }, isOpen, mine) {
  return isOpen && (mine === undefined || config.may_change !== false);
}

/** The options with their bars and figures, as far as the viewer may see them. */
export function OptionsBoard({ activity: { config, tally } }) {
  return html`
    <ul class="options options--board" data-columns=${columnsFor(config.options.length)}>
      ${config.options.map(
        ({ id, text }, index) => html`
          <li class="option" key=${id}>
            <${Face} counts=${tally?.counts} id=${id} text=${text} index=${index} />
          </li>
        `,
      )}
    </ul>
  `;
}

export function columnsFor(count) {
  return count <= 6 ? 1 : count <= 14 ? 2 : 3;
}

/** The inside of an option; `counts` are absent while they are hidden, the bar is measured against the largest. */
export function Face({ counts, id, text, index, children }) {
  return html`
    ${counts && html`<${Bar} share=${shareOf(counts, id)} />`}
    <${Mark} index=${index} />
    <span class="option__text" dir="auto">${text}</span>
    ${children}
    ${counts && html`<span class="option__count" aria-hidden="true">${number(counts[id] ?? 0)}</span>`}
  `;
}

export function Bar({ share }) {
  return html`<span class="bar" aria-hidden="true" style=${{ inlineSize: `${share * 100}%` }}></span>`;
}

function shareOf(counts, id) {
  const most = Math.max(1, ...Object.values(counts));
  return (counts[id] ?? 0) / most;
}

const WORDS = { sending: () => t("sending"), counted: () => t("counted") };

/** On a chosen option. `state`: chosen, and not sent yet · sending · counted. */
export function Tick({ state }) {
  return html`
    <span class="option__tick" aria-hidden="true">
      ${state !== "sending" && html`<${Icon} name="check" />`}
      ${WORDS[state] && html`<span class="option__word">${WORDS[state]()}</span>`}
    </span>
  `;
}

/** The figures for those who hear them: they stand beside the choices and never in their names. */
export function InWords({ activity: { config, tally } }) {
  return html`
    <ul class="visually-hidden" aria-label=${t("Results")}>
      ${config.options.map(({ id, text }) => html`<li key=${id}>${text}: ${number(tally.counts[id] ?? 0)}</li>`)}
    </ul>
  `;
}
