import { html } from "../html.js";

/** Options are told apart by letter, shape and colour; each shape fills a 24 × 24 box alike to the eye. */
const SHAPES = [
  html`<path d="M12 3 22 21H2z" />`,
  html`<circle cx="12" cy="12" r="9.5" />`,
  html`<rect x="3.5" y="3.5" width="17" height="17" rx="1.5" />`,
  html`<path d="M12 1 23 12 12 23 1 12z" />`,
  html`<path d="m12 1.5 3.1 7 7.6.8-5.7 5.1 1.6 7.5-6.6-3.9-6.6 3.9L7 14.4 1.3 9.3l7.6-.8z" />`,
  html`<path d="M6.5 2.5h11L23 12l-5.5 9.5h-11L1 12z" />`,
];

/** The mark of the option at `index`, for the eye only. */
export function Mark({ index }) {
  const look = index % SHAPES.length;
  return html`
    <span class="mark" data-mark=${look} aria-hidden="true">
      <svg viewBox="0 0 24 24" focusable="false">${SHAPES[look]}</svg>
      <span>${String.fromCharCode(65 + index)}</span>
    </span>
  `;
}
