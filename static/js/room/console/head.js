import { useImperativeHandle, useRef } from "preact/hooks";
import { html } from "../html.js";
import { number, t } from "../../i18n.js";
import { Address } from "../parts/address.js";
import { Drawn, Icon } from "../parts/brought.js";
import { HowMany, Status } from "../parts/status.js";
import { Clock } from "../parts/when.js";
import { RoomSettings } from "./settings.js";
import { Signals } from "./signals.js";

export function Head({ live, page, joinCode }) {
  const { event, people, activities, signals } = live.state;
  const hands = people.people.filter(({ hand, here }) => hand && here).length;
  const waiting = people.people.filter((person) => person.waiting).length;
  return html`
    <header class="console__head">
      <div class="console__title">
        <h1 dir="auto">${event.title}</h1>
        <p class="room__meta">
          <${Status} isConnected=${live.isConnected} />
          <${HowMany} people=${people} />
          ${hands > 0 && html`<span class="hands"><${Icon} name="hand" />${t("Hands up:")} ${number(hands)}</span>`}
          ${waiting > 0 && html`<span class="hands">${t("At the door:")} ${number(waiting)}</span>`}
          <${Clock} event=${event} activities=${activities} />
        </p>
        <${Signals} signals=${signals} />
      </div>
      <nav class="cluster" aria-label=${t("Ways")}>
        ${event.video_url && html`<${Way} href=${event.video_url} icon="video" name=${t("Video call")} />`}
        <${Way} href="stage" icon="monitor" name=${t("Stage")} />
        <${Way} href="recap" icon="scroll-text" name=${t("Recap")} />
        <${RoomSettings} live=${live} />
        <${JoinCode} page=${page} handle=${joinCode} />
      </nav>
    </header>
  `;
}

function Way({ href, icon, name }) {
  return html`
    <a class="button button--quiet button--small" href=${href} target="_blank" rel="noopener noreferrer">
      <${Icon} name=${icon} />${name}
    </a>
  `;
}

function JoinCode({ page, handle }) {
  const dialog = useRef();
  useImperativeHandle(handle, () => ({
    toggle: () => (dialog.current.open ? dialog.current.close() : dialog.current.showModal()),
  }));
  const closeByKey = ({ key }) => key.toLowerCase() === "j" && dialog.current.close();
  return html`
    <button type="button" class="button button--quiet button--small" onClick=${() => dialog.current.showModal()}>
      <${Icon} name="qr-code" />${t("Code")}
    </button>
    <dialog class="dialog join-code" aria-label=${t("How guests come in")} ref=${dialog} onKeyDown=${closeByKey}>
      <div class="stack">
        <p class="join-code__url"><${Address} url=${page.joinUrl} /></p>
        <p class="join-code__code">${page.code}</p>
        <${Drawn} id="qr" class="qr-code" role="img" aria-label=${t("QR code of the join address")} />
        <button type="button" class="button button--wide" onClick=${() => dialog.current.close()}>${t("Done")}</button>
      </div>
    </dialog>
  `;
}
