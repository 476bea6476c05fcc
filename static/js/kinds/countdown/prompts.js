import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { asPosition } from "./playhead.js";

/** What to talk about, as far as its minute has come: the newest large, those before it below. */
export function Prompts({ discussion = [] }) {
  const [latest, ...earlier] = [...discussion].reverse();
  return html`
    <div class="together__prompts" aria-live="polite">
      ${latest &&
      html`
        <figure class="together__prompt" key=${latest.text}>
          <figcaption>${placeOf(latest)}</figcaption>
          <blockquote dir="auto">${latest.text}</blockquote>
        </figure>
      `}
    </div>
    ${earlier.length > 0 && html`<${PromptList} label=${t("To talk about, from before")} prompts=${earlier} />`}
  `;
}

function placeOf({ minute }) {
  return t("To talk about, since {position}", { position: asPosition(minute * 60) });
}

/** For the host alone, before it is opened. */
export function PlannedPrompts({ config: { discussion = [], title, link } }) {
  if (!discussion.length) {
    const none = title || link ? t("Nothing is planned to talk about.") : t("Open it, and everyone can say they are ready.");
    return html`<p class="quiet">${none}</p>`;
  }
  const words = t("To talk about, each at its minute: {n}", { n: number(discussion.length) });
  return html`<${PromptList} label=${words} prompts=${[...discussion].sort((a, b) => a.minute - b.minute)} />`;
}

function PromptList({ label, prompts }) {
  return html`
    <ul class="together__list" aria-label=${label}>
      ${prompts.map(
        ({ minute, text }, index) => html`
          <li key=${index}>
            <span class="together__at">${asPosition(minute * 60)}</span> <span dir="auto">${text}</span>
          </li>
        `,
      )}
    </ul>
  `;
}
