import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { rowsOf } from "./places.js";

/** Who has how many points; who is tied shares a place. */
export function Leaderboard({ entries, caption, you, most = 10 }) {
  const { rows, more } = rowsOf(entries, most, you?.id);
  if (!rows.length) return null;
  const heads = [t("Place"), t("Name"), t("Points")];
  const rest = t("and {n} more", { n: number(more) });
  return html`
    <div class="leaderboard">
      <table>
        <caption>${caption}</caption>
        <thead>
          <tr>
            ${heads.map(
              (head) => html`<th scope="col" key=${head}><span class="visually-hidden">${head}</span></th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (entry) => html`
              <tr key=${entry.id} data-own=${String(entry.id === you?.id)}>
                <td class="leaderboard__place">${number(entry.place)}</td>
                <th scope="row" dir="auto">${nameOf(entry, you)}</th>
                <td class="leaderboard__points">${number(entry.points)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
      ${more > 0 && html`<p class="leaderboard__more">${rest}</p>`}
    </div>
  `;
}

export function nameOf({ id, name }, you) {
  return id === you?.id ? t("{name} (you)", { name }) : name;
}
