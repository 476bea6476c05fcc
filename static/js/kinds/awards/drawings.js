import { html } from "../../room/html.js";

/** For the eye only. */
export function Rosette() {
  return html`
    <svg class="rosette" viewBox="0 0 48 56" focusable="false" aria-hidden="true">
      <path class="rosette__tails" d="M15 28 9 54l8-4 5 5 3-20zM33 28l6 26-8-4-5 5-3-20z" />
      <path class="rosette__edge" d="M24 1l5 4 6-1 3 6 6 3-1 6 4 5-4 5 1 6-6 3-3 6-6-1-5 4-5-4-6 1-3-6-6-3 1-6-4-5 4-5
        -1-6 6-3 3-6 6 1z" />
      <circle class="rosette__heart" cx="24" cy="24" r="12.5" />
      <path class="rosette__star" d="m24 15 2.7 5.7 6.3.8-4.6 4.3 1.2 6.2-5.6-3.1-5.6 3.1 1.2-6.2-4.6-4.3 6.3-.8z" />
    </svg>
  `;
}

export function DrumRoll() {
  return html`
    <svg class="drum" viewBox="0 0 120 84" focusable="false" aria-hidden="true">
      <path class="drum__body" d="M16 44v22c0 10 20 16 44 16s44-6 44-16V44z" />
      <path class="drum__cords" d="M18 56 32 78 46 60 60 82 74 60 88 78 102 56" />
      <ellipse class="drum__skin" cx="60" cy="44" rx="44" ry="14" />
      <g class="drum__stick"><path d="M8 6 52 40" /><circle cx="52" cy="40" r="4" /></g>
      <g class="drum__stick drum__stick--other"><path d="M112 6 68 40" /><circle cx="68" cy="40" r="4" /></g>
    </svg>
  `;
}
