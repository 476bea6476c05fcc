import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { nameOf } from "./along.js";
import { StepCard, StepTimers } from "./step.js";

const MOST_PLACES = { page: 100, stage: 6 };
const MOST_PLANNED = 8;
const NO_STEPS = t("No steps yet: they come from the event's recipe or stops.");
const NOBODY_YET = t("Each at their own pace: the first step is on your phone.");

/** The step that is on, for all to see, with how many are done; at one's own pace, how many are where. */
export function Board({ activity, isStage = false }) {
  const { config, step, state, tally } = activity;
  if (!config.steps.length) return html`<p class="quiet">${NO_STEPS}</p>`;
  if (state === "draft" || !step) return html`<${Planned} steps=${config.steps} />`;
  if (state === "closed") return html`<${Over} activity=${activity} isStage=${isStage} />`;
  if (config.pace === "own") return html`<${Places} activity=${activity} isStage=${isStage} />`;
  // the console has the timers among its controls
  return html`
    <div class="along">
      <${StepCard} steps=${config.steps} at=${activity.at} timers=${isStage ? activity.timers : []}
        hasLink=${!isStage} />
      ${tally && html`<${Counts} counts=${tally.steps[step]} isStage=${isStage} />`}
    </div>
  `;
}

function Planned({ steps }) {
  const more = steps.length - MOST_PLANNED;
  const andMore = t("and {n} more", { n: number(more) });
  return html`
    <ol class="along__planned" aria-label=${t("Steps")}>
      ${steps.slice(0, MOST_PLANNED).map((step) => html`<li key=${step.id} dir="auto">${nameOf(step)}</li>`)}
    </ol>
    ${more > 0 && html`<p class="quiet">${andMore}</p>`}
  `;
}

/** On the stage nobody is told on who needs help. */
function Counts({ counts: { done, help, love }, isStage }) {
  const parts = [
    (done > 0 || !isStage) && t("{n} done", { n: number(done) }),
    help > 0 && !isStage && needHelp(help),
    love > 0 && loveWords(love),
  ].filter(Boolean);
  return html`
    <ul class="along__counts" aria-label=${t("This step")}>
      ${parts.map((words, index) => html`<li key=${index}>${words}</li>`)}
    </ul>
  `;
}

function needHelp(n) {
  return n === 1 ? t("1 needs help") : t("{n} need help", { n: number(n) });
}

/** How many are at each step; on the stage, where somebody is. */
function Places({ activity: { config: { steps }, places, tally, timers }, isStage }) {
  const most = MOST_PLACES[isStage ? "stage" : "page"];
  const isTight = steps.length > most;
  const all = steps.map((step, index) => ({ step, index, here: places[step.id] }));
  const rows = isTight ? all.filter(({ here }) => here > 0) : all;
  const shown = rows.slice(-most);
  const earlier = rows.slice(0, -most).reduce((sum, { here }) => sum + here, 0);
  const atEarlier = t("{n} at earlier steps", { n: number(earlier) });
  const done = tally?.steps[steps.at(-1).id].done ?? 0;
  if (!rows.length) return html`<p class="along__title">${NOBODY_YET}</p>`;
  return html`
    <div class="along">
      ${earlier > 0 && html`<p class="along__number">${atEarlier}</p>`}
      <ol class="along__places" aria-label=${t("Where everybody is")}>
        ${shown.map(
          ({ step, index, here }) => html`
            <li key=${step.id} data-empty=${here === 0}>
              <span class="along__place-number" aria-hidden="true">${number(index + 1)}</span>
              <span class="along__place-name" dir="auto">${nameOf(step)}</span>
              <span class="along__place-count">${here > 0 && hereWords(here)}</span>
            </li>
          `,
        )}
      </ol>
      ${done > 0 && html`<p class="along__counts">${doneAll(done)}</p>`}
      ${isStage && html`<${StepTimers} steps=${steps} timers=${timers} />`}
    </div>
  `;
}

function doneAll(n) {
  return n === 1 ? t("1 has done all") : t("{n} have done all", { n: number(n) });
}

function hereWords(n) {
  return t("{n} here", { n: number(n) });
}

/** What was loved, once it is over. */
function Over({ activity: { config: { steps }, tally }, isStage }) {
  const loved = steps
    .map((step) => ({ step, love: tally?.steps[step.id].love ?? 0 }))
    .filter(({ love }) => love > 0)
    .sort((a, b) => b.love - a.love)
    .slice(0, MOST_PLACES.stage);
  return html`
    <div class="along">
      <p class="along__title">${t("All done. Thank you, everybody.")}</p>
      ${loved.length > 0 &&
      html`
        <p class="along__number">${t("Loved most")}</p>
        <ol class="along__places" aria-label=${t("Loved most")}>
          ${loved.map(
            ({ step, love }) => html`
              <li key=${step.id}>
                <span class="along__place-name" dir="auto">${nameOf(step)}</span>
                <span class="along__place-count">${loveWords(love)}</span>
              </li>
            `,
          )}
        </ol>
      `}
    </div>
  `;
}

function loveWords(n) {
  return n === 1 ? t("1 loves it") : t("{n} love it", { n: number(n) });
}
