import { html } from "../room/html.js";
import { t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";
import { Face, InWords, mayAnswer, OptionsBoard, Tick } from "../room/parts/options.js";

export const hasResults = true;

/** One choice of several. The counts stand beside the choices and never in their names. */
export function Guest({ activity, isOpen, mine, sending, answer }) {
  const chosen = sending.at(-1) ?? mine;
  const state = sending.length > 0 ? "sending" : "counted";
  const canChoose = mayAnswer(activity, isOpen, mine);
  const choose = (id) => canChoose && id !== chosen && answer(id);
  return html`
    <div class="options" role="group" aria-label=${t("Choices")}>
      ${activity.config.options.map(
        ({ id, text }, index) => html`
          <button type="button" class="option" key=${id} aria-pressed=${id === chosen} aria-disabled=${!canChoose}
            onClick=${() => choose(id)}>
            <${Face} counts=${activity.tally?.counts} id=${id} text=${text} index=${index}>
              ${id === chosen && html`<${Tick} state=${state} />`}
            <//>
          </button>
        `,
      )}
    </div>
    ${activity.tally && html`<${InWords} activity=${activity} />`}
    <${AnswerState} isSending=${sending.length > 0} isCounted=${mine !== undefined}>
      ${canChoose && hint(mine)}
    <//>
  `;
}

function hint(mine) {
  return mine === undefined ? t("Tap the one you prefer.") : t("You can change it while this is open.");
}

export const Board = OptionsBoard;
