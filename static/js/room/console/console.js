import { useRef, useState } from "preact/hooks";
import { html } from "../html.js";
import { useKind } from "../kinds.js";
import { t } from "../../i18n.js";
import { Chat, useUnread } from "../parts/chat.js";
import { Reactions } from "../parts/reactions.js";
import { useActing } from "./acting.js";
import { Activity, moveOf, resultsMoveOf } from "./activity.js";
import { Head } from "./head.js";
import { Keys } from "./keys.js";
import { NextBar, nextStep } from "./next.js";
import { Guests, Quiet } from "./people.js";
import { Quick } from "./quick_form.js";
import { RunOfShow } from "./run_of_show.js";
import { newTimer, RoomTimers } from "./timers.js";

/** The host's side of the room: run of show, what is on, who is here, and one large Next. */
export function Console({ live, page }) {
  const { state, isConnected } = live;
  const [picked, pick] = useState(null);
  const { act, isBusy, problem } = useActing();
  const joinCode = useRef();
  const selected = state.activity(picked) ?? state.current ?? state.draftAfter();
  const kind = useKind(selected?.kind, isConnected);
  const onKind = useKind(state.open[0]?.kind, isConnected);

  const move = (activity, name, settings) => {
    pick(activity.id);
    act(`${name} ${activity.id}`, () => live.move(state.activity(activity.id) ?? activity, name, settings));
  };
  const add = (draft) => act("add", async () => {
    const reply = await live.add(draft);
    if (reply.ok) pick(reply.activity);
    return reply;
  });
  const next = nextStep(state, onKind);
  const goOn = () => next && act("next", () => next.make(live, pick));

  const keys = {
    n: goOn,
    pagedown: goOn,
    pageup: () => pick(before(state.activities, selected)?.id ?? null),
    o: () => selected && move(selected, moveOf(selected)),
    r: () => selected && resultsMoveOf(selected, kind) && move(selected, resultsMoveOf(selected, kind)),
    t: () => selected?.state === "open" && !kind?.hasOwnTimer?.(selected) && move(selected, ...timerMoveOf(selected)),
    j: () => joinCode.current.toggle(),
  };

  return html`
    <div class="console">
      <${Head} live=${live} page=${page} joinCode=${joinCode} />
      <div class="console__columns">
        <aside class="console__side stack" aria-label=${t("Run of show")}>
          <${RunOfShow} activities=${state.activities} selected=${selected} pick=${pick} />
          <${Quick} live=${live} pick=${pick} />
          <${Keys} keys=${keys} />
        </aside>
        <div class="console__main">
          ${selected
            ? html`
                <${Activity} key=${selected.id} live=${live} activity=${selected} kind=${kind} isBusy=${isBusy} add=${add}
                  move=${(name, settings) => move(selected, name, settings)}
                  edit=${(changes) => act(`edit ${selected.id} ${JSON.stringify(changes)}`, () => live.edit(selected, changes))}
                  remove=${() => act(`remove ${selected.id}`, () => live.remove(selected))} />
              `
            : html`<p class="empty">${t("Nothing is planned yet. Type a quick poll, or add an activity.")}</p>`}
          <p class="field__error" role="alert">${problem}</p>
          <${Quiet} activity=${selected} people=${state.people} kind=${kind} />
        </div>
        <aside class="console__people stack" aria-label=${t("People")}>
          <${Guests} live=${live} people=${state.people} act=${act} />
          <${RoomTimers} live=${live} act=${act} />
          <${ChatPanel} live=${live} />
        </aside>
      </div>
      <${Reactions} bus=${page.reactions} />
      <${NextBar} next=${next} isBusy=${isBusy} goOn=${goOn} />
    </div>
  `;
}

function ChatPanel({ live }) {
  const [isOpen, setOpen] = useState(true);
  const unread = useUnread(live.state.chat, isOpen);
  return html`
    <details class="chat-panel" open=${isOpen} onToggle=${(event) => setOpen(event.currentTarget.open)}>
      <summary class="console__heading">${t("Chat")} ${unread > 0 && html`<span class="badge">${unread}</span>`}</summary>
      <${Chat} live=${live} />
    </details>
  `;
}

function timerMoveOf(activity) {
  if (!activity.timer) return newTimer(activity);
  return [activity.timer.paused_at ? "resume" : "pause"];
}

function before(activities, selected) {
  return activities[Math.max(0, activities.indexOf(selected) - 1)];
}
