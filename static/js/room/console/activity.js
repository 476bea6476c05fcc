import { useState } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../../i18n.js";
import { answeredOf } from "../guest/activity.js";
import { Icon } from "../parts/brought.js";
import { Planning } from "./planning.js";
import { ActivityTimer } from "./timers.js";

const SAYS = { draft: () => t("Planned"), open: () => t("Running now"), closed: () => t("Closed") };

/** The activity the host looks at, with its results and its moves. */
export function Activity({ live, activity, kind, isBusy, move, add, edit, remove }) {
  const isDraft = activity.state === "draft";
  const resultsMove = resultsMoveOf(activity, kind);
  return html`
    <section class="card console__activity" role="region" aria-label=${activity.title} data-state=${activity.state}>
      <header class="stack stack--tight">
        <p class="cluster">
          <span class="badge" data-state=${activity.state}>${SAYS[activity.state]()}</span>
          ${kind?.hasResults && !isDraft &&
          html`
            <span class="console__answered">${answeredOf(activity, live.state.people)}</span>
            <${SeenBy} results=${activity.results} />
          `}
        </p>
        <h2 dir="auto">${activity.title}</h2>
      </header>
      ${kind && html`<${kind.Board} activity=${activity} />`}
      ${kind?.Controls && !isDraft &&
      html`<div class="console__controls">
        <${kind.Controls} activity=${activity} move=${move} add=${add} people=${live.state.people.people} />
      </div>`}
      ${activity.anonymous && html`<p class="quiet">${t("Anonymous: answers are stored without names.")}</p>`}
      <div class="console__moves">
        <${Move} name=${moveOf(activity)} shortcut="o" isBusy=${isBusy} move=${move} isMain=${isDraft} />
        ${resultsMove && html`<${Move} name=${resultsMove} shortcut="r" isBusy=${isBusy} move=${move} />`}
        ${!kind?.hasOwnTimer?.(activity) && html`<${ActivityTimer} activity=${activity} move=${move} />`}
        <span class="console__remove cluster">
          <${Planning} activity=${activity} activities=${live.state.activities} edit=${edit} />
          <${Remove} isBusy=${isBusy} remove=${remove} />
        </span>
      </div>
    </section>
  `;
}

function SeenBy({ results }) {
  if (results === "shown") return html`<span class="badge"><${Icon} name="eye" />${t("Everyone sees this")}</span>`;
  return html`<span class="badge badge--warn"><${Icon} name="eye-off" />${t("Only you see this")}</span>`;
}

const MOVES = {
  open: () => t("Open"),
  close: () => t("Close"),
  reveal: () => t("Show results"),
  hide: () => t("Hide results"),
};

export function moveOf({ state }) {
  return state === "open" ? "close" : "open";
}

/** The move that shows or hides results, where there is one. */
export function resultsMoveOf({ state, results, config }, kind) {
  if (!kind?.hasResults || state === "draft" || config.results === "host") return null;
  return results === "shown" ? "hide" : "reveal";
}

function Move({ name, shortcut, isBusy, move, isMain }) {
  return html`
    <button type="button" class="button ${isMain ? "" : "button--quiet"}" aria-keyshortcuts=${shortcut}
      aria-disabled=${isBusy} onClick=${() => move(name)}>
      ${MOVES[name]()} <kbd aria-hidden="true">${shortcut}</kbd>
    </button>
  `;
}

/** Answers go with it, so it asks once more. */
function Remove({ isBusy, remove }) {
  const [isAsking, setAsking] = useState(false);
  return html`
    <span class="cluster">
      <button type="button" class="button button--small ${isAsking ? "button--danger" : "button--plain"}"
        aria-disabled=${isBusy} onClick=${isAsking ? remove : () => setAsking(true)}>
        <${Icon} name="trash-2" />${isAsking ? t("Remove it with its answers") : t("Remove")}
      </button>
      ${isAsking &&
      html`
        <button type="button" class="button button--quiet button--small" onClick=${() => setAsking(false)}>
          ${t("Keep it")}
        </button>
      `}
    </span>
  `;
}
