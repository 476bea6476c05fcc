import { html } from "../room/html.js";
import { number, t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";
import { Icon } from "../room/parts/brought.js";
import { linesOf } from "../room/parts/lines.js";
import { Mark } from "../room/parts/marks.js";

export const hasResults = true;

/** One choice of several. The counts stand beside the choices and never in their names. */
export function Guest({ activity, isOpen, mine, sending, answer }) {
  const chosen = sending.at(-1) ?? mine;
  const isSending = sending.length > 0;
  const choose = (id) => isOpen && id !== chosen && answer(id);
  return html`
    <div class="options" role="group" aria-label=${t("Choices")}>
      ${activity.config.options.map(
        ({ id, text }, index) => html`
          <button type="button" class="option" key=${id} aria-pressed=${id === chosen} aria-disabled=${!isOpen}
            onClick=${() => choose(id)}>
            <${Face} activity=${activity} id=${id} text=${text} index=${index}>
              ${id === chosen && html`<${Tick} isSending=${isSending} />`}
            <//>
          </button>
        `,
      )}
    </div>
    ${activity.tally && html`<${InWords} activity=${activity} />`}
    <${AnswerState} isSending=${isSending} isCounted=${mine !== undefined}>
      ${hint(isOpen, mine)}
    <//>
  `;
}

/** The options with their bars and figures, as far as the viewer may see them. */
export function Board({ activity }) {
  return html`
    <ul class="options options--board" data-columns=${columnsFor(activity.config.options.length)}>
      ${activity.config.options.map(
        ({ id, text }, index) => html`
          <li class="option" key=${id}>
            <${Face} activity=${activity} id=${id} text=${text} index=${index} />
          </li>
        `,
      )}
    </ul>
  `;
}

function columnsFor(count) {
  return count <= 6 ? 1 : count <= 14 ? 2 : 3;
}

function Face({ activity: { tally }, id, text, index, children }) {
  return html`
    ${tally && html`<${Bar} share=${share(tally, id)} />`}
    <${Mark} index=${index} />
    <span class="option__text" dir="auto">${text}</span>
    ${children}
    ${tally && html`<span class="option__count" aria-hidden="true">${number(tally.counts[id] ?? 0)}</span>`}
  `;
}

function Bar({ share }) {
  return html`<span class="bar" aria-hidden="true" style=${{ transform: `scaleX(${share})` }}></span>`;
}

function Tick({ isSending }) {
  const word = isSending ? t("sending") : t("counted");
  return html`
    <span class="option__tick" aria-hidden="true">
      ${!isSending && html`<${Icon} name="check" />`}<span class="option__word">${word}</span>
    </span>
  `;
}

function InWords({ activity }) {
  return html`
    <ul class="visually-hidden" aria-label=${t("Results")}>
      ${activity.config.options.map(
        ({ id, text }) => html`<li key=${id}>${text}: ${number(activity.tally.counts[id] ?? 0)}</li>`,
      )}
    </ul>
  `;
}

function hint(isOpen, mine) {
  if (!isOpen) return null;
  return mine === undefined ? t("Tap the one you prefer.") : t("You can change it while this is open.");
}

/** How far a bar reaches: the leading option fills the row. */
function share({ counts }, id) {
  const most = Math.max(1, ...Object.values(counts));
  return (counts[id] ?? 0) / most;
}

/** The quick form of the console. */
export function Draft() {
  return html`
    <div class="field">
      <label for="draft-options">${t("Options")}</label>
      <p class="field__hint" id="draft-options-hint">${t("One a line, two at least.")}</p>
      <textarea class="input" id="draft-options" name="options" rows="4" required
        aria-describedby="draft-options-hint"></textarea>
    </div>
  `;
}

export function configOf(form) {
  return { options: linesOf(form.get("options")) };
}
