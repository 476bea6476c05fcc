import { useState } from "preact/hooks";
import { html } from "../html.js";
import { viewsOf } from "../kinds.js";
import { t } from "../../i18n.js";
import { Brought, Icon } from "../parts/brought.js";
import { Chat, useUnread } from "../parts/chat.js";
import { Sheet } from "../parts/sheet.js";

const EMOJI = [
  ["👏", () => t("Applause")], ["❤️", () => t("Love")], ["😂", () => t("Laughing")], ["😮", () => t("Wow")],
  ["🎉", () => t("Celebrate")], ["👍", () => t("Thumbs up")], ["🤔", () => t("Thinking")], ["🥂", () => t("Cheers")],
];
const SIGNS = [
  ["slower", () => t("Slower")], ["faster", () => t("Faster")], ["break", () => t("Break, please")], ["agree", () => t("Agree")],
];

/** Within the thumb's reach whatever is on: the call, a hand, a reaction, the chat, what the evening is about. */
export function Bar({ live, videoUrl }) {
  const [open, setOpen] = useState(null);
  const [problem, setProblem] = useState("");
  const { state, phase } = live;
  if (phase !== "in") return videoUrl ? html`<nav class="room__bar" aria-label=${t("Call")}><${Call} url=${videoUrl} isWide /></nav>` : null;
  const toggle = (name) => setOpen(open === name ? null : name);
  const tried = async (request) => {
    const reply = await request;
    setProblem(reply.ok ? "" : reply.message);
    return reply;
  };
  return html`
    <nav class="room__bar" aria-label=${t("Take part")}>
      <p class="field__error" role="alert">${problem}</p>
      ${open === "react" && html`<${React} live=${live} tried=${tried} />`}
      <div class="room__tools">
        ${videoUrl && html`<${Call} url=${videoUrl} />`}
        ${!state.settings.quiet && html`<${Hand} live=${live} tried=${tried} />`}
        <${Tool} icon="smile" name=${t("React")} isOpen=${open === "react"} press=${() => toggle("react")} />
        <${ChatTool} chat=${state.chat} isOpen=${open === "chat"} press=${() => toggle("chat")} 
          isOff=${!state.settings.chat || state.settings.quiet} />
        <${Tool} icon="info" name=${t("About")} isOpen=${open === "about"} press=${() => toggle("about")} />
      </div>
    </nav>
    <${Sheet} title=${t("Chat")} isOpen=${open === "chat"} close=${() => setOpen(null)}><${Chat} live=${live} /><//>
    <${Sheet} title=${state.event.title} isOpen=${open === "about"} close=${() => setOpen(null)}>
      ${state.event.description && html`<p class="prose" dir="auto">${state.event.description}</p>`}
      <${Brought} id="details" class="stack" />
    <//>
  `;
}

function Call({ url, isWide }) {
  return html`
    <a class="tool ${isWide ? "tool--wide" : ""}" href=${url} target="_blank" rel="noopener noreferrer">
      <${Icon} name="video" /> <span>${t("Video call")}</span>
      <span class="visually-hidden"> ${t("(opens in its own tab)")}</span>
    </a>
  `;
}

function Tool({ icon, name, isOpen, press, children }) {
  return html`
    <button type="button" class="tool" aria-expanded=${isOpen} onClick=${press}>
      <${Icon} name=${icon} /> <span>${name}</span>${children}
    </button>
  `;
}

function ChatTool({ chat, isOpen, press, isOff }) {
  const unread = useUnread(chat, isOpen);
  if (isOff && !chat.lines.length) return null;
  return html`
    <${Tool} icon="message-circle" name=${t("Chat")} isOpen=${isOpen} press=${press}>
      ${unread > 0 && html`<span class="tool__count"><span class="visually-hidden">${t("New lines:")} </span>${unread}</span>`}
    <//>
  `;
}

function Hand({ live, tried }) {
  const { people, you } = live.state;
  const isUp = people.people.some(({ id, hand }) => id === you.id && hand);
  return html`
    <button type="button" class="tool" aria-pressed=${isUp} onClick=${() => tried(live.hand(!isUp))}>
      <${Icon} name="hand" /> <span>${isUp ? t("Hand up") : t("Hand")}</span>
    </button>
  `;
}

/** To all, and into what is on where that keeps reactions. */
function react(live, emoji) {
  for (const activity of live.state.open) {
    const answer = viewsOf(activity.kind)?.reaction?.(activity, emoji);
    if (answer) live.answer(activity, answer, { adds: true });
  }
  return live.react(emoji);
}

function React({ live, tried }) {
  return html`
    <div class="react" role="group" aria-label=${t("Reactions and signs")}>
      <div class="react__row">
        ${EMOJI.map(
          ([emoji, name]) => html`
            <button key=${emoji} type="button" class="react__emoji" aria-label=${name()} onClick=${() => tried(react(live, emoji))}>
              <span aria-hidden="true">${emoji}</span>
            </button>
          `,
        )}
      </div>
      ${!live.state.settings.quiet &&
      html`
        <div class="react__row">
          ${SIGNS.map(([sign, name]) => html`<${Sign} key=${sign} name=${name()} give=${() => tried(live.sign(sign))} />`)}
        </div>
      `}
    </div>
  `;
}

function Sign({ name, give }) {
  const [isGiven, setGiven] = useState(false);
  async function press() {
    const reply = await give();
    if (reply.ok) setGiven(true);
    setTimeout(() => setGiven(false), 3_000);
  }
  return html`
    <button type="button" class="button button--quiet button--small" onClick=${press}>
      ${isGiven && html`<${Icon} name="check" />`}${name}
    </button>
  `;
}
