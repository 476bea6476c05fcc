import { html } from "../../room/html.js";
import { Icon } from "../../room/parts/brought.js";

/** How it went for one guest, in words with an icon. */
export function Verdict({ isGood, text, children }) {
  return html`
    <div class="verdict" data-good=${String(isGood)}>
      <p class="verdict__text"><${Icon} name=${isGood ? "check" : "x"} /><span dir="auto">${text}</span></p>
      ${children}
    </div>
  `;
}
