import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { nameOf } from "./leaderboard.js";
import { stepsOf } from "./places.js";

const MOST_NAMES = 4;

/** Three steps; read from the first place on, whatever order they stand in. */
export function Podium({ leaderboard, you }) {
  return html`
    <ol class="podium" aria-label=${t("Podium")}>
      ${stepsOf(leaderboard).map(
        ({ place, points, entries }) => html`
          <li class="podium__step" key=${place} data-place=${place}>
            <${Names} entries=${entries} you=${you} />
            <p class="podium__block">
              <span class="podium__place"><span class="visually-hidden">${t("Place")} </span>${number(place)}</span>
              <span class="podium__points">${inPoints(points)}</span>
            </p>
          </li>
        `,
      )}
    </ol>
  `;
}

function Names({ entries, you }) {
  const shown = entries.slice(0, MOST_NAMES);
  const rest = t("and {n} more", { n: number(entries.length - shown.length) });
  return html`
    <ul class="podium__names">
      ${shown.map((entry) => html`<li key=${entry.id} dir="auto">${nameOf(entry, you)}</li>`)}
      ${entries.length > shown.length && html`<li>${rest}</li>`}
    </ul>
  `;
}

export function inPoints(points) {
  return points === 1 ? t("1 point") : t("{n} points", { n: number(points) });
}
