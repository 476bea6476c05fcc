import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { AnswerState } from "../../room/parts/answers.js";
import { Mark } from "../../room/parts/marks.js";

/** Before the first question a guest picks a team, or is put into one: then `activity.team` says which. */
export function TeamChoice({ activity, isOpen, mine, sending, answer }) {
  const counted = activity.team ?? mine?.team;
  const chosen = sending.at(-1)?.team ?? counted;
  const choose = (team) => isOpen && team !== chosen && answer({ team });
  return html`
    <p class="lede">${t("Choose your team. The questions start when everyone has one.")}</p>
    <div class="options" role="group" aria-label=${t("Teams")}>
      ${activity.config.teams.map(
        ({ id, text }, index) => html`
          <button type="button" class="option" key=${id} aria-pressed=${id === chosen} aria-disabled=${!isOpen}
            onClick=${() => choose(id)}>
            <${Team} index=${index} text=${text} size=${activity.team_sizes?.[id] ?? 0} />
          </button>
        `,
      )}
    </div>
    <${AnswerState} isSending=${sending.length > 0} isCounted=${Boolean(counted)}>
      ${counted ? t("This is your team.") : t("Tap a team to join it.")}
    <//>
  `;
}

/** Who plays with how many. */
export function TeamsBoard({ activity }) {
  return html`
    <ul class="options options--board" aria-label=${t("Teams")}>
      ${activity.config.teams.map(
        ({ id, text }, index) => html`
          <li class="option" key=${id}>
            <${Team} index=${index} text=${text} size=${activity.team_sizes?.[id] ?? 0} />
          </li>
        `,
      )}
    </ul>
  `;
}

function Team({ index, text, size }) {
  return html`
    <${Mark} index=${index} />
    <span class="option__text" dir="auto">${text}</span>
    ${size > 0 && html`<span class="option__size">${people(size)}</span>`}
  `;
}

function people(size) {
  return size === 1 ? t("1 person") : t("{n} people", { n: number(size) });
}
