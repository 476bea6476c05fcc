import { useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { useKind } from "../kinds.js";
import { t } from "../../i18n.js";
import { People } from "../parts/people.js";
import { Activity, moveOf, resultsMoveOf } from "./activity.js";
import { Head } from "./head.js";
import { KeysSwitch } from "./keys.js";
import { NextBar } from "./next.js";
import { QuickForm } from "./quick_form.js";
import { RunOfShow } from "./run_of_show.js";

/** The host's side of the room: run of show, what is on, and one large Next. Keys: o, r, n. */
export function Console({ live, page }) {
  const { state, isConnected } = live;
  const [picked, pick] = useState(null);
  const isActing = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const selected = state.activity(picked) ?? state.current ?? state.draftAfter();
  const kind = useKind(selected?.kind, isConnected);
  const onKind = useKind(state.open[0]?.kind, isConnected);

  /** `steps` makes one request after the other and gives the last reply; a second press meanwhile does nothing. */
  async function act(steps) {
    if (isActing.current) return;
    isActing.current = true;
    setBusy(true);
    setProblem("");
    const reply = await steps();
    setProblem(reply.ok ? "" : reply.message);
    setBusy(false);
    isActing.current = false;
  }

  const move = (activity, name) =>
    act(() => {
      pick(activity.id);
      return live.move(activity, name);
    });

  const next = nextStep(state, onKind);
  const goOn = () => next && act(() => next.make(live, pick));

  const keys = {
    o: () => selected && move(selected, moveOf(selected)),
    r: () => selected && resultsMoveOf(selected, kind) && move(selected, resultsMoveOf(selected, kind)),
    n: goOn,
  };

  return html`
    <div class="console">
      <${Head} live=${live} page=${page} />
      <div class="console__columns">
        <aside class="console__side stack" aria-label=${t("Run of show")}>
          <${RunOfShow} activities=${state.activities} selected=${selected} pick=${pick} />
          <${QuickForm} live=${live} pick=${pick} />
          <section class="stack stack--tight" aria-label=${t("Guests")}>
            <h2 class="console__heading">${t("Who is here")}</h2>
            ${state.people.count
              ? html`<${People} people=${state.people} you=${state.you} />`
              : html`<p class="quiet">${t("Nobody yet. Share the code, and they appear here.")}</p>`}
          </section>
          <${KeysSwitch} keys=${keys} />
        </aside>
        <div class="console__main">
          ${selected
            ? html`
                <${Activity} key=${selected.id} live=${live} activity=${selected} kind=${kind} isBusy=${isBusy}
                  move=${(name) => move(selected, name)} remove=${() => act(() => live.remove(selected))} />
              `
            : html`<p class="empty">${t("Nothing is planned yet. Add a quick poll, and open it when you like.")}</p>`}
          <p class="field__error" role="alert">${problem}</p>
        </div>
      </div>
      <${NextBar} next=${next} isBusy=${isBusy} goOn=${goOn} />
    </div>
  `;
}

/** What "Next" does now: a step inside what is open, or on to the next draft of the run of show; null at the end. */
function nextStep(state, kind) {
  const [current] = state.open;
  if (current && kind?.hasNext?.(current)) {
    return { title: null, make: (live) => live.move(current, "next") };
  }
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
