import { html } from "../room/html.js";
import { number, t } from "../i18n.js";
import { AnswerState } from "../room/parts/answers.js";
import { Heard } from "./turns/heard.js";
import { Place } from "./turns/place.js";
import { standingOf } from "./turns/standing.js";

export { Controls } from "./turns/controls.js";

export const hasResults = false;
export const stylesheet = new URL("../../css/kinds/turns.css", import.meta.url).href;

/** How many of the queue are named after the one who is next. */
const MOST_LATER = { page: 12, stage: 5 };

/** What "Next" does: the turn of who is first in the queue; after the last it ends theirs. */
export function next({ state, now, queue }, people = []) {
  if (state !== "open" || (!now && !queue.length)) return null;
  const away = new Set(people.filter(({ here }) => here === false).map(({ id }) => id));
  const first = queue.find(({ id }) => !away.has(id));
  return { move: "next", label: first ? turnOf(first) : t("End this turn") };
}

function turnOf({ name }) {
  return t("{name}'s turn", { name });
}

/** Whose turn it is, and one button: to take a turn, to leave it, or to hand it on. */
export function Guest({ activity, isOpen, sending, answer, you }) {
  if (!isOpen) return html`<${Over} activity=${activity} />`;
  const standing = standingOf(activity, you, sending);
  const isSending = sending.length > 0;
  const isOwn = standing.is === "now";
  return html`
    <div class="turns">
      <${Now} activity=${activity} isOwn=${isOwn} isGuest />
      <${OwnButtons} standing=${standing} place=${activity.place} answer=${answer} />
      <p class="turns__own" aria-live="polite">${ownPlace(standing)}</p>
      ${isSending && html`<${AnswerState} isSending />`}
      <${Queue} queue=${activity.queue} you=${you} most=${MOST_LATER.page} />
    </div>
  `;
}

function OwnButtons({ standing, place, answer }) {
  if (standing.is === "waiting") {
    return html`<${Button} words=${t("Leave the queue")} press=${() => answer("pass")} isQuiet />`;
  }
  if (standing.is === "out") return html`<${Button} words=${t("Take a turn")} press=${() => answer("join")} />`;
  return html`
    <div class="turns__hand-on">
      <${Button} words=${handOn(place)} press=${() => answer("done")} />
      <${Button} words=${place ? t("Skip me") : t("Pass")} press=${() => answer("pass")} isQuiet />
    </div>
  `;
}

function handOn(place) {
  if (!place) return t("Done");
  return place.unit === "chapter" ? t("Pass the chapter") : t("Pass the page");
}

function Button({ words, press, isQuiet = false }) {
  return html`
    <button type="button" class="button turns__button ${isQuiet ? "button--quiet" : ""}" onClick=${press}>
      ${words}
    </button>
  `;
}

function ownPlace({ is, place }) {
  if (is !== "waiting") return null;
  return place === 1 ? t("You are next.") : t("You are number {n} in the queue.", { n: number(place) });
}

/** Whose turn it is, for all to see. */
export function Board({ activity, isStage = false }) {
  const { state, queue, config } = activity;
  if (state === "draft") return html`<p class="quiet">${planned(config)}</p>`;
  if (state === "closed") return html`<${Over} activity=${activity} isStage=${isStage} />`;
  return html`
    <div class="turns">
      <${Now} activity=${activity} />
      ${isStage && html`<${Queue} queue=${queue} most=${MOST_LATER.stage} />`}
    </div>
  `;
}

function planned({ everyone, reading }) {
  if (reading) return t("Whoever is here reads aloud in turn, in a random order.");
  if (everyone) return t("Whoever is here has a turn, in a random order.");
  return t("Guests ask for a turn and come one after the other.");
}

function Now({ activity, isGuest = false, isOwn = false }) {
  const { now, place, is_over_time: isOverTime } = activity;
  if (!now) {
    return html`
      <div class="turns__now" aria-live="polite">
        <p class="turns__wait">${nobodyYet(activity, isGuest)}</p>
        <${Place} place=${place} />
      </div>
    `;
  }
  const isLong = !isOwn && now.name.length > 24;
  return html`
    <div class="turns__now" data-own=${isOwn}>
      <div aria-live="polite">
        <p class="turns__who">
          <span class="turns__label">${t("Now")}</span>
          <span class="turns__name" dir="auto" data-length=${isLong ? "long" : "short"}>
            ${isOwn ? t("Your turn") : now.name}
          </span>
        </p>
        <${Place} place=${place} />
      </div>
      ${isOverTime && html`<p class="turns__over">${t("Time is up: finish in peace.")}</p>`}
    </div>
  `;
}

function nobodyYet({ queue, config, tally }, isGuest) {
  const isFirst = !tally?.total;
  if (queue.length) return isFirst ? t("The first turn is about to begin.") : t("The next turn is about to begin.");
  if (!isFirst) return t("Everybody who asked has had a turn.");
  if (config.everyone) return t("Everyone has a turn, as soon as somebody is here.");
  return isGuest ? t("Nobody has asked for a turn yet. Will you begin?") : t("Who begins? Take a turn on your phone.");
}

/** Who is next, and after them. */
function Queue({ queue, you, most }) {
  if (!queue.length) return null;
  const [first, ...later] = queue;
  const shown = later.slice(0, most);
  const more = later.length - shown.length;
  const andMore = t("and {n} more", { n: number(more) });
  return html`
    <div class="turns__queue">
      <p class="turns__next"><span class="turns__label">${t("Next up")}</span> ${nameFor(first, you)}</p>
      ${shown.length > 0 &&
      html`
        <ol class="turns__later" start="2" aria-label=${t("Later")}>
          ${shown.map((guest) => html`<li key=${guest.id}>${nameFor(guest, you)}</li>`)}
          ${more > 0 && html`<li class="turns__more">${andMore}</li>`}
        </ol>
      `}
    </div>
  `;
}

function nameFor({ id, name }, you) {
  const words = id === you?.id ? t("{name} (you)", { name }) : name;
  return html`<span dir="auto">${words}</span>`;
}

function Over({ activity: { tally }, isStage = false }) {
  if (!tally?.heard.length) return html`<p class="quiet turns__wait">${t("Nobody had a turn this time.")}</p>`;
  return html`
    <div class="turns">
      <p class="turns__wait">${t("Thank you. You heard:")}</p>
      <${Heard} heard=${tally.heard} isStage=${isStage} />
    </div>
  `;
}
