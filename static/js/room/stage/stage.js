import { useState } from "preact/hooks";
import { clock } from "../clock.js";
import { html } from "../html.js";
import { useKeys, useLive } from "../hooks.js";
import { timerOf, useKind } from "../kinds.js";
import { number, t } from "../../i18n.js";
import { Address } from "../parts/address.js";
import { Drawn } from "../parts/brought.js";
import { Reactions } from "../parts/reactions.js";
import { HowMany, Status } from "../parts/status.js";
import { TimerLeft, Timers } from "../parts/timer.js";
import { Countdown, Start, startOf } from "../parts/when.js";
import { Fitted } from "./fitted.js";

/** The screen that is shared in the call: read from across a room, without scrolling and without controls. */
export function Stage({ live, page }) {
  useLive(live);
  const [isLarge, setLarge] = useState(false);
  useKeys({ j: () => setLarge((was) => !was) });
  const { current, event, people } = live.state;
  const title = event?.title ?? page.title;
  return html`
    <div class="stage" data-scene=${current ? "activity" : "welcome"}
      data-join=${isLarge || !current ? "large" : "small"}>
      <header class="stage__head">
        ${!current && html`<${Drawn} id="drawing" class="stage__drawing" />`}
        <h1 dir="auto" data-length=${lengthOf(title)}>${title}</h1>
        <p class="stage__meta">
          <${Status} isConnected=${live.isConnected} />
          ${event && html`<${HowMany} people=${people} />`}
        </p>
        <${Timers} timers=${live.state.timers.timers} />
      </header>
      <div class="stage__middle">
        ${live.phase === "outside" && html`<p role="alert">${live.problem}</p>`}
        ${event && (current
          ? html`<${OnStage} key=${current.id} activity=${current} isConnected=${live.isConnected} />`
          : html`<${Before} event=${event} />`)}
      </div>
      <${JoinCorner} page=${page} />
      <${Reactions} bus=${page.reactions} />
    </div>
  `;
}

function OnStage({ activity, isConnected }) {
  const kind = useKind(activity.kind, isConnected);
  const timer = timerOf(activity, kind);
  return html`
    <section class="stage__activity" role="region" aria-label=${activity.title}>
      <h2 dir="auto" data-length=${lengthOf(activity.title)}>${activity.title}</h2>
      <${Fitted}>${kind && html`<${kind.Board} activity=${activity} isStage />`}<//>
      <footer class="stage__foot">
        ${timer && html`<${TimerLeft} timer=${timer} />`}
        ${kind?.hasResults && html`<p class="stage__count">${answers(activity)}</p>`}
      </footer>
    </section>
  `;
}

function lengthOf(title) {
  return title.length > 60 ? "long" : "short";
}

function answers({ answered = 0, state }) {
  const count = t("Answers: {n}", { n: number(answered) });
  return state === "closed" ? `${count} · ${t("Closed")}` : count;
}

function Before({ event }) {
  return html`
    <section class="stage__before" aria-label=${t("Welcome")}>
      ${startOf(event) > clock.now() && html`<p class="stage__when"><${Start} event=${event} /></p>`}
      <${Countdown} event=${event} />
      <p class="stage__invite">${t("Come in with your phone: scan the code or type the address.")}</p>
    </section>
  `;
}

function JoinCorner({ page }) {
  return html`
    <aside class="stage__join" aria-label=${t("How to join")}>
      <p class="stage__address">
        <span class="stage__url"><${Address} url=${page.joinUrl} /></span>
        <span class="stage__code"><span class="visually-hidden">${t("Code")} </span>${page.code}</span>
      </p>
      <${Drawn} id="qr" class="qr-code" role="img" aria-label=${t("QR code of the join address")} />
    </aside>
  `;
}
