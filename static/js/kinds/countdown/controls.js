import { useState } from "preact/hooks";
import { html } from "../../room/html.js";
import { number, t } from "../../i18n.js";
import { Icon } from "../../room/parts/brought.js";
import { asPosition, secondFrom } from "./playhead.js";
import { usePlayhead } from "./ticking.js";

const LATEST_S = 6 * 60 * 60;
const MOST_NAMES = 12;

/** The host's own: pause, jump, put it right by a second, and who is not ready. */
export function Controls({ activity, move, people }) {
  const standing = usePlayhead(activity);
  if (activity.state !== "open") return null;
  const isHidden = activity.results === "hidden" && activity.config.results !== "host";
  return html`
    <div class="cluster" role="group" aria-label=${t("Steps")}>
      ${activity.playhead.since !== null && html`<${Pause} isCounting=${standing.phase === "counting"} move=${move} />`}
      ${activity.has_begun &&
      html`
        <${Nudge} seconds=${-1} sign="−1 s" label=${t("back by a second")} move=${move} />
        <${Nudge} seconds=${1} sign="+1 s" label=${t("on by a second")} move=${move} />
      `}
      ${isHidden &&
      html`
        <button type="button" class="button button--quiet button--small" onClick=${() => move("reveal")}>
          ${t("Show who is ready, and the timeline")}
        </button>
      `}
    </div>
    <${Jump} second=${standing.second} move=${move} />
    ${!activity.has_begun && html`<${NotReady} activity=${activity} people=${people} />`}
  `;
}

function Pause({ isCounting, move }) {
  return html`
    <button type="button" class="button button--small" onClick=${() => move("pause")}>
      <${Icon} name="pause" />${isCounting ? t("Stop the countdown") : t("Pause for all")}
    </button>
  `;
}

function Nudge({ seconds, label, sign, move }) {
  return html`
    <button type="button" class="button button--quiet button--small together__nudge"
      onClick=${() => move("add-time", { seconds })}>
      ${sign}<span class="visually-hidden"> ${label}</span>
    </button>
  `;
}

function Jump({ second, move }) {
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState("");
  const submit = (event) => {
    event.preventDefault();
    const to = secondFrom(typed);
    const isSound = to !== null && to <= LATEST_S;
    setProblem(isSound ? "" : t("Write it as a player shows it, such as 23:10."));
    if (!isSound) return;
    move("jump", { to });
    setTyped("");
    document.activeElement.blur(); // so that the next key is heard as a step
  };
  return html`
    <form class="field" onSubmit=${submit} novalidate>
      <label for="countdown-jump">${t("Jump to")}</label>
      <div class="field__control">
        <input class="input input--short" id="countdown-jump" value=${typed} placeholder=${asPosition(second)}
          autocomplete="off" aria-invalid=${Boolean(problem)}
          aria-describedby="countdown-jump-hint countdown-jump-problem"
          onInput=${(event) => setTyped(event.currentTarget.value)} />
        <button class="button button--quiet button--small">${t("Jump")}</button>
      </div>
      <p class="field__hint" id="countdown-jump-hint">${t("All stop there and wait until you go on.")}</p>
      <p class="field__error" id="countdown-jump-problem" role="alert">${problem}</p>
    </form>
  `;
}

/** Who is here and has not said so; where answers are anonymous nobody knows. */
function NotReady({ activity: { answered_by: ready }, people }) {
  if (!ready) return null;
  const missing = people.filter(({ id, here, waiting }) => here && !waiting && !ready.includes(id));
  if (!missing.length) {
    return html`<p>${ready.length ? t("Everybody here is ready.") : t("Nobody is here yet.")}</p>`;
  }
  return html`<p dir="auto">${inWords(missing)}</p>`;
}

function inWords(people) {
  const names = people.slice(0, MOST_NAMES).map(({ name }) => name).join(", ");
  const more = people.length - MOST_NAMES;
  const all = more > 0 ? t("{names} and {n} more", { names, n: number(more) }) : names;
  return t("Not ready yet: {names}", { names: all });
}
