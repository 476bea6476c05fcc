import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../../i18n.js";
import { Drawn } from "../parts/brought.js";
import { Reactions } from "../parts/reactions.js";
import { HowMany, Status } from "../parts/status.js";
import { Timers } from "../parts/timer.js";
import { GuestActivity } from "./activity.js";
import { Bar } from "./bar.js";
import { Join } from "./join.js";
import { Lobby } from "./lobby.js";

/** The room on a guest's phone: one thing at a time, the way to the call within the thumb's reach. */
export function GuestRoom({ live, page }) {
  const { state, phase } = live;
  const heading = useRef();
  const phaseBefore = useRef(phase);
  useEffect(() => {
    // the form that had the focus is gone
    if (phaseBefore.current === "asking" && phase === "in") heading.current.focus({ preventScroll: true });
    phaseBefore.current = phase;
  }, [phase]);
  return html`
    <div class="room" data-phase=${phase}>
      <header class="room__head">
        <h1 tabindex="-1" dir="auto" ref=${heading}>${state.event?.title ?? page.title}</h1>
        <p class="room__meta">
          <${Status} isConnected=${live.isConnected} />
          ${phase === "in" && html`<${HowMany} people=${state.people} />`}
        </p>
      </header>
      <div class="room__body">${body(live)}</div>
      <${Reactions} bus=${page.reactions} />
      <${Bar} live=${live} videoUrl=${state.event ? state.event.video_url : page.videoUrl} />
    </div>
  `;
}

function body(live) {
  switch (live.phase) {
    case "in":
      return html`<${Inside} live=${live} />`;
    case "asking":
      return html`<${Join} live=${live} />`;
    case "waiting":
      return html`<${AtTheDoor} event=${live.state.event} />`;
    case "outside":
      return html`<p class="notice notice--bad" role="alert">${live.problem}</p>`;
    default:
      return html`<p class="lede">${t("Opening the door…")}</p>`;
  }
}

function AtTheDoor({ event }) {
  const words = t("You are at the door. {host} lets you in.", { host: event.host.name });
  return html`
    <${Drawn} id="drawing" class="drawing" />
    <p class="lede">${words}</p>
  `;
}

function Inside({ live }) {
  const { now, earlier } = live.state.agenda;
  const isBetween = !live.state.open.length;
  return html`
    <${Timers} timers=${live.state.timers.timers} />
    ${now.map((activity) => html`<${GuestActivity} key=${activity.id} live=${live} activity=${activity} />`)}
    ${isBetween && html`<${Lobby} key="lobby" state=${live.state} />`}
    ${earlier.length > 0 &&
    html`
      <details class="earlier" key="earlier">
        <summary>${t("Earlier results")}</summary>
        ${earlier.map((activity) => html`<${GuestActivity} key=${activity.id} live=${live} activity=${activity} />`)}
      </details>
    `}
  `;
}
