import { html } from "../html.js";
import { t } from "../../i18n.js";

/** The one large button of the evening. */
export function NextBar({ next, isBusy, goOn }) {
  return html`
    <div class="next-bar">
      <button type="button" class="button next" aria-keyshortcuts="n" aria-describedby="next-means"
        aria-disabled=${!next || isBusy} onClick=${goOn}>
        <span class="next__word">${t("Next")}</span> <span class="next__means" id="next-means" aria-hidden="true" dir="auto">${meaning(next)}</span>
        <kbd aria-hidden="true">n</kbd>
      </button>
    </div>
  `;
}

function meaning(next) {
  if (!next) return t("Everything has had its turn");
  if (next.isEnd) return t("Close this, it is the last");
  return next.title;
}

/** What "Next" does now: a step inside what is open, or on to the next draft of the run of show; null at the end. */
export function nextStep(state, kind) {
  const [current] = state.open;
  const inside = current && kind?.next?.(current, state.people.people);
  if (inside) return { title: inside.label, make: (live) => live.move(current, inside.move) };
  const draft = state.draftAfter(state.current);
  if (!current && !draft) return null;
  return { title: draft?.title, isEnd: !draft, make: (live, pick) => goOnTo(live, pick, current, draft) };
}

async function goOnTo(live, pick, current, draft) {
  if (current) {
    const closed = await live.move(current, "close");
    if (!closed.ok || !draft) return closed;
  }
  pick(draft.id);
  return live.move(draft, "open");
}
