import { html } from "../room/html.js";
import { number, t } from "../i18n.js";
import { Away } from "./pairs/away.js";

export const hasResults = false;
export const stylesheet = new URL("../../css/kinds/pairs.css", import.meta.url).href;

const USUAL_ROUNDS = 3;

/** What "Next" does: send them off, call them back, and again until the rounds are done. */
export function next({ phase, round, config }) {
  if (phase === "ready") return { move: "next", label: sendOff(config) };
  if (phase === "talking") return { move: "back", label: t("Call everyone back") };
  const isAnotherRound = phase === "back" && round < (config.rounds ?? USUAL_ROUNDS);
  return isAnotherRound ? { move: "next", label: t("Another round") } : null;
}

function sendOff({ size }) {
  return size > 2 ? t("Send everyone into groups") : t("Send everyone into pairs");
}

/** What to do now, and whom to meet. */
export function Guest(props) {
  const { activity, isOpen } = props;
  if (!isOpen || activity.phase === "back") return html`<${Back} isOpen=${isOpen} />`;
  return activity.phase === "talking" ? html`<${Away} ...${props} />` : html`<${Ready} config=${activity.config} />`;
}

function Back({ isOpen }) {
  return html`
    <div class="meet meet--back">
      <p class="meet__act">${t("Come back to the main call")}</p>
      ${isOpen && html`<p>${t("Say goodbye, and close the other call if you were in one.")}</p>`}
    </div>
  `;
}

function Ready({ config: { size = 2, own_calls: hasOwnCalls } }) {
  const words = size > 2
    ? t("In a moment you meet a few others, up to {n} in a group.", { n: number(size) })
    : t("In a moment you meet one other person here.");
  return html`
    <div class="meet">
      <p class="meet__act">${words}</p>
      <p>${hasOwnCalls ? t("A button takes you there. Stay here until then.") : t("Stay here until then.")}</p>
    </div>
  `;
}

/** Where everybody is, for all to see: without names. */
export function Board({ activity: { phase, round, groups = 0, config } }) {
  const rounds = t("Round {n}", { n: number(round || 1) });
  return html`
    <div class="meet-board">
      ${phase !== "ready" && phase !== undefined && html`<p class="meet-board__round">${rounds}</p>`}
      <p class="meet-board__now">${nowOf(phase, groups, config)}</p>
      <p class="meet-board__hint">${hintOf(phase)}</p>
    </div>
  `;
}

function nowOf(phase, groups, { size }) {
  if (phase === "back") return t("Welcome back");
  if (phase !== "talking") return size > 2 ? t("Small groups come next") : t("Pairs come next");
  if (groups === 1) return t("1 group is talking");
  return t("{n} groups are talking", { n: number(groups) });
}

function hintOf(phase) {
  if (phase === "back") return t("What did you hear that surprised you?");
  if (phase === "talking") return t("Look at your phone: it says whom you meet.");
  return t("Keep your phone at hand: it will say whom you meet.");
}

/** The host's own: who is with whom, and to mix them again. */
export function Controls({ activity: { state, phase, all_groups: groups = [] }, move }) {
  if (state !== "open" || phase !== "talking") return null;
  return html`
    <section class="stack stack--tight" aria-label=${t("Groups")}>
      <p class="cluster">
        <button type="button" class="button button--quiet button--small" onClick=${() => move("shuffle")}>
          ${t("Mix again")}
        </button>
      </p>
      <ul class="groups">
        ${groups.map((group) => html`<${Group} key=${group.number} group=${group} />`)}
      </ul>
    </section>
  `;
}

function Group({ group: { number: place, people, video_url: videoUrl } }) {
  const name = t("Group {n}", { n: number(place) });
  return html`
    <li class="groups__one">
      <p class="groups__number">${name}</p>
      <ul class="groups__people">
        ${people.map(({ id, name: person }) => html`<li key=${id} class="badge" dir="auto">${person}</li>`)}
      </ul>
      ${videoUrl &&
      html`
        <a class="groups__call" href=${videoUrl} target="_blank" rel="noopener noreferrer">
          ${t("Their call")}<span class="visually-hidden">: ${name} ${t("(opens in its own tab)")}</span>
        </a>
      `}
    </li>
  `;
}
