import { html } from "../../room/html.js";
import { t } from "../../i18n.js";
import { Icon } from "../../room/parts/brought.js";
import { Face, InWords, Tick } from "../../room/parts/options.js";

/**
 * The options of a question, each `{id, text, index}` with its place in the host's order for letter and shape.
 * `counts` are absent while hidden. `truth`, once it is out, is `{id, word, icon}`: which option it is and its name.
 */
export function Choices({ label, options, chosen, isSending, canChoose, counts, truth, choose }) {
  return html`
    <div class="options" role="group" aria-label=${label}>
      ${options.map(({ id, text, index }) => {
        const isChosen = id === chosen;
        return html`
          <button type="button" class="option" key=${id} aria-pressed=${isChosen} aria-disabled=${!canChoose}
            data-truth=${String(id === truth?.id)} onClick=${() => canChoose && !isChosen && choose(id)}>
            <${Face} counts=${counts} id=${id} text=${text} index=${index}>
              ${isChosen && html`<${Tick} state=${isSending ? "sending" : "counted"} />`}
              ${id === truth?.id && html`<${Truth} ...${truth} />`}
            <//>
          </button>
        `;
      })}
    </div>
    ${counts && html`<${Figures} options=${options} counts=${counts} />`}
  `;
}

/** The same for all to see. */
export function ChoicesBoard({ options, counts, truth }) {
  return html`
    <div class="choices-board">
      <ul class="options options--board">
        ${options.map(
          ({ id, text, index }) => html`
            <li class="option" key=${id} data-truth=${String(id === truth?.id)}>
              <${Face} counts=${counts} id=${id} text=${text} index=${index}>
                ${id === truth?.id && html`<${Truth} ...${truth} />`}
              <//>
            </li>
          `,
        )}
      </ul>
      ${counts && html`<${Figures} options=${options} counts=${counts} />`}
    </div>
  `;
}

function Truth({ word, icon }) {
  return html`<span class="option__truth">${icon && html`<${Icon} name=${icon} />`}${word}</span>`;
}

function Figures({ options, counts }) {
  return html`<${InWords} activity=${{ config: { options }, tally: { counts } }} />`;
}

/** Options with their place in the order they are given in. */
export function numbered(options) {
  return options.map((option, index) => ({ ...option, index }));
}
