import { clock } from "../../room/clock.js";
import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { asPosition } from "./playhead.js";

const IS_ADDRESS = /^https?:\/\//i;

/** What is watched, where, and for how long. */
export function What({ config: { title, link, minutes }, isStage }) {
  if (!title && !link && !minutes) return null;
  return html`
    <div class="together__what">
      ${title && html`<p class="together__title" dir="auto">${title}</p>`}
      <p class="together__where">
        ${minutes && html`<span>${inMinutes(minutes)}</span>`}
        ${link && !isStage && html`<${Where} link=${link} />`}
      </p>
    </div>
  `;
}

function inMinutes(minutes) {
  return minutes === 1 ? t("1 minute") : t("{n} minutes", { n: number(minutes) });
}

function Where({ link }) {
  if (!IS_ADDRESS.test(link)) return html`<span dir="auto">${link}</span>`;
  return html`
    <a class="together__link" href=${link} target="_blank" rel="noopener noreferrer">
      ${t("Open it")}<span class="visually-hidden"> ${t("(opens in its own tab)")}</span>
    </a>
  `;
}

/** The count, Go, or the second all are at, with what to do now. */
export function Figure({ standing, hasBegun, isBoard }) {
  const { phase, went } = standing;
  return html`
    <div class="together__now">
      <p class="together__label">${labelOf(standing, hasBegun)}</p>
      <p class="together__figure" data-large=${String(phase === "counting" || went)}
        aria-hidden=${phase === "counting"}>
        ${figureOf(standing)}
      </p>
      ${!went && html`<p class="together__hint">${hintOf(standing, hasBegun, isBoard)}</p>`}
    </div>
    <p class="visually-hidden" aria-live="polite">${heard(standing, hasBegun)}</p>
  `;
}

function figureOf({ phase, second, left, went }) {
  if (phase === "counting") return number(left);
  return went ? t("Go") : asPosition(second);
}

function labelOf({ phase, went }, hasBegun) {
  if (went) return t("Press play");
  if (phase === "counting") return t("Finger on play");
  if (phase === "playing") return t("It is at");
  if (phase === "over") return t("The end");
  return hasBegun ? t("Paused at") : t("We start at");
}

function hintOf({ phase, second }, hasBegun, isBoard) {
  if (phase === "counting") return t("Press play in your own player at Go.");
  if (phase === "playing" && isBoard) return t("Just come? Start your player there.");
  if (phase === "playing") return t("Not there? Set your player to it.");
  if (phase === "over") return t("Talk about it in the call.");
  if (hasBegun) return t("Stop your player, set it to that place, and wait for Go.");
  const position = asPosition(second);
  return t("Open it in your own player, stop it at {position}, and press play at Go.", { position });
}

/** Once a phase, not once a second. */
function heard({ phase, second, went }, hasBegun) {
  if (went) return t("Go");
  if (phase === "counting") return t("The countdown runs. Press play at Go.");
  if (phase === "over") return t("The end");
  return phase === "standing" && hasBegun ? t("Paused at {position}", { position: asPosition(second) }) : "";
}

/** How far devices may be apart, as their clocks were measured. */
export function HowExact() {
  const { uncertainty } = clock;
  if (uncertainty === null) return html`<p class="together__exact">${t("Finding the common time…")}</p>`;
  const words = t("In step within ±{n} ms", { n: number(Math.max(1, Math.ceil(uncertainty))) });
  return html`<p class="together__exact">${words}</p>`;
}
